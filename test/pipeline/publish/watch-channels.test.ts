import { describe, expect, it } from 'vitest';
import type { Chat } from '../../../src/chat/chat.ts';
import { parseSchedule } from '../../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../../src/log.ts';
import { createWatchChannels } from '../../../src/pipeline/publish/watch-channels.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createManualClock } from '../../support/manual-clock.ts';

describe('watching channels that could not be posted to', () => {
  it('asks in the workspace of each, and goes on in those that can be used', async () => {
    const clock = createManualClock();
    const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
    for (const workspaceId of ['T1', 'T2', 'T3']) {
      const { id } = await store.channels.ensure(
        {
          platform: 'slack',
          workspaceId,
          channelId: 'C1',
          name: workspaceId,
          schedule: parseSchedule('daily 07:30'),
          timeZone: 'UTC',
          languages: ['en'],
          maxStories: 8,
        },
        null,
        clock.now(),
      );
      await store.channels.update(id, { state: workspaceId === 'T3' ? 'paused' : 'unreachable' });
    }
    const stopping = new AbortController();
    const asked: [string, string | null][] = [];
    const chat = {
      describe: async (channelId, workspaceId) => {
        asked.push([channelId, workspaceId]);
        if (workspaceId === 'T1') throw new Error('Slack is down');
        return {
          kind: 'usable',
          address: { platform: 'slack', workspaceId: 'T2', channelId },
          name: channelId,
        };
      },
    } as Partial<Chat> as Chat;
    const log = { ...silentLogger, info: () => stopping.abort() };
    await createWatchChannels({ store, chatOf: () => chat, idleMs: 1_000, clock, log }).run(stopping.signal);
    expect(asked).toEqual([
      ['C1', 'T1'],
      ['C1', 'T2'],
    ]);
    const states = (await store.channels.list()).map(({ name, state }) => [name, state]);
    expect(Object.fromEntries(states)).toEqual({ T1: 'unreachable', T2: 'active', T3: 'paused' });
    await store.close();
  });
});
