import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { SourceArticle } from '../../model/summary.ts';
import { countWords } from '../../language/count-words.ts';
import { weighActs } from './read-acts.ts';
import { readWords, type Word } from '../../language/read-words.ts';
import { splitSentences, type Sentence } from '../../language/split-sentences.ts';
import { weighPairs } from './weigh-pairs.ts';
import { type UseWeights, weighWords } from './weigh-words.ts';
import { isBoilerplate, stripBoilerplate } from '../shorten/strip-boilerplate.ts';

/** A sentence of an article with what ranking asks of it. */
export type ReportSentence = Sentence & {
  article: SourceArticle;
  /** Place among its article's sentences of prose, from 0. */
  place: number;
  /** The same as a share of them, 0 to 1. */
  depth: number;
  words: readonly Word[];
  wordCount: number;
  /** How much of its content other sentences share, 0 to 1 (1 is the most central of its article). */
  centrality: number;
  /** Content words that the article has not used before. */
  newWords: number;
  /** Sum over content words of 1 / (1 + place where the word first occurs). */
  newness: number;
  /** Between quotation marks that another sentence opened. */
  isQuoted: boolean;
};

/** The articles of one story read as one report. */
export type Report = {
  sentences: readonly ReportSentence[];
  /** How often each content stem occurs. */
  frequency: ReadonlyMap<string, number>;
  /** How often each pair of neighbouring stems occurs. */
  pairFrequency: ReadonlyMap<string, number>;
  /** Outlets that use each content stem. */
  outletsOf: ReadonlyMap<string, ReadonlySet<string>>;
  articleCount: number;
  /** How likely each word is to stand in a reader's own summary. */
  wordWeights: ReadonlyMap<string, UseWeights>;
  /** The same of each two neighbouring words, 0 to 1. */
  pairWeights: ReadonlyMap<string, number>;
  outletCount: number;
  leadStems: ReadonlySet<string>;
  openingStems: ReadonlySet<string>;
  titleStems: ReadonlySet<string>;
  /** How much each act is what happened, by the articles' titles and first sentences; empty for a single article. */
  actWeights: ReadonlyMap<string, number>;
};

/** Splits and counts; page furniture and sentences of fewer words are left out. */
export function readReport(
  articles: readonly SourceArticle[],
  fewestWords: number = tuning.fewestWords,
): Report {
  const sentences = articles.flatMap((article) => readArticle(article, fewestWords));
  const frequency = new Map<string, number>();
  const pairFrequency = new Map<string, number>();
  const outletsOf = new Map<string, Set<string>>();
  for (const { words, article } of sentences) {
    let previous = '';
    for (const word of words) {
      const pair = `${previous} ${word.stem}`;
      pairFrequency.set(pair, (pairFrequency.get(pair) ?? 0) + 1);
      previous = word.stem;
      if (!word.isContent) continue;
      frequency.set(word.stem, (frequency.get(word.stem) ?? 0) + 1);
      const outlets = outletsOf.get(word.stem) ?? new Set();
      outletsOf.set(word.stem, outlets.add(article.outletName));
    }
  }
  const wordWeights = weighWords(sentences, articles.length);
  return {
    sentences,
    frequency,
    pairFrequency,
    outletsOf,
    articleCount: articles.length,
    wordWeights,
    pairWeights: weighPairs(sentences, articles.length, wordWeights),
    outletCount: new Set(articles.map((article) => article.outletName)).size,
    leadStems: stemsOf(sentences.filter(({ place }) => place === 0)),
    openingStems: stemsOf(sentences.filter(({ place }) => place < 4)),
    actWeights: weighActs(articles.length > 1 ? articles.map((one) => openingOf(one, sentences)) : []),
    titleStems: new Set(articles.flatMap(({ title }) => contentStems(readWords(title)))),
  };
}

function openingOf({ id, title }: SourceArticle, sentences: readonly ReportSentence[]): string {
  const first = sentences.find(({ article, place }) => article.id === id && place === 0);
  return `${title}. ${first?.text ?? ''}`;
}

function readArticle(article: SourceArticle, fewestWords: number): ReportSentence[] {
  const text = article.text.slice(0, tuning.mostCharactersAnArticle);
  const prose = splitSentences(text)
    .filter((sentence) => !isBoilerplate(sentence.text) && countWords(sentence.text) >= fewestWords)
    .slice(0, tuning.mostSentencesAnArticle);
  let isOpen = false;
  let paragraph = -1;
  const words = prose.map((sentence) => readWords(stripBoilerplate(sentence.text)));
  const stems = words.map((each) => [...new Set(contentStems(each))]);
  const centralities = rankCentrality(stems);
  const firstPlace = new Map<string, number>();
  for (const [place, each] of stems.entries())
    for (const stem of each) if (!firstPlace.has(stem)) firstPlace.set(stem, place);
  return prose.map((sentence, place) => {
    if (sentence.paragraph !== paragraph) isOpen = false;
    paragraph = sentence.paragraph;
    const marks = quoteMarks(sentence.text);
    // A first mark that opens shows that nothing was open: a closing mark went missing before.
    const isQuoted = isOpen && marks[0] !== 'opens';
    isOpen = marks.length > 0 ? marks.at(-1) === 'opens' : isOpen;
    const own = stems[place] ?? [];
    return {
      text: sentence.text,
      paragraph: sentence.paragraph,
      isLoose: sentence.isLoose,
      article,
      place,
      depth: place / prose.length,
      words: words[place] ?? [],
      wordCount: countWords(sentence.text),
      centrality: centralities[place] ?? 0,
      newWords: own.filter((stem) => firstPlace.get(stem) === place).length,
      newness: own.reduce((sum, stem) => sum + 1 / (1 + (firstPlace.get(stem) ?? place)), 0),
      isQuoted,
    };
  });
}

export function contentStems(words: readonly Word[]): string[] {
  return words.filter((word) => word.isContent).map((word) => word.stem);
}

function stemsOf(sentences: readonly ReportSentence[]): Set<string> {
  return new Set(sentences.flatMap(({ words }) => contentStems(words)));
}

/** Mean overlap of each sentence with the others (cosine of stem sets), as a share of the highest. */
function rankCentrality(stems: readonly (readonly string[])[]): number[] {
  const holders = new Map<string, number[]>();
  for (const [place, each] of stems.entries()) {
    for (const stem of each) {
      const places = holders.get(stem);
      if (places === undefined) holders.set(stem, [place]);
      else places.push(place);
    }
  }
  const sums = stems.map((each, place) => {
    let sum = 0;
    for (const stem of each) {
      for (const other of holders.get(stem) ?? [])
        if (other !== place)
          sum += 1 / Math.sqrt(Math.max(1, each.length) * Math.max(1, stems[other]?.length ?? 1));
    }
    return sum;
  });
  const highest = Math.max(...sums, 1e-9);
  return sums.map((sum) => sum / highest);
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
