import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import { absorbStories, joinStory, newAtOf, startStory } from '../../../src/pipeline/tell/build-story.ts';
import { judgeRelevance } from '../../../src/stories/relevance/judge-relevance.ts';
import { SAMPLE_SEEN_AT as NOW, sampleArticle as article } from '../../support/sample-article.ts';

const HOUR = 3_600_000;
const relevance = judgeRelevance({ title: 'North Korea and Russia hold arms talks', text: '' });

const join = (
  story: Parameters<typeof joinStory>[0],
  patch: Partial<Article>,
  rest: Partial<Parameters<typeof joinStory>[1]> = {},
) =>
  joinStory(story, {
    article: article(patch),
    relevance,
    isSyndicated: false,
    merged: [],
    change: null,
    ...rest,
  });

describe('newAtOf', () => {
  it('is first-seen time, whatever the feed says, but for what a first poll found', () => {
    expect(newAtOf(article({ publishedAt: NOW - 40 * 24 * HOUR }))).toBe(NOW);
    expect(newAtOf(article({ isQuiet: true }))).toBe(NOW - 2 * HOUR);
  });

  it.each([[null], [NOW + 5 * HOUR], [0], [NOW - 60 * 24 * HOUR]])(
    'takes no implausible date of a first poll: %s',
    (publishedAt) => {
      expect(newAtOf(article({ isQuiet: true, publishedAt }))).toBeNull();
    },
  );
});

describe('joinStory', () => {
  const story = startStory('s1', article(), relevance);

  it('counts publisher families once and syndicated copies not at all', () => {
    const second = join(story, { id: 'a2', outletDomain: 'wire.example', outletName: 'Sample Wire' });
    const copy = join(
      second,
      { id: 'a3', outletDomain: 'copy.example', outletName: 'Copy Cat' },
      { isSyndicated: true },
    );
    const again = join(copy, { id: 'a4' });
    expect(again).toMatchObject({
      articleCount: 4,
      publisherFamilies: ['harbour.example', 'wire.example'],
      outletNames: ['Harbour Post', 'Sample Wire'],
    });
  });

  it('is new from the first loud article on when all before were quiet and undated', () => {
    const quiet = startStory('s2', article({ isQuiet: true, publishedAt: null }), relevance);
    expect(quiet).toMatchObject({ newAt: null, isQuiet: true });
    const loud = join(quiet, { id: 'a2', firstSeenAt: NOW + HOUR });
    expect(loud).toMatchObject({ newAt: NOW + HOUR, isQuiet: false });
    // The store finds what is new by `changedAt` alone.
    expect(loud.changedAt).toBeGreaterThanOrEqual(loud.newAt ?? 0);
  });

  it('makes a version of a material change, and links to who brought it', () => {
    const change = { at: NOW + HOUR, kind: 'update', line: 'visit dated 13 September' } as const;
    const moved = join(story, { id: 'a2', title: 'They met', url: 'https://wire.example/2' }, { change });
    expect(moved).toMatchObject({
      version: 2,
      change,
      changedAt: change.at,
      title: 'They met',
      url: 'https://wire.example/2',
    });
    expect(join(story, { id: 'a2', title: 'More of the same' })).toMatchObject({
      version: 1,
      title: story.title,
      url: story.url,
    });
  });

  it('wakes a dropped story, and leaves a withdrawn one withdrawn', () => {
    expect(join({ ...story, state: 'dropped', stateReason: 'r' }, {})).toMatchObject({
      state: 'open',
      stateReason: null,
    });
    expect(join({ ...story, state: 'withdrawn' }, {}).state).toBe('withdrawn');
  });
});

describe('absorbStories', () => {
  it('keeps the earliest of times and the union of tellers', () => {
    const first = startStory('s1', article(), relevance);
    const second = startStory(
      's2',
      article({ firstSeenAt: NOW - HOUR, outletDomain: 'wire.example', outletName: 'Sample Wire' }),
      relevance,
    );
    expect(absorbStories(first, [second])).toMatchObject({
      id: 's1',
      firstSeenAt: NOW - HOUR,
      newAt: NOW - HOUR,
      articleCount: 2,
      publisherFamilies: ['harbour.example', 'wire.example'],
    });
  });
});
