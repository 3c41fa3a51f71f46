import { describe, expect, it } from 'vitest';
import type { Chat } from '../../../src/chat/chat.ts';
import { renderPlainText } from '../../../src/chat/plain-text.ts';
import { HOUR, MINUTE } from '../../../src/clock.ts';
import { parseSchedule } from '../../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../../src/log.ts';
import type { Platform } from '../../../src/model/channel.ts';
import type { FeedFailureCode } from '../../../src/model/feed.ts';
import type { PollResult } from '../../../src/model/feed.ts';
import { createNoticeFeeds } from '../../../src/pipeline/publish/notice-feeds.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const chat = { split: (message: unknown) => [message] } as unknown as Chat;

async function setUp(names: readonly string[]) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  let count = 0;
  /** Called when the step has nothing more to do and waits. */
  let onWaiting = () => undefined as void;
  const sleep = (ms: number, signal?: AbortSignal) => {
    onWaiting();
    return clock.sleep(ms, signal);
  };
  const nextWait = () => new Promise<void>((resolve) => (onWaiting = resolve));
  const open = () =>
    createNoticeFeeds({
      store,
      chatOf: (platform) => (platform === 'discord' ? null : chat),
      slackWord: 'sitrep',
      newId: () => `post-${String(++count).padStart(3, '0')}`,
      idleMs: MINUTE,
      onNoticed: () => undefined,
      clock: { now: () => clock.now(), sleep },
      log: silentLogger,
    });
  let step = open();
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  await store.feeds.add(
    names.map((name) => ({
      url: `https://${name}.example/feed`,
      title: name,
      folder: '',
      host: `${name}.example:443`,
    })),
    clock.now(),
    { revives: true },
  );
  const join = (platform: Platform, workspaceId: string, channelId: string) => {
    const address = { platform, workspaceId, channelId, name: channelId };
    const schedule = parseSchedule('daily 07:30');
    const settings = { schedule, timeZone: 'Africa/Johannesburg', languages: ['en'], maxStories: 8 };
    return store.channels.ensure({ ...address, ...settings }, null, clock.now());
  };
  /** Polls the feeds that are due with these outcomes; those without one are read. */
  async function poll(outcomes: Readonly<Record<string, FeedFailureCode>> = {}, nextInMs = HOUR) {
    await store.instances.beat('me', clock.now());
    for (const { row, token } of await store.feeds.claimDue({
      instanceId: 'me',
      now: clock.now(),
      limit: 99,
    })) {
      const code = outcomes[row.title];
      const since = row.failure?.since ?? clock.now();
      const feed: PollResult['feed'] = code
        ? {
            failureCount: row.failureCount + 1,
            failure: { code, message: `It fails (${code}).`, since },
            ...(code === 'gone' ? { state: 'retired' as const } : {}),
          }
        : { failureCount: 0, failure: null, lastSuccessAt: clock.now() };
      const result: PollResult = {
        feed: { ...feed, lastCheckedAt: clock.now(), nextCheckAt: clock.now() + nextInMs },
        isSuccess: !code,
        articles: [],
      };
      await store.feeds.storePoll(row.id, token, result, clock.now());
    }
  }
  /** Runs the step until it waits. */
  async function run() {
    const stopping = new AbortController();
    const waiting = nextWait();
    const running = step.run(stopping.signal);
    await waiting;
    stopping.abort();
    await running;
  }
  /** The same, but what is due comes while it waits, and `wake` is called. */
  async function runAndWake(work: () => Promise<void>) {
    const stopping = new AbortController();
    const first = nextWait();
    const running = step.run(stopping.signal);
    await first;
    await work();
    const second = nextWait();
    step.wake();
    await second;
    stopping.abort();
    await running;
  }
  /** What all channels got so far, oldest first. */
  async function notices() {
    const texts: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const post = await store.posts.get(`post-${String(number).padStart(3, '0')}`);
      if (post) texts.push(renderPlainText(post.message));
    }
    return texts;
  }
  /** An hour, with a poll and a round at its end. */
  async function hours(n: number, outcomes: Readonly<Record<string, FeedFailureCode>> = {}) {
    for (let hour = 0; hour < n; hour += 1) {
      clock.advance(HOUR);
      await poll(outcomes);
      await run();
    }
  }
  return { store, clock, poll, run, runAndWake, hours, notices, join, restart: () => (step = open()) };
}

describe('notices about feeds', () => {
  it('tells once after a day of failing, and once when it is back', async () => {
    const { hours, notices, join } = await setUp(['harbour', 'sample']);
    await join('local', 'local', 'local');
    await hours(24, { harbour: 'not-found' });
    expect(await notices()).toEqual([]);
    await hours(30, { harbour: 'not-found' });
    const [first, ...others] = await notices();
    expect(others).toEqual([]);
    expect(first).toContain('For managers: harbour has failed for a day');
    expect(first).toMatch(/harbour, since \w{3} \d+ \w{3}, \d\d:\d\d: It fails \(not-found\)\./);
    expect(first).toContain('/feeds health');
    await hours(30);
    expect((await notices()).slice(1)).toEqual([expect.stringContaining('harbour can be read again')]);
  });

  it('never repeats one after a restart, and one that was not said yet is said then', async () => {
    const { hours, notices, join, restart } = await setUp(['harbour', 'sample']);
    await hours(40, { harbour: 'forbidden' });
    expect(await notices()).toEqual([]);
    await join('local', 'local', 'local');
    for (let round = 0; round < 4; round += 1) {
      restart();
      await hours(1, { harbour: 'forbidden' });
    }
    expect(await notices()).toHaveLength(1);
  });

  it('goes to the oldest active channel of each workspace that can be reached, typed as there', async () => {
    const { store, clock, hours, notices, join } = await setUp(['harbour', 'sample']);
    const paused = await join('slack', 'T1', 'C0');
    await store.channels.update(paused.id, { state: 'paused' });
    clock.advance(1);
    const places = [];
    for (const [platform, workspace, channel] of [
      ['slack', 'T1', 'C1'],
      ['slack', 'T1', 'C2'],
      ['slack', 'T2', 'C9'],
      ['local', 'local', 'local'],
      ['discord', 'G1', 'D1'],
    ] as const) {
      places.push((await join(platform, workspace, channel)).id);
      clock.advance(1);
    }
    await hours(26, { harbour: 'not-found' });
    const posts = await Promise.all(['001', '002', '003', '004'].map((id) => store.posts.get(`post-${id}`)));
    expect(posts.map((post) => post?.channelId)).toEqual([places[0], places[2], places[3], undefined]);
    const texts = await notices();
    expect(texts[0]).toContain('/sitrep feeds health');
    expect(texts[2]).toContain('. /feeds health');
  });

  it('tells at once of a feed that was given up', async () => {
    const { hours, notices, join } = await setUp(['harbour', 'sample']);
    await join('local', 'local', 'local');
    await hours(1, { harbour: 'gone' });
    expect(await notices()).toEqual([expect.stringContaining('harbour was given up by its site')]);
    await hours(30);
    expect(await notices()).toHaveLength(1);
  });

  it('lists many feeds in one notice', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `outlet${index}`);
    const { hours, notices, join } = await setUp([...names, 'sample']);
    await join('local', 'local', 'local');
    await hours(40, Object.fromEntries(names.map((name) => [name, 'bot-challenge' as const])));
    const all = await notices();
    expect(all).toHaveLength(1);
    expect(all[0]).toContain('20 failing for a day');
    expect(all[0]).toMatch(/and \d+ more/);
  });

  it('tells nothing of an outage of our own, not when it ends either, and then tries all feeds at once', async () => {
    const names = ['harbour', 'sample', 'lantern', 'ninefold'];
    const { store, clock, poll, run, hours, notices, join } = await setUp(names);
    await join('local', 'local', 'local');
    await hours(2);
    const down = Object.fromEntries(names.map((name) => [name, 'dns' as const]));
    clock.advance(HOUR);
    await poll(down, 20 * HOUR);
    await run();
    for (let hour = 0; hour < 45; hour += 1) {
      clock.advance(HOUR);
      await poll(down, 20 * HOUR);
      await run();
    }
    expect(await notices()).toEqual([]);
    // One is tried and read; the others would wait for hours.
    const [one] = await store.feeds.list();
    await store.feeds.makeDue([one?.id ?? ''], clock.now());
    await poll();
    const waiting = async () =>
      (await store.feeds.list()).filter(({ nextCheckAt }) => nextCheckAt > clock.now());
    expect(await waiting()).toHaveLength(4);
    clock.advance(MINUTE);
    await run();
    expect(await waiting()).toHaveLength(1);
    // Three do not come back with the others: of those managers hear, after a try.
    expect(await notices()).toEqual([]);
    clock.advance(1);
    await poll({ lantern: 'not-found' });
    await run();
    expect(await notices()).toEqual([expect.stringContaining('lantern has failed for a day')]);
    expect(await store.posts.countByState()).toEqual({ due: 1 });
  });

  it('is woken by what must be told at once', async () => {
    const { hours, notices, join, poll, runAndWake, store, clock } = await setUp(['harbour', 'sample']);
    await join('local', 'local', 'local');
    await hours(1);
    await runAndWake(async () => {
      const feeds = await store.feeds.list();
      await store.feeds.makeDue(
        feeds.map(({ id }) => id),
        clock.now(),
      );
      await poll({ harbour: 'gone' });
    });
    expect(await notices()).toEqual([expect.stringContaining('harbour was given up by its site')]);
  });
});
