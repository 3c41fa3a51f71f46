import { NOMINATIVES, PLACE_AND_TIME, RELATIVES, TIME_UNITS } from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { type VerbGroup, isComma, isNominal, startsNominal } from '../../language/read-verbs.ts';
import { isJoinedDirectly, isLastOfRow } from './comma-ending.ts';
import { boundTo, endsAt, isParticle, isReport, mobilityOf } from './word-needs.ts';
import type { OmissionKind } from './omission-kinds.ts';

/** A phrase may belong to the word before it, most where it tells neither place nor time. */
export const phraseCost = ({ lower }: Clauses, at: number) =>
  tuning.phraseCost + (PLACE_AND_TIME.has(lower[at] ?? '') ? 0 : tuning.nounCost);

/** What a sentence that ends without a comma leaves out, or null where it may not end there. */
export function plainEnding(clauses: Clauses, at: number, end: number): OmissionKind | null {
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
