import type { StoryEvidence } from '../../../src/stories/change/detect-change.ts';

/** Evidence of a story from its articles in order, each a title and its sentences. */
export const evidenceOf = (articles: readonly (readonly string[])[]): StoryEvidence => ({
  headline: articles.at(-1)?.[0] ?? '',
  sentences: articles.flatMap((texts, index) =>
    texts.map((text) => ({ text, outletDomain: `outlet-${index}.example`, seenAt: index })),
  ),
});

/** Evidence of a story that one article tells: its headline, then its sentences. */
export const evidence = (headline: string, ...texts: string[]): StoryEvidence => ({
  headline,
  sentences: [headline, ...texts].map((text, index) => ({
    text,
    outletDomain: 'harbour.example',
    seenAt: index,
  })),
});

/** The story with one more article. */
export const grow = (before: StoryEvidence, headline: string, ...texts: string[]): StoryEvidence => ({
  headline,
  sentences: [...before.sentences, ...evidence(headline, ...texts).sentences],
});

export const quake = evidence(
  'Earthquake kills 12 in Velmora highlands',
  'At least 12 people were killed when an earthquake of magnitude 6.1 struck before dawn.',
  'Rescuers were digging through collapsed houses.',
);
