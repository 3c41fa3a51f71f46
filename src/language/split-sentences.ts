import { ABBREVIATIONS, ABBREVIATIONS_BEFORE_NAMES } from './abbreviations.ts';

/** One sentence as it stands in its text. `isLoose` marks a line or caption that does not end like a sentence. */
export type Sentence = { text: string; paragraph: number; isLoose: boolean };

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;
const CLOSERS = `"'”’»)]`;
const STOP = /[.!?…。！？؟۔।]/u;
const LONGEST_LINE = 20_000;

/** Whether a text is mostly written in a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  const sample = text.slice(0, 600);
  if (!UNSPACED.test(sample)) return false;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const unspaced = sample.match(new RegExp(UNSPACED, 'gu'))?.length ?? 0;
  return letters > 0 && unspaced / letters > 0.3;
}

/**
 * Cuts a text into sentences, in order; each is a verbatim piece of its line with white space collapsed.
 * A line break always ends a sentence. Knows abbreviations, initials, decimals, closing quotes and the stops of other scripts.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let paragraph = 0;
  for (const rawLine of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u)) {
    const line = rawLine.replace(/\s+/gu, ' ').trim();
    if (line === '') {
      paragraph += 1;
      continue;
    }
    for (let start = 0; start < line.length; start += LONGEST_LINE) {
      const part = line.slice(start, start + LONGEST_LINE);
      for (const sentence of splitLine(part)) sentences.push({ ...sentence, paragraph });
    }
    paragraph += 1;
  }
  return sentences;
}

function splitLine(line: string): Omit<Sentence, 'paragraph'>[] {
  const pieces = isThaiLike(line) ? line.split(' ') : cutAtStops(line);
  return pieces
    .map((piece) => piece.trim())
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .map((piece) => ({ text: piece, isLoose: isLooseEnd(piece) && !isThaiLike(piece) }));
}

/** Thai, Lao and Khmer set a space, not a stop, between sentences. */
function isThaiLike(line: string): boolean {
  return /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]{8}/u.test(line) && !/[.។]\s/u.test(line);
}

function isLooseEnd(piece: string): boolean {
  return piece.endsWith(' .') || !/[.!?…。！？؟۔।][\s"'”’»)\]」』]*$/u.test(piece);
}

function cutAtStops(line: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (!STOP.test(character)) continue;
    let end = at + 1;
    while (end < line.length && (STOP.test(line[end] ?? '') || CLOSERS.includes(line[end] ?? ''))) end += 1;
    while (end < line.length && '」』）'.includes(line[end] ?? '')) end += 1;
    if (endsSentence(line, start, at, end)) {
      pieces.push(line.slice(start, end));
      start = end;
    }
    at = end - 1;
  }
  pieces.push(line.slice(start));
  return pieces;
}

function endsSentence(line: string, start: number, at: number, end: number): boolean {
  const character = line[at] ?? '';
  if ('。！？'.includes(character)) return true;
  const next = line.slice(end, end + 3);
  if (next.trim() === '') return true;
  const isTight = !next.startsWith(' ');
  // Pages that lost a space between paragraphs: `in June.The court`, `in 2022."Both`, `$1.5m.Analysts`, `soil.A record`.
  if (isTight)
    return (
      character === '.' &&
      /^(?:["“‘]?\p{Lu}\p{Ll}|A \p{Ll})/u.test(next) &&
      /(?:[a-z]{3}|(?:19|20)\d\d|\d(?:m|bn|%))\.?$/u.test(line.slice(Math.max(0, at - 4), at))
    );
  const first =
    line
      .slice(end)
      .trimStart()
      .replace(/^["'“‘«([]+/u, '')[0] ?? '';
  if (/\p{Ll}/u.test(first)) return false;
  if (character !== '.' || end > at + 1) return true;
  return !isAbbreviation(line, start, at, first);
}

/** Whether the full stop at `at` belongs to an abbreviation or an initial and does not end the sentence. */
function isAbbreviation(line: string, start: number, at: number, first: string): boolean {
  const word = /[\p{L}\p{N}.&]+$/u.exec(line.slice(Math.max(start, at - 14), at))?.[0] ?? '';
  if (word === '') return false;
  const lower = word.toLowerCase();
  if (ABBREVIATIONS_BEFORE_NAMES.has(lower)) return true;
  if (/^\p{Lu}$/u.test(word)) return isInitial(line, at, first);
  if (ABBREVIATIONS.has(lower)) return /[\p{N}\p{Lu}]/u.test(first) ? isFollowedByName(line, at) : true;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return isFollowedByName(line, at);
  return false;
}

/** `J. Smith` and `Harry S. Truman`, but not `vitamin C. The` or `group B. It`. */
function isInitial(line: string, at: number, first: string): boolean {
  if (!/\p{Lu}/u.test(first)) return false;
  const before = line.slice(Math.max(0, at - 24), at - 1).trimEnd();
  const after = /^\.\s+(\p{Lu}[\p{L}'’-]*\.?)/u.exec(line.slice(at, at + 30))?.[1] ?? '';
  if (COMMON_STARTS.has(after.toLowerCase())) return false;
  return (
    before === '' ||
    /(?:^|[\s"“‘(.])(?:\p{Lu}[\p{L}'’-]*\.?|and|&)$/u.test(before) ||
    /[\s("“]$/u.test(line[at - 2] ?? ' ')
  );
}

/** After `U.S.` or `Corp.` a new sentence begins with one of the usual openers; a name goes on with anything else. */
function isFollowedByName(line: string, at: number): boolean {
  const after = /^\.["'”’)]*\s+["'“‘(]*([\p{L}\p{N}'’-]+)/u.exec(line.slice(at, at + 40))?.[1] ?? '';
  return after !== '' && !COMMON_STARTS.has(after.toLowerCase());
}

const COMMON_STARTS = new Set(
  `the a an he she it they we you i this that these those there his her its their our my in on at for from with by as but and or
  so if when while after before since although though however meanwhile no not some many most all both each one what who why how
  where according about last earlier later now then here still also even because during under over despite such another other
  only just more`.split(/\s+/u),
);
