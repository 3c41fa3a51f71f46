import {
  CLAUSE_OR_PHRASE,
  NOMINATIVES,
  PLACE_AND_TIME,
  RELATIVES,
  TIME_UNITS,
} from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { type VerbGroup, isComma, isNominal, startsNominal } from '../../language/read-verbs.ts';
import { commaEnding, commasOf, dashesOf, isJoinedDirectly, isLastOfRow } from './find-asides.ts';
import type { OmissionKind, Span } from './omission-kinds.ts';
import { findTrailingAttribution } from './read-attribution.ts';
import { turnsMeaning } from './turns-meaning.ts';
import { boundTo, endsAt, isParticle, isReport, mobilityOf, tornAt } from './word-needs.ts';

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
    if (turnsMeaning(clauses, at, end, kind) || takesPredicate(clauses, at, end)) continue;
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

/**
 * Whether the verb of a clause would go that an aside parted from its subject: `ruling that the state, where he was tried, was no venue`, `when
 * a cross, the work of a man who died in 2005, collapsed`. Such a verb stands right behind a comma.
 */
function takesPredicate(clauses: Clauses, at: number, end: number): boolean {
  const { tokens, tags, lower, main, isQuoted, groups } = clauses;
  // `a cross devoted to him`: what passes for the clause's verb may describe its noun, and the verb be still to come.
  const held = groups.findLast(({ from, isFinite }) => from < at && isFinite);
  const isUnsure =
    held !== undefined && held.head === held.from && (lower[held.head] ?? '').endsWith('ed') && held !== main;
  const isOpen =
    (isComma(tokens[at]) && startsNominal(tags[at + 1])) ||
    tokens.slice((main?.to ?? 0) + 1, at).some(isComma);
  for (let comma = at; comma < end - 1; comma += 1) {
    if (!isComma(tokens[comma]) || isQuoted[comma]) continue;
    const word = lower[comma + 1] ?? '';
    if (tags[comma + 1] === 'AUX' && !/^(?:being|having|been|be)$/u.test(word)) return true;
    if (isUnsure && isOpen && comma > at && tags[comma + 1] === 'VERB' && !word.endsWith('ing')) return true;
  }
  return false;
}

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

/** A phrase may belong to the word before it, most where it tells neither place nor time. */
const phraseCost = ({ lower }: Clauses, at: number) =>
  tuning.phraseCost + (PLACE_AND_TIME.has(lower[at] ?? '') ? 0 : tuning.nounCost);

/** What a sentence that ends without a comma leaves out, or null where it may not end there. */
function plainEnding(clauses: Clauses, at: number, end: number): OmissionKind | null {
  const { tags, lower, groups, waiting, main, tokens } = clauses;
  const word = lower[at] ?? '';
  if (isComma(tokens[at - 1])) return null;
  const ending = endsAt(clauses, at);
  if (tags[at] === 'CCONJ' && (word === 'and' || word === 'but')) {
    if (joinsInfinitive(clauses, at)) return ending < tuning.leastEnding.phrase ? null : 'second-predicate';
    const next = groups.find((group) => group.from > at && group.isFinite);
    if (next === undefined || next.from >= end || ending < tuning.leastEnding['second-clause']) return null;
    // `said that ... and that ...`
    if (lower[at + 1] === 'that' && tags[at + 1] !== 'DET')
      return lower.some((one, index) => one === 'that' && index < at && lower[index - 1] === ',')
        ? null
        : 'second-clause';
    if (next.role !== 'joined') return null;
    if (lower.slice(0, at).some((one) => /^(?:both|between|either|neither)$/u.test(one))) return null;
    if (isJoinedDirectly(clauses, at, next))
      return main !== null && isLastOfRow(clauses, main, at) ? null : 'second-predicate';
    // `of A, B, C and D is coming together`: a list, whose last name is no doer.
    if (closesList(clauses, at)) return null;
    // `the culture and devotion of the people he met`
    const isContact = NOMINATIVES.has(lower[next.from - 1] ?? '') && next.from - 1 > at + 1;
    return !isContact && next.from - at <= 9 && !lower.slice(at, next.from).includes(',')
      ? 'second-clause'
      : null;
  }
  const isClause = (waiting[at + 1] ?? 0) > (waiting[at] ?? 0);
  const isAdverbial =
    /^(?:after|before|while|when|because|since|although|though|amid|despite|following|whereas)$/u.test(
      word,
    ) ||
    (word === 'as' && isClause);
  if (isAdverbial) {
    if (tags[at] === 'ADV' && word !== 'when') return null;
    if (ending < tuning.leastEnding['adverbial-clause'] || isMeasure(clauses, at)) return null;
    return 'adverbial-clause';
  }
  if (
    word === 'as' &&
    lower[at + 2] === 'of' &&
    /^(?:part|result)$/u.test(lower[at + 1] ?? '') &&
    ending >= tuning.leastEnding.phrase
  )
    return 'phrase';
  // What stands behind a name does not single it out.
  if (
    tags[at] === 'VERB' &&
    tags[at - 1] === 'PROPN' &&
    groups.some(({ from, isFinite }) => from === at && !isFinite) &&
    !tags.slice(Math.max(0, at - 6), at).includes('CCONJ') &&
    !lower.slice(Math.max(0, at - 6), at).includes('with')
  )
    return 'participle-clause';
  // `by smuggling people`
  if (word === 'by' && tags[at + 1] === 'VERB' && (lower[at + 1] ?? '').endsWith('ing'))
    return ending < tuning.leastEnding.phrase ? null : 'adverbial-clause';
  if (tags[at] === 'PART' && word === 'to' && tags[at + 1] === 'VERB')
    return isPurpose(clauses, at) ? 'phrase' : null;
  if (tags[at] !== 'ADP' || word === 'as' || main === null || at - main.to < 2) return null;
  return isPhrase(clauses, at) ? 'phrase' : null;
}

/** Whether `and` closes a list of names or nouns that a comma began. */
function closesList({ tokens, tags }: Clauses, at: number): boolean {
  let comma = at - 1;
  while (comma > 0 && /^(?:NOUN|PROPN|ADJ|DET|NUM)$/u.test(tags[comma] ?? '')) comma -= 1;
  return comma < at - 1 && isComma(tokens[comma]) && isNominal(tags[comma - 1]);
}

/** `to close the port | and ban its ships`, `of closing the port | and banning its ships` */
function joinsInfinitive({ groups, lower, tokens }: Clauses, at: number): boolean {
  const index = groups.findIndex(({ from }) => from === at + 1);
  const [before, after] = [groups[index - 1], groups[index]];
  if (before === undefined || after === undefined || after.isFinite || before.isFinite) return false;
  const isGerund = (group: VerbGroup) => (lower[group.from] ?? '').endsWith('ing');
  const isBase = (group: VerbGroup) => tokens[group.from]?.lemma === lower[group.from];
  return (isGerund(before) && isGerund(after)) || (lower[before.from - 1] === 'to' && isBase(after));
}

/** `shortly after`, `two days before`, `even as`: the word before belongs to it. */
function isMeasure({ tags, lower }: Clauses, at: number): boolean {
  if (/^(?:while|because|although|though|amid|despite)$/u.test(lower[at] ?? ''))
    return lower[at - 1] === 'even' || lower[at - 1] === 'only';
  return (
    tags[at - 1] === 'ADV' ||
    TIME_UNITS.has((lower[at - 1] ?? '').replace(/s$/u, '')) ||
    /^(?:just|even|soon|long|time|minutes?|decades?|moments|is|was|be|been|came|comes?|it|only|especially)$/u.test(
      lower[at - 1] ?? '',
    )
  );
}

/** `flew to Sund to meet the king`, but not `asked Sund to meet the king` */
function isPurpose(clauses: Clauses, at: number): boolean {
  const { tokens, tags, lower } = clauses;
  if (!isNominal(tags[at - 1]) || endsAt(clauses, at) < tuning.leastPurpose) return false;
  let isLed = false;
  for (let back = at - 1; back >= Math.max(0, at - 14); back -= 1) {
    if (tags[back] !== 'VERB' || lower[back + 1] === 'to') continue;
    const verb = tokens[back]?.lemma ?? '';
    if (isReport(verb) || boundTo(verb, 'to') >= tuning.mostBound) return false;
    isLed = true;
  }
  return isLed;
}

/** Whether a phrase hangs on the clause and not on the word before it. */
function isPhrase(clauses: Clauses, at: number): boolean {
  const { tokens, tags, lower, groups } = clauses;
  const preposition = lower[at] ?? '';
  if (
    mobilityOf(preposition) < tuning.leastMobility ||
    !startsNominal(tags[at + 1]) ||
    RELATIVES.has(lower[at + 1] ?? '')
  )
    return false;
  if (endsAt(clauses, at) < tuning.leastEnding.phrase) return false;
  // `depicts a woman`: which one stands only in the words that follow.
  if (tags[at - 1] === 'NOUN' && /^an?$/u.test(lower[at - 2] ?? '')) return false;
  // `to drum up support`
  if (tags[at - 1] === 'VERB' && isParticle(preposition)) return false;
  const isAdjunct = PLACE_AND_TIME.has(preposition);
  const most = isAdjunct ? tuning.mostBoundInPlace : tuning.mostBound;
  for (let back = at - 1; back >= Math.max(0, at - 8); back -= 1) {
    if (tags[back] !== 'VERB' && tags[back] !== 'AUX') continue;
    // `is the leader in`, `was a threat to`: what somebody is waits for more.
    if (tags[back] === 'AUX' && tokens[back]?.lemma === 'be')
      return isAdjunct && tags.slice(back, at).includes('ADP');
    if (tokens[back]?.lemma === 'tell' || boundTo(tokens[back]?.lemma ?? '', preposition) >= most)
      return false;
    if (groups.some(({ head }) => head === back)) break;
  }
  // `six weeks for results to come`
  const next = tags.indexOf('PART', at);
  if (
    preposition === 'for' &&
    next > 0 &&
    next - at < 8 &&
    lower[next] === 'to' &&
    !tags.slice(at + 1, next).includes('VERB')
  )
    return false;
  return true;
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
      before > main.to &&
      !closesList(clauses, opener)
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
