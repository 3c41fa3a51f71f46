import { months, weekdays } from '../../../config/story-words.ts';
import { tagWords } from '../../language/tag-words.ts';
import { correcting, happened, retracting, withdrawingTheirOwn } from '../../../config/change-words.ts';
import type { ReadSentence } from '../../model/reading.ts';
import { hashText } from '../../language/hash-text.ts';
import { findDays } from '../../language/read-numbers.ts';
import { extractFacts, familyOf, isPlanned, subjectsOf } from './extract-facts.ts';
import { clipLine, quoteClause } from './phrase-change.ts';
import { isBackground, isDenied, splitClauses, withoutDateline } from './split-clauses.ts';

const CALENDAR = new Set([...months, ...weekdays]);
const MEETING = 'meeting';
const MEETS = /\b(?:meet|visit|host|travel|journey|welcome|receive)\b/iu;
const PLACE =
  /\s(?:at|in)\s(?:the\s)?(?:\p{Lu}[\p{L}’'-]*)(?:\s(?:\p{Lu}[\p{L}’'-]*|cosmodrome|palace|airport|base|port))*/u;
/** A page without full stops lists things: more of one kind says nothing more. */
const MOST = { facts: 8, days: 6, names: 14 };

/** What a sentence (plain) says that can change. English; of other languages there is little more than the hash. */
export function readSentence(sentence: string): ReadSentence {
  const facts = extractFacts(sentence).slice(0, MOST.facts);
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
export function readLead(sentence: string): ReadSentence {
  const names = namesOf(sentence).slice(0, MOST.names);
  const subjects = subjectsOf(sentence);
  const about = [...new Set(subjects.map(familyOf))];
  const meeting = subjects.find((subject) => familyOf(subject) === MEETING) ?? null;
  const isAnnounced =
    (meeting !== null || MEETS.test(sentence)) && splitClauses(sentence).some(({ text }) => isPlanned(text));
  const met = hasHappened(sentence) ? readMeeting(sentence) : null;
  return {
    ...readSentence(sentence),
    ...(names.length > 0 && { names }),
    ...(about.length > 0 && { about }),
    ...(isAnnounced && { plans: meeting ?? '' }),
    ...(met && { met }),
  };
}

/** Names of people, places and bodies by the tagger, word by word, as they stand; days and months are none. */
const namesOf = (sentence: string): string[] =>
  tagWords(withoutDateline(sentence))
    .filter(({ tag, lemma }) => tag === 'PROPN' && !CALENDAR.has(lemma))
    .map(({ text }) => text);

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

function readWithdrawal(sentence: string): ReadSentence['withdraws'] | null {
  if (retracting.test(sentence) && !withdrawingTheirOwn.test(sentence))
    return { kind: 'retraction', line: clipLine(`withdrawn: ${sentence}`) };
  if (!correcting.test(sentence)) return null;
  const said = sentence.replace(/^\s*(?:correction|clarification|corrected)s?:?\s*/iu, '');
  return { kind: 'correction', line: clipLine(`corrected: ${said}`) };
}
