import type { StoryEvidence } from '../../src/stories/detect-change.ts';

/** Evidence of a story from its articles in order, each a title and its sentences. */
export const evidenceOf = (articles: readonly (readonly string[])[]): StoryEvidence => ({
  headline: articles.at(-1)?.[0] ?? '',
  sentences: articles.flatMap((texts, index) =>
    texts.map((text) => ({ text, outletDomain: `outlet-${index}.example`, seenAt: index })),
  ),
});
