import { CHOOSE_TUNING as tuning } from '../../../config/choose-tuning.ts';
import { SUMMARY_TUNING } from '../../../config/summaries-tuning.ts';
import { countWords } from '../../language/count-words.ts';
import { readText, type TextSentence } from '../../language/read-text.ts';
import { readWords, type Word } from '../../language/read-words.ts';
import type { SourceArticle } from '../../model/summary.ts';
import { stripBoilerplate } from '../shorten/strip-boilerplate.ts';
import { findAddressed, judgeProse, unglue } from './judge-prose.ts';
import {
  keysOfWords,
  relateSentences,
  shareOf,
  weighTitles,
  weighTopics,
  weightOf,
} from './relate-sentences.ts';

/** A sentence of an article with what choosing asks of it. */
export type ReportSentence = {
  /** Verbatim. */
  text: string;
  /** As the article was read, for its words and place. */
  source: TextSentence;
  article: SourceArticle;
  isLoose: boolean;
  /** Its paragraph, told apart from those of other articles. */
  paragraph: string;
  /** Place among its article's sentences of prose, from 0. */
  place: number;
  words: readonly Word[];
  /** What it may share with others, see `keysOf`. */
  keys: ReadonlySet<string>;
  wordCount: number;
  /** How much of the titles it tells, by the weight of their words, 0 to 1. */
  titleShare: number;
  /** How much it shares with titles, openings and what shares with these, 0 to 1: near 0 it is of another story. */
  relatedness: number;
  /** 0 where that is as much as others of its article, 1 where it is nothing. */
  strangeness: number;
  /** How often the story's other sentences say its words: the mean of their logarithms, by weight. */
  centrality: number;
  /** Content words that the article has not used before. */
  newWords: number;
  /** Between quotation marks that another sentence opened. */
  isQuoted: boolean;
};

/** The articles of one story read as one report. */
export type Report = {
  sentences: readonly ReportSentence[];
  /** All sentences of each article, furniture too: where what a sentence refers to is looked for. */
  readings: ReadonlyMap<SourceArticle, readonly TextSentence[]>;
  /** What the titles tell, or where they are silent the topics, by keys with weights. */
  titles: ReadonlyMap<string, number>;
  articleCount: number;
};

/** Reads the articles of one story; page furniture and sentences of fewer words are left out. */
export function readReport(
  articles: readonly SourceArticle[],
  fewestWords: number = SUMMARY_TUNING.fewestWords,
): Report {
  const readings = new Map(articles.map((article) => [article, readArticle(article)]));
  const byArticle = articles.map((article) =>
    readSentences(article, readings.get(article) ?? [], fewestWords),
  );
  const sentences = byArticle.flat();
  const said = new Set(sentences.flatMap(({ keys }) => [...keys]));
  const titled = [...weighTitles(articles.map(({ title }) => title))].filter(([key]) => said.has(key));
  const titles = titled.length > 0 ? new Map(titled) : weighTopics(sentences);
  const openings = byArticle.flatMap((article) => openingOf(article, titles));
  const relatedness = relateSentences(sentences, titles, openings);
  for (const sentence of sentences) {
    sentence.titleShare = shareOf(sentence.keys, titles);
    sentence.relatedness = relatedness.get(sentence) ?? 0;
  }
  // Of so few none can be told to be a stranger: each tells something else.
  if (sentences.length > tuning.fewSentences) for (const article of byArticle) findStrangers(article);
  const times = countKeys(sentences.filter((one) => one.relatedness >= tuning.leastRelatedness));
  for (const sentence of sentences) sentence.centrality = centralityOf(sentence.keys, times, articles.length);
  return { sentences, readings, titles, articleCount: articles.length };
}

/** A sentence is the stranger, the less it has in common with its story against half of what is usual in its article. */
function findStrangers(article: readonly ReportSentence[]): void {
  const enough = article
    .map(({ relatedness }) => relatedness)
    .filter((value) => value >= tuning.leastRelatedness)
    .toSorted((a, b) => a - b);
  const usual = Math.max(tuning.leastRelatedness, (enough[Math.floor(enough.length / 2)] ?? 0) / 2);
  for (const sentence of article) sentence.strangeness = Math.max(0, 1 - sentence.relatedness / usual);
}

export function contentStems(words: readonly Word[]): string[] {
  return words.filter((word) => word.isContent).map((word) => word.stem);
}

/** The sentences of an article's text, which may have been glued; of a very long one the first. */
export function readArticle(article: SourceArticle): readonly TextSentence[] {
  const known = read.get(article);
  if (known !== undefined) return known;
  const { sentences } = readText(unglue(article.text.slice(0, tuning.mostCharactersAnArticle)));
  read.set(article, sentences);
  return sentences;
}

/** An article is read once, whoever asks. */
const read = new WeakMap<SourceArticle, readonly TextSentence[]>();

/** The sentences of prose, with what they say; what they are to their story is not known yet. */
function readSentences(
  article: SourceArticle,
  reading: readonly TextSentence[],
  fewestWords: number,
): ReportSentence[] {
  const addressed = findAddressed(reading);
  const prose: TextSentence[] = [];
  for (const one of reading) {
    if (prose.length === tuning.mostSentencesAnArticle) break;
    if (addressed.has(one) || countWords(one.text) < fewestWords || one.text === article.title) continue;
    if (judgeProse(one.text, one.isLoose) !== 'none') prose.push(one);
  }
  const quoted = findQuoted(reading);
  const known = new Set<string>();
  let place = -1;
  return prose.map((source) => {
    const words = readWords(stripBoilerplate(source.text));
    // Dates, buttons and headings before the first sentence do not make it a later one.
    if (!source.isLoose || words.length >= tuning.longLoose) place += 1;
    const keys = keysOfWords(words);
    const newWords = [...keys].filter((stem) => !known.has(stem)).length;
    for (const stem of keys) known.add(stem);
    return {
      text: source.text,
      source,
      article,
      isLoose: source.isLoose,
      paragraph: `${article.id} ${source.paragraph}`,
      place: Math.max(0, place),
      words,
      keys,
      wordCount: words.length,
      newWords,
      isQuoted: quoted.has(source),
      titleShare: 0,
      relatedness: 0,
      strangeness: 0,
      centrality: 0,
    };
  });
}

/** The first sentence of an article that tells most of the titles, or just the first: standfirsts and captions may stand before it. */
function openingOf(
  article: readonly ReportSentence[],
  titles: ReadonlyMap<string, number>,
): ReportSentence[] {
  return article
    .slice(0, tuning.leadSentences)
    .toSorted((a, b) => shareOf(b.keys, titles) - shareOf(a.keys, titles) || a.place - b.place)
    .slice(0, 1);
}

/** How many sentences have each key. */
function countKeys(sentences: readonly Pick<ReportSentence, 'keys'>[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { keys } of sentences) for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

/** Of fewer the mean says little. */
const FEWEST_KEYS = 4;

/** Counts are those of one article on average. */
function centralityOf(
  keys: ReadonlySet<string>,
  times: ReadonlyMap<string, number>,
  articleCount: number,
): number {
  let sum = 0;
  for (const key of keys)
    sum += weightOf(key) * Math.log1p(Math.max(0, (times.get(key) ?? 0) - 1) / articleCount);
  return sum / Math.max(FEWEST_KEYS, keys.size);
}

/** The sentences that stand between quotation marks which another opened. */
function findQuoted(sentences: readonly TextSentence[]): ReadonlySet<TextSentence> {
  const quoted = new Set<TextSentence>();
  let isOpen = false;
  let paragraph = -1;
  for (const sentence of sentences) {
    if (sentence.paragraph !== paragraph) isOpen = false;
    paragraph = sentence.paragraph;
    const marks = quoteMarks(sentence.text);
    // A first mark that opens shows that nothing was open: a closing mark went missing before.
    if (isOpen && marks[0] !== 'opens') quoted.add(sentence);
    isOpen = marks.length > 0 ? marks.at(-1) === 'opens' : isOpen;
  }
  return quoted;
}

/** Which way the quotation marks of a sentence face, in order. */
function quoteMarks(sentence: string): ('opens' | 'closes')[] {
  return [...sentence.matchAll(/["“”«»]/gu)].map(({ 0: mark, index }) => {
    if (mark !== '"') return mark === '“' || mark === '«' ? 'opens' : 'closes';
    return /^$|[\s([‘'—–)]$/u.test(sentence.slice(Math.max(0, index - 1), index)) &&
      /\S/u.test(sentence[index + 1] ?? '')
      ? 'opens'
      : 'closes';
  });
}
