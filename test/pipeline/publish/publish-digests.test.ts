import { describe, expect, it } from 'vitest';
import { NO_WISHES } from '../../../src/model/channel.ts';
import { openPublishing } from './publishing-harness.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('publish-digests', () => {
  it('gives a new channel one first digest, and waits while there is nothing to show', async () => {
    const { run, tell, told, begin, wait } = await openPublishing('daily 07:30');
    await begin();
    await run();
    expect(told()).toEqual([]);
    await tell('one');
    await wait(2 * MINUTE);
    await run();
    await run();
    expect(told()).toEqual([['first', ['one'], []]]);
  });

  it('counts what is still to do once a round, however many new channels wait for it', async () => {
    const { store, channel, run } = await openPublishing('daily 07:30');
    for (const channelId of ['second', 'third'])
      await store.channels.ensure({ ...channel, channelId, name: channelId }, null, 0);
    let counted = 0;
    const count = store.counts.bind(store);
    store.counts = (now) => {
      counted += 1;
      return count(now);
    };
    await run();
    expect(counted).toBe(1);
  });

  it('posts a scheduled digest once, of what came since the one before, and one for all that was missed while down', async () => {
    const { run, tell, told, begin, wait } = await openPublishing('daily 07:30');
    await begin();
    await tell('one');
    await run();
    await wait(HOUR);
    await tell('two');
    await run();
    await wait(50 * HOUR);
    await tell('three');
    await run();
    await run();
    expect(told().slice(1)).toEqual([['scheduled', ['three', 'two'], []]]);
  });

  it('posts as it happens what is loud and new, one post a story, and never a story twice', async () => {
    const { run, tell, told, begin, wait } = await openPublishing('daily 07:30; as it happens');
    await begin();
    await tell('first');
    await run();
    await wait(MINUTE);
    await tell('loud');
    await tell('quiet', { isQuiet: true });
    await run();
    await run();
    expect(told().slice(1)).toEqual([['as-it-happens', ['loud'], []]]);
  });

  it('edits the post that carries a story which moved, and lists it as one line in the next digest', async () => {
    const { run, tell, told, begin, wait, store, clock, channel } = await openPublishing('daily 07:30');
    await begin();
    await tell('one');
    await run();
    const [due] = await store.posts.claimDue({ instanceId: 'me', now: clock.now(), limit: 1 });
    await store.posts.beginAttempt(due?.row.id ?? '', due?.token ?? '', clock.now());
    await store.posts.storeOutcome(
      due?.row.id ?? '',
      due?.token ?? '',
      { state: 'sent', externalId: 'x' },
      clock.now(),
    );
    await wait(HOUR);
    await tell('one', { version: 2, change: { at: clock.now(), kind: 'update', line: 'toll 12 -> 19' } });
    await run();
    const [post] = await store.posts.listSent(channel.id, 5);
    expect(post).toMatchObject({ state: 'edit-due' });
    expect(JSON.stringify(post?.message)).toContain('toll 12 -> 19');
    await wait(26 * HOUR);
    await run();
    expect(told().slice(1)).toEqual([['scheduled', [], ['toll 12 -> 19']]]);
  });

  it('names a weighty story that cannot be told in three bullets in one line, once, and tells it whole when it can be', async () => {
    const { run, tell, told, alsoReported, begin, wait, store, channel } =
      await openPublishing('daily 07:30');
    const refusal = 'There are only two sentences of text.';
    await begin();
    await tell('whole');
    await tell('flash', {}, refusal);
    await tell(
      'light',
      { importance: { score: 5, parts: { breadth: 5, speed: 0, severity: 0, actors: 0, novelty: 0 } } },
      refusal,
    );
    await run();
    expect(alsoReported()).toEqual([['flash']]);
    await wait(24 * HOUR);
    await tell('next');
    await run();
    expect(alsoReported()).toEqual([['flash'], []]);
    await tell('flash');
    await wait(24 * HOUR);
    await run();
    expect(told().at(-1)).toEqual(['scheduled', ['flash'], []]);
    const [, , first] = (
      await store.archive.listDigests({ channelId: channel.id, before: 1e15, limit: 5 })
    ).map(({ id }) => id);
    const [post] = await store.archive.postsOf(first ?? '');
    expect(JSON.stringify(post?.message)).toContain('Also reported');
    expect(post?.storyIds).toEqual(['whole']);
  });

  it('does not name what the channel mutes or filters out', async () => {
    const filter = { ...NO_WISHES.filter, topics: ['cyber'] };
    const { run, tell, alsoReported, begin } = await openPublishing('daily 07:30', { filter });
    await begin();
    await tell('flash', {}, 'There is only one sentence of text.');
    await tell('whole', { topics: ['cyber'] });
    await tell('hack', { topics: ['cyber'] }, 'There is only one sentence of text.');
    await run();
    expect(alsoReported()).toEqual([['hack']]);
  });
});
