import { describe, expect, it } from 'vitest';
import { NO_WISHES } from '../../../src/model/channel.ts';
import { openPublishing } from './publishing-harness.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** The harness starts at 05:30 UTC. */
const NIGHT = { from: 22 * 60, until: 7 * 60 };

const onlyIran = { ...NO_WISHES.filter, regions: ['IR'] };

describe('publishing by what a channel wants', () => {
  it('posts what fits the filter alone, also as it happens', async () => {
    const { run, tell, told, begin, wait } = await openPublishing('as it happens', { filter: onlyIran });
    await begin();
    await tell('talks', { regions: ['IR'] });
    await tell('vote', { regions: ['FR'] });
    await run();
    await wait(MINUTE);
    await tell('strike', { regions: ['IR', 'IL'] });
    await tell('budget', { regions: ['DE'] });
    await run();
    expect(told()).toEqual([
      ['first', ['talks'], []],
      ['as-it-happens', ['strike'], []],
    ]);
  });

  it('holds back stories as they happen in quiet hours, and tells them in one post after these', async () => {
    const { run, tell, told, begin, wait, clock } = await openPublishing('as it happens', {
      quietHours: NIGHT,
    });
    await begin();
    await tell('first');
    await run();
    await wait(MINUTE);
    for (const id of ['one', 'two', 'three']) await tell(id);
    await run();
    expect(told().slice(1)).toEqual([]);
    await wait(Date.parse('2023-09-05T07:00:00Z') - clock.now());
    await run();
    await run();
    expect(told().slice(1)).toEqual([['after-quiet', ['one', 'three', 'two'], []]]);
    await wait(HOUR);
    await tell('by day');
    await run();
    expect(told().slice(2)).toEqual([['as-it-happens', ['by day'], []]]);
    await wait(24 * HOUR);
    await run();
    expect(told().slice(3)).toEqual([]);
  });

  it('leaves what goes over the day’s budget to the next digest', async () => {
    const { run, tell, told, begin, wait } = await openPublishing('daily 07:30; as it happens', {
      postsADay: 2,
    });
    await begin();
    await tell('first');
    await run();
    await wait(MINUTE);
    for (const id of ['one', 'two', 'three', 'four']) {
      await tell(id);
      await wait(MINUTE);
      await run();
    }
    await wait(HOUR);
    await run();
    expect(told().slice(1)).toEqual([
      ['as-it-happens', ['one'], []],
      ['as-it-happens', ['two'], []],
    ]);
    await wait(HOUR);
    await run();
    expect(told().slice(3)).toEqual([
      ['scheduled', ['four', 'three'], ['posted as it happened', 'posted as it happened']],
    ]);
  });

  it('says in one line that a night was quiet, where that is wanted', async () => {
    const { run, tell, told, begin, wait, store, clock } = await openPublishing('daily 07:30', {
      tellsQuietNights: true,
    });
    await begin();
    await tell('first');
    await run();
    await wait(26 * HOUR);
    await run();
    await run();
    expect(told().slice(1)).toEqual([['scheduled', [], []]]);
    const [channel] = await store.channels.list();
    expect(channel?.nextDigestAt).toBeGreaterThan(clock.now());
    const claimed = await store.posts.claimDue({ instanceId: 'me', now: clock.now(), limit: 5 });
    await store.posts.storeOutcome(
      claimed[0]?.row.id ?? '',
      claimed[0]?.token ?? '',
      { state: 'sent' },
      clock.now(),
    );
    const [quiet] = await store.posts.claimDue({ instanceId: 'me', now: clock.now(), limit: 5 });
    expect(quiet?.row.message.fallbackText).toBe(
      'Wed 6 Sep, 07:32 UTC: nothing new since Tue 05:32. Next: Thu 07:30.',
    );
  });

  it('tells followed stories first and never muted ones', async () => {
    const { run, tell, told, begin, wait, store, channel, clock } = await openPublishing('daily 07:30');
    await begin();
    await tell('start');
    await run();
    await wait(MINUTE);
    const mark = { setBy: 'u1', at: clock.now() };
    await store.marks.mark(channel.id, {
      kind: 'mute',
      target: { kind: 'words', words: 'cricket' },
      ...mark,
    });
    await store.marks.mark(channel.id, { kind: 'follow', target: { kind: 'story', storyId: 'b' }, ...mark });
    const weight = (score: number) => ({
      importance: { score, parts: { breadth: score, speed: 0, severity: 0, actors: 0, novelty: 0 } },
    });
    await tell('a', { ...weight(90), title: 'Cricket council votes' });
    await tell('b', weight(10));
    await tell('c', weight(50));
    await wait(2 * HOUR);
    await run();
    expect(told().slice(1)).toEqual([['scheduled', ['b', 'c'], []]]);
  });

  it('makes no digest by settings that were changed while it was made', async () => {
    const { tell, store, channel, clock } = await openPublishing('daily 07:30');
    await tell('one');
    const entry = {
      posts: [],
      expectedCutOffAt: null,
      newCutOffAt: clock.now(),
      nextDigestAt: null,
      hadFirstDigest: true,
      now: clock.now(),
    };
    const digest = {
      id: 'd1',
      channelId: channel.id,
      kind: 'scheduled' as const,
      at: clock.now(),
      coversSince: 0,
    };
    const empty = { stories: [], updated: [], leftOut: 0, articleCount: 0, nextDigestAt: null };
    const coverage = { feedsTotal: 0, feedsWorking: 0, feedsSilent: 0, silentSince: null };
    await store.channels.change(channel.id, channel.revision, { timeZone: 'Asia/Tokyo' });
    const made = { ...digest, ...empty, coverage };
    expect(await store.digests.store({ ...entry, digest: made, expectedRevision: channel.revision })).toBe(
      false,
    );
    expect(
      await store.digests.store({ ...entry, digest: made, expectedRevision: channel.revision + 1 }),
    ).toBe(true);
  });
});
