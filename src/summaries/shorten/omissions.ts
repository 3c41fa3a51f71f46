import { CONNECTIVES, NOMINATIVES, PRONOUNS, TITLES } from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import { type Clauses, readClauses } from '../../language/read-clauses.ts';
import { isComma, startsNominal } from '../../language/read-verbs.ts';
import type { Token } from '../../language/tag-words.ts';
import { findDashes, findAsides } from './find-asides.ts';
import { findTimes, readRelativeTime } from './relative-time.ts';
import { findTrailingAttribution, isNeutralSpeaker } from './read-attribution.ts';
import { hasCondition, hasDenial, splitsQuotation } from './turns-meaning.ts';
import { isReport } from './word-needs.ts';
import { findEndings, findFirstClauses } from './find-endings.ts';
import type { OmissionKind, Span } from './omission-kinds.ts';

/**
 * A run of tokens that may be left out: what stays is still a sentence and asserts nothing that the whole does not. Two of one sentence may
 * both go unless they overlap without one holding the other.
 */
export type Omission = {
  kind: OmissionKind;
  /** First token that goes. */
  from: number;
  /** After the last one. */
  to: number;
  /** Share of what the sentence tells that goes with it, 0 to 1; 0 where nothing is lost. */
  loss: number;
  /** Part of `loss`: the word before it often goes on. */
  torn?: number;
};

/** Reads how a sentence is built, with what news verbs are known to report. */
export function readSentence(tokens: readonly Token[]): Clauses {
  return readClauses(tokens, isReport);
}

/**
 * THE table of what may be left out of an English sentence, for making bullets and for checking them. Takes a sentence's tagged tokens,
 * gives what may go, in no order. Nothing that governs what stays is among it: negation, condition, exception, hedge, contested speaker,
 * restrictive clause.
 */
export function findOmissions(tokens: readonly Token[], clauses: Clauses = readSentence(tokens)): Omission[] {
  const weights = weighTokens(clauses);
  const total = Math.max(1, sumOf(weights, 0, clauses.end));
  const spans = [
    ...findParentheses(clauses),
    ...findConnectives(clauses),
    ...findTimes(clauses),
    ...findAttributions(clauses),
    ...findSettings(clauses),
    ...findDashes(clauses),
    ...findAsides(clauses),
    ...findOpening(clauses),
    ...findEndings(clauses),
    ...findFirstClauses(clauses),
    ...findTitles(clauses),
  ];
  const omissions: Omission[] = [];
  for (const { kind, from, to, torn = 0 } of spans) {
    if (
      to <= from ||
      omissions.some((one) => one.from === from && one.to === to) ||
      splitsQuotation(clauses, from, to)
    )
      continue;
    const loss = (tuning.factor[kind] * sumOf(weights, from, to)) / total;
    omissions.push({ kind, from, to, loss: Math.min(1, loss + torn), torn });
  }
  return omissions;
}

/** What each token of a sentence tells. */
export function weighTokens({ tags, lower }: Clauses): number[] {
  return tags.map((tag, at) => {
    if (tag === 'PROPN') return tuning.weight.name;
    if (tag === 'NUM') return tuning.weight.number;
    if (tag === 'NOUN' || tag === 'VERB' || tag === 'ADJ') return tuning.weight.content;
    if (tag === 'ADV') return tuning.weight.adverb;
    return tag === 'PUNCT' || lower[at] === "'s" ? 0 : tuning.weight.other;
  });
}

function sumOf(weights: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += weights[at] ?? 0;
  return sum;
}

function findParentheses({ tokens, tags }: Clauses): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const open = tokens[at]?.text;
    if (open !== '(' && open !== '[') continue;
    const close = tokens.findIndex(({ text }, index) => index > at && text === (open === '(' ? ')' : ']'));
    if (close < 0) break;
    // `protest(s)`, and what an editor put into a quotation.
    const isGlued = at > 0 && tokens[at - 1]?.end === tokens[at]?.start;
    if (!isGlued && open === '(' && tags[at] === 'PUNCT')
      spans.push({ kind: 'parenthesis', from: at, to: close + 1 });
    at = close;
  }
  return spans;
}

function findConnectives(clauses: Clauses): Span[] {
  const { tokens, tags, lower, isQuoted, end } = clauses;
  const spans: Span[] = [];
  const first = lower[0] ?? '';
  if (CONNECTIVES.has(first)) {
    const isAlone = isComma(tokens[1]);
    if (isAlone) spans.push({ kind: 'connective', from: 0, to: 2 });
    else if (/^(?:and|but|so|yet|or|plus)$/u.test(first) && (tags[0] === 'CCONJ' || startsNominal(tags[1])))
      spans.push({ kind: 'connective', from: 0, to: 1 });
  }
  for (let at = 1; at < end; at += 1) {
    const word = lower[at] ?? '';
    if (isQuoted[at] || tags[at] === 'CCONJ') continue;
    if (isComma(tokens[at - 1]) && isComma(tokens[at + 1]) && CONNECTIVES.has(word) && tags[at] === 'ADV')
      spans.push({ kind: 'connective', from: at - 1, to: at + 2 });
    else if (word === 'also' && lower[at - 1] !== 'but' && !lower.slice(0, at).includes('only'))
      spans.push({ kind: 'connective', from: at, to: at + 1 });
  }
  return spans;
}

/** A claim that is contested or accuses somebody stays its speaker's. */
const isContested = ({ lower, tokens }: Clauses, from: number, to: number) =>
  tokens
    .slice(from, to)
    .some(({ lemma }) => /^(?:accuse|allege|blame|claim|deny|suspect|threaten)$/u.test(lemma)) ||
  lower.slice(from, to).some((word) => word === 'allegedly');

function findAttributions(clauses: Clauses): Span[] {
  const { tokens, tags, lower, main, groups, isQuoted, end } = clauses;
  const spans: Span[] = [];
  const trailing = findTrailingAttribution(clauses);
  if (trailing?.isNeutral && !isContested(clauses, 0, trailing.from) && isQuoted[trailing.from - 1] !== true)
    spans.push({ kind: 'neutral-attribution', from: trailing.from, to: trailing.to });
  if (main === null || main.isNegated || !isReport(tokens[main.head]?.lemma ?? '')) return spans;
  // `Police said (that) three men had died`
  let at = main.to;
  const that = lower[at] === 'that' ? at : lower.indexOf('that', at);
  const isThat =
    that >= 0 &&
    that - at <= 12 &&
    !groups.some(({ from, isFinite }) => isFinite && from >= at && from < that);
  if (isThat) at = that + 1;
  const first = lower[at] ?? '';
  if (!startsNominal(tags[at]) || PRONOUNS.has(first) || at >= end || (clauses.waiting[at] ?? 0) === 0)
    return spans;
  if (isNeutralSpeaker(clauses, 0, main.from) && !isContested(clauses, at, end))
    spans.push({ kind: 'neutral-attribution', from: 0, to: at });
  return spans;
}

/** Where and when something was said: `in a statement`, `at a news conference on Monday`. */
function findSettings(clauses: Clauses): Span[] {
  const { tokens, tags, lower, groups, end, isQuoted } = clauses;
  const spans: Span[] = [];
  for (const group of groups) {
    if (!isReport(tokens[group.head]?.lemma ?? '') || !group.isFinite || isQuoted[group.from]) continue;
    let at = group.to;
    // `told reporters in Sund`
    if (lower[group.head] === 'told')
      while (at < end && at < group.to + 7 && startsNominal(tags[at]) && !NOMINATIVES.has(lower[at] ?? ''))
        at += 1;
    if (
      tags[at] !== 'ADP' ||
      !(
        /^(?:in|at|during|after|following|ahead|before|amid)$/u.test(lower[at] ?? '') ||
        readRelativeTime(clauses, at) > at
      )
    )
      continue;
    let to = at + 1;
    while (
      to < end &&
      !isComma(tokens[to]) &&
      lower[to] !== 'that' &&
      tags[to] !== 'VERB' &&
      tags[to] !== 'AUX' &&
      tags[to] !== 'CCONJ' &&
      tags[to] !== 'SCONJ' &&
      !NOMINATIVES.has(lower[to] ?? '') &&
      !/^["“]/u.test(tokens[to]?.text ?? '')
    )
      to += 1;
    if (NOMINATIVES.has(lower[to] ?? '')) spans.push({ kind: 'setting', from: at, to });
    if (to < end && !(lower[to] === 'that' && tags[to] === 'SCONJ') && !isComma(tokens[to])) continue;
    if (isComma(tokens[to]) && groups.every(({ from }) => from < at))
      spans.push({ kind: 'setting', from: at, to: afterApposition(clauses, to) });
    else if (lower[to] === 'that' || to >= end) spans.push({ kind: 'setting', from: at, to });
  }
  return spans;
}

/** `in a speech at the Lund school, a state college`: what the place is goes with it, so that it never stands for the speaker. */
function afterApposition({ tokens, tags, end }: Clauses, comma: number): number {
  if (!startsNominal(tags[comma + 1])) return comma;
  const next = tokens.findIndex((token, at) => at > comma && at < end && isComma(token));
  return next < 0 ? end : next;
}

function findOpening(clauses: Clauses): Span[] {
  const { tokens, lower, tags, mainFrom, isQuoted, groups } = clauses;
  if (mainFrom < 2 || !isComma(tokens[mainFrom - 1]) || isQuoted[mainFrom]) return [];
  const first = lower[0] ?? '';
  if (
    hasCondition(clauses, 0, mainFrom) ||
    /^(?:in|for) (?:order|return|exchange|theory)$/u.test(`${first} ${lower[1] ?? ''}`)
  )
    return [];
  if (
    NOMINATIVES.has(lower[mainFrom] ?? '') ||
    /^(?:this|that|these|those|his|her|their|its)$/u.test(lower[mainFrom] ?? '')
  )
    return [];
  // `After they cut the sentence, he restored it`: it is told by the opening.
  const isObject = (at: number) =>
    /^(?:it|them|him)$/u.test(lower[at] ?? '') && (tags[at - 1] === 'VERB' || tags[at - 1] === 'ADP');
  if (lower.some((_, at) => at > mainFrom && isObject(at))) return [];
  // `According to the ministry, ...` says whose claim it is.
  if (first === 'according' && !isNeutralSpeaker(clauses, 2, mainFrom - 1)) return [];
  if (first === 'according') return [{ kind: 'neutral-attribution', from: 0, to: mainFrom }];
  if (/^(?:although|though|while|despite)$/u.test(first) && hasDenial(clauses, 0, mainFrom)) return [];
  if (/^(?:like|unlike|under|of|among|to)$/u.test(first) && tags[0] === 'ADP' && groups.length < 2) return [];
  return [{ kind: 'opening', from: 0, to: mainFrom }];
}

/** `Prime Minister` of `Prime Minister Ada Lund` */
function findTitles({ tokens, tags, isQuoted, end }: Clauses): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < end; at += 1) {
    if (tags[at] !== 'PROPN' && !(tags[at] === 'NOUN' && isTitle(tokens[at]))) continue;
    let to = at + 1;
    while (
      to < end &&
      /^\p{Lu}/u.test(tokens[to]?.text ?? '') &&
      (tags[to] === 'PROPN' || tags[to] === 'NOUN')
    )
      to += 1;
    let name = at;
    for (let index = at; index < to; index += 1) if (isTitle(tokens[index])) name = index + 1;
    const isName = to - name >= 2 && to - name <= 4 && tags.slice(name, to).every((tag) => tag === 'PROPN');
    if (
      name > at &&
      isName &&
      tags[at - 1] !== 'DET' &&
      tags[at - 1] !== 'ADJ' &&
      !isQuoted[at] &&
      !/^['’]/u.test(tokens[at - 1]?.text ?? '') &&
      /^\p{Lu}/u.test(tokens[at]?.text ?? '')
    )
      spans.push({ kind: 'title', from: at, to: name });
    at = to - 1;
  }
  return spans;
}

const isTitle = (token: Token | undefined) =>
  token !== undefined &&
  /^\p{Lu}/u.test(token.text) &&
  TITLES.has(token.text.toLowerCase().replace(/\.$/u, ''));
