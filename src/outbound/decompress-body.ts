import type { InputType, ZlibOptions } from 'node:zlib';
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';

export type BodyOutcome = { kind: 'body'; body: Uint8Array } | { kind: 'too-big' } | { kind: 'undecodable' };

type Decompress = (data: InputType, options: ZlibOptions) => Promise<Buffer>;

/** Encodings may be stacked; more than this many is an attack, not a server. */
const MAX_ENCODINGS = 2;

const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: promisify<InputType, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<InputType, ZlibOptions, Buffer>(gunzip),
  deflate: async (data, options) => {
    // RFC 9110 says zlib; some servers send the bare stream.
    try {
      return await promisify<InputType, ZlibOptions, Buffer>(inflate)(data, options);
    } catch (error) {
      if ((error as { code?: string }).code !== 'Z_DATA_ERROR') throw error;
      return promisify<InputType, ZlibOptions, Buffer>(inflateRaw)(data, options);
    }
  },
  br: (data, options) => promisify(brotliDecompress)(data, { maxOutputLength: options.maxOutputLength ?? 0 }),
};

/** What a request may ask for with `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = 'gzip, br, deflate';

/**
 * Undoes the `Content-Encoding` of a response body, capped at `maxBytes`, so that a compression bomb does not fill the
 * memory.
 */
export async function decompressBody(
  raw: Uint8Array,
  contentEncoding: string,
  maxBytes: number,
): Promise<BodyOutcome> {
  if (raw.length === 0) return { kind: 'body', body: raw };
  const encodings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const isBareGzip = encodings.length === 0 && raw[0] === 0x1f && raw[1] === 0x8b;
  if (isBareGzip) encodings.push('gzip');
  if (encodings.length > MAX_ENCODINGS) return { kind: 'undecodable' };

  let body = raw;
  for (const name of encodings.reverse()) {
    const undo = DECOMPRESS[name];
    if (!undo) return { kind: 'undecodable' };
    // Some servers label a plain body as gzip.
    if (name.endsWith('gzip') && body[0] !== 0x1f) continue;
    if (body.length === 0) continue;
    try {
      // A stream that was cut off still yields what came before the cut.
      body = await undo(body, { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH });
    } catch (error) {
      const isTooBig = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
      return { kind: isTooBig ? 'too-big' : 'undecodable' };
    }
  }
  return { kind: 'body', body };
}
