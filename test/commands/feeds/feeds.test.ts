import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../commands/context.ts';
import { feedsCommand } from '../../../commands/feeds/feeds.ts';
import { fitsDiscord } from '../../../src/chat/discord/render-components.ts';
import { renderPlainText } from '../../../src/chat/plain-text.ts';
import type { OpmlSource } from '../../../src/feeds/read-opml.ts';
import type { Platform } from '../../../src/model/channel.ts';
import type { Message } from '../../../src/model/message.ts';
import { ask, openContext } from '../../support/command-context.ts';
import { openFeeds, REFUSED } from './feeds-in-store.ts';

const typed = (context: CommandContext, words: string, platform: Platform = 'local') =>
  ask(`feeds ${words}`, context, { address: { platform, workspaceId: 'w', channelId: 'c' } });
const show = (message: Message) => renderPlainText(message, { width: null, showLinks: true });

describe('/feeds as typed', () => {
  it('lets everybody look, and only managers change', () => {
    const actions = feedsCommand.definition.options[0]?.choices ?? [];
    const managers = actions.filter((action) => feedsCommand.accessOf?.({ action }) === 'manager');
    expect(actions).toEqual(['list', 'health', 'test', 'export', 'add', 'remove', 'import']);
    expect(managers).toEqual(['add', 'remove', 'import']);
  });

  it('says that it reads, where that takes a while', async () => {
    const { context } = await openContext({ readOpml: async () => [] });
    const said: string[] = [];
    const progress = async (line: string) => void said.push(line);
    await ask('feeds list', context, { progress });
    expect(said).toEqual([]);
    await ask('feeds import lists.example/mine.opml', context, { progress });
    expect(said).toEqual(['Reading what is there ...']);
  });

  it('takes an OPML file from the web alone', async () => {
    const read: OpmlSource[] = [];
    const { context } = await openContext({
      readOpml: async (source) => {
        read.push(source);
        return [];
      },
    });
    await typed(context, 'import lists.example/mine.opml');
    expect(read).toEqual([{ kind: 'address', url: 'https://lists.example/mine.opml' }]);
    for (const address of ['file:///etc/passwd', '/etc/passwd', 'C:\\feeds.opml', 'data:text/xml,x'])
      await expect(typed(context, `import ${address}`)).rejects.toMatchObject({
        code: 'command/bad-option',
      });
    expect(read).toHaveLength(1);
  });

  it.each(['test', 'add', 'remove', 'import'])('%s says what it needs', async (action) => {
    const { context } = await openContext();
    await expect(typed(context, action)).rejects.toMatchObject({
      userMessage: expect.stringMatching(new RegExp(`^/feeds ${action} needs the `)),
    });
  });
});

describe('/feeds answers', () => {
  it('health says what fails, since when and what to do', async () => {
    const context = await openFeeds({ Harbour: null, Sample: 'forbidden', Lantern: 'gone' });
    expect(show(await typed(context, 'health'))).toBe(
      [
        'Feed health  1 of 3 work',
        'Failing',
        ` • Sample (https://f1.example/feed.xml), since Mon 4 Sep, 01:30: ${REFUSED}`,
        'Given up by their sites, and no longer polled',
        ` • Lantern (https://f2.example/feed.xml), since Mon 4 Sep, 01:30: ${REFUSED}`,
        '0 articles in 24 h · checked every 15 min · last success just now',
        'All feeds, on the page (http://localhost:8787/feeds)',
      ].join('\n'),
    );
  });

  it('a list is cut with what is left out, narrowed by words, and fits a message', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `Outlet ${String(index).padStart(2, '0')}`,
        'forbidden' as const,
      ]),
    );
    const context = await openFeeds({ ...many, Harbour: null });
    const list = await typed(context, 'list', 'discord');
    expect(show(list)).toContain('Feeds  1 of 61 work');
    expect(show(list)).toContain(' • and 41 more');
    expect(show(list)).not.toContain('on the page');
    expect(fitsDiscord(list)).toBe(true);
    expect(show(await typed(context, 'list HARB', 'discord'))).toBe(
      'Feeds  1 of 1 work\n • Harbour (https://f60.example/feed.xml) · World · works',
    );
  });

  it('removes and says how to bring back, as it is typed there', async () => {
    const context = await openFeeds({ Harbour: null, Sample: null });
    expect(show(await typed(context, 'remove harbour', 'slack'))).toBe(
      'Removed: Harbour\nIt is polled no more; what it brought stays. /sitrep feeds add https://f0.example/feed.xml brings it back.',
    );
    expect(show(await typed(context, 'remove f1'))).toContain('/feeds remove https://f1.example/feed.xml');
  });

  it('exports by a link to the page, by text where it is short', async () => {
    const context = await openFeeds({ Harbour: null });
    const local = show(await typed(context, 'export'));
    expect(local).toContain('http://localhost:8787/feeds.opml');
    expect(local).toContain('xmlUrl="https://f0.example/feed.xml"');
    expect(show(await typed(context, 'export', 'slack'))).toContain('sitrep feeds export > feeds.opml');
  });

  it('passes faults on with their sentence', async () => {
    const context = await openFeeds({});
    await expect(typed(context, 'add nowhere.example')).rejects.toMatchObject({
      code: 'feeds/dns',
      userMessage: 'No such name.',
    });
  });
});
