import { describe, expect, it } from 'vitest';
import type { CommandRequest, CommandServices, FeedServices } from '../../commands/command.ts';
import { feeds } from '../../commands/feeds/feeds.ts';

const ACTIONS = ['list', 'health', 'test', 'export', 'add', 'remove', 'import'] as const;

async function run(options: CommandRequest['options']) {
  const calls: unknown[] = [];
  const progress: string[] = [];
  const record = (name: string) => (query: unknown) => {
    calls.push([name, query]);
    return Promise.resolve({ blocks: [], fallbackText: name });
  };
  const services = { feeds: Object.fromEntries(ACTIONS.map((name) => [name, record(name)])) };
  const request = {
    options,
    address,
    progress: async (line: string) => void progress.push(line),
  } as unknown as CommandRequest;
  await feeds.run(request, services as unknown as CommandServices & { feeds: FeedServices });
  return { calls, progress };
}

const address = { platform: 'local', workspaceId: 'local', channelId: 'local' } as const;

describe('/feeds', () => {
  it('lets everybody look, and only managers change', () => {
    const managers = ACTIONS.filter((action) => feeds.accessOf?.({ action }) === 'manager');
    expect(managers).toEqual(['add', 'remove', 'import']);
  });

  it('hands each action to its service', async () => {
    expect((await run({ action: 'list' })).calls).toEqual([['list', { address, words: null }]]);
    expect((await run({ action: 'health', address: 'asia' })).calls).toEqual([
      ['health', { address, words: 'asia' }],
    ]);
    expect((await run({ action: 'remove', address: ' Harbour Post ' })).calls).toEqual([
      ['remove', { address, typed: 'Harbour Post' }],
    ]);
    expect(await run({ action: 'add', address: 'harbour.example' })).toEqual({
      calls: [['add', { address, typed: 'harbour.example' }]],
      progress: ['Reading what is there ...'],
    });
  });

  it('takes an OPML file from the web alone', async () => {
    expect((await run({ action: 'import', address: 'lists.example/mine.opml' })).calls).toEqual([
      ['import', { address, typed: 'https://lists.example/mine.opml' }],
    ]);
    for (const typed of ['file:///etc/passwd', '/etc/passwd', 'C:\\feeds.opml', 'data:text/xml,x'])
      await expect(run({ action: 'import', address: typed })).rejects.toMatchObject({
        code: 'command/bad-option',
      });
  });

  it.each(['test', 'add', 'remove', 'import'])('%s says what it needs', async (action) => {
    await expect(run({ action })).rejects.toMatchObject({
      userMessage: expect.stringMatching(new RegExp(`^/feeds ${action} needs the `)),
    });
  });
});
