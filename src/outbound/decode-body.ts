import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';

/** How far into a document its own declaration of the encoding is looked for; some pages put much before it. */
const DECLARATION_BYTES = 8_192;

/** WHATWG labels a Latin-1 declaration as windows-1252: the real thing has only control codes where the two differ. */
const FALLBACK = 'windows-1252';

/** Labels of single-byte Western text, and what servers send when they know nothing: no evidence against UTF-8. */
const WESTERN =
  /^(?:utf-?8|(?:iso-?)?8859-?1|iso-?8859-?15|latin-?[19]|l1|(?:windows|cp)-?1252|us-ascii|ascii)$/;

/**
 * With one whole UTF-8 character to so many bytes that are none, a text with a Western label or no label is UTF-8. In
 * windows-1252 such characters come about by chance ("é", no-break space, "»"), fewer than one to fifty.
 */
const STRAYS_A_CHARACTER = { western: 5, other: 0.25 } as const;

/**
 * Turns a fetched body into text. In order: byte order mark; UTF-16 by its zero bytes; UTF-8 where the bytes prove it
 * (a wrong label is commoner than another encoding that happens to be valid UTF-8), also with some stray bytes in it,
 * which are then read one by one; the HTTP charset; the XML declaration; `<meta>`; windows-1252. Never throws; what
 * cannot be decoded becomes U+FFFD.
 */
export function decodeBody(body: Uint8Array, contentType: string | null): string {
  const marked = byteOrderMark(body);
  if (marked?.startsWith('utf-16')) return new TextDecoder(marked).decode(body);

  const head = Buffer.from(body.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const labels = [charsetOf(contentType ?? ''), xmlEncoding(head), metaCharset(head)].filter(
    // Two or four bytes a character would have shown above.
    (label) => label !== null && !/^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646-ucs)/.test(label),
  ) as string[];
  if (isAscii(body)) {
    const shifted = labels.find((label) => /^(iso-2022-|csiso2022)/.test(label));
    return shifted ? (decodeAs(body, shifted) ?? latin(body)) : latin(body);
  }

  const asUtf8 = decodeUtf8(body);
  if (asUtf8 !== null) return asUtf8;
  const label = labels.find((name) => decodeAs(NO_BYTES, name) !== null) ?? FALLBACK;
  const most = WESTERN.test(label) ? STRAYS_A_CHARACTER.western : STRAYS_A_CHARACTER.other;
  const { whole, strays } = countUtf8(body);
  if (strays <= whole * most) return decodeMixed(body, WESTERN.test(label) ? FALLBACK : label);
  const other = labels.find((name) => !/^utf-?8$/.test(name) && decodeAs(NO_BYTES, name) !== null);
  return decodeAs(body, other ?? FALLBACK) ?? new TextDecoder(FALLBACK).decode(body);
}

const NO_BYTES = new Uint8Array(0);

function byteOrderMark(body: Uint8Array): string | null {
  const [a, b, c, d] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be';
  return null;
}

function charsetOf(contentType: string): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;
}

function xmlEncoding(head: string): string | null {
  return /<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null;
}

function metaCharset(head: string): string | null {
  return /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null;
}

function decodeUtf8(body: Uint8Array): string | null {
  try {
    // `stream` lets a body that was cut inside a character pass.
    return new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: true });
  } catch {
    return null;
  }
}

/** How many bytes from `at` on are one UTF-8 character of two bytes or more (RFC 3629, 4); 0 where they are none. */
function characterAt(body: Uint8Array, at: number): number {
  const lead = body[at] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >> 4 === 0xe ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  for (let index = 1; index < length; index += 1) if (!isTrail(body[at + index])) return 0;
  const second = body[at + 1] ?? 0;
  const isOverlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const isBeyond = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return isOverlong || isBeyond ? 0 : length;
}

const isTrail = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;

function countUtf8(body: Uint8Array): { whole: number; strays: number } {
  const count = { whole: 0, strays: 0 };
  for (let at = 0; at < body.length; ) {
    const length = (body[at] ?? 0) < 0x80 ? 1 : characterAt(body, at);
    if (length > 1) count.whole += 1;
    else if (length === 0) count.strays += 1;
    at += Math.max(1, length);
  }
  return count;
}

/**
 * UTF-8 with bytes in it that are none: a character cut in two becomes U+FFFD, a letter of another encoding (a feed
 * made of two) is read by `label`. A lead byte that begins whole characters elsewhere in the text is a cut one.
 */
function decodeMixed(body: Uint8Array, label: string): string {
  const leads = new Set<number>();
  for (let at = 0; at < body.length; at += 1) if (characterAt(body, at) > 0) leads.add(body[at] ?? 0);
  const letters = new Map<number, string>();
  const letterOf = (byte: number): string => {
    const letter = letters.get(byte) ?? decodeAs(Uint8Array.of(byte), label) ?? '\ufffd';
    letters.set(byte, letter);
    return letter;
  };
  const parts: string[] = [];
  const utf8 = new TextDecoder('utf-8');
  let from = 0;
  for (let at = 0; at < body.length; ) {
    const length = (body[at] ?? 0) < 0x80 ? 1 : characterAt(body, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(utf8.decode(body.subarray(from, at)));
    let end = at + 1;
    while (isTrail(body[end])) end += 1;
    const isCut = leads.has(body[at] ?? 0) || (isTrail(body[at]) && end - at > 1);
    if (!isCut) end = at + 1;
    parts.push(isCut ? '\ufffd' : letterOf(body[at] ?? 0));
    at = end;
    from = end;
  }
  parts.push(utf8.decode(body.subarray(from)));
  return parts.join('').replace(/^\ufeff/, '');
}

function decodeAs(body: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return iconv.encodingExists(label) ? iconv.decode(body, label) : null;
  }
}

function latin(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}
