import weights from '../../../config/summary-weights.json' with { type: 'json' };
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import { addressesReader } from './addresses-reader.ts';
import { countWords } from '../../language/count-words.ts';
import { compressSentence } from '../shorten/compress-sentence.ts';
import { describeCandidate, FEATURES } from './describe-candidate.ts';
import { type Expected, expectWords, gainOf } from './expect-words.ts';
import type { Report, ReportSentence } from './read-report.ts';
import { contentStems } from './read-report.ts';
import { readTold, tellsNothingNew, type Told } from './judge-repetition.ts';
import { readWords, type Word } from '../../language/read-words.ts';

/** A sentence, or a shorter form of one, that could be a bullet. */
export type Candidate = {
  text: string;
  sentence: ReportSentence;
  rank: number;
  stems: ReadonlySet<string>;
  /** What it is expected to share with a reader's own summary; what two bullets share is gained once. */
  expected: Expected;
  /** The sum of that. */
  gain: number;
  /** Only where several articles tell the story: one tells a thing once. */
  told: Told | null;
  /** How much it tells what happened, by the articles' openings, 0 to 1. */
  mainAct: number;
};

const WEIGHTS = FEATURES.map((feature) => weights.ranker[feature]);
/** Speech in the first or second person, unless quoted, is nobody's bullet where there is another. */
const PERSONAL =
  /(?<![\p{L}’'])(?:I|we|We|my|My|our|Our|me|us|you|You|your|Your|I[’']\p{L}+|[Ww]e[’']\p{L}+|[Yy]ou[’']\p{L}+)(?![\p{L}])/u;
/** What these point at is in another sentence. */
const POINTING =
  /^(?:Because|Except|This|That|These|Those|It|Such|There,|Here|Then|So|He|She|They|His|Her|Their|Both|Neither|Either|Others?|Another|The (?:latter|former|two|pair|couple|move|decision|incident|latest|vote|announcement|ruling)|(?:He|She|It|They)[’']\p{L}+)\b|(?<=\p{Ll} )there(?=[,.]| (?:under|after|by|in|on|and|since)\b)|, (?:he|she|they) (?:said|says|added|told)\b[^,]*\.$|\bthe (?:decision|move|announcement|news)\.$/u;
/** That somebody spoke, or what came next on a stage, is no news. */
const SPEAKING =
  /^(?:\S+ ){1,4}(?:spoke|was speaking|were speaking|commented)\b|\b(?:is|are|was|were) then\b/u;
const ROTTING = /\b(?:today|yesterday|tomorrow|tonight)\b/iu;

/** Candidates of a report, best first. Sentences that look poor from afar are not worked out, but as a last resort. */
export function rankCandidates(report: Report, isEnglish: boolean, isLastResort = false): Candidate[] {
  const promising = isLastResort ? usableSentences(report) : promisingSentences(report);
  return promising
    .flatMap((sentence) => rankForms(sentence, report, isEnglish, isLastResort))
    .sort((a, b) => b.rank - a.rank);
}

function usableSentences({ sentences }: Report): ReportSentence[] {
  return sentences.filter(
    ({ isQuoted, text }) => !isQuoted && !/[?？؟]["”’]?$/u.test(text) && !addressesReader(text),
  );
}

/** The sentences that are worked out, by a glance at each. */
export function promisingSentences(report: Report): ReportSentence[] {
  const most = report.articleCount > 1 ? tuning.sentencesWorkedOutAcross : tuning.sentencesWorkedOut;
  return usableSentences(report)
    .map((sentence) => ({ sentence, glance: glanceAt(sentence, report) }))
    .sort((a, b) => b.glance - a.glance)
    .slice(0, most)
    .map(({ sentence }) => sentence);
}

function glanceAt({ place, centrality, newness, words }: ReportSentence, report: Report): number {
  const shared = words.filter((word) => word.isContent && report.leadStems.has(word.stem)).length;
  return 3 / (1 + place) + centrality + newness / 10 + shared / 10;
}

function rankForms(
  sentence: ReportSentence,
  report: Report,
  isEnglish: boolean,
  isLastResort: boolean,
): Candidate[] {
  return compressSentence(sentence.text, isEnglish, isLastResort).map((text) => {
    const read = readWords(text);
    const expected = expectWords(read, report);
    const gained = gainOf(expected);
    const gain = gained.words + gained.pairs;
    const features = describeCandidate(text, read, sentence, report, gained);
    const learnt = features.reduce((sum, value, at) => sum + value * (WEIGHTS[at] ?? 0), 0);
    const told = isEnglish && report.articleCount > 1 ? readTold(text) : null;
    const mainAct = told === null ? 0 : weighMainAct(told, report);
    return {
      text,
      sentence,
      rank:
        tuning.rankerShare * learnt +
        (1 - tuning.rankerShare) * gain -
        (report.articleCount > 1 ? tuning.wordCostAcross : tuning.wordCost) * countWords(text) +
        adjust(text, read, sentence, report) +
        tuning.mainActGain * mainAct,
      expected,
      gain,
      stems: new Set(contentStems(read)),
      told,
      mainAct,
    };
  });
}

/** How much the acts of a bullet are what happened; one that it mentions later counts less. */
function weighMainAct({ acts }: Told, { actWeights }: Report): number {
  return Math.max(0, ...acts.map((act, place) => (actWeights.get(act) ?? 0) / (1 + place)));
}

/** What the training data cannot teach: bullets read alone, do not rot, and say what several outlets say. */
function adjust(text: string, words: readonly Word[], sentence: ReportSentence, report: Report): number {
  let change = 0;
  if (PERSONAL.test(text.replace(/["“][^"“”]*["”]/gu, ''))) change -= tuning.personalCost;
  if (POINTING.test(text))
    change -= report.articleCount > 1 ? tuning.pointingAcrossCost : tuning.pointingCost;
  if (ROTTING.test(text)) change -= tuning.rottingCost;
  if (report.articleCount > 1 && countWords(text) < tuning.scantWords) change -= tuning.scantCost;
  if (countWords(text) < tuning.namelessWords && !words.some((word) => word.isName || word.isNumber))
    change -= tuning.namelessCost;
  if (SPEAKING.test(text)) change -= tuning.speakingCost;
  if (sentence.isLoose) change -= tuning.looseCost;
  if (report.outletCount > 1) change += tuning.agreementGain * agreementOf(sentence, report);
  return change;
}

/** Mean share of the other outlets that use the content words of a sentence, 0 to 1. */
function agreementOf({ words }: ReportSentence, report: Report): number {
  const stems = contentStems(words);
  const sum = stems.reduce((total, stem) => total + ((report.outletsOf.get(stem)?.size ?? 1) - 1), 0);
  return stems.length === 0 ? 0 : sum / stems.length / (report.outletCount - 1);
}

/**
 * Picks bullets one after another, each the best of those that say something else and that `isGood` accepts; at most one
 * a sentence. The answer has at most `count` and may have fewer. In the order of the report: first what stands first.
 */
export function chooseBullets(
  candidates: readonly Candidate[],
  count: number,
  isGood: (candidate: Candidate) => boolean,
  mostRepetition: number = tuning.mostRepetition,
): Candidate[] {
  const chosen: Candidate[] = [];
  const refused = new Set<Candidate>();
  while (chosen.length < count) {
    const best = bestOf(candidates, chosen, refused, mostRepetition);
    if (best === null) break;
    if (isGood(best)) chosen.push(best);
    else refused.add(best);
  }
  return chosen.sort((a, b) => b.mainAct - a.mainAct || orderOf(a) - orderOf(b));
}

function bestOf(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  refused: ReadonlySet<Candidate>,
  mostRepetition: number,
): Candidate | null {
  let best: Candidate | null = null;
  let bestRank = -Infinity;
  for (const candidate of candidates) {
    // They come best first, and nothing is ever added to a rank.
    if (candidate.rank <= bestRank) break;
    if (
      refused.has(candidate) ||
      chosen.some(
        (one) => one.sentence === candidate.sentence || isRepetition(one, candidate, mostRepetition),
      )
    )
      continue;
    const rank = candidate.rank - gainRepeated(candidate, chosen);
    if (rank > bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

function gainRepeated({ expected, gain }: Candidate, chosen: readonly Candidate[]): number {
  if (chosen.length === 0) return 0;
  const { words, pairs } = gainOf(
    expected,
    chosen.map((one) => one.expected),
  );
  return gain - words - pairs;
}

/** Whether the shorter of two says little that the other does not, or `other` tells nothing new after `one`. */
function isRepetition(one: Candidate, other: Candidate, most: number): boolean {
  if (one.told !== null && other.told !== null && tellsNothingNew(other.told, one.told)) return true;
  const fewer = Math.min(one.stems.size, other.stems.size);
  const shared = [...one.stems].filter((stem) => other.stems.has(stem)).length;
  return fewer > 0 && shared / fewer > most;
}

const orderOf = ({ sentence }: Candidate) => sentence.place + (sentence.isLoose ? 0.5 : 0);
