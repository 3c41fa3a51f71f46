import {
  CLAUSE_OR_PHRASE,
  HEDGES,
  MODALS,
  PARTICIPLE_ONLY,
  PAST_ONLY,
  RELATIVES,
  SUBORDINATORS,
} from '../../config/grammar.ts';
import type { Tag, Token } from './tag-words.ts';

/** A verb with its auxiliaries, as a run of tokens. */
export type VerbGroup = {
  from: number;
  /** After its last token. */
  to: number;
  /** The token that says what is done. */
  head: number;
  isFinite: boolean;
  isNegated: boolean;
  isPassive: boolean;
  isHedged: boolean;
  /** Whose verb it is: of the sentence; of a clause that hangs on another; joined to a verb before by `and` or `but`. */
  role: 'main' | 'subordinate' | 'joined' | 'none';
};

const NOMINAL = new Set<Tag>(['NOUN', 'PROPN', 'PRON', 'NUM', 'SYM']);
const STARTS_NOMINAL = new Set<Tag>(['DET', 'NOUN', 'PROPN', 'PRON', 'NUM', 'ADJ', 'SYM']);

export const isComma = (token: Token | undefined): boolean => token?.text === ',';
export const isDash = (token: Token | undefined): boolean =>
  token !== undefined && /^(?:--|[–—-])$/u.test(token.text);
export const isNominal = (tag: Tag | undefined): boolean => tag !== undefined && NOMINAL.has(tag);
export const startsNominal = (tag: Tag | undefined): boolean => tag !== undefined && STARTS_NOMINAL.has(tag);

/** Tags with the tagger's usual errors mended. */
export function mendTags(tokens: readonly Token[], lower: readonly string[]): Tag[] {
  const tags = tokens.map(({ tag }) => tag);
  tokens.forEach((token, at) => {
    const tag = tags[at];
    const next = tokens[at + 1];
    const before = tokens[at - 1];
    const isCapital = /^\p{Lu}/u.test(token.text);
    if (tag === 'VERB' && isCapital && at > 0 && before?.tag !== 'PUNCT') tags[at] = 'PROPN';
    else if (tag === 'VERB' && isCapital && next?.tag === 'PROPN' && !/(?:ed|ing)$/u.test(token.text))
      tags[at] = 'PROPN';
    else if (lower[at] === 'following' && startsNominal(next?.tag) && tags[at - 1] !== 'DET')
      tags[at] = 'ADP';
    else if (lower[at] === 'according' && lower[at + 1] === 'to') tags[at] = 'ADP';
    else if (lower[at] === 'including' || lower[at] === 'amid' || lower[at] === 'amidst') tags[at] = 'ADP';
    else if (
      (tag === 'VERB' || tag === 'NOUN') &&
      before?.text === '-' &&
      before.start === tokens[at - 2]?.end &&
      before.end === token.start
    )
      tags[at] = tag === 'NOUN' ? 'NOUN' : 'ADJ';
    else if (
      tag === 'VERB' &&
      (tags[at - 1] === 'DET' ||
        tags[at - 1] === 'ADJ' ||
        isPossessive(lower[at - 1]) ||
        (tags[at - 1] === 'ADV' && (tags[at - 2] === 'DET' || isPossessive(lower[at - 2])))) &&
      startsNominal(next?.tag) &&
      next?.tag !== 'DET' &&
      /(?:ed|ing|en)$/u.test(token.text)
    )
      tags[at] = 'ADJ';
    else if (tag === 'VERB' && tags[at - 1] === 'DET' && token.lemma === lower[at]) tags[at] = 'NOUN';
    else if (
      tag === 'VERB' &&
      at > 0 &&
      !/(?:ed|ing)$/u.test(token.text) &&
      (lower[at + 1] === 'of' ||
        (tags[at - 1] === 'ADP' && lower[at - 1] !== 'to') ||
        isPossessive(lower[at - 1]) ||
        (tags[at - 1] === 'ADJ' && tags[at - 2] === 'DET'))
    )
      tags[at] = 'NOUN';
    else if (
      tag === 'NOUN' &&
      RELATIVES.has(lower[at - 1] ?? '') &&
      /[^s]s$|ed$/u.test(token.text) &&
      (next?.tag === 'DET' || next?.tag === 'PROPN' || next?.tag === 'PRON' || next?.tag === 'ADP')
    )
      tags[at] = 'VERB';
    else if (tag === 'AUX' && lower[at] === 'will' && (isPossessive(lower[at - 1]) || tags[at - 1] === 'DET'))
      tags[at] = 'NOUN';
    else if (lower[at] === 'no' && tag !== 'DET') tags[at] = 'DET';
  });
  return tags;
}

const isPossessive = (word: string | undefined) =>
  word !== undefined && /^(?:his|its|their|our|my|your|['’]s)$/u.test(word);

export const MARK = /^["'‘“”’]+$/u;

/** What a verb is by its form; `past` is a past or a participle. */
export type Form = 'finite' | 'past' | 'participle' | 'gerund' | 'infinitive';

export type FormedVerb = VerbGroup & { form: Form };

/** What a verb's form can be by itself; `past` is a past or a participle. */
function formOf(token: Token, tag: Tag, lower: string, isTo: boolean): Form {
  if (tag === 'AUX') {
    if (lower === 'be' || (isTo && lower === 'have') || (isTo && lower === 'do')) return 'infinitive';
    if (lower === 'been') return 'participle';
    return lower === 'being' || lower === 'having' ? 'gerund' : 'finite';
  }
  if (lower.endsWith('ing') && token.lemma !== lower) return 'gerund';
  if (isTo) return 'infinitive';
  if (PAST_ONLY.has(lower) || lower === 'said') return 'finite';
  if (PARTICIPLE_ONLY.has(lower)) return 'participle';
  if (token.lemma === lower || (lower.endsWith('s') && !lower.endsWith('ss'))) return 'finite';
  return 'past';
}

/** The verbs of a sentence in order; whose they are is not yet known. */
export function findVerbGroups(
  tokens: readonly Token[],
  lower: readonly string[],
  tags: readonly Tag[],
  isEnclosed: readonly boolean[],
): FormedVerb[] {
  const groups: FormedVerb[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if ((tags[at] !== 'AUX' && tags[at] !== 'VERB') || isEnclosed[at]) continue;
    let before = at - 1;
    while (
      before >= 0 &&
      (tags[before] === 'ADV' ||
        (tags[before] === 'PART' && lower[before] !== 'to') ||
        MARK.test(tokens[before]?.text ?? ''))
    )
      before -= 1;
    const token = tokens[at] as Token;
    const isTo = lower[before] === 'to' && (tags[before] === 'PART' || token.lemma === lower[at]);
    const own = formOf(token, tags[at] as Tag, lower[at] ?? '', isTo);
    const isAfterAnd = tags[at - 1] === 'CCONJ' || (tags[at - 1] === 'ADV' && tags[at - 2] === 'CCONJ');
    // `to take the city and reach the border`
    const isSecond =
      isAfterAnd && tags[at] === 'VERB' && token.lemma === lower[at] && groups.at(-1)?.form === 'infinitive';
    let to = at + 1;
    let head = at;
    if (tags[at] === 'AUX')
      for (let next = at + 1; next < tokens.length; next += 1) {
        const tag = tags[next];
        if (tag === 'VERB' || tag === 'AUX') {
          head = next;
          to = next + 1;
          if (tag === 'VERB') break;
        } else if (isComma(tokens[next]) && to === next && MODALS.has(lower[at] ?? '')) {
          // `would, over five years, raise`
          const close = tokens.findIndex((one, index) => index > next && index < next + 9 && isComma(one));
          if (close < 0 || tags[close + 1] !== 'VERB') break;
          next = close;
        } else if (tag !== 'ADV' && !(tag === 'PART' && lower[next] !== 'to')) break;
      }
    const run = lower.slice(at, to);
    const isBe = tokens.slice(at, head).some(({ lemma }) => lemma === 'be');
    groups.push({
      from: at,
      to,
      head,
      form: isSecond ? 'infinitive' : own,
      isFinite: own === 'finite' && !isSecond,
      isNegated:
        run.some((word) => /^(?:not|never|n['’]?t|cannot|hardly|no)$/u.test(word)) ||
        /^(?:not|never|n['’]?t)$/u.test(lower[to] ?? '') ||
        /^(?:never|hardly|neither|nor)$/u.test(lower[at - 1] ?? ''),
      isPassive: isBe && !(lower[head] ?? '').endsWith('ing'),
      isHedged: run.some((word) => HEDGES.has(word) && MODALS.has(word)),
      role: 'none',
    });
    at = to - 1;
  }
  return groups;
}

const OPENERS = new Set<Tag>(['ADP', 'SCONJ']);

/** Where the main clause begins: behind the first comma after an opening circumstance behind which a subject with its verb stands. */
export function findMainClause(
  tokens: readonly Token[],
  lower: readonly string[],
  tags: readonly Tag[],
  groups: readonly FormedVerb[],
  isEnclosed: readonly boolean[],
): number {
  let first = 0;
  while (first < tokens.length && tags[first] === 'PUNCT') first += 1;
  const tag = tags[first] as Tag;
  const isOpening =
    OPENERS.has(tag) ||
    SUBORDINATORS.has(lower[first] ?? '') ||
    tag === 'ADV' ||
    tag === 'CCONJ' ||
    tag === 'PART' ||
    tag === 'VERB' ||
    isTimeOpening(lower, tags, first);
  if (!isOpening) return first;
  const plain = tag === 'CCONJ' ? first + 1 : first;
  for (let comma = first; comma < Math.min(tokens.length, first + 45); comma += 1) {
    if (!isComma(tokens[comma]) || isEnclosed[comma]) continue;
    // `About half of them are small, researchers said` opens with its main clause.
    const verb = groups.find(({ from, form }) => from < comma && form === 'finite');
    if (
      verb !== undefined &&
      !lower.slice(first, verb.from).some((word) => SUBORDINATORS.has(word) || CLAUSE_OR_PHRASE.has(word))
    )
      return plain;
    const start = comma + 1;
    let next = start;
    while (tags[next] === 'PUNCT' && !isComma(tokens[next])) next += 1;
    if (!startsNominal(tags[next]) && tags[next] !== 'ADV') continue;
    if (RELATIVES.has(lower[next] ?? '') || SUBORDINATORS.has(lower[next] ?? '')) continue;
    const group = groups.find(({ from }) => from >= start);
    if (group === undefined) return plain;
    let at = next;
    while (
      at < group.from &&
      !isComma(tokens[at]) &&
      !SUBORDINATORS.has(lower[at] ?? '') &&
      tags[at] !== 'CCONJ'
    )
      at += 1;
    // `CBS, the officials said`: the aside of a subject has a comma behind it.
    let last = group.from - 1;
    while (tags[last] === 'ADV') last -= 1;
    const isAside = isComma(tokens[at]) && (isComma(tokens[last]) || RELATIVES.has(lower[at + 1] ?? ''));
    const isSubject =
      at === group.from ||
      SUBORDINATORS.has(lower[at] ?? '') ||
      (tags[at] === 'CCONJ' && !isSerial(tokens, lower, start, group.from));
    // `Estmark, Norvelia and the bloc agreed`
    const isRow = isComma(tokens[at]) && tags[next] !== 'DET' && tags.slice(at, group.from).includes('CCONJ');
    if (isAside || isSubject || isRow) return start;
  }
  return plain;
}

function isSerial(tokens: readonly Token[], lower: readonly string[], from: number, to: number): boolean {
  const and = lower.indexOf('and', from);
  return and > 0 && and < to && isComma(tokens[and - 1]);
}

function isTimeOpening(lower: readonly string[], tags: readonly Tag[], first: number): boolean {
  return (
    ((tags[first] === 'ADJ' || tags[first] === 'PROPN') &&
      /^(?:last|early|late|earlier|later)$/u.test(lower[first] ?? '')) ||
    (tags[first] === 'NUM' &&
      /^(?:days?|weeks?|months?|years?|hours?|minutes?)$/u.test(lower[first + 1] ?? ''))
  );
}
