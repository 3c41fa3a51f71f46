import { decodeBody } from '../outbound/decode-body.ts';
import { type ExtractOutcome, extractText, type KnownOfPage } from './extract-text.ts';

/** A fetched page; `url` is where it came from in the end, `known` what its feed says of it. */
export type PageDocument = {
  body: Uint8Array;
  contentType: string | null;
  url: string;
  known?: KnownOfPage | undefined;
};

/** Decodes a page and extracts its article. May take long on hostile input: run it in a process apart. */
export function extractPage({ body, contentType, url, known }: PageDocument): ExtractOutcome {
  return extractText(decodeBody(body, contentType), url, known);
}

type ExtractRecord = { id: string; url?: string; html: string };

/** One record of `sitrep eval extract`: the text that production reads from the page, empty where it reads none. */
export function extractForEval(record: ExtractRecord): { id: string; title: string; text: string } {
  const outcome = extractText(record.html, record.url ?? '');
  if (outcome.kind === 'failed') return { id: record.id, title: '', text: '' };
  return { id: record.id, title: outcome.page.title, text: outcome.page.text };
}
