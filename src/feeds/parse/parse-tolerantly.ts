import { parseWithFeedsmith } from './parse-with-feedsmith.ts';
import type { RawFeed, RawItem } from './raw-feed.ts';
import { MAX_ITEMS } from '../../../config/feeds-tuning.ts';
import { cleanXml } from './clean-xml.ts';
import { parseWithRssParser, shield } from './parse-with-rss-parser.ts';

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

type Format = 'rss' | 'rdf' | 'atom';

const FRAMES: Readonly<Record<Format, readonly [open: string, close: string]>> = {
  rss: ['<rss version="2.0"><channel>', '</channel></rss>'],
  rdf: ['<rdf:RDF><channel/>', '</rdf:RDF>'],
  atom: ['<feed>', '</feed>'],
};

/**
 * Reads the items of a cleaned document that no parser takes as a whole, each on its own: one that is damaged, or a
 * document that was cut off, loses only what is broken. Null where no item is whole.
 */
async function saveItems(text: string, format: Format): Promise<RawFeed | null> {
  const [open, close] = FRAMES[format];
  const items: RawItem[] = [];
  let head = -1;
  for (const [start, end] of itemSpans(text, format === 'atom' ? 'entry' : 'item')) {
    if (head === -1) head = start;
    const parsed = await tryParse(open + text.slice(start, end) + close);
    items.push(...(parsed?.items ?? []));
    if (items.length >= MAX_ITEMS) break;
  }
  if (items.length === 0) return null;
  const channel = await tryParse(headOf(text.slice(0, head), format));
  return { ...(channel ?? NAMELESS), items };
}

const NAMELESS: Omit<RawFeed, 'items'> = {
  title: null,
  siteUrl: null,
  language: null,
  ttlMinutes: null,
  updatePeriod: null,
  updateFrequency: null,
  skipHours: [],
  hubUrl: null,
  base: null,
};

/** From where an item opens to where it closes; one that opens again before is cut off. */
function* itemSpans(text: string, name: string): Generator<[number, number]> {
  const mark = new RegExp(`<(/?)${name}(?=[\\s>])[^>]*>`, 'g');
  let start = -1;
  for (const found of text.matchAll(mark)) {
    if (!found[1]) start = found.index;
    else if (start !== -1) {
      yield [start, found.index + found[0].length];
      start = -1;
    }
  }
}

function headOf(head: string, format: Format): string {
  const close = { rss: '</channel></rss>', rdf: '</rdf:RDF>', atom: '</feed>' }[format];
  return head + close;
}

async function tryParse(source: string): Promise<RawFeed | null> {
  try {
    const shielded = cleanXml(source, shield);
    return shielded.kind === 'feed' ? await parseWithRssParser(shielded.text) : null;
  } catch {
    return tryTolerant(source);
  }
}

function tryTolerant(source: string): RawFeed | null {
  try {
    return parseWithFeedsmith(source);
  } catch {
    // Damaged on its own as well: this item is lost, and only this one.
    return null;
  }
}
