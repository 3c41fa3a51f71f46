import { decodeBody } from '../outbound/decode-body.ts';
import { type ExtractOutcome, extractText } from './extract-text.ts';

/** A fetched page; `url` is where it came from in the end. */
export type PageDocument = { body: Uint8Array; contentType: string | null; url: string };

/** Decodes a page and extracts its article. May take long on hostile input: run it in a process apart. */
export function extractPage({ body, contentType, url }: PageDocument): ExtractOutcome {
  return extractText(decodeBody(body, contentType), url);
}
