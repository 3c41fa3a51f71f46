/** Controls, line separators included: a terminal or a platform would act on them. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
/** Embeddings, overrides and isolates: an unclosed one turns round what stands after it, our own words included. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Zero-width characters that join nothing; the joiners of emoji and of Persian and Indic scripts stay. */
const INVISIBLE = /[\u00ad\u200b\u2060-\u2064\u{e0000}-\u{e007f}\ufeff]/gu;
const VISIBLE = /[^\p{Cf}\p{Z}\p{Mn}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Makes outside text safe to show on one line: well-formed, without control and invisible characters.
 * Returns an empty string where nothing visible is left.
 */
export function cleanText(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(CONTROLS, ' ')
    .replace(DIRECTION_CONTROLS, '')
    .replace(INVISIBLE, '')
    .trim();
  return VISIBLE.test(clean) ? clean : '';
}

/** As `cleanText`, but keeps one space at either edge: the gap between a span and its neighbours. */
export function cleanSpanText(text: string): string {
  const clean = cleanText(text);
  if (!clean) return /\s/.test(text) ? ' ' : '';
  return `${/^\s/.test(text) ? ' ' : ''}${clean}${/\s$/.test(text) ? ' ' : ''}`;
}

/**
 * Cuts text to at most `maxLength` UTF-16 units (platforms count these or fewer), between graphemes where it can,
 * and marks the cut with an ellipsis.
 */
export function clipText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const end = boundaryBefore(text, maxLength - 1);
  return `${text.slice(0, end).trimEnd()}…`;
}

/** The last place at or before `index` where text may be cut. */
export function boundaryBefore(text: string, index: number): number {
  if (index >= text.length) return text.length;
  // A cluster may be thousands of joined characters long: then cut inside it, but never inside a character.
  const start = Math.max(0, index - 64);
  const boundary =
    start + (graphemes.segment(text.slice(start, index + 64)).containing(index - start)?.index ?? 0);
  if (boundary > start) return boundary;
  return isLowSurrogate(text, index) ? index - 1 : index;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The address as a platform may link it: http or https, percent-encoded, at most `maxLength` long; else null. */
export function linkableUrl(url: string | null | undefined, maxLength: number): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const encoded = href.replace(/[()[\]{}<>|\\^`"'\s]/g, encodeCharacter);
  return encoded.length <= maxLength ? encoded : null;
}

function encodeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
