import { MOST_DATA_NODES, OWN_SHARE } from '../../config/pages-tuning.ts';
import type { DomDocument } from './dom.ts';
import { bestShareTold } from './same-story.ts';

/** Shorter strings are labels. */
const PROSE_CHARS = 60;
const TEXT_CHARS = 300;

/**
 * The article's text out of the data that a page hands its own program (`__NEXT_DATA__` and the like): the longest text
 * or list of paragraphs that tells what the titles tell; an empty string where there is none.
 */
export function readEmbedded(document: DomDocument, known: readonly string[]): string {
  let best = '';
  const consider = (text: string) => {
    if (
      text.length >= TEXT_CHARS &&
      text.length > best.length &&
      (bestShareTold(known, text) ?? 0) >= OWN_SHARE
    )
      best = text;
  };
  let left = MOST_DATA_NODES;
  /** The prose in a value; lists are joined, so that paragraphs come together. */
  const proseOf = (value: unknown, depth: number): string => {
    left -= 1;
    if (left < 0 || depth > 14) return '';
    if (typeof value === 'string') {
      const text = value.length >= PROSE_CHARS && /\s/.test(value) ? plain(value) : '';
      consider(text);
      return text;
    }
    if (typeof value !== 'object' || value === null) return '';
    const inner = Object.values(value).map((one) => proseOf(one, depth + 1));
    if (!Array.isArray(value))
      return inner.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    const joined = inner.filter((one) => one !== '').join('\n');
    consider(joined);
    return joined;
  };
  for (const script of document.querySelectorAll('script[type="application/json"]')) {
    try {
      proseOf(JSON.parse(script.textContent ?? ''), 0);
    } catch {
      // Data of some other program.
    }
  }
  return best;
}

function plain(html: string): string {
  return html
    .replace(/<\/(?:p|div|h\d|li)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .trim();
}
