import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertsTuning } from '../../../config/alerts-tuning.ts';
import { DAY, HOUR, MINUTE } from '../../../src/clock.ts';
import { NO_WISHES } from '../../../src/model/channel.ts';
import { MIDNIGHT, openAlertingChannel, sampleDigest, THRESHOLD } from './alerting-channel.ts';

const moved = (at: number, line: string) => ({ at, kind: 'update' as const, line });

describe('publish-alerts', () => {
  it('posts a story once when it becomes important enough, with its block and reason, and never again', async () => {
    const { tell, run, told, wait, restart, store, channel } = await openAlertingChannel({});
    await tell('quake', THRESHOLD - 1);
    await tell('talks', 20);
    await run();
    expect(told()).toEqual([]);
    await tell('quake', THRESHOLD);
    await run();
    for (const score of [40, 75, 59, 90]) {
      await wait(MINUTE);
      await tell('quake', score);
      if (score === 59) restart();
      await run();
    }
    expect(told()).toEqual([['quake']]);
    const [carried] = await store.digests.listCarried(channel.id, ['quake']);
    const post = await store.posts.get(carried?.postId ?? '');
    expect(post?.message.blocks.map(({ kind }) => kind)).toEqual(['text', 'story', 'footer']);
    expect(await store.digests.listRecent(channel.id, 1)).toMatchObject([{ kind: 'alert' }]);
  });

  it('tells more of a story that escalates, as a line without a second block', async () => {
    const { tell, run, told, wait, clock, store, channel } = await openAlertingChannel({});
    await tell('quake', 62);
    await run();
    await wait(HOUR);
    await tell('quake', 85, { version: 2, change: moved(clock.now(), 'toll 12 -> 190') });
    await run();
    await tell('quake', 88, { version: 3, change: moved(clock.now(), 'toll 190 -> 210') });
    await run();
    expect(told()).toEqual([['quake'], ['quake: toll 12 -> 190']]);
    expect(await store.digests.listCarried(channel.id, ['quake'])).toHaveLength(1);
  });

  it('tells no story that is quiet, old, refused by the filter or withdrawn there', async () => {
    const filter = { ...NO_WISHES.filter, topics: ['arms'] };
    const { tell, run, told, store, clock, channel } = await openAlertingChannel({ filter });
    await tell('quiet', 90, { isQuiet: true });
    await tell('old', 90, { changedAt: clock.now() - alertsTuning.freshMs - 1 });
    await tell('of trade', 90, { topics: ['trade'] });
    await tell('withdrawn', 90);
    const { platform, workspaceId } = channel;
    await store.withdrawals.withdraw({
      platform,
      workspaceId,
      storyId: 'withdrawn',
      by: 'someone',
      now: clock.now(),
    });
    await run();
    expect(told()).toEqual([]);
    await tell('wanted', 90);
    await run();
    expect(told()).toEqual([['wanted']]);
  });

  it('keeps to the budget of the day, which counts alerts, and tells nothing that is muted', async () => {
    const { tell, run, told, wait, store, clock, channel } = await openAlertingChannel({ postsADay: 2 });
    const mark = { kind: 'mute', setBy: 'someone', at: clock.now() } as const;
    await store.marks.mark(channel.id, { ...mark, target: { kind: 'story', storyId: 'muted' } });
    for (const id of ['muted', 'one', 'two', 'three']) {
      await tell(id, 80);
      await run();
    }
    expect(told()).toEqual([['one'], ['two']]);
    await wait(13 * HOUR);
    await tell('of the next day', 80);
    await run();
    expect(told()).toEqual([['one'], ['two'], ['of the next day']]);
  });

  it('waits until two publisher families tell a story, or ten minutes have passed', async () => {
    const { tell, run, told, wait } = await openAlertingChannel({});
    await tell('one', 70, { publisherFamilies: ['wire'] });
    await run();
    expect(told()).toEqual([]);
    await wait(10 * MINUTE);
    await run();
    await tell('two', 70, { publisherFamilies: ['wire', 'post'] });
    await run();
    expect(told()).toEqual([['one'], ['two']]);
  });

  it('holds alerts back in quiet hours and posts them as one when these end, though they have faded since', async () => {
    const quietHours = { from: 22 * 60, until: 7 * 60 };
    const { tell, run, told, wait, restart, published } = await openAlertingChannel(
      { quietHours },
      MIDNIGHT + 23 * HOUR,
    );
    await tell('quake', 70);
    await run();
    await wait(HOUR);
    await tell('coup', 95);
    await run();
    await tell('quake', 30);
    restart();
    await wait(7 * HOUR - MINUTE);
    await run();
    expect(told()).toEqual([]);
    await wait(MINUTE);
    await run();
    await run();
    expect(told()).toEqual([['coup', 'quake']]);
    expect(published[0]).toMatchObject({ kind: 'alert', coversSince: MIDNIGHT + 23 * HOUR });
  });

  it('does not post what a digest told in the quiet hours, nor what is left over from long ago', async () => {
    const quietHours = { from: 22 * 60, until: 7 * 60 };
    const { tell, run, told, wait, change, store, channel, clock } = await openAlertingChannel(
      { quietHours },
      MIDNIGHT + 23 * HOUR,
    );
    await tell('quake', 70);
    await tell('coup', 80);
    await run();
    const ready = await store.stories.getReady('quake', ['en']);
    const stories = ready ? [ready] : [];
    const message = { blocks: [], fallbackText: '' };
    await store.digests.store({
      digest: { ...sampleDigest(channel.id, 'digest'), stories },
      posts: [{ id: 'post', part: 1, message, storyIds: ['quake'] }],
      expectedCutOffAt: MIDNIGHT + 23 * HOUR,
      newCutOffAt: clock.now(),
      nextDigestAt: null,
      hadFirstDigest: true,
      now: clock.now(),
    });
    await wait(8 * HOUR);
    await run();
    expect(told()).toEqual([['coup']]);
    await wait(15 * HOUR);
    await tell('war', 80);
    await run();
    await change({ alertFrom: null });
    await wait(3 * DAY);
    await change({ quietHours: null });
    await run();
    expect(told()).toEqual([['coup']]);
  });

  it('over random paths with restarts loses no story over quiet hours and tells none again that did not escalate', async () => {
    const event = fc.record({
      waitMs: fc.integer({ min: 1, max: 3 * HOUR }),
      story: fc.constantFrom('a', 'b', 'c'),
      score: fc.integer({ min: 40, max: 100 }),
      isMoved: fc.boolean(),
      isRestart: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (events) => {
        const { tell, run, wait, restart, published, store, clock } = await openAlertingChannel({
          quietHours: { from: 22 * 60, until: 7 * 60 },
        });
        const crossed = new Set<string>();
        for (const { waitMs, story, score, isMoved, isRestart } of events) {
          await wait(waitMs);
          const before = await store.stories.get(story);
          const version = before ? before.version + (isMoved ? 1 : 0) : 1;
          await tell(story, score, { version, change: moved(clock.now(), `version ${version}`) });
          const changedAt = (await store.stories.get(story))?.changedAt ?? 0;
          if (score >= THRESHOLD && changedAt >= clock.now() - alertsTuning.freshMs) crossed.add(story);
          if (isRestart) restart();
          await run();
        }
        await wait(9 * HOUR);
        await run();
        await wait(9 * HOUR);
        await run();
        const blocks = published.flatMap(({ stories }) => stories.map(({ story }) => story));
        expect(blocks.map(({ id }) => id).toSorted()).toEqual([...crossed].toSorted());
        for (const id of crossed) {
          const lines = published.flatMap(({ updated }) => updated).filter(({ storyId }) => storyId === id);
          const versions = [
            ...blocks.filter((story) => story.id === id).map(({ version }) => version),
            ...lines.map(({ line }) => Number(line.split(' ')[1])),
          ];
          expect(versions).toEqual([...new Set(versions)].toSorted((x, y) => x - y));
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
});
