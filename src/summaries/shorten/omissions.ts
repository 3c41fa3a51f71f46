import {
  CLAUSE_OR_PHRASE,
  CONDITIONS,
  CONNECTIVES,
  DAY_WORDS,
  MONTHS,
  DENIALS,
  NEUTRAL_SPEAKERS,
  NOMINATIVES,
  PRONOUNS,
  RELATIVES,
  SELECTIVE,
  SUBORDINATORS,
  TIME_UNITS,
  WEEKDAYS,
} from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import {
  type Clauses,
  isComma,
  isDash,
  isNominal,
  readClauses,
  startsNominal,
  type VerbGroup,
} from '../../language/read-clauses.ts';
import type { Token } from '../../language/tag-words.ts';
import { findTrailingAttribution, isNeutralSpeaker } from './read-attribution.ts';
import { boundTo, endsAt, isReport, isParticle, mobilityOf, tornAt } from './word-needs.ts';

/** What may be left out of an English sentence, by what it is. */
export type OmissionKind = keyof typeof tuning.factor;

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

type Span = { kind: OmissionKind; from: number; to: number; torn?: number };

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

// ---- What nothing is lost by.

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

function findTimes(clauses: Clauses): Span[] {
  const { tokens, lower, tags, isQuoted, end } = clauses;
  const spans: Span[] = [];
  for (let at = 0; at < end; at += 1) {
    if (isQuoted[at]) continue;
    const to = readRelativeTime(clauses, at);
    if (to === at) continue;
    const before = lower[at - 1] ?? '';
    const isFixed =
      tags[at - 1] === 'DET' ||
      MONTHS.includes(before) ||
      (tags[at - 1] === 'ADV' && at > 1 && /^(?:just|only|even|once)$/u.test(before)) ||
      // `came on Monday` says nothing without its day.
      (to >= end && endsAt(clauses, at) < tuning.leastEnding['adverbial-clause']) ||
      /^(?:since|until|till|from|by|for|of|to|than|between|before|after|and|or|next|every|as|in|scheduled|set|due|at|during|through)$/u.test(
        before,
      );
    const isTold = !isFixed && isPastAround(clauses, at);
    if (isTold) {
      // `Just last week, ...`
      const isFirst = at === 0 || (at === 1 && tags[0] === 'ADV' && isComma(tokens[to]));
      const opens = isComma(tokens[at - 1]) && isComma(tokens[to]);
      if (isFirst) spans.push({ kind: 'time', from: 0, to: isComma(tokens[to]) ? to + 1 : to });
      else
        spans.push({
          kind: 'time',
          from: opens || (isComma(tokens[at - 1]) && to >= end) ? at - 1 : at,
          to: opens ? to + 1 : to,
        });
    }
    at = to - 1;
  }
  return spans;
}

/** What has happened stays true without its day; what is planned for a day is news of the day. */
export function isPastAround({ groups, tokens, tags, lower, main }: Clauses, at: number): boolean {
  const group = groups.findLast(({ from, isFinite }) => from < at && isFinite) ?? main;
  if (group === null || group === undefined) return false;
  const nearest = groups.findLast(({ from }) => from < at) ?? group;
  if (lower[nearest.from - 1] === 'to' && tags[nearest.from - 1] === 'PART' && nearest !== group)
    return false;
  const first = lower[group.from] ?? '';
  const head = tokens[group.head];
  if (
    /^(?:will|would|may|might|could|can|should|must|shall|is|are|am|'s|'ll)$/u.test(first) &&
    !/ed$/u.test(head?.text ?? '')
  )
    return false;
  if (/^(?:will|would|may|might|could|can|should|must|shall|'ll)$/u.test(first)) return false;
  return (
    /ed$|^(?:was|were|had|has|have|did)$/u.test(first) ||
    (head !== undefined && head.lemma !== first && !/s$/u.test(first)) ||
    /^(?:says?|hit|put|set|cut|shut)$/u.test(first)
  );
}

// ---- Who says it.

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
    const at = group.to;
    if (
      tags[at] !== 'ADP' ||
      !/^(?:in|at|on|during|after|following|ahead|before|amid)$/u.test(lower[at] ?? '')
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
    if (to < end && lower[to] !== 'that' && !isComma(tokens[to])) continue;
    if (isComma(tokens[to]) && groups.every(({ from }) => from < at))
      spans.push({ kind: 'setting', from: at, to });
    else if (lower[to] === 'that' || to >= end) spans.push({ kind: 'setting', from: at, to });
  }
  return spans;
}

// ---- Asides.

/** Dashes that set something off, not hyphens. */
function dashesOf({ tokens, end, isQuoted }: Clauses): number[] {
  const dashes: number[] = [];
  for (let at = 1; at < end; at += 1) {
    const [before, dash, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    if (!isDash(dash) || isQuoted[at] || before === undefined || dash === undefined) continue;
    if (dash.text !== '-' || (before.end < dash.start && (after?.start ?? 0) > dash.end)) dashes.push(at);
  }
  return dashes;
}

function findDashes(clauses: Clauses): Span[] {
  const { end, main, waiting } = clauses;
  const dashes = dashesOf(clauses);
  const [first, second] = dashes;
  if (first === undefined || main === null) return [];
  if (second !== undefined && dashes.length === 2)
    return main.head > first && main.head < second ? [] : [{ kind: 'aside', from: first, to: second + 1 }];
  const isTrailing = dashes.length === 1 && main.to <= first && (waiting[first] ?? 0) === 0;
  if (!isTrailing || turnsMeaning(clauses, first, end)) return [];
  const core = coreEnd(clauses);
  return [{ kind: 'apposition', from: first, to: core > first ? core : end }];
}

const commasOf = ({ tokens, end, isQuoted, isEnclosed }: Clauses): number[] => {
  const commas: number[] = [];
  for (let at = 1; at < end; at += 1)
    if (isComma(tokens[at]) && !isQuoted[at] && !isEnclosed[at]) commas.push(at);
  return commas;
};

/** `food, water and fuel`: a comma between members. */
function isListComma({ tokens, tags, lower, groups, end }: Clauses, comma: number): boolean {
  if (tags[comma + 1] === 'ADP' || tags[comma + 1] === 'SCONJ') return false;
  for (let at = comma + 1; at < Math.min(end, comma + 22); at += 1) {
    if (tags[at] === 'CCONJ') {
      if (lower[at] === 'but') return false;
      if (at === comma + 1) {
        // `, and` closes a list that an earlier comma began.
        return !groups.some(({ from, role, isFinite }) => from > at && isFinite && role === 'joined');
      }
      const isVerbList = groups.some(({ from }) => from === comma + 1);
      const next = groups.find(({ from }) => from > at);
      if (isVerbList)
        return (
          next !== undefined &&
          (next.from === at + 1 || next.from === at + 2) &&
          /ed$/u.test(tokens[next.head]?.text ?? '') === /ed$/u.test(tokens[comma + 1]?.text ?? '')
        );
      if (next !== undefined && next.from === at + 1) return false;
      const isDefinite =
        tags[comma + 1] === 'DET' &&
        /^(?:the|a|an)$/u.test(lower[comma + 1] ?? '') &&
        tags[comma - 1] === 'PROPN';
      return !isDefinite && at - comma <= 14;
    }
    if (
      groups.some(({ from, isFinite }) => from === at && isFinite && at > comma + 1) ||
      SUBORDINATORS.has(lower[at] ?? '')
    )
      return false;
  }
  return false;
}

/** What stands between two commas and may go. */
function findAsides(clauses: Clauses): Span[] {
  const { mainFrom } = clauses;
  const spans: Span[] = [];
  const commas = commasOf(clauses);
  for (let first = 0; first < commas.length; first += 1) {
    const from = commas[first] as number;
    if (from < mainFrom || isListComma(clauses, from)) continue;
    for (const to of commas.slice(first + 1, first + 3)) {
      const kind = asideKind(clauses, from, to);
      if (kind === null || !goesOnAfter(clauses, from, to)) continue;
      spans.push({ kind, from, to: to + 1 });
      break;
    }
  }
  return spans;
}

/** Whether a verb between two tokens is neither of a clause that opens there nor joined to one. */
function hasOwnVerb({ groups, waiting }: Clauses, from: number, to: number): boolean {
  const base = waiting[from] ?? 0;
  let isOpen = false;
  for (const group of groups) {
    if (group.from <= from || group.from >= to || !group.isFinite) continue;
    if ((waiting[group.from] ?? 0) > base) isOpen = true;
    else if (!(isOpen && group.role === 'joined')) return true;
  }
  return false;
}

function asideKind(clauses: Clauses, from: number, to: number): OmissionKind | null {
  const { tags, lower, groups } = clauses;
  const first = from + 1;
  const word = lower[first] ?? '';
  const hasVerb = hasOwnVerb(clauses, from, to);
  if (hasCondition(clauses, first, to) || word === 'not' || word === 'or') return null;
  if (RELATIVES.has(word) || ((word === 'where' || word === 'when') && isNominal(tags[from - 1])))
    return groups.some((group) => group.isFinite && group.from > from && group.from < to)
      ? 'relative-clause'
      : null;
  if ((tags[first] === 'ADP' || tags[first] === 'SCONJ') && RELATIVES.has(lower[first + 1] ?? ''))
    return 'relative-clause';
  if (
    tags[first] === 'SCONJ' ||
    CLAUSE_OR_PHRASE.has(word) ||
    word === 'while' ||
    word === 'although' ||
    word === 'though'
  )
    return 'adverbial-clause';
  if (word === 'according') return isNeutralSpeaker(clauses, first + 2, to) ? 'neutral-attribution' : null;
  if (tags[first] === 'ADP') return hasVerb ? null : 'aside';
  if (hasVerb || tags[first] === 'CCONJ') return null;
  if (startsParticiple(clauses, first)) return 'participle-clause';
  if (
    startsNominal(tags[first]) &&
    isNominal(tags[from - 1]) &&
    !(tags[first] === 'PRON' && NOMINATIVES.has(word))
  )
    return 'apposition';
  return null;
}

/** `, allegedly killed by` and `, then leaving`, but not `, then left`, which is the subject's next deed. */
function startsParticiple({ tags, lower, groups }: Clauses, first: number): boolean {
  if (tags[first] === 'ADV' && tags[first + 1] === 'VERB')
    return (
      /ing$/u.test(lower[first + 1] ?? '') ||
      !/^(?:then|later|also|eventually|finally)$/u.test(lower[first] ?? '')
    );
  return tags[first] === 'VERB' && !groups.some(({ from, isFinite }) => from === first && isFinite);
}

/** Whether behind an aside the clause goes on that was broken by it. */
function goesOnAfter(clauses: Clauses, from: number, to: number): boolean {
  const { tags, lower, groups, waiting, main, mainFrom } = clauses;
  let next = to + 1;
  if (tags[next] === 'CCONJ') {
    const joined = groups.find((group) => group.from > next && group.isFinite);
    return (
      joined !== undefined &&
      joined.role === 'joined' &&
      joined.from - next <= 12 &&
      main !== null &&
      main.from < from &&
      (waiting[from] ?? 0) === 0
    );
  }
  while (tags[next] === 'ADV') next += 1;
  const group = groups.find((one) => one.from === next && one.isFinite);
  if (group !== undefined) {
    // The verb's subject stands before the aside and has no verb of its own.
    if (main !== null && group === main)
      return !groups.some(
        (one) => one.isFinite && one.from >= mainFrom && one.from < from && one.role !== 'subordinate',
      );
    return (waiting[from] ?? 0) > 0;
  }
  if (main === null || main.from > from || (waiting[from] ?? 0) > 0) return false;
  if (tags[next] === 'PART' && lower[next] === 'to') return true;
  return (
    tags[next] === 'ADP' &&
    /^(?:in|on|at|to|from|for|with|into|by|over|near|during|of|against|under)$/u.test(lower[next] ?? '') &&
    !RELATIVES.has(lower[next + 1] ?? '') &&
    !/^(?:who|which|whose)$/u.test(lower[from + 1] ?? '')
  );
}

// ---- Before and after the main clause.

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
  // `According to the ministry, ...` says whose claim it is.
  if (first === 'according' && !isNeutralSpeaker(clauses, 2, mainFrom - 1)) return [];
  if (first === 'according') return [{ kind: 'neutral-attribution', from: 0, to: mainFrom }];
  if (/^(?:although|though|while|despite)$/u.test(first) && hasDenial(clauses, 0, mainFrom)) return [];
  if (/^(?:like|unlike|under|of|among|to)$/u.test(first) && tags[0] === 'ADP' && groups.length < 2) return [];
  return [{ kind: 'opening', from: 0, to: mainFrom }];
}

/** Where the assertion ends: before a speaker that stands last. */
function coreEnd(clauses: Clauses): number {
  const attribution = findTrailingAttribution(clauses);
  return attribution === null ? clauses.end : attribution.from;
}

function findEndings(clauses: Clauses): Span[] {
  const { main, waiting, isQuoted, isEnclosed, tokens } = clauses;
  if (main === null) return [];
  const attribution = findTrailingAttribution(clauses);
  const end = attribution?.from ?? clauses.end;
  const spans: Span[] = [];
  if (attribution !== null && attribution.to < clauses.end)
    spans.push({ kind: 'participle-clause', from: attribution.to, to: clauses.end });
  const dashes = dashesOf(clauses);
  // A clause of its own that does not hang on what goes before it.
  const next =
    commasOf(clauses).find(
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
    if (kind === null || turnsMeaning(clauses, at, end, kind)) continue;
    const torn = isComma(tokens[at]) ? 0 : tornAt(clauses, at);
    spans.push({ kind, from: at, to: end, torn });
    if (next !== null && at < next && kind !== 'second-clause')
      spans.push({ kind, from: at, to: next, torn });
  }
  return [...spans, ...findAges(clauses, end)];
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

function commaEnding(clauses: Clauses, at: number, end: number): OmissionKind | null {
  const { tags, lower, groups } = clauses;
  if (isListComma(clauses, at) || resumes(clauses, at, end)) return null;
  const first = at + 1;
  const word = lower[first] ?? '';
  const next = groups.find((group) => group.from > at && group.isFinite);
  if (word === 'not' || word === 'or' || word === 'nor') return null;
  if (tags[first] === 'CCONJ') {
    if (next === undefined || next.role !== 'joined' || next.from >= end) return null;
    return isJoinedDirectly(clauses, first, next) ? 'second-predicate' : 'second-clause';
  }
  if (RELATIVES.has(word) || RELATIVES.has(lower[first + 1] ?? '') || word === 'where' || word === 'when')
    return next !== undefined ? 'relative-clause' : null;
  if (tags[first] === 'SCONJ' || CLAUSE_OR_PHRASE.has(word) || SUBORDINATORS.has(word))
    return word === 'that' || word === 'than' ? null : 'adverbial-clause';
  if (startsParticiple(clauses, first)) {
    const group = groups.find((one) => one.from >= first);
    return group === undefined || group.isFinite ? null : 'participle-clause';
  }
  if (isMeasuredClause(clauses, first)) return 'adverbial-clause';
  if (tags[first] === 'ADP') return lower[at - 1] === 'said' ? null : 'phrase';
  const isMeasured = tags[first] === 'ADV' && tags[first + 1] === 'NUM';
  if ((startsNominal(tags[first]) || isMeasured) && isNominal(tags[at - 1])) {
    const hasVerb = hasOwnVerb(clauses, at, end);
    if (hasVerb || NOMINATIVES.has(word)) return null;
    return next !== undefined && next.from < end ? 'relative-clause' : 'apposition';
  }
  return null;
}

/** `, just weeks after they arrived`, `, a day before the vote` */
function isMeasuredClause({ tags, lower }: Clauses, first: number): boolean {
  for (let at = first; at < first + 5; at += 1) {
    if (at > first && /^(?:after|before|since)$/u.test(lower[at] ?? '')) return true;
    if (!/^(?:ADV|NUM|DET|NOUN|ADJ)$/u.test(tags[at] ?? '')) return false;
  }
  return false;
}

/** `is using the meeting, which opened today, to seek support`: what follows a later comma does not hang on the aside. */
function resumes({ tokens, tags, lower }: Clauses, comma: number, end: number): boolean {
  const close = tokens.findIndex((token, at) => at > comma && at < end && isComma(token));
  return close > 0 && tags[close + 1] === 'PART' && lower[close + 1] === 'to';
}

function isJoinedDirectly({ tags }: Clauses, conjunction: number, next: VerbGroup): boolean {
  for (let at = conjunction + 1; at < next.from; at += 1)
    if (tags[at] !== 'ADV' && tags[at] !== 'PART') return false;
  return true;
}

function plainEnding(clauses: Clauses, at: number, end: number): OmissionKind | null {
  const { tags, lower, groups, waiting, main, tokens } = clauses;
  const word = lower[at] ?? '';
  if (isComma(tokens[at - 1])) return null;
  const ending = endsAt(clauses, at);
  if (tags[at] === 'CCONJ' && (word === 'and' || word === 'but')) {
    const next = groups.find((group) => group.from > at && group.isFinite);
    if (next === undefined || next.from >= end || ending < tuning.leastEnding['second-clause']) return null;
    // `said that ... and that ...`
    if (lower[at + 1] === 'that' && tags[at + 1] !== 'DET')
      return lower.slice(0, at).includes('that') || main !== null ? 'second-clause' : null;
    if (next.role !== 'joined') return null;
    if (lower.slice(0, at).some((one) => /^(?:both|between|either|neither)$/u.test(one))) return null;
    if (isJoinedDirectly(clauses, at, next)) return 'second-predicate';
    return next.from - at <= 9 && !lower.slice(at, next.from).includes(',') ? 'second-clause' : null;
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
  // What stands behind a name does not single it out.
  if (
    tags[at] === 'VERB' &&
    tags[at - 1] === 'PROPN' &&
    groups.some(({ from, isFinite }) => from === at && !isFinite)
  )
    return 'participle-clause';
  if (tags[at] === 'PART' && word === 'to' && tags[at + 1] === 'VERB')
    return isPurpose(clauses, at) ? 'phrase' : null;
  if (tags[at] !== 'ADP' || word === 'as' || main === null || at - main.to < 2) return null;
  return isPhrase(clauses, at) ? 'phrase' : null;
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
  const { tokens, tags } = clauses;
  if (!isNominal(tags[at - 1]) || endsAt(clauses, at) < tuning.leastEnding.phrase) return false;
  for (let back = at - 1; back >= Math.max(0, at - 10); back -= 1)
    if (tags[back] === 'VERB') return boundTo(tokens[back]?.lemma ?? '', 'to') < tuning.mostBound;
  return false;
}

/** Whether a phrase hangs on the clause and not on the word before it. */
function isPhrase(clauses: Clauses, at: number): boolean {
  const { tokens, tags, lower, groups } = clauses;
  const preposition = lower[at] ?? '';
  if (mobilityOf(preposition) < tuning.leastMobility || !startsNominal(tags[at + 1])) return false;
  if (endsAt(clauses, at) < tuning.leastEnding.phrase) return false;
  // `to drum up support`
  if (tags[at - 1] === 'VERB' && isParticle(preposition)) return false;
  for (let back = at - 1; back >= Math.max(0, at - 8); back -= 1) {
    if (tags[back] !== 'VERB') continue;
    if (boundTo(tokens[back]?.lemma ?? '', preposition) >= tuning.mostBound) return false;
    if (groups.some(({ head }) => head === back)) break;
  }
  return true;
}

// ---- What turns the meaning.

function hasCondition({ lower }: Clauses, from: number, to: number): boolean {
  return lower.slice(from, to).some((word) => CONDITIONS.has(word));
}

function hasDenial({ tokens, lower }: Clauses, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    // `there will be no delegation` is news of its own.
    const isOwn = lower[at] === 'no' && lower.slice(from, at).includes('there');
    if (!isOwn && (DENIALS.has(tokens[at]?.lemma ?? '') || DENIALS.has(lower[at] ?? ''))) return true;
  }
  return false;
}

/** Whether what stays would say more, or something else, without what goes. */
function turnsMeaning(clauses: Clauses, from: number, to: number, kind?: OmissionKind): boolean {
  const { lower, groups, tokens } = clauses;
  if (hasCondition(clauses, from, to) && kind !== 'relative-clause') return true;
  const first = isComma(tokens[from]) ? (lower[from + 1] ?? '') : (lower[from] ?? '');
  if (
    /^(?:but|although|though|yet|despite|however|except|even|rather|instead|nor)$/u.test(first) &&
    hasDenial(clauses, from, to)
  )
    return true;
  if (/^(?:while|whereas|and|or)$/u.test(first) && deniesSubject(clauses, from, to)) return true;
  const group = groups.findLast((one) => one.from < from && one.isFinite);
  const isSetOff = isComma(tokens[from]) || tokens[from]?.text === ';';
  if (group === undefined || isSetOff) return false;
  // `did not leave because ...`, `would stop when ...`
  if (kind === 'adverbial-clause' || kind === 'phrase') {
    // `have been fighting since` says nothing without its beginning.
    if (first === 'since' && /^(?:has|have|had|['’]ve)$/u.test(lower[group.from] ?? '')) return true;
    if (group.isNegated || hasDenial(clauses, group.from, from)) return true;
    if (group.isHedged && /^(?:when|before|with|under|without)$/u.test(first)) return true;
    if (
      lower
        .slice(Math.max(0, from - 6), from)
        .some(
          (word, index, near) =>
            SELECTIVE.has(word) && near[index + 1] !== 'than' && near[index - 1] !== 'at',
        ) &&
      (kind === 'phrase' || first === 'since')
    )
      return true;
  }
  return false;
}

/** `and he never did`, `while it denied this`: said of the same as the clause before. */
function deniesSubject(clauses: Clauses, from: number, to: number): boolean {
  return (
    hasDenial(clauses, from, to) &&
    clauses.lower
      .slice(from, from + 4)
      .some((word) => NOMINATIVES.has(word) || word === 'this' || word === 'that')
  );
}

/** A quotation is kept whole or left out whole, never cut. */
function splitsQuotation({ isQuoted }: Clauses, from: number, to: number): boolean {
  return (
    (isQuoted[from] === true && isQuoted[from - 1] === true) ||
    (isQuoted[to] === true && isQuoted[to - 1] === true)
  );
}
