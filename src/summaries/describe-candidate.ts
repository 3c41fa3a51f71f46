import { countWords } from './count-words.ts';
import type { Report, ReportSentence } from './read-report.ts';
import { readWords, type Word } from './read-words.ts';

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
  'loose',
  'startsWithPronoun',
  'startsWithName',
  'quoteWords',
  'says',
  'hedged',
  'negated',
  'selfWords',
  'shortened',
  'timeWords',
  'sourceWords',
  'quotedOnly',
  'agreement',
  'contrast',
  'commas',
  'repeatedNames',
  'centrality',
  'logPlace',
  'steepStart',
  'slowStart',
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
] as const;

const PRONOUN = /^(?:he|she|they|it|his|her|their|its)\b/iu;
const SELF = /\b(?:i|we|my|our|me|us|you|your|i[’']m|we[’']re|i[’']ve|we[’']ve|you[’']re)\b/giu;

/** One number per entry of `FEATURES`. `form` is `sentence` or a shorter form of it. */
export function describeCandidate(form: string, sentence: ReportSentence, report: Report): number[] {
  const words = form === sentence.text ? sentence.words : readWords(form);
  const seen = new Set<string>();
  let frequency = 0,
    repeated = 0,
    inLead = 0,
    inOpening = 0,
    inTitle = 0,
    agreement = 0,
    pairs = 0,
    content = 0,
    repeatedNames = 0;
  let previous = '';
  for (const word of words) {
    if ((report.pairFrequency.get(`${previous} ${word.stem}`) ?? 0) > 1) pairs += 1;
    previous = word.stem;
    if (!word.isContent || seen.has(word.stem)) continue;
    seen.add(word.stem);
    content += 1;
    const times = report.frequency.get(word.stem) ?? 0;
    frequency += Math.log1p(times);
    if (times > 2) repeated += 1;
    if (times > 2 && word.isName) repeatedNames += 1;
    if (report.leadStems.has(word.stem)) inLead += 1;
    if (report.openingStems.has(word.stem)) inOpening += 1;
    if (report.titleStems.has(word.stem)) inTitle += 1;
    agreement += (report.outletsOf.get(word.stem)?.size ?? 1) - 1;
  }
  const length = countWords(form);
  const names = count(words, (word) => word.isName);
  const at = (wanted: number) => (sentence.place === wanted ? content : 0);
  return [
    1,
    length,
    content,
    names,
    count(words, (word) => word.isNumber),
    frequency,
    repeated,
    inLead,
    inOpening,
    inTitle,
    pairs,
    at(0),
    at(1),
    at(2),
    sentence.place > 2 && sentence.place < 6 ? content : 0,
    content / (1 + sentence.place),
    content * sentence.depth,
    sentence.isLoose ? content : 0,
    PRONOUN.test(form) ? 1 : 0,
    /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(form) ? 1 : 0,
    quotedWords(form),
    matches(form, /\b(?:said|says|told|added)\b/gu),
    matches(form, /\b(?:may|might|could|would|likely|reportedly|allegedly)\b/gu),
    matches(form, /\b(?:not|no|never)\b|n[’']t\b/gu),
    matches(form, SELF),
    1 - length / Math.max(1, countWords(sentence.text)),
    matches(form, /\b(?:\p{Lu}\p{Ll}+day|week|month|year|years|ago)\b/gu),
    Math.min(60, countWords(sentence.text)),
    sentence.isQuoted ? content : 0,
    report.outletCount > 1 ? agreement / (report.outletCount - 1) : 0,
    matches(form, /\b(?:but|although|though|however|while)\b/gu),
    matches(form, /,/gu),
    repeatedNames,
    content * sentence.centrality,
    content * Math.log1p(sentence.place),
    content * Math.exp(-sentence.place / 3),
    content * Math.exp(-sentence.place / 8),
    sentence.newWords,
    sentence.newness,
    names / (1 + sentence.place),
    length / (1 + sentence.place),
    frequency / (1 + sentence.place),
    (length * length) / 25,
    frequency / Math.max(1, content),
    pairs / Math.max(1, length),
    Math.exp(-sentence.place / 4),
    sentence.place === 0 ? 1 : 0,
    sentence.place === 1 ? 1 : 0,
  ];
}

function count(words: readonly Word[], isWanted: (word: Word) => boolean): number {
  return words.reduce((sum, word) => sum + (isWanted(word) ? 1 : 0), 0);
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function quotedWords(text: string): number {
  return (text.match(/["“][^"“”]+["”]/gu) ?? []).reduce((sum, quote) => sum + countWords(quote), 0);
}
