import {
  type InputType,
  type ZlibOptions,
  brotliDecompress,
  constants,
  createGunzip,
  gunzip,
  inflate,
  inflateRaw,
  zstdDecompress,
} from 'node:zlib';
import { promisify } from 'node:util';

type BodyOutcome = { kind: 'body'; body: Uint8Array } | { kind: 'too-big' } | { kind: 'undecodable' };

type Decompress = (data: InputType, options: ZlibOptions) => Promise<Buffer>;

/** Encodings may be stacked; more than this many is an attack, not a server. */
const MAX_ENCODINGS = 2;

const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: promisify<InputType, ZlibOptions, Buffer>(gunzip),
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
  zstd: (data, options) => promisify(zstdDecompress)(data, { maxOutputLength: options.maxOutputLength ?? 0 }),
};

/** What is compressed begins so, whatever its label says. */
const MAGIC: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
};

function encodingByMagic(body: Uint8Array): string | undefined {
  return Object.keys(MAGIC).find((name) => MAGIC[name]?.every((byte, index) => body[index] === byte));
}

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
    .map((name) => name.replace(/^x-/, ''))
    // `identity`, and what some servers write here: `none`, a charset.
    .filter((name) => name in DECOMPRESS);
  const bare = encodings.length === 0 ? encodingByMagic(raw) : undefined;
  if (bare) encodings.push(bare);
  if (encodings.length > MAX_ENCODINGS) return { kind: 'undecodable' };

  let body = raw;
  for (const name of encodings.reverse()) {
    if (body.length === 0) continue;
    const found = encodingByMagic(body);
    // Some servers label a plain body as compressed, or as compressed otherwise.
    if (name in MAGIC && found === undefined) continue;
    const undone = await undo(found ?? name, body, maxBytes);
    if (undone.kind !== 'body') return undone;
    body = undone.body;
  }
  return { kind: 'body', body };
}

async function undo(name: string, body: Uint8Array, maxBytes: number): Promise<BodyOutcome> {
  try {
    // A stream that was cut off still yields what came before the cut.
    const options = { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH };
    const undone = await DECOMPRESS[name]?.(body, options);
    return undone ? { kind: 'body', body: undone } : { kind: 'undecodable' };
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-big' };
    return name === 'gzip' ? await saveGzip(body, maxBytes) : { kind: 'undecodable' };
  }
}

/** What a gzip stream yields before its fault: a wrong checksum, or other bytes behind it that look like a second stream. */
function saveGzip(body: Uint8Array, maxBytes: number): Promise<BodyOutcome> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Small steps: a step with a fault in it yields nothing.
    const stream = createGunzip({ chunkSize: 256 });
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) stream.destroy();
    });
    stream.on('error', () => {});
    stream.on('close', () => {
      if (size > maxBytes) resolve({ kind: 'too-big' });
      else
        resolve(size === 0 ? { kind: 'undecodable' } : { kind: 'body', body: Buffer.concat(chunks, size) });
    });
    stream.end(body);
  });
}
