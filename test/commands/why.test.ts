import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { type ChannelWishes, NO_WISHES } from '../../src/model/channel.ts';
import type { MarkTarget } from '../../src/model/mark.ts';
import type { Story } from '../../src/model/story.ts';
import {
  A,
  CHANNEL,
  poll,
  READING,
  readArticles,
  sampleArticle,
  sampleDigest,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  storeStory,
  T0,
} from '../store/contract/samples.ts';
import { ask, openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

const address = { platform: 'local', workspaceId: 'local', channelId: 'general' } as const;

async function setUp() {
  const clock = createManualClock(T0);
  const { context, store } = await openContext({}, clock);
  await startBoth(store);
  const channel = await store.channels.ensure(CHANNEL, T0 + 3 * HOUR, T0);
  const why = async (about: string, at: typeof address | { channelId: string } = address) =>
    renderPlainText(await ask(`why ${about}`, context, { address: { ...address, ...at } }));
  return { clock, store, channel, why };
}

const weighing = (score: number): Pick<Story, 'importance'> => ({
  importance: { score, parts: { breadth: score - 4, speed: 1, severity: 1, actors: 1, novelty: 1 } },
});

describe('/why', () => {
  it('says of a posted story when and how it came, and what it weighs', async () => {
    const { store, channel, why } = await setUp();
    const story = sampleStory('s1', { title: 'Grain talks in Sochi', ...weighing(40) });
    await storeReadyStory(store, story);
    await storeDigest(store, channel, { id: 'd1', posts: [samplePost('p1', ['s1'])], stories: [story] });
    const text = await why('grain sochi');
    expect(text).toContain('Posted. It was posted here in the digest on Mon 2 Mar, 10:00.');
    expect(text).toContain('It weighs 40 of 100');
    expect(text).toContain('36 of 30 for breadth: 1 publisher tells it');
  });

  it('waits for the next digest where nothing keeps it out', async () => {
    const { store, why } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks' }));
    expect(await why('grain')).toContain(
      'Not posted. Nothing keeps it out. The next digest, 13:00, takes it if it is among the 8 of most weight.',
    );
  });

  it('names the digest in which heavier stories took the places', async () => {
    const { store, channel, clock, why } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks', ...weighing(20) }));
    const digest = {
      ...sampleDigest('d1', channel.id, [sampleStory('s2', weighing(55)), sampleStory('s3', weighing(70))]),
      at: T0 + MINUTE,
      leftOut: 3,
      passedOver: [{ storyId: 's4', reason: 'its part is full' }],
    };
    await storeDigest(store, channel, { id: 'd1', posts: [], digest });
    clock.advance(HOUR);
    await storeReadyStory(store, sampleStory('s4', { title: 'Dam talks' }));
    expect(await why('dam')).toContain(
      'The digest of Mon 2 Mar, 10:01 passed it over, because its part is full.',
    );
    expect(await why('grain')).toContain(
      'There was no place left: the digest of Mon 2 Mar, 10:01 took 2 stories and left 3 out. This one weighs 20, the lightest taken 55.',
    );
  });

  it('says which rule of the filter, or which mark, kept it out', async () => {
    const { store, channel, why } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks' }));
    const filter = { ...NO_WISHES.filter, regions: ['FR'] };
    await store.channels.update(channel.id, { wishes: { ...NO_WISHES, filter } });
    expect(await why('grain')).toContain('filter keeps it out, because it is about none of France.');
    const target = { kind: 'words', words: 'grain' } as const;
    await store.marks.mark(channel.id, { kind: 'mute', target, setBy: 'ada', at: T0 });
    expect(await why('grain')).toContain('This channel muted "grain".');
    await store.withdrawals.withdraw({ ...channel, storyId: 's1', by: 'ada', now: T0 });
    expect(await why('grain')).toContain('A manager withdrew it');
  });

  it('judges marks as the digests do: places and topics too, the story before words, followed whatever the filter says', async () => {
    const { store, channel, why } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks' }));
    const mark = (kind: 'follow' | 'mute', target: MarkTarget) =>
      store.marks.mark(channel.id, { kind, target, setBy: 'ada', at: T0 });
    await mark('mute', { kind: 'words', words: 'kenya' });
    expect(await why('grain')).toContain('This channel muted "kenya".');
    await mark('mute', { kind: 'words', words: 'Eastern Africa' });
    await store.marks.unmark(channel.id, { kind: 'words', words: 'kenya' });
    expect(await why('grain')).toContain('This channel muted "eastern africa".');
    await mark('follow', { kind: 'story', storyId: 's1' });
    const filter = { ...NO_WISHES.filter, regions: ['FR'] };
    await store.channels.update(channel.id, { wishes: { ...NO_WISHES, filter } });
    expect(await why('grain')).toContain('Nothing keeps it out.');
    await mark('mute', { kind: 'story', storyId: 's1' });
    expect(await why('grain')).toContain('This channel muted it.');
  });

  it('knows what is muted of a story that is not ready', async () => {
    const { store, channel, why } = await setUp();
    await storeStory(store, sampleStory('s1', { title: 'Grain talks' }), null);
    const target = { kind: 'words', words: 'diplomacy' } as const;
    await store.marks.mark(channel.id, { kind: 'mute', target, setBy: 'ada', at: T0 });
    expect(await why('grain')).toContain('This channel muted "diplomacy".');
  });

  it('says in which languages a story is told where no article is in one of the channel', async () => {
    const { store, clock, channel, why } = await setUp();
    const story = sampleStory('s1', { title: 'Grain talks' });
    await storeReadyStory(store, story);
    await store.channels.update(channel.id, { languages: ['fr', 'de'] });
    clock.advance(HOUR);
    expect(await why('grain')).toContain(
      'No article tells it in a language of this channel (French, German); it has three supported bullets in English.',
    );
    await store.channels.update(channel.id, { languages: ['de'] });
    await poll(store, [sampleArticle('grain')]);
    const [claimed] = await store.articles.claimUnread({ instanceId: A, now: T0, limit: 1 });
    if (!claimed) throw new Error('nothing to read');
    await store.articles.storeReading(claimed.row.id, claimed.token, { ...READING, language: 'de' });
    const grouping = { articleId: claimed.row.id, story, mergedIds: [], summaryDueAt: null };
    await store.stories.storeGrouping(grouping);
    expect(await why('grain')).toContain(
      'no three supported bullets in a language of this channel (German) yet',
    );
  });

  it('says why a story is no alert where the channel wants alerts, and when its alert comes', async () => {
    const { store, channel, why } = await setUp();
    const story = sampleStory('s1', { title: 'Grain talks', ...weighing(40) });
    await storeReadyStory(store, story);
    const alertsFrom = (alertFrom: number, quietHours: ChannelWishes['quietHours'] = null) =>
      store.channels.update(channel.id, { wishes: { ...NO_WISHES, alertFrom, quietHours } });
    await storeDigest(store, channel, { id: 'd1', posts: [], nextDigestAt: T0 + 3 * HOUR });
    expect(await why('grain')).not.toContain('alert');
    await alertsFrom(60);
    expect(await why('grain')).toContain(
      "No alert, because its importance of 40 is below this channel's 60.",
    );
    await alertsFrom(40);
    expect(await why('grain')).toContain('It is important enough for an alert, which comes shortly.');
    await alertsFrom(40, { from: 0, until: 23 * 60 });
    expect(await why('grain')).toContain('Its alert waits until the quiet hours end, 23:00.');
    await alertsFrom(30);
    const posted = { id: 'd2', posts: [samplePost('p1', ['s1'])], stories: [story] };
    await storeDigest(store, channel, posted);
    expect(await why('grain')).toContain(
      'No alert, because the channel has it, and nothing has changed since.',
    );
  });

  it('says of a story that is not ready what it waits for', async () => {
    const { store, clock, why } = await setUp();
    await storeStory(store, sampleStory('s1', { title: 'Grain talks' }), T0 + 10 * MINUTE);
    expect(await why('grain')).toContain(
      'It is not ready: it waits until 10:10, or until 3 publishers tell it (1 so far).',
    );
    clock.advance(HOUR);
    expect(await why('grain')).toContain(
      'no three supported bullets in a language of this channel (English) yet',
    );
  });

  it.each([
    ['withdrawn', { state: 'withdrawn' }, 'A manager withdrew it'],
    [
      'dropped',
      { state: 'dropped', stateReason: 'no three supported bullets within a day' },
      'It was given up: no three',
    ],
    [
      'refused',
      { stateReason: 'The articles say one thing only.' },
      'bullets: The articles say one thing only.',
    ],
  ] as const)('says why a story was %s', async (_name, change, said) => {
    const { store, why } = await setUp();
    await storeStory(store, sampleStory('s1', { title: 'Grain talks', ...change }), null);
    expect(await why('grain')).toContain(said);
  });

  it('says that an undated story of a first poll is not new', async () => {
    const { store, why } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks', newAt: null, isQuiet: true }));
    expect(await why('grain')).toContain("found by a feed's first poll and has no date");
  });

  it('follows a link to the story that the article was joined into, and words to the survivor of a merge', async () => {
    const { store, why } = await setUp();
    const [articleId = ''] = await readArticles(store, ['talks', 'football']);
    const id = '01890000-0000-7000-8000-000000000001';
    const story = sampleStory(id, { title: 'Grain talks in Sochi', articleCount: 4 });
    await storeStory(store, sampleStory('old'), null);
    await store.stories.storeGrouping({ articleId, story, mergedIds: ['old'], summaryDueAt: null });
    const text = await why('see http://www.harbour.example/talks/?utm_source=x');
    expect(text).toContain('Why: Grain talks in Sochi');
    expect(text).toContain('is one of 4 articles that tell this story; a story is posted once.');
    expect(await why(id)).toContain('Why: Grain talks in Sochi');
  });

  it('says of an article in no story what became of it', async () => {
    const { store, why } = await setUp();
    const [articleId = ''] = await readArticles(store, ['football']);
    const [loose] = await store.archive.findLooseArticles({ words: [], since: T0, limit: 1 });
    expect(await why(loose?.url ?? '')).toContain('is about to be put into a story');
    await store.articles.setAside(articleId, 'sport, not news between states');
    expect(await why('title page')).toContain(
      'Not posted. It was set aside: sport, not news between states.',
    );
  });

  it('says when a place gets no digests, a channel is paused, and nothing is known', async () => {
    const { store, channel, why } = await setUp();
    await storeReadyStory(store, sampleStory('s1', { title: 'Grain talks' }));
    expect(await why('grain', { channelId: 'elsewhere' })).toContain('This channel gets no digests.');
    await store.channels.update(channel.id, { state: 'paused', stateReason: 'a manager paused it' });
    expect(await why('grain')).toContain('This channel is paused: a manager paused it.');
    expect(await why('zebra <@U1>')).toContain('Nothing that was read in the last three months is about');
    expect(await why('!?')).toContain('Nothing that was read');
  });
});
