import { AppError } from '../errors.ts';
import type { TellableStory } from '../model/digest.ts';
import { foldWords } from '../language/cut-words.ts';

/** What the words of a filter ask for. */
export type WordQuery =
  /** One word, or a phrase of several in a row. `text` as typed; `isStart` where a word may go on (`sanction*`). */
  | { kind: 'phrase'; text: string; words: readonly string[]; isStart: boolean }
  | { kind: 'all' | 'any'; parts: readonly WordQuery[] }
  | { kind: 'not'; part: WordQuery };

const MAX_CHARACTERS = 500;
const MAX_DEPTH = 20;
const EXAMPLE = 'iran AND (nuclear OR "enrichment plant") NOT football';

type Token = {
  kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus' | 'word' | 'quoted' | 'end';
  text: string;
  /** Counted from 1, as people count. */
  at: number;
};

const fault = (text: string, problem: string) =>
  new AppError(
    'words/invalid',
    `The words "${text.slice(0, 120)}${text.length > 120 ? '...' : ''}" cannot be read: ${problem}. Write them like this: ${EXAMPLE}.`,
  );

const OPERATORS: Readonly<Record<string, Token['kind']>> = { and: 'and', or: 'or', not: 'not' };

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[()]|"([^"]*)("?)|-(?=["(\p{L}\p{N}])|[^\s()"]+/gu)) {
    const [whole, quoted, closing] = match;
    const at = match.index + 1;
    if (quoted !== undefined && closing === '')
      throw fault(text, `the quotation mark at character ${at} is not closed`);
    if (whole === '(') tokens.push({ kind: 'open', text: whole, at });
    else if (whole === ')') tokens.push({ kind: 'close', text: whole, at });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.trim(), at });
    else if (whole === '-') tokens.push({ kind: 'minus', text: whole, at });
    else tokens.push({ kind: OPERATORS[whole.toLowerCase()] ?? 'word', text: whole, at });
  }
  return [...tokens, { kind: 'end', text: '', at: text.length + 1 }];
}

type Cursor = { text: string; tokens: readonly Token[]; next: number; depth: number };

const END: Token = { kind: 'end', text: '', at: 0 };
const peek = (cursor: Cursor): Token => cursor.tokens[cursor.next] ?? END;

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.next += 1;
  return token;
}

const joined = (kind: 'all' | 'any', parts: readonly WordQuery[]): WordQuery =>
  parts.length === 1 && parts[0] ? parts[0] : { kind, parts };

function readAny(cursor: Cursor): WordQuery {
  const parts = [readAll(cursor)];
  while (peek(cursor).kind === 'or') {
    take(cursor);
    parts.push(readAll(cursor));
  }
  return joined('any', parts);
}

function readAll(cursor: Cursor): WordQuery {
  const parts = [readOne(cursor)];
  for (;;) {
    const { kind } = peek(cursor);
    if (kind === 'or' || kind === 'close' || kind === 'end') return joined('all', parts);
    if (kind === 'and') take(cursor);
    parts.push(readOne(cursor));
  }
}

function readOne(cursor: Cursor): WordQuery {
  const before = cursor.tokens[cursor.next - 1];
  const token = take(cursor);
  if (token.kind === 'not' || token.kind === 'minus') return { kind: 'not', part: readOne(cursor) };
  if (token.kind === 'open') return readGroup(cursor, token);
  if (token.kind === 'word' || token.kind === 'quoted') return readPhrase(cursor, token);
  if (token.kind === 'and' || token.kind === 'or') {
    const place = before && before.kind !== 'open' ? 'follows another operator' : 'has nothing before it';
    throw fault(
      cursor.text,
      `"${token.text}" at character ${token.at} ${place}; it stands between two words`,
    );
  }
  if (before?.kind === 'open')
    throw fault(cursor.text, `the parenthesis at character ${before.at} has nothing in it`);
  if (before && ['and', 'or', 'not', 'minus'].includes(before.kind))
    throw fault(cursor.text, `after "${before.text}" at character ${before.at} a word is missing`);
  throw fault(cursor.text, `the parenthesis at character ${token.at} closes nothing`);
}

function readGroup(cursor: Cursor, open: Token): WordQuery {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH)
    throw fault(cursor.text, `more than ${MAX_DEPTH} parentheses stand within each other`);
  const query = readAny(cursor);
  if (take(cursor).kind !== 'close')
    throw fault(cursor.text, `the parenthesis at character ${open.at} is not closed`);
  cursor.depth -= 1;
  return query;
}

function readPhrase(cursor: Cursor, token: Token): WordQuery {
  const isStart = token.kind === 'word' && token.text.endsWith('*');
  const words = foldWords(token.text);
  if (words.length === 0)
    throw fault(cursor.text, `"${token.text}" at character ${token.at} has no letter and no digit`);
  return { kind: 'phrase', text: token.text, words, isStart };
}

/**
 * Reads the words of a filter: whole words and "phrases" joined by AND, OR, NOT and parentheses; words beside each other
 * are joined by AND; `-word` is NOT word; `word*` is any word that starts so. NOT binds closest, then AND, then OR.
 * Throws AppError `words/invalid` that says where it fails, counting characters from 1, and what would be right.
 */
export function parseWords(typed: string): WordQuery {
  const text = typed.replaceAll(/[“”„«»]/g, '"').trim();
  if (text === '') throw fault(text, 'there are none');
  if (text.length > MAX_CHARACTERS)
    throw fault(text, `they are ${text.length} characters long; at most ${MAX_CHARACTERS} are read`);
  const cursor: Cursor = { text, tokens: readTokens(text), next: 0, depth: 0 };
  const query = readAny(cursor);
  const rest = peek(cursor);
  if (rest.kind !== 'end') throw fault(text, `the parenthesis at character ${rest.at} closes nothing`);
  return query;
}

const folded = new WeakMap<TellableStory, string>();

/**
 * What is told in a story, as one line of folded words with a space before and after each, so that ` oil price ` is
 * found by `includes`: its title, headline, bullets and the sentences they rest on.
 */
export function foldStory(ready: TellableStory): string {
  const known = folded.get(ready);
  if (known !== undefined) return known;
  const { story, summary } = ready;
  const texts = [
    story.title,
    ...(summary === null
      ? []
      : [summary.headline, ...summary.bullets.flatMap(({ text, evidence }) => [text, evidence.sentence])]),
  ];
  // A full stop between texts: no phrase runs from one into the next.
  const line = texts.map((text) => ` ${foldWords(text).join(' ')} `).join('.');
  folded.set(ready, line);
  return line;
}

/** Whether folded text (see `foldStory`) holds what a query asks for. */
export function hasWords(query: WordQuery, line: string): boolean {
  switch (query.kind) {
    case 'phrase':
      return line.includes(` ${query.words.join(' ')}${query.isStart ? '' : ' '}`);
    case 'not':
      return !hasWords(query.part, line);
    case 'all':
      return query.parts.every((part) => hasWords(part, line));
    case 'any':
      return query.parts.some((part) => hasWords(part, line));
  }
}
