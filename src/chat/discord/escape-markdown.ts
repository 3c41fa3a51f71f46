import { cleanText, clipText } from '../clean-text.ts';

/** Marks that Discord reads anywhere in a line: emphasis, code, spoilers, links, mentions, times. */
const MARKS = /[\\*_~`|[\]<>@]/g;
/** Marks that count at the start of a line only: headings, lists, small print, quotes, numbered lists. */
const LINE_START = /^(\d*)([#+.)-])/;
/** Makes an address a link by itself; at the end too, for the next span may go on with the slashes. */
const BARE_ADDRESS = /:(?=\/\/|$)/g;

/**
 * One line of text that Discord shows as it is. A backslash before punctuation makes it literal; the library's own
 * escaping leaves @everyone, mentions, times, headings and links as they are.
 */
export function escapeDiscord(text: string): string {
  return cleanText(text)
    .replace(MARKS, String.raw`\$&`)
    .replace(BARE_ADDRESS, String.raw`\:`)
    .replace(LINE_START, String.raw`$1\$2`);
}

/** As `escapeDiscord`, cut so that what comes out is at most `maxLength` long. */
export function escapeWithin(text: string, maxLength: number): string {
  const clean = clipText(cleanText(text), maxLength);
  if (escapeDiscord(clean).length <= maxLength) return escapeDiscord(clean);
  let fitting = 0;
  let tooLong = clean.length;
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >> 1;
    if (escapeDiscord(clipText(clean, middle)).length <= maxLength) fitting = middle;
    else tooLong = middle;
  }
  return escapeDiscord(clipText(clean, fitting));
}
