import { extractText } from './extract-text.ts';

export type ExtractRecord = { id: string; url?: string; html: string };

/** One record of `sitrep eval extract`: the text that production reads from the page, empty where it reads none. */
export function extractForEval(record: ExtractRecord): { id: string; title: string; text: string } {
  const outcome = extractText(record.html, record.url ?? '');
  if (outcome.kind === 'failed') return { id: record.id, title: '', text: '' };
  return { id: record.id, title: outcome.page.title, text: outcome.page.text };
}
