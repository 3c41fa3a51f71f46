import { decodeBody } from '../outbound/decode-body.ts';
import { serveWorker } from '../outbound/serve-worker.ts';
import { extractText } from './extract-text.ts';

/** What the threads that read pages are given. */
export type PageDocument = { body: Uint8Array; contentType: string | null; url: string };

serveWorker((input) => {
  const { body, contentType, url } = input as PageDocument;
  return extractText(decodeBody(body, contentType), url);
});
