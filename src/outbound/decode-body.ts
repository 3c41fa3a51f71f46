import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';

/** How far into a document its own declaration of the encoding is looked for; some pages put much before it. */
const DECLARATION_BYTES = 8_192;

/** WHATWG labels a Latin-1 declaration as windows-1252: the real thing has only control codes where the two differ. */
const FALLBACK = 'windows-1252';

/**
 * Turns a fetched body into text. In order: byte order mark; UTF-16 by its zero bytes; UTF-8 where the bytes prove it
 * (a wrong label is commoner than another encoding that happens to be valid UTF-8); the HTTP charset; the XML
 * declaration; `<meta>`; windows-1252. Never throws; what cannot be decoded becomes U+FFFD.
 */
export function decodeBody(body: Uint8Array, contentType: string | null): string {
  const marked = byteOrderMark(body);
  if (marked) return new TextDecoder(marked).decode(body);

  const head = Buffer.from(body.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const labels = [charsetOf(contentType ?? ''), xmlEncoding(head), metaCharset(head)].filter(
    (label) => label !== null,
  );
  if (isAscii(body)) {
    const shifted = labels.find((label) => /^(iso-2022-|csiso2022)/.test(label));
    return shifted ? (decodeAs(body, shifted) ?? latin(body)) : latin(body);
  }

  const asUtf8 = decodeUtf8(body);
  if (asUtf8 !== null) return asUtf8;
  for (const label of labels) {
    const text = /^utf-?8$/.test(label) ? decodeDamagedUtf8(body) : decodeAs(body, label);
    if (text !== null) return text;
  }
  return decodeDamagedUtf8(body) ?? new TextDecoder(FALLBACK).decode(body);
}

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

/** UTF-8 with a few broken bytes is still UTF-8; with as many broken as whole characters it is something else. */
function decodeDamagedUtf8(body: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(body);
  let broken = 0;
  let whole = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) broken += 1;
    else if (code >= 0x80) whole += 1;
  }
  return broken * 4 < whole ? text : null;
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
