import { DAY_WORDS, MONTHS, TIME_UNITS, WEEKDAYS, SEASONS } from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { isComma } from '../../language/read-verbs.ts';
import { endsAt } from './word-needs.ts';
import type { Span } from './omission-kinds.ts';

/** A time phrase that rots by tomorrow; `at` is its first token, the answer is after its last, or `at` where there is none. */
export function readRelativeTime(
  { tokens, lower, tags }: Pick<Clauses, 'tokens' | 'lower' | 'tags'>,
  at: number,
): number {
  let next = at;
  const skip = (pattern: RegExp) => {
    if (pattern.test(lower[next] ?? '')) next += 1;
  };
  skip(/^(?:late|early|earlier|later)$/u);
  skip(/^on$/u);
  skip(/^(?:late|early)$/u);
  const word = lower[next] ?? '';
  if (DAY_WORDS.has(word)) next += 1;
  else if (WEEKDAYS.has(word) && /^\p{Lu}/u.test(tokens[next]?.text ?? '')) {
    next += 1;
    skip(/^(?:morning|afternoon|evening|night)$/u);
  } else if (
    /^(?:last|this|next)$/u.test(word) &&
    (TIME_UNITS.has(lower[next + 1] ?? '') || WEEKDAYS.has(lower[next + 1] ?? ''))
  ) {
    next += 2;
    skip(/^(?:morning|afternoon|evening|night)$/u);
  } else return at;
  // `Monday, March 9`
  if (MONTHS.includes(lower[isComma(tokens[next]) ? next + 1 : next] ?? '')) return at;
  const after = tokens[next];
  // `Sunday's vote`, `Monday morning traffic`, `Saturday and Sunday`.
  if (after !== undefined && (/^['’]/u.test(after.text) || after.text === '-' || tags[next] === 'NOUN'))
    return at;
  if (
    /^(?:and|or|to|through|until)$/u.test(lower[next] ?? '') &&
    (WEEKDAYS.has(lower[next + 1] ?? '') || lower[next] !== 'and')
  )
    return lower[next] === 'to' ? next : at;
  return next;
}

export function findTimes(clauses: Clauses): Span[] {
  const { tokens, lower, tags, isQuoted, end } = clauses;
  const spans: Span[] = [];
  for (let at = 0; at < end; at += 1) {
    if (isQuoted[at]) continue;
    const to = readRelativeTime(clauses, at);
    if (to === at) continue;
    const before = lower[at - 1] ?? '';
    const isFixed =
      tags[at - 1] === 'DET' ||
      tags[at - 1] === 'ADP' ||
      MONTHS.includes(before) ||
      lower[to] === 'alone' ||
      lower.slice(Math.max(0, at - 4), at).includes('only') ||
      // `In a statement published on Friday, ...`
      (at < clauses.mainFrom && tags[at - 1] === 'VERB' && tags[at - 2] === 'NOUN') ||
      (tags[at - 1] === 'ADV' && at > 1 && /^(?:just|only|even|once)$/u.test(before)) ||
      // `came on Monday` says nothing without its day.
      (at > 1 &&
        (to >= end || isComma(tokens[to])) &&
        endsAt(clauses, at) < tuning.leastEnding['adverbial-clause']) ||
      /^(?:since|until|till|from|by|for|of|to|than|between|before|after|and|or|next|every|as|in|scheduled|set|due|at|during|through)$/u.test(
        before,
      );
    const kind = isPastAround(clauses, at) ? 'time' : 'time-to-come';
    // `will begin this summer` is told by its season.
    const isNews =
      kind === 'time-to-come' &&
      (SEASONS.has(lower[to - 1] ?? '') || endsAt(clauses, at) < tuning.leastEnding.phrase);
    if (!isFixed && !isNews) {
      // `Just last week, ...`
      const isFirst = at === 0 || (at === 1 && tags[0] === 'ADV' && isComma(tokens[to]));
      const opens = isComma(tokens[at - 1]) && isComma(tokens[to]);
      if (isFirst) spans.push({ kind, from: 0, to: isComma(tokens[to]) ? to + 1 : to });
      else
        spans.push({
          kind,
          from: opens || (isComma(tokens[at - 1]) && to >= end) ? at - 1 : at,
          to: opens ? to + 1 : to,
        });
    }
    at = to - 1;
  }
  return spans;
}

/** What has happened stays true without its day; what is planned for a day is news of the day. */
export function isPastAround(clauses: Clauses, at: number): boolean {
  return isFinitePast(clauses, at) && !hangsOnInfinitive(clauses, at);
}

/** `agreed to lay down arms on Wednesday`: whether they agreed or lay them down that day cannot be told. */
export function isEitherTime(clauses: Clauses, at: number): boolean {
  return isFinitePast(clauses, at) && hangsOnInfinitive(clauses, at);
}

function hangsOnInfinitive({ groups, tags, lower, main }: Clauses, at: number): boolean {
  const finite = groups.findLast(({ from, isFinite }) => from < at && isFinite) ?? main;
  const nearest = groups.findLast(({ from }) => from < at);
  if (nearest === undefined || nearest === finite) return false;
  return lower[nearest.from - 1] === 'to' && tags[nearest.from - 1] === 'PART';
}

function isFinitePast({ groups, tokens, lower, main }: Clauses, at: number): boolean {
  const group = groups.findLast(({ from, isFinite }) => from < at && isFinite) ?? main;
  if (group === null || group === undefined) return false;
  const first = lower[group.from] ?? '';
  const head = tokens[group.head];
  if (
    /^(?:will|would|may|might|could|can|should|must|shall|is|are|am|'s|'ll)$/u.test(first) &&
    !(head?.text ?? '').endsWith('ed')
  )
    return false;
  if (/^(?:will|would|may|might|could|can|should|must|shall|'ll)$/u.test(first)) return false;
  return (
    /ed$|^(?:was|were|had|has|have|did)$/u.test(first) ||
    (head !== undefined && head.lemma !== first && !first.endsWith('s')) ||
    /^(?:says?|hit|put|set|cut|shut)$/u.test(first)
  );
}
