import { describe, expect, it } from 'vitest';
import { type Chats, startChats } from '../../src/app/build-chats.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { AppError } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from '../support/manual-clock.ts';

const unreachable = () =>
  new AppError('chat/unreachable', 'Slack cannot be reached.', { retryAfterMs: 30_000 });

async function setUp(outcomes: readonly (Error | null)[], schedule = 'daily 07:30') {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  const starts: (Error | null)[] = [...outcomes];
  let onInstalled: () => Promise<void> = () => Promise.resolve();
  const unusable = new Set(['gone']);
  const slack = {
    platform: 'slack',
    start: (_: unknown, heardOf: () => Promise<void>) => {
      onInstalled = heardOf;
      const outcome = starts.shift() ?? null;
      return outcome ? Promise.reject(outcome) : Promise.resolve();
    },
    describe: async (id: string) =>
      unusable.has(id)
        ? { kind: 'unusable', userMessage: 'Invite the bot.' }
        : { kind: 'usable', address: { platform: 'slack', workspaceId: 'T1', channelId: id }, name: id },
  } as Partial<Chat> as Chat;
  const local = {
    platform: 'local',
    start: () => Promise.resolve(),
    describe: async () => ({
      kind: 'usable',
      address: { platform: 'local', workspaceId: 'local', channelId: 'local' },
      name: 'local',
    }),
  } as Partial<Chat> as Chat;
  const channelIds = new Map([
    [slack, ['C1', 'gone']],
    [local, ['local']],
  ]);
  const chats = { local, all: [slack, local], channelIds } as unknown as Chats;
  const stopping = new AbortController();
  const start = () =>
    startChats(
      {
        chats,
        handle: () => Promise.resolve(),
        channels: store.channels,
        defaults: { schedule, timeZone: 'UTC', languages: ['en'] },
        clock,
        log: silentLogger,
      },
      stopping.signal,
    );
  return {
    start,
    install: (id: string) => {
      unusable.delete(id);
      return onInstalled();
    },
    clock,
    stopping,
    names: async () => (await store.channels.list()).map(({ name }) => name).sort(),
    store,
  };
}

/** Lets what is under way in the background go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('startChats', () => {
  it('makes each usable channel once, the local one also as it happens', async () => {
    const { start, names, store } = await setUp([null]);
    await start();
    await start();
    expect(await names()).toEqual(['C1', 'local']);
    const schedules = (await store.channels.list()).map(({ platform, schedule }) => [
      platform,
      schedule.asItHappens,
    ]);
    expect(Object.fromEntries(schedules)).toEqual({ slack: false, local: true });
  });

  it('goes on without a platform that cannot be reached and tries it again', async () => {
    const { start, clock, names } = await setUp([unreachable(), unreachable(), null]);
    await start();
    expect(await names()).toEqual(['local']);
    for (let round = 0; round < 2; round++) {
      clock.advance(30_000);
      for (let turn = 0; turn < 50; turn++) await settle();
    }
    expect(await names()).toEqual(['C1', 'local']);
  });

  it('makes a channel of the settings when the bot comes to its workspace', async () => {
    const { start, install, names } = await setUp([null]);
    await start();
    await install('gone');
    expect(await names()).toEqual(['C1', 'gone', 'local']);
  });

  it('ends with the sentence where a person has to mend something', async () => {
    const wrongToken = await setUp([new AppError('chat/bad-token', 'SLACK_BOT_TOKEN is wrong.')]);
    await expect(wrongToken.start()).rejects.toThrow('SLACK_BOT_TOKEN is wrong.');
    const wrongSchedule = await setUp([null], 'mon 25:00');
    await expect(wrongSchedule.start()).rejects.toThrow(/Write it like this/);
  });
});
