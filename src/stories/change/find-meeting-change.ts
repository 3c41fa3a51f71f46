import { happened } from '../../../config/change-words.ts';
import { familyOf, findDates, isPlanned, subjectsOf } from './extract-facts.ts';
import { namesIn } from './find-fact-names.ts';
import { phraseMeeting, quoteClause } from './phrase-change.ts';
import { isBackground, isDenied, splitClauses, withoutDateline } from './read-fact-clauses.ts';

const ENOUGH_NAMES = 2;

const isMeeting = (subject: string): boolean => familyOf(subject) === 'meeting';

/**
 * The classic change: the leads (titles and opening sentences, plain) planned a meeting or visit of somebody, and a
 * new article's lead has it happen. The line about it, or null.
 */
export function findMeetingChange(known: readonly string[], fresh: readonly string[]): string | null {
  const plans = known.filter(
    (sentence) => splitClauses(sentence).some(({ text }) => isPlanned(text)) && isOfMeeting(sentence),
  );
  if (plans.length === 0) return null;
  const names = new Set(plans.flatMap(namesIn));
  const isIt = (sentence: string) => hasHappened(sentence) && isOfSame(sentence, names);
  if (known.some(isIt)) return null;
  const told = fresh.filter(isIt);
  const [best] = told
    .map((sentence, index) => ({ sentence, points: pointsOf(sentence) - index / 10 }))
    .sort((a, b) => b.points - a.points);
  if (!best) return null;
  const subject = plans.flatMap(subjectsOf).find(isMeeting) ?? 'talks';
  return phraseMeeting(best.sentence, subject === 'visit' ? 'meeting' : subject);
}

const isOfMeeting = (sentence: string): boolean =>
  subjectsOf(sentence).some(isMeeting) ||
  /\b(?:meet|visit|host|travel|journey|welcome|receive)\b/iu.test(sentence);

const hasHappened = (sentence: string): boolean =>
  splitClauses(withoutDateline(sentence)).some(
    (clause) =>
      happened.test(clause.text) && !isBackground(clause) && !isDenied(clause) && !isPlanned(clause.text),
  );

function isOfSame(sentence: string, names: ReadonlySet<string>): boolean {
  const here = new Set(namesIn(sentence));
  const shared = [...here].filter((name) => names.has(name)).length;
  return shared >= Math.min(ENOUGH_NAMES, Math.max(1, here.size));
}

/** The fullest sentence makes the best line: a day, a place, and words that stand alone. */
const pointsOf = (sentence: string): number =>
  (findDates(sentence).length > 0 ? 2 : 0) +
  (/\s(?:at|in|to) (?:the )?\p{Lu}/u.test(sentence) ? 1 : 0) +
  (quoteClause(sentence, happened) ? 1 : 0);
