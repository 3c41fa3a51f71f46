import { offices, voices } from '../../config/language-words.ts';
import type { Token } from './tag-words.ts';

/** Who is named as the one that says, denies, ... something in a sentence. */
export type Saying = {
  /** As written, without `the`: `Norvelia`, `Ada Lund`. */
  by: string;
  /** Dictionary form. */
  verb: string;
  /** What follows the verb, up to the end of the sentence; of a passive (`was denied by Norvelia`) what is before it. */
  what: readonly Token[];
};

const MOST_NAME_WORDS = 6;
const MOST_ASIDE_WORDS = 14;

/**
 * Who says what in a tagged English sentence, by the verbs of saying asked for: `Norvelia, which borders it, denies shelling`,
 * `Norvelia's army has dismissed the claim`, `the claim was denied by Norvelia`. A verb that is negated, or whose subject is no
 * name, is passed over.
 */
export function readSayings(tokens: readonly Token[], verbs: ReadonlySet<string>): Saying[] {
  return tokens.flatMap((token, at) => {
    if (token.tag !== 'VERB' || !verbs.has(token.lemma)) return [];
    const after = tokens[at + 1];
    if (after?.lemma === 'by' && tokens[at - 1]?.tag !== 'PROPN')
      return toSaying(nameFrom(tokens, at + 2), token, tokens.slice(0, at));
    return toSaying(subjectBefore(tokens, at - 1), token, tokens.slice(at + 1));
  });
}

function toSaying(name: readonly Token[], verb: Token, what: readonly Token[]): Saying[] {
  const isOffice = ({ lemma }: Token) => offices.has(lemma.replace(/\.$/u, ''));
  const rest = name.slice(name.findLastIndex(isOffice) + 1);
  const person = rest[0]?.lemma === 'of' ? rest.slice(2) : rest;
  // `Russian Foreign Minister` alone: whose.
  const shown = person.length > 0 ? person : name.slice(0, 1).filter((token) => !isOffice(token));
  // An opening `Officials` looks like a name.
  const isNobody = shown.length < 2 && voices.has(shown[0]?.lemma.replace(/s$/u, '') ?? '');
  return shown.length === 0 || isNobody ? [] : [{ by: joinName(shown), verb: verb.lemma, what }];
}

/** Also `Democratic` and `Peoples` before `Party`, which are no proper nouns of their own. */
const isName = (token: Token | undefined, isFirst: boolean): boolean =>
  token?.tag === 'PROPN' ||
  (!isFirst && /^(?:NOUN|ADJ)$/u.test(token?.tag ?? '') && /^\p{Lu}/u.test(token?.text ?? ''));

function joinName(name: readonly Token[]): string {
  let by = '';
  let end = name[0]?.start ?? 0;
  for (const { text, start, end: next } of name) {
    by += `${start > end ? ' ' : ''}${text}`;
    end = next;
  }
  return by;
}

/** The name that begins at a place, after `the` perhaps. */
export function nameFrom(tokens: readonly Token[], from: number): readonly Token[] {
  const start = tokens[from]?.lemma === 'the' ? from + 1 : from;
  let end = start;
  while (isName(tokens[end], end === 0) && end - start < MOST_NAME_WORDS) end += 1;
  return tokens.slice(start, end);
}

/** The name that is the subject of a verb whose last word before it is at a place; empty where there is none. */
function subjectBefore(tokens: readonly Token[], from: number): readonly Token[] {
  let at = from;
  for (; ['AUX', 'ADV', 'PART'].includes(tokens[at]?.tag ?? ''); at -= 1)
    if (/^(?:not|never|to)$/u.test(tokens[at]?.lemma ?? '')) return [];
  // The second verb of a sentence that begins with its subject: `Norvelia warned Estmark and denied ...`
  if (tokens[at]?.lemma === 'and')
    return nameFrom(tokens, ['"', '“'].includes(tokens[0]?.text ?? '') ? 1 : 0);
  if (tokens[at]?.text === ',') at = beforeAside(tokens, at);
  return nameBefore(tokens, beforeVoice(tokens, at));
}

/** `, which borders the region,` */
function beforeAside(tokens: readonly Token[], closing: number): number {
  for (let at = closing - 1; at >= Math.max(0, closing - MOST_ASIDE_WORDS); at -= 1)
    if (tokens[at]?.text === ',') return at - 1;
  return -1;
}

/** `'s foreign ministry`, `officials` */
function beforeVoice(tokens: readonly Token[], from: number): number {
  const isVoice = (token: Token | undefined) => token?.tag === 'NOUN' && voices.has(token.lemma);
  if (!isVoice(tokens[from])) return from;
  let at = from;
  while (['NOUN', 'ADJ'].includes(tokens[at]?.tag ?? '')) at -= 1;
  return /^['’]s?$/u.test(tokens[at]?.text ?? '') ? at - 1 : at;
}

/** A run of names that ends at a place; `of` and `the` may join two: `Ministry of the Interior`. */
function nameBefore(tokens: readonly Token[], end: number): readonly Token[] {
  let start = end + 1;
  while (start > 0 && end - start < MOST_NAME_WORDS) {
    const before = tokens[start - 1];
    const isJoin = /^(?:of|the)$/u.test(before?.lemma ?? '') && tokens[start]?.tag === 'PROPN';
    if (isName(before, start === 1)) start -= 1;
    else if (isJoin && tokens.slice(Math.max(0, start - 3), start - 1).some(({ tag }) => tag === 'PROPN'))
      start -= 1;
    else break;
  }
  while (/^(?:of|the)$/u.test(tokens[start]?.lemma ?? '')) start += 1;
  return tokens.slice(start, end + 1);
}
