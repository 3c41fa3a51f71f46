import { parseWithFeedsmith } from './parse-with-feedsmith.ts';
import type { RawFeed } from './raw-feed.ts';
import { saveItems } from './save-items.ts';

/**
 * Reads a cleaned document that rss-parser does not take, or takes only in part: with the tolerant parser, and item
 * by item where that finds fewer than `expectedItems`. Null where nothing is found.
 */
export async function parseTolerantly(
  text: string,
  format: 'rss' | 'rdf' | 'atom',
  expectedItems: number,
): Promise<RawFeed | null> {
  const whole = tryFeedsmith(text);
  if (whole && whole.items.length >= expectedItems) return whole;
  const saved = await saveItems(text, format);
  return saved && saved.items.length > (whole?.items.length ?? 0) ? saved : whole;
}

function tryFeedsmith(text: string): RawFeed | null {
  try {
    return parseWithFeedsmith(text);
  } catch {
    // rss-parser's reason is reported: it is the one that says where a document breaks.
    return null;
  }
}
