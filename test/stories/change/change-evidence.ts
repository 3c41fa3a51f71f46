import type { ArticleReading } from '../../../src/model/reading.ts';
import { type ChangeOutcome, detectChange } from '../../../src/stories/change/detect-change.ts';
import { makeReading } from '../../../src/stories/make-reading.ts';

/** A story as it is compared: what was read of its articles. */
export type Evidence = readonly ArticleReading[];

const tell = (title: string, sentences: readonly string[]): ArticleReading =>
  makeReading({ title, text: sentences.join('\n') });

/** A story from its articles in order, each a title and its sentences. */
export const evidenceOf = (articles: readonly (readonly string[])[]): Evidence =>
  articles.map(([title = '', ...sentences]) => tell(title, sentences));

/** A story that one article tells: its headline, then its sentences. */
export const evidence = (headline: string, ...texts: string[]): Evidence => [tell(headline, texts)];

/** The story with one more article. */
export const grow = (before: Evidence, headline: string, ...texts: string[]): Evidence => [
  ...before,
  tell(headline, texts),
];

/** What the last article of a story changed. */
export const changeOf = (story: Evidence): ChangeOutcome => {
  const last = story.at(-1);
  return last ? detectChange(story.slice(0, -1), last) : { kind: 'none' };
};

export const lineOf = (story: Evidence): string | null => {
  const outcome = changeOf(story);
  return outcome.kind === 'none' ? null : outcome.change.line;
};

export const quake = evidence(
  'Earthquake kills 12 in Velmora highlands',
  'At least 12 people were killed when an earthquake of magnitude 6.1 struck before dawn.',
  'Rescuers were digging through collapsed houses.',
);
