import { months, weekdays, numberWords } from '../../../config/story-words.ts';
import type { TaggedText } from '../../language/read-text.ts';
import type { Token } from '../../language/tag-words.ts';
import { readCounts } from '../../language/read-counts.ts';
import {
  correcting,
  happened,
  retracting,
  withdrawingTheirOwn,
  besideSubjects,
  ENDING_RANK,
  moving,
  planned,
  quotedStages,
  stages,
  subjectFamilies,
  subjects,
  tolls,
  units,
} from '../../../config/change-words.ts';
import type { ReadSentence, Fact } from '../../model/reading.ts';
import { cutWords, hashText } from '../../language/cut-words.ts';
import { findDays, readNumber } from '../../language/read-numbers.ts';
import { clipLine, quoteClause } from './phrase-change.ts';
import {
  isBackground,
  isDenied,
  splitClauses,
  withoutDateline,
  type Clause,
  isOfAnotherTime,
  isSupposed,
} from './split-clauses.ts';

const CALENDAR = new Set([...months, ...weekdays]);
const MEETING = 'meeting';
const MEETS = /\b(?:meet|visit|host|travel|journey|welcome|receive)\b/iu;
const PLACE =
  /\s(?:at|in)\s(?:the\s)?(?:\p{Lu}[\p{L}’'-]*)(?:\s(?:\p{Lu}[\p{L}’'-]*|cosmodrome|palace|airport|base|port))*/u;
/** A page without full stops lists things: more of one kind says nothing more. */
const MOST = { facts: 8, days: 6, names: 14 };

/** What a sentence (plain) says that can change. English; of other languages there is little more than the hash. */
export function readSentence(tagged: TaggedText): ReadSentence {
  const { text: sentence } = tagged;
  const facts = extractFacts(tagged).slice(0, MOST.facts);
  const days = findDays(sentence).slice(0, MOST.days);
  const withdraws = readWithdrawal(sentence);
  return {
    hash: hashText(sentence),
    ...(facts.length > 0 && { facts }),
    ...(days.length > 0 && { days }),
    ...(withdraws && { withdraws }),
  };
}

/** What a title or an opening sentence says: also whom it names, and whether it tells of a meeting. */
export function readLead(tagged: TaggedText): ReadSentence {
  const { text: sentence } = tagged;
  const names = namesOf(tagged).slice(0, MOST.names);
  const named = subjectsOf(sentence);
  const about = [...new Set(named.map(familyOf))];
  const meeting = named.find((subject) => familyOf(subject) === MEETING) ?? null;
  const isAnnounced =
    (meeting !== null || MEETS.test(sentence)) && splitClauses(sentence).some(({ text }) => isPlanned(text));
  const met = hasHappened(sentence) ? readMeeting(sentence) : null;
  return {
    ...readSentence(tagged),
    ...(names.length > 0 && { names }),
    ...(about.length > 0 && { about }),
    ...(isAnnounced && { plans: meeting ?? '' }),
    ...(met && { met }),
  };
}

/** Names of people, places and bodies, word by word, as they stand; days, months and a dateline are none. */
function namesOf({ text, tokens }: TaggedText): string[] {
  const from = text.length - withoutDateline(text).length;
  return tokens.flatMap(({ text: name, tag, lemma, start }) =>
    tag === 'PROPN' && start >= from && !CALENDAR.has(lemma) ? [name] : [],
  );
}

const hasHappened = (sentence: string): boolean =>
  splitClauses(withoutDateline(sentence)).some(
    (clause) =>
      happened.test(clause.text) && !isBackground(clause) && !isDenied(clause) && !isPlanned(clause.text),
  );

/** The fullest sentence makes the best line: a day, a place, and words that stand alone. */
function readMeeting(sentence: string): NonNullable<ReadSentence['met']> {
  const line = quoteClause(sentence, happened);
  const place = PLACE.exec(sentence)?.[0] ?? '';
  const [day] = findDays(sentence);
  const points =
    (day === undefined ? 0 : 2) + (/\s(?:at|in|to) (?:the )?\p{Lu}/u.test(sentence) ? 1 : 0) + (line ? 1 : 0);
  return { line, where: `${place.slice(0, 80)}${day ? ` on ${day}` : ''}`, points };
}

/** What a sentence takes back or corrects, or null. */
export function readWithdrawal(sentence: string): ReadSentence['withdraws'] | null {
  if (retracting.test(sentence) && !withdrawingTheirOwn.test(sentence))
    return { kind: 'retraction', line: clipLine(`withdrawn: ${sentence}`) };
  if (!correcting.test(sentence)) return null;
  const said = sentence.replace(/^\s*(?:correction|clarification|corrected)s?:?\s*/iu, '');
  return { kind: 'correction', line: clipLine(`corrected: ${said}`) };
}

/** A stage further from its subject than this belongs to something else. */
const NEAR_WORDS = 6;
const announced = stages.find(({ rank }) => rank === 1)?.says ?? /$^/u;
const MOST_BESIDE = 40;
/** A sentence without any of these or a digit counts nothing: its words need not be tagged. */
const SPELLED = new Set([...numberWords.keys(), 'two']);
const tollWords = tolls.map(({ name, words, acts }) => ({
  name,
  words: new Set(words.split(' ')),
  acts: new Set(acts.split(' ')),
}));

/** `meeting` for talks, a summit or a visit: what a story may call by another word. */
export const familyOf = (subject: string): string => subjectFamilies[subject] ?? subject;

const subjectPatterns = subjects.map(([shown, ...words]) => ({
  shown,
  pattern: new RegExp(String.raw`\b(?:${words.join('|')})\b`, 'iu'),
}));
const MONEY = /([$€£¥])\s?(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion|mn|bn|tn|m|b)?\b/giu;
const PERCENT = /(\d+(?:\.\d+)?)\s?(?:%|per ?cent)/giu;
const MAGNITUDE = /\b(?:magnitude[- ](?:of )?(\d\.\d)|(\d\.\d)[- ]magnitude)/giu;

/**
 * The facts of a sentence (plain). What it says of another time, only supposes or denies is left out; a date counts where
 * something is still to come.
 */
export function extractFacts({ text: sentence, tokens }: TaggedText): Fact[] {
  const [of] = subjectsOf(sentence);
  const hasNumber =
    /[\d]/u.test(sentence) || cutWords(sentence.toLowerCase()).some((word) => SPELLED.has(word));
  return splitClauses(sentence).flatMap((clause) => {
    const isCounted = !isOfAnotherTime(clause) && !isSupposed(clause);
    const counted =
      isCounted && hasNumber
        ? readTolls(tokensOf(tokens, clause)).concat(readAmounts(clause.text, { of, sentence }))
        : [];
    return counted.concat(readPlannedDates(clause.text, of), readStages(clause, sentence));
  });
}

const tokensOf = (tokens: readonly Token[], { start, text }: Clause): readonly Token[] =>
  tokens.filter((token) => token.start >= start && token.start < start + text.length);

/** What a sentence plans, says or ends: talks, deal, vote... In the order named; a "peace deal" is not also a "deal". */
export function subjectsOf(sentence: string): string[] {
  let rest = sentence;
  const found = subjectPatterns.flatMap(({ shown, pattern }) => {
    const at = rest.search(pattern);
    if (at < 0) return [];
    rest = rest.replace(new RegExp(pattern, 'giu'), (words) => '-'.repeat(words.length));
    return [{ shown, at }];
  });
  const rank = ({ shown, at }: { shown: string; at: number }) =>
    besideSubjects.has(shown) ? sentence.length + at : at;
  return found.sort((a, b) => rank(a) - rank(b)).map(({ shown }) => shown);
}

/** What a clause counts of people; of each kind the first number. */
function readTolls(tokens: readonly Token[]): Fact[] {
  const found = new Map<string, number>();
  for (const { value, noun, deeds, acts } of readCounts(tokens)) {
    if (noun !== null && units.has(noun)) continue;
    const kind = tollWords.find(
      (toll) => deeds.some((deed) => toll.words.has(deed)) || acts.some((act) => toll.acts.has(act)),
    );
    if (kind && !found.has(kind.name)) found.set(kind.name, value);
  }
  return [...found].map(([of, value]) => ({ kind: 'toll', of, value }));
}

function readAmounts(clause: string, { of, sentence }: { of: string | undefined; sentence: string }): Fact[] {
  const amount = (what: string, value: number, shown: string): Fact => ({
    kind: 'amount',
    of: what,
    value,
    shown: shown.trim(),
    beside: wordsBeside(sentence),
    isMoving: moving.test(sentence),
  });
  const facts = [...clause.matchAll(MAGNITUDE)].map((match) => {
    const shown = match[1] ?? match[2] ?? '';
    return amount('magnitude', Number(shown), shown);
  });
  if (of === undefined) return facts;
  for (const [shown, sign, digits, scale] of clause.matchAll(MONEY)) {
    const value = readNumber(`${digits} ${scale ?? ''}`.trim());
    if (value !== null) facts.push(amount(`${of} ${sign}`, value, shown));
  }
  for (const [shown, digits] of clause.matchAll(PERCENT))
    if (of === 'tariffs') facts.push(amount(`${of} %`, Number(digits), shown));
  return facts;
}

/** Two sentences that share enough of these speak of the same sum. */
const wordsBeside = (sentence: string): string =>
  [...new Set(cutWords(sentence.toLowerCase()).filter((word) => /^\p{L}{4,}$/u.test(word)))]
    .slice(0, MOST_BESIDE)
    .join(' ');

function readPlannedDates(clause: string, of: string | undefined): Fact[] {
  if (of === undefined || !isPlanned(clause)) return [];
  return findDays(clause).map((shown) => ({ kind: 'date', of, shown }));
}

export const isPlanned = (clause: string): boolean => planned.test(clause) || announced.test(clause);

/** The stage that a clause gives the subject standing next to it; "to be signed" is only announced. */
function readStages(clause: Clause, sentence: string): Fact[] {
  const { text } = clause;
  const isToCome = planned.test(text);
  if (isToCome ? isSupposed(clause) : isBackground(clause)) return [];
  const found = stages.find(
    ({ rank, says }) => says.test(text) && (rank === ENDING_RANK || (!isToCome && !isDenied(clause))),
  );
  const stage = found ?? (isToCome ? stages.find(({ rank }) => rank === 1) : undefined);
  if (!stage) return [];
  const at = found ? text.search(found.says) : text.search(planned);
  const of = subjectsOf(text).find((subject) => wordsBetween(text, at, subject) <= NEAR_WORDS);
  if (of === undefined) return [];
  const line = quotedStages.has(stage.name) ? quoteClause(sentence, stage.says) : null;
  return [{ kind: 'stage', of, stage: stage.name, rank: stage.rank, line }];
}

/** Endings that a sentence tells, of whatever thing. */
export const endingsIn = (sentence: string): string[] =>
  stages.flatMap(({ name, rank, says }) => (rank === ENDING_RANK && says.test(sentence) ? [name] : []));

function wordsBetween(text: string, at: number, of: string): number {
  const subjectAt = text.search(subjectPatterns.find(({ shown }) => shown === of)?.pattern ?? /$/u);
  return text.slice(Math.min(at, subjectAt), Math.max(at, subjectAt)).split(' ').length - 1;
}
