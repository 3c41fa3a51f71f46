import { DAY_WORDS, MONTHS, WEEKDAYS } from '../../../config/grammar.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { isEitherTime, isPastAround, readRelativeTime } from './relative-time.ts';

/** Tokens from `from` before `to` that are told as `text`. */
export type Replacement = { from: number; to: number; text: string };

const DAY_MS = 86_400_000;
const NAMES = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

/**
 * Relative times outside quotations as dates, by when the article was published (UTC epoch ms): `on Monday` -> `on 4 September`, `last month` ->
 * `in August`. Without that nothing is but `in Sunday's election` -> `in the election`. What cannot be told apart is left: a day of the week that is six days ago may be today in another zone.
 */
export function resolveDates(clauses: Clauses, publishedAt: number | null): Replacement[] {
  const { lower, tokens, isQuoted, end } = clauses;
  const replacements: Replacement[] = [];
  for (let at = 0; at < end; at += 1) {
    if (isQuoted[at]) continue;
    const to = readRelativeTime(clauses, at);
    if (to === at) {
      // `in Sunday's election`
      if (
        at > 0 &&
        WEEKDAYS.has(lower[at] ?? '') &&
        /^['’]s$/u.test(tokens[at + 1]?.text ?? '') &&
        /^(?:in|at|of|after|before|during|to|for|from|with|by|on)$/u.test(lower[at - 1] ?? '')
      )
        replacements.push({ from: at, to: at + 2, text: 'the' });
      continue;
    }
    const date =
      publishedAt === null || standsByDate(clauses, at, to) ? null : dateOf(clauses, at, to, publishedAt);
    if (date !== null)
      replacements.push({
        from: at,
        to,
        text: isSubject(clauses, at, to) ? date.text : joinDate(lower[at - 1] ?? '', date, at === 0),
      });
    at = to - 1;
  }
  return replacements;
}

/** `Today is Earth Day` */
const isSubject = ({ tags, lower }: Clauses, at: number, to: number) =>
  at === 0 && (tags[to] === 'AUX' || lower[to] === 'marks');

/** `Wednesday 1 April 2009`, `on April 5, a Saturday`: a day that the sentence dates itself. */
function standsByDate({ lower, tags }: Clauses, at: number, to: number): boolean {
  const isMonth = (index: number) => MONTHS.includes(lower[index] ?? '');
  const after = lower[to] === ',' ? to + 1 : to;
  if (isMonth(after) || (tags[after] === 'NUM' && isMonth(after + 1))) return true;
  return [1, 2, 3, 4].some((back) => isMonth(at - back));
}

type ToldDate = { preposition: 'on' | 'in'; text: string };

function dateOf(clauses: Clauses, at: number, to: number, publishedAt: number): ToldDate | null {
  const words = clauses.lower.slice(at, to);
  const isPast = isPastAround(clauses, at) || clauses.lower[at - 1] === 'since';
  const day = words.find((word) => DAY_WORDS.has(word));
  if (day !== undefined) {
    const shift = day === 'yesterday' ? -1 : day === 'tomorrow' ? 1 : 0;
    return onDay(publishedAt + shift * DAY_MS);
  }
  const weekday = words.map((word) => NAMES.indexOf(word)).find((index) => index >= 0);
  if (weekday !== undefined)
    return isEitherTime(clauses, at) ? null : onWeekday(weekday, words, isPast, publishedAt);
  const unit = words.at(-1) ?? '';
  const shift = words.includes('last') ? -1 : words.includes('next') ? 1 : 0;
  return inUnit(unit, shift, publishedAt);
}

function onWeekday(
  weekday: number,
  words: readonly string[],
  isPast: boolean,
  publishedAt: number,
): ToldDate | null {
  const today = new Date(publishedAt).getUTCDay();
  const ago = (today - weekday + 7) % 7;
  if (words.includes('last') || (isPast && !words.includes('next'))) {
    if (ago === 6 || (ago === 0 && words.includes('last'))) return null;
    return onDay(publishedAt - ago * DAY_MS);
  }
  const ahead = (weekday - today + 7) % 7;
  if (ahead === 6 || (words.includes('next') && ahead < 3)) return null;
  return onDay(publishedAt + ahead * DAY_MS);
}

function inUnit(unit: string, shift: number, publishedAt: number): ToldDate | null {
  const date = new Date(publishedAt);
  if (unit === 'year') return { preposition: 'in', text: String(date.getUTCFullYear() + shift) };
  if (unit === 'month') return { preposition: 'in', text: monthOf((date.getUTCMonth() + shift + 12) % 12) };
  if (unit === 'night' && shift === -1) return onDay(publishedAt - DAY_MS);
  if (/^(?:morning|afternoon|evening)$/u.test(unit) && shift === 0) return onDay(publishedAt);
  if (unit !== 'week') return null;
  const monday = publishedAt - ((date.getUTCDay() + 6) % 7) * DAY_MS + shift * 7 * DAY_MS;
  return { preposition: 'in', text: `the week of ${onDay(monday).text}` };
}

function onDay(at: number): ToldDate {
  const date = new Date(at);
  return { preposition: 'on', text: `${date.getUTCDate()} ${monthOf(date.getUTCMonth())}` };
}

function monthOf(index: number): string {
  const name = MONTHS[index] ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `since Monday` keeps its preposition. */
function joinDate(before: string, { preposition, text }: ToldDate, isFirst: boolean): string {
  // `October last year`
  if (MONTHS.includes(before)) return text;
  const isLed =
    /^(?:since|until|till|from|by|for|of|to|than|between|before|after|in|on|at|and|or|scheduled)$/u.test(
      before,
    );
  const told = isLed && before !== 'scheduled' ? text : `${preposition} ${text}`;
  return isFirst ? told.charAt(0).toUpperCase() + told.slice(1) : told;
}
