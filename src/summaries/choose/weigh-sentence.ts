import weights from '../../../config/summary-weights.json' with { type: 'json' };
import { CHOOSE_TUNING as tuning } from '../../../config/choose-tuning.ts';
import { ANSWERS } from '../../../config/answer-words.ts';
import { stemOf } from '../../language/read-words.ts';
import type { ReportSentence } from './read-report.ts';

/** What a sentence is weighed by, in the order of its numbers. */
export const FEATURES = [
  'one',
  'near',
  'late',
  'central',
  'fresh',
  'names',
  'number',
  'quoted',
  'personal',
  'pointing',
  'scant',
  'says',
  'contrast',
] as const;

const WEIGHTS = FEATURES.map((feature) => weights[feature]);
/** Speech in the first or second person, unless quoted, is nobody's bullet where there is another. */
const PERSONAL =
  /(?<![\p{L}’'])(?:I|we|We|my|My|our|Our|me|us|you|You|your|Your|I[’']\p{L}+|[Ww]e[’']\p{L}+|[Yy]ou[’']\p{L}+)(?![\p{L}])/u;
const POINTING = /^(?:he|she|they|it|his|her|their|its|this|that|these|those|there|such|both)\b/iu;
const ANSWER_STEMS: ReadonlySet<string> = new Set(ANSWERS.map(stemOf));
const SAYS = /\b(?:said|says|told|added)\b/u;
const BEFORE =
  /\b(?:in|since|by) (?:19|20)\d\d\b|\b(?:years?|decades?) (?:ago|earlier|before)\b|\blast year\b/u;

/** How much a sentence is worth telling, by what it shares with the story, where it stands and how it is put. */
export function weighSentence(sentence: ReportSentence): number {
  const known = worths.get(sentence);
  if (known !== undefined) return known;
  const worth = computeWorth(sentence);
  worths.set(sentence, worth);
  return worth;
}

/** What it is worth to tell so much of the titles: a part shows that it is of the story, all of it would tell the main event again. */
export const gainOfTitle = (titleShare: number): number =>
  tuning.titleGain * Math.min(tuning.enoughOfTitle, titleShare);

const worths = new WeakMap<ReportSentence, number>();

function computeWorth(sentence: ReportSentence): number {
  return (
    describeSentence(sentence).reduce((sum, value, at) => sum + value * (WEIGHTS[at] ?? 0), 0) -
    (sentence.article.title === ''
      ? 0
      : tuning.placeShareOfTitle * weights.late * Math.log1p(sentence.place)) +
    (sentence.words.some(({ stem }) => ANSWER_STEMS.has(stem)) ? tuning.answerGain : 0) +
    (SAYS.test(sentence.text) ? tuning.speakerGain : 0) -
    (BEFORE.test(sentence.text) ? tuning.backgroundCost : 0) +
    tuning.relatedGain * Math.min(tuning.enoughRelated, sentence.relatedness) +
    gainOfTitle(sentence.titleShare) -
    tuning.strangerCost * sentence.strangeness
  );
}

/** One number per entry of `FEATURES`. */
export function describeSentence(sentence: ReportSentence): number[] {
  const { text, place, centrality, words, wordCount, newWords, keys } = sentence;
  const own = text.replace(/["“][^"“”]*["”]/gu, '');
  return [
    1,
    1 / (1 + place),
    Math.log1p(place),
    centrality,
    newWords / Math.max(1, keys.size),
    Math.min(1, words.filter(({ isName }) => isName).length / 2),
    words.some(({ isNumber }) => isNumber) ? 1 : 0,
    1 - own.length / text.length,
    PERSONAL.test(own) ? 1 : 0,
    POINTING.test(text) ? 1 : 0,
    Math.max(0, 11 - wordCount) / 5,
    SAYS.test(text) ? 1 : 0,
    /\b(?:but|although|though|however|while|despite)\b/iu.test(text) ? 1 : 0,
  ];
}
