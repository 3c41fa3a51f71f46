import { countWords } from '../../language/count-words.ts';
import type { Report, ReportSentence } from './read-report.ts';
import type { Word } from '../../language/read-words.ts';

/** What the ranker looks at, in the order of its numbers. Most are sums over a candidate's content words, so they grow with its length. */
export const FEATURES = [
  'one',
  'words',
  'content',
  'names',
  'numbers',
  'frequency',
  'repeated',
  'inLead',
  'inOpening',
  'inTitle',
  'pairs',
  'first',
  'second',
  'third',
  'early',
  'nearStart',
  'depth',
  'logPlace',
  'steepStart',
  'slowStart',
  'loose',
  'quotedOnly',
  'centrality',
  'startsWithPronoun',
  'startsWithName',
  'quoteWords',
  'says',
  'hedged',
  'negated',
  'selfWords',
  'timeWords',
  'contrast',
  'commas',
  'shortened',
  'sourceWords',
  'agreement',
  'repeatedNames',
  'newWords',
  'newness',
  'namesNearStart',
  'wordsNearStart',
  'frequencyNearStart',
  'squaredWords',
  'meanFrequency',
  'pairShare',
  'placeBias',
  'isFirst',
  'isSecond',
  'expectedWords',
  'expectedPairs',
  'wordDensity',
  'pairDensity',
] as const;

const PRONOUN = /^(?:he|she|they|it|his|her|their|its)\b/iu;
const SAYS = /\b(?:said|says|told|added)\b/gu;
const HEDGED = /\b(?:may|might|could|would|likely|reportedly|allegedly)\b/gu;
const NEGATED = /\b(?:not|no|never)\b|n[’']t\b/gu;
const TIMES = /\b(?:\p{Lu}\p{Ll}+day|week|month|year|years|ago)\b/gu;
const CONTRAST = /\b(?:but|although|though|however|while)\b/gu;
const SELF = /\b(?:i|we|my|our|me|us|you|your|i[’']m|we[’']re|i[’']ve|we[’']ve|you[’']re)\b/giu;

/** What is summed over a candidate's different content words. */
type Sums = Record<
  'content' | 'frequency' | 'repeated' | 'repeatedNames' | 'inLead' | 'inOpening' | 'inTitle' | 'agreement',
  number
>;

function sumOverWords(words: readonly Word[], report: Report): Sums {
  const sums: Sums = {
    content: 0,
    frequency: 0,
    repeated: 0,
    repeatedNames: 0,
    inLead: 0,
    inOpening: 0,
    inTitle: 0,
    agreement: 0,
  };
  const seen = new Set<string>();
  for (const { stem, isContent, isName } of words) {
    if (!isContent || seen.has(stem)) continue;
    seen.add(stem);
    const times = report.frequency.get(stem) ?? 0;
    sums.content += 1;
    sums.frequency += Math.log1p(times);
    if (times > 2) sums.repeated += 1;
    if (times > 2 && isName) sums.repeatedNames += 1;
    if (report.leadStems.has(stem)) sums.inLead += 1;
    if (report.openingStems.has(stem)) sums.inOpening += 1;
    if (report.titleStems.has(stem)) sums.inTitle += 1;
    sums.agreement += (report.outletsOf.get(stem)?.size ?? 1) - 1;
  }
  return sums;
}

/** One number per entry of `FEATURES`, in their order. `form` is `sentence` or a shorter form of it, `words` are its words, `expected` is what it is expected to share with a reader's summary. */
export function describeCandidate(
  form: string,
  words: readonly Word[],
  sentence: ReportSentence,
  report: Report,
  expected: { words: number; pairs: number },
): number[] {
  const sums = sumOverWords(words, report);
  const { content, frequency } = sums;
  const length = countWords(form);
  const names = count(words, (word) => word.isName);
  const pairs = count(
    words,
    (word, at) => (report.pairFrequency.get(`${words[at - 1]?.stem ?? ''} ${word.stem}`) ?? 0) > 1,
  );
  const numbers = count(words, (word) => word.isNumber);
  const agreement = report.outletCount > 1 ? sums.agreement / (report.outletCount - 1) : 0;
  const { newWords, newness, place } = sentence;
  const near = 1 / (1 + place);
  return [
    [
      1,
      length,
      content,
      names,
      numbers,
      frequency,
      sums.repeated,
      sums.inLead,
      sums.inOpening,
      sums.inTitle,
      pairs,
    ],
    describePlace(content, sentence),
    describeWording(form, length, sentence),
    [agreement, sums.repeatedNames, newWords, newness, names * near, length * near, frequency * near],
    [(length * length) / 25, frequency / Math.max(1, content), pairs / Math.max(1, length)],
    [Math.exp(-place / 4), place === 0 ? 1 : 0, place === 1 ? 1 : 0],
    [expected.words, expected.pairs],
    [expected.words / Math.max(1, length), expected.pairs / Math.max(1, length)],
  ].flat();
}

function describePlace(
  content: number,
  { place, depth, centrality, isLoose, isQuoted }: ReportSentence,
): number[] {
  const at = (wanted: number) => (place === wanted ? content : 0);
  const decays = [content / (1 + place), content * depth, content * Math.log1p(place)];
  const curves = [content * Math.exp(-place / 3), content * Math.exp(-place / 8)];
  const kinds = [isLoose ? content : 0, isQuoted ? content : 0, content * centrality];
  return [at(0), at(1), at(2), place > 2 && place < 6 ? content : 0, ...decays, ...curves, ...kinds];
}

function describeWording(form: string, length: number, { wordCount }: ReportSentence): number[] {
  const starts = [PRONOUN.test(form) ? 1 : 0, /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(form) ? 1 : 0];
  const counts = [SAYS, HEDGED, NEGATED, SELF, TIMES, CONTRAST, /,/gu].map((pattern) =>
    matches(form, pattern),
  );
  return [
    ...starts,
    quotedWords(form),
    ...counts,
    1 - length / Math.max(1, wordCount),
    Math.min(60, wordCount),
  ];
}

function count(words: readonly Word[], isWanted: (word: Word, at: number) => boolean): number {
  let sum = 0;
  for (const [at, word] of words.entries()) if (isWanted(word, at)) sum += 1;
  return sum;
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function quotedWords(text: string): number {
  return (text.match(/["“][^"“”]+["”]/gu) ?? []).reduce((sum, quote) => sum + countWords(quote), 0);
}
