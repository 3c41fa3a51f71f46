import { CLAUSE_OR_PHRASE, NOMINATIVES, RELATIVES, TIME_UNITS } from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { type VerbGroup, isComma, startsNominal } from '../../language/read-verbs.ts';
import { commasOf, dashesOf } from './find-asides.ts';
import { findTrailingAttribution } from './read-attribution.ts';
import { turnsMeaning } from './turns-meaning.ts';
import { commaEnding } from './comma-ending.ts';
import { phraseCost, plainEnding } from './plain-ending.ts';
import { endsAt, isReport, tornAt } from './word-needs.ts';
import type { OmissionKind, Span } from './omission-kinds.ts';

export function findEndings(clauses: Clauses): Span[] {
  const { main, waiting, isQuoted, isEnclosed, tokens } = clauses;
  if (main === null || isQuoted[main.from]) return [];
  const attribution = findTrailingAttribution(clauses);
  const end = attribution?.from ?? clauses.end;
  const spans: Span[] = [];
  if (attribution !== null && attribution.to < clauses.end)
    spans.push({ kind: 'participle-clause', from: attribution.to, to: clauses.end });
  const dashes = dashesOf(clauses);
  const commas = commasOf(clauses);
  // A clause of its own that does not hang on what goes before it.
  const next =
    commas.find(
      (comma) =>
        comma > main.to &&
        comma < end &&
        (waiting[comma] ?? 0) === 0 &&
        commaEnding(clauses, comma, end) === 'second-clause',
    ) ?? null;
  for (let at = main.to; at < end - 1; at += 1) {
    const isInDashes = dashes.filter((dash) => dash < at).length % 2 === 1;
    if (isQuoted[at] || isEnclosed[at] || isInDashes || (waiting[at] ?? 0) > 0) continue;
    const kind = isComma(tokens[at])
      ? commaEnding(clauses, at, end)
      : tokens[at]?.text === ';'
        ? 'second-clause'
        : plainEnding(clauses, at, end);
    if (kind === null || waitsForReport(clauses, at, end) || holdsMainVerb(clauses, at, end, kind)) continue;
    if (turnsMeaning(clauses, at, end, kind)) continue;
    const torn =
      (isComma(tokens[at]) ? 0 : tornAt(clauses, at)) + (kind === 'phrase' ? phraseCost(clauses, at) : 0);
    spans.push({ kind, from: at, to: end, torn });
    if (next !== null && at < next && kind !== 'second-clause')
      spans.push({ kind, from: at, to: next, torn });
    // `in the capital on Tuesday | , killing seven people`
    const follows =
      kind === 'phrase' && !isComma(tokens[at])
        ? commas.find((comma) => comma > at && comma < end)
        : undefined;
    if (
      follows !== undefined &&
      startsClause(clauses, follows) &&
      /^(?:participle|adverbial)-clause$/u.test(commaEnding(clauses, follows, end) ?? '')
    )
      spans.push({ kind, from: at, to: follows, torn });
  }
  // Of `A fell, B rose and C stood` the first comma ends a clause, and no later one alone.
  const splice = spans.find(
    ({ kind, from }) =>
      kind === 'second-clause' && isComma(tokens[from]) && tokens[from + 1]?.tag !== 'CCONJ',
  );
  const sound = splice === undefined ? spans : spans.filter(({ from }) => from <= splice.from);
  return [...sound, ...findAges(clauses, end)];
}

/** `, killing seven`, `, after they left` */
const startsClause = ({ lower, tags }: Clauses, comma: number) =>
  /(?:ing|ed)$/u.test(lower[comma + 1] ?? '') ||
  tags[comma + 1] === 'SCONJ' ||
  CLAUSE_OR_PHRASE.has(lower[comma + 1] ?? '');

/** `said in July | that it had` */
function waitsForReport(clauses: Clauses, at: number, end: number): boolean {
  const { tokens, lower, tags, groups, main, isQuoted } = clauses;
  // `said in the recording, which was found,`: what was said is still to come.
  if (
    main !== null &&
    tokens[main.head]?.lemma === 'say' &&
    !main.isPassive &&
    tags[main.to] === 'ADP' &&
    !isQuoted[main.from - 2]
  ) {
    const isSaid = (word: string, offset: number) =>
      word === 'that' ||
      isQuoted[main.to + offset] === true ||
      groups.some(({ from, isFinite }) => isFinite && from === main.to + offset);
    const first = lower.slice(main.to, at).findIndex(isSaid);
    if (first < 0 || lower.slice(main.to, main.to + first).some((word) => RELATIVES.has(word))) return true;
  }
  const report = groups.findLast(({ from, isFinite }) => from < at && isFinite);
  if (report === undefined || !isReport(tokens[report.head]?.lemma ?? '') || report.isPassive) return false;
  if (report.to === at && !isComma(tokens[at])) return true;
  const that = lower.indexOf('that', at);
  if (that < 0 || that >= end || tags[that] === 'DET') return false;
  return (
    !groups.some(({ from, isFinite }) => isFinite && from >= at && from < that) &&
    !lower.slice(report.to, at).includes('that') &&
    !tokens.slice(at, that).some(isComma)
  );
}

/** Whether a verb of what stays would go: `the right to enter and pray | in the hall was debated`, or a speaker's. */
function holdsMainVerb(
  { groups, waiting, lower, tokens }: Clauses,
  at: number,
  end: number,
  kind: OmissionKind,
): boolean {
  const inside = groups.filter(({ from, isFinite }) => isFinite && from > at && from < end);
  return inside.some((group, index) => {
    if ((waiting[group.from] ?? 0) > 0 || group.role === 'joined') return false;
    if (index === 0 && (kind === 'second-clause' || kind === 'relative-clause')) return false;
    // What follows a comma and its opener goes with it, but a speaker.
    if (index > 0 && isComma(tokens[at]) && !isReport(tokens[group.head]?.lemma ?? '')) return false;
    // `warnings it will not allow`: a clause that needs no word to open it.
    return !NOMINATIVES.has(lower[group.from - 1] ?? '');
  });
}

/** `two and a half years ago`, where the clause has ended before. */
function findAges(clauses: Clauses, end: number): Span[] {
  const { tags, lower, isQuoted } = clauses;
  const ago = end - 1;
  if (lower[ago] !== 'ago' || isQuoted[ago]) return [];
  let from = ago;
  while (
    from > 1 &&
    (tags[from - 1] === 'NUM' ||
      TIME_UNITS.has((lower[from - 1] ?? '').replace(/s$/u, '')) ||
      /^(?:a|an|and|half|about|almost|nearly|over|more|than|several|few|some|just|long)$/u.test(
        lower[from - 1] ?? '',
      ))
  )
    from -= 1;
  if (from === ago || endsAt(clauses, from) < tuning.leastEnding['adverbial-clause']) return [];
  return [{ kind: 'phrase', from, to: end, torn: 0 }];
}

/**
 * What stands before a second statement of a sentence, which can be told alone: `The army withdrew | and the rebels took the town`. Only of
 * what the sentence itself asserts, not of what somebody in it says.
 */
export function findFirstClauses(clauses: Clauses): Span[] {
  const { main, groups, tokens, tags, lower, waiting, isQuoted, end } = clauses;
  if (main === null || tags[main.from - 1] === 'CCONJ' || isReport(tokens[main.head]?.lemma ?? '')) return [];
  if (findTrailingAttribution(clauses) !== null) return [];
  const spans: Span[] = [];
  for (const group of groups) {
    if (group.from < main.to + 2 || group.from >= end || !group.isFinite || isQuoted[group.from]) continue;
    // Behind a clause that hangs on the first one it may hang there too.
    const isNested = (other: VerbGroup) =>
      other !== main &&
      other.from > main.from &&
      other.from < group.from &&
      (other.isFinite || /(?:ed|en)$/u.test(lower[other.head] ?? ''));
    if (groups.some(isNested)) break;
    const opener = openerOf(clauses, group);
    if (opener === null || (waiting[opener] ?? 0) > 0) continue;
    const subject = opener + 1;
    const conjunction = lower[opener] ?? '';
    const isSubject =
      startsNominal(tags[subject]) &&
      tags[subject] !== 'PRON' &&
      !/^(?:his|her|its|their|this|that|these|those|other|others|another|both)$/u.test(lower[subject] ?? '');
    const before = isComma(tokens[opener - 1]) ? opener - 1 : opener;
    if (
      subject === group.from &&
      conjunction === 'and' &&
      group.role === 'joined' &&
      !main.isHedged &&
      !main.isNegated
    )
      spans.push({ kind: 'first-clause', from: main.from, to: subject });
    else if (
      isSubject &&
      subject < group.from &&
      (conjunction !== 'and' || group.role === 'joined') &&
      (conjunction === 'and' || conjunction === 'but' || isComma(tokens[opener - 1])) &&
      before > main.to
    )
      spans.push({ kind: 'first-clause', from: 0, to: subject });
  }
  return spans;
}

/** The `and`, `but`, `while` or `as` that a verb's clause begins with, and nothing but its subject between. */
function openerOf({ tags, lower, tokens }: Clauses, group: VerbGroup): number | null {
  for (let at = group.from - 1; at > Math.max(0, group.from - 9); at -= 1) {
    if (/^(?:and|but)$/u.test(lower[at] ?? '') && tags[at] === 'CCONJ') return at;
    if (/^(?:while|as|whereas)$/u.test(lower[at] ?? '')) return at;
    if (isComma(tokens[at]) || tags[at] === 'VERB' || tags[at] === 'AUX' || tags[at] === 'SCONJ') return null;
  }
  return null;
}
