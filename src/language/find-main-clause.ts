import { CLAUSE_OR_PHRASE, RELATIVES, SUBORDINATORS } from '../../config/grammar.ts';
import { type FormedVerb, isComma, startsNominal } from './read-verbs.ts';
import type { Tag, Token } from './tag-words.ts';

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
