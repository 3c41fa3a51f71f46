import { CHOOSE_TUNING as tuning } from '../../../config/choose-tuning.ts';
import { sameIdea } from '../../../config/story-words.ts';
import { countWords } from '../../language/count-words.ts';
import { stemOf, type Word } from '../../language/read-words.ts';
import { type Form, shortenSentence, stripForeign } from '../shorten/shorten-sentence.ts';
import type { Report, ReportSentence } from './read-report.ts';
import { keysOf, repeats, shareOf, weightOf } from './relate-sentences.ts';
import { gainOfTitle, weighSentence } from './weigh-sentence.ts';

/** A sentence in a form that could be a bullet. */
export type Candidate = {
  form: Form;
  sentence: ReportSentence;
  /** Higher is better; comparable across sentences. */
  worth: number;
  /** How well it tells the main event, 0 to about 2. */
  mainness: number;
};

/** The forms of a sentence that could be bullets, best first. Only English is shortened. */
function formsOf(sentence: ReportSentence, report: Report, isEnglish: boolean): Form[] {
  const { source, article } = sentence;
  if (!isEnglish) {
    const text = stripForeign(source.text);
    return text === null ? [] : [{ ...WHOLE, text, isWhole: text === source.text }];
  }
  return shortenSentence({
    sentence: source,
    before: (report.readings.get(article) ?? []).slice(0, source.index),
    title: article.title,
    publishedAt: article.publishedAt,
  });
}

const WHOLE = { omitted: [], loss: 0, points: false, references: [], datesResolved: false };

/** The sentences of a report that could be bullets, with their forms, which are worked out when they are first asked for. */
export type Choice = {
  report: Report;
  sentences: readonly ReportSentence[];
  candidatesOf: (sentence: ReportSentence) => readonly Candidate[];
};

/** What may be chosen from in a report. As a last resort also loose lines; never what is of another story. */
export function openChoice(report: Report, isEnglish: boolean, isLastResort = false): Choice {
  const known = new Map<ReportSentence, readonly Candidate[]>();
  const most = report.articleCount > 1 ? tuning.sentencesWorkedOutAcross : tuning.sentencesWorkedOut;
  return {
    report,
    sentences: report.sentences
      .filter(
        ({ isQuoted, isLoose, strangeness }) =>
          !isQuoted && (isLastResort || !isLoose) && strangeness <= tuning.mostStrangeness,
      )
      .toSorted((a, b) => weighSentence(b) - weighSentence(a))
      .slice(0, isLastResort ? tuning.sentencesWorkedOutAcross : most),
    candidatesOf: (sentence) => {
      const candidates =
        known.get(sentence) ??
        formsOf(sentence, report, isEnglish)
          .slice(0, tuning.formsASentence)
          .map((form) => candidateOf(form, sentence, report));
      known.set(sentence, candidates);
      return candidates;
    },
  };
}

const ROTS =
  /\b(?:today|yesterday|tomorrow|tonight|(?:last|this|next) (?:week|month|year|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/iu;

/** `..., she added.` */
const SPEAKER_ELSEWHERE =
  /(?:,["”]?|["”],) (?:he|she|they|it) (?:said|says|added|told [^,]{2,40}|wrote|continued)\.$/u;

function candidateOf(form: Form, sentence: ReportSentence, report: Report): Candidate {
  const told = shareOf(keysOf(form.text), report.titles);
  const untold = gainOfTitle(sentence.titleShare) - gainOfTitle(told);
  const cost =
    Math.max(0, untold) +
    tuning.lossCost * form.loss +
    (form.points ? tuning.pointingCost : 0) +
    (SPEAKER_ELSEWHERE.test(form.text) ? tuning.speakerElsewhereCost : 0) +
    (ROTS.test(form.text) ? tuning.rottingCost : 0) +
    Math.max(0, countWords(form.text) - tuning.wordsAtEase) * tuning.wordCost;
  return {
    form,
    sentence,
    worth: weighSentence(sentence) - cost,
    mainness: isEarly(sentence) ? mostMainness(sentence) - mainCost(form, told, sentence, report) : -Infinity,
  };
}

/** What stands late is hardly ever the main event. */
const isEarly = ({ place }: ReportSentence) => place < tuning.mainPlaces;

/** How well a sentence tells the main event: what the titles tell, and early. */
function mostMainness({ titleShare, place, strangeness }: ReportSentence): number {
  return titleShare + tuning.mainPlaceGain / (1 + place / 2) - tuning.mainStrangerCost * strangeness;
}

/** What a form of it costs: less of the title, not whole, not readable alone, or in the very words of the titles. */
function mainCost(form: Form, told: number, sentence: ReportSentence, { readings }: Report): number {
  const isEcho = [...readings.keys()].every(({ title }) => title !== '' && repeats(form.text, title));
  return (
    Math.max(0, sentence.titleShare - told) / 2 +
    (countWords(form.text) < tuning.fewestWordsOfMain ? tuning.mainScantCost : 0) +
    (form.points ? tuning.mainPointingCost : 0) +
    (isEcho ? tuning.echoCost : 0) +
    tuning.mainLossCost * form.loss
  );
}

/**
 * Three different things, or as many as there are: the main event first, then one after another the best of those that say
 * something else and that `isGood` accepts, in the order of the report. At most one a sentence.
 */
export function chooseBullets(
  choice: Choice,
  count: number,
  isGood: (candidate: Candidate) => boolean,
  mostRepetition: number = tuning.mostRepetition,
): Candidate[] {
  const { titles } = choice.report;
  const main = pick(
    choice,
    (one) => (isEarly(one) ? mostMainness(one) : -Infinity),
    ({ mainness }) => mainness,
    isGood,
  );
  const chosen = main === null ? [] : [main];
  while (chosen.length < count) {
    const worthOf = (sentence: ReportSentence) => {
      const repeated = Math.max(0, ...chosen.map((one) => repetitionOf(one.sentence, sentence, titles)));
      if (repeated > mostRepetition) return -Infinity;
      const retellings = chosen.map((one) => retoldBy(one.sentence, sentence));
      if (retellings.some((share) => share > tuning.mostRetelling)) return -Infinity;
      const retold = retellings.reduce((sum, share) => sum + share, 0);
      return weighSentence(sentence) - tuning.repetitionCost * Math.max(repeated, retold);
    };
    const valueOf = ({ sentence, worth }: Candidate) => worth + worthOf(sentence) - weighSentence(sentence);
    const best = pick(choice, worthOf, valueOf, isGood);
    if (best === null) break;
    chosen.push(best);
  }
  const [first, ...others] = chosen;
  return first === undefined ? [] : [first, ...others.sort((a, b) => a.sentence.place - b.sentence.place)];
}

/** The best candidate that is good. No candidate is better than `boundOf` its sentence, so most sentences need not be worked out. */
function pick(
  { sentences, candidatesOf }: Choice,
  boundOf: (sentence: ReportSentence) => number,
  valueOf: (candidate: Candidate) => number,
  isGood: (candidate: Candidate) => boolean,
): Candidate | null {
  const byBound = sentences
    .map((sentence) => ({ sentence, bound: boundOf(sentence) }))
    .filter(({ bound }) => bound > -Infinity)
    .sort((a, b) => b.bound - a.bound);
  let waiting: { candidate: Candidate; value: number }[] = [];
  for (const { sentence, bound } of [...byBound, { sentence: null, bound: -Infinity }]) {
    for (const { candidate } of waiting.filter(({ value }) => value >= bound))
      if (isGood(candidate)) return candidate;
    waiting = waiting.filter(({ value }) => value < bound);
    if (sentence === null) break;
    for (const candidate of candidatesOf(sentence)) waiting.push({ candidate, value: valueOf(candidate) });
    waiting.sort((a, b) => b.value - a.value);
  }
  return null;
}

/**
 * How much of the lesser one two sentences of different articles tell alike: outlets word one event differently, so here the story's own
 * actors and places count too, and words of one idea are one word. Openings mostly tell the same event.
 */
function retoldBy(one: ReportSentence, other: ReportSentence): number {
  if (one.article === other.article) return 0;
  const weight = one.place === 0 && other.place === 0 ? tuning.openingRepetition : 1;
  return weight * repetitionOf(withIdeas(one), withIdeas(other), new Map());
}

const IDEAS = new Map(
  sameIdea.flatMap((line) => line.map((word) => [stemOf(word), stemOf(line[0] ?? word)] as const)),
);

const withIdeas = ({ keys, words }: ReportSentence): Comparable => ({
  keys: new Set([...keys].map((key) => IDEAS.get(key) ?? key)),
  words,
});

/** Of how many words the names are that a sentence has: all of them together say one thing. */
function partsOfNames(words: readonly Word[]): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (let at = 0; at < words.length; at += 1) {
    let to = at;
    while (words[to]?.isName) to += 1;
    for (const { stem } of words.slice(at, to)) parts.set(stem, to - at);
    at = Math.max(at, to);
  }
  return parts;
}

/** How much of the lesser one's weight two uncut sentences share, 0 to 1. That both name the story's own actors and places says little. */
type Comparable = Pick<ReportSentence, 'keys' | 'words'>;

function repetitionOf(one: Comparable, other: Comparable, titles: ReadonlyMap<string, number>): number {
  if (one === other) return Infinity;
  const parts = partsOfNames(one.words);
  const weigh = (key: string) =>
    (weightOf(key) * (titles.has(key) ? tuning.titleRepetition : 1)) / (parts.get(key) ?? 1);
  let [shared, ofOne, ofOther] = [0, 0, 0];
  for (const key of one.keys) ofOne += weigh(key);
  for (const key of other.keys) {
    ofOther += weigh(key);
    if (one.keys.has(key)) shared += weigh(key);
  }
  const fewer = Math.min(ofOne, ofOther);
  const isSame = shared >= tuning.sameShare * fewer;
  return shared / Math.max(isSame ? 0.01 : tuning.leastToRepeat, fewer);
}
