import { bareLine, CLOSING_HEADINGS, CLOSING_LINES, NOISE_LINES } from './noise-patterns.ts';
import type { TextBlock } from './read-blocks.ts';

/** What of the page's own data helps to tell its furniture: repeated title, author's note. */
export type PageHints = { title: string; byline: string | null };

/**
 * Keeps the blocks that are the article's own words. Three kinds go: lines that are furniture anywhere (pointers,
 * prompts, credits), what stands before the first paragraph (title, author, date, navigation), and what stands after
 * the last one (sign-offs, authors' notes, lists of links).
 */
export function removeBoilerplate(blocks: readonly TextBlock[], hints: PageHints): TextBlock[] {
  const own = dropMarketTables(dropPointedLists(blocks));
  const opened = dropOpening(own, hints);
  const closed = dropClosing(opened, hints);
  return closed.filter((block, index) => !isEmptyHeading(block, closed[index + 1]));
}

/** Furniture, and the lists that a line such as "More stories" introduces. */
function dropPointedLists(blocks: readonly TextBlock[]): TextBlock[] {
  let isPointed = false;
  return blocks.filter((block) => {
    if (isNoise(block)) {
      isPointed ||= block.kind === 'heading' || block.text.length < 60;
      return false;
    }
    isPointed &&= block.kind === 'list-item';
    return !isPointed;
  });
}

/** Runs of table cells that are mostly prices and changes: tickers, not the article's own tables. */
function dropMarketTables(blocks: readonly TextBlock[]): TextBlock[] {
  const kept: TextBlock[] = [];
  for (let start = 0; start < blocks.length; ) {
    let end = start;
    while (blocks[end]?.kind === 'cell') end += 1;
    const cells = blocks.slice(start, end);
    const figures = cells.filter(({ text }) => FIGURE.test(text)).length;
    const isMarket =
      cells.length >= 4 && figures >= cells.length * 0.4 && cells.some(({ text }) => CHANGE.test(text));
    if (!isMarket) kept.push(...blocks.slice(start, Math.max(end, start + 1)));
    start = Math.max(end, start + 1);
  }
  return kept;
}

const FIGURE = /^[-+–−▲▼]?\s?[$€£¥]?[\d.,]+\s?%?$/;
const CHANGE = /^[-+–−▲▼]\s?[\d.,]+\s?%?$/;

function isNoise(block: TextBlock): boolean {
  const { text, linkChars, kind } = block;
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  const bare = bareLine(text);
  if (kind === 'heading') return text.length < 90 && NOISE_LINES.some((pattern) => pattern.test(bare));
  // A paragraph that is one link points elsewhere; in a list it may be the article's subject.
  if (linkChars > text.length * 0.8 && text.length < 250) return true;
  return NOISE_LINES.some((pattern) => pattern.test(bare));
}

/** Prose has sentences, and is not made of links. */
export function isProse(block: TextBlock): boolean {
  const { text, linkChars, kind } = block;
  if (kind === 'heading' || kind === 'cell' || linkChars > text.length / 2) return false;
  const ends = text.match(/[\p{Ll}\p{Lo}\p{N})”"’'»%][.!?…。！？।؟](?=[\s"”’')»\]]|$)/gu)?.length ?? 0;
  return text.length >= 60 && ends > 0;
}

function dropOpening(blocks: readonly TextBlock[], hints: PageHints): TextBlock[] {
  const first = blocks.findIndex(isProse);
  if (first <= 0) return [...blocks];
  const title = words(hints.title);
  const kept = blocks.slice(0, first).filter((block) => {
    if (block.kind === 'list-item' && block.linkChars === 0 && block.text.length > 40) return true;
    if (block.text.length < 60 || block.linkChars > block.text.length / 3) return false;
    return (
      !isLike(words(block.text), title) && !/\b(?:19|20)\d\d\b.*\d{1,2}:\d\d|\bby [A-Z]/i.test(block.text)
    );
  });
  return [...kept, ...blocks.slice(first)];
}

function dropClosing(blocks: readonly TextBlock[], hints: PageHints): TextBlock[] {
  let kept = cutAtClosingHeading(blocks);
  for (;;) {
    const last = kept.at(-1);
    if (!last || kept.length === 1 || !isClosing(last, hints)) return kept;
    kept = kept.slice(0, -1);
  }
}

function isClosing(block: TextBlock, hints: PageHints): boolean {
  if (block.kind === 'heading') return true;
  if (CLOSING_LINES.some((pattern) => pattern.test(bareLine(block.text)))) return true;
  if (block.linkChars > block.text.length / 2) return true;
  const [firstName = ''] = hints.byline?.split(/[\s,]+/) ?? [];
  const isAboutAuthor =
    hints.byline !== null && hints.byline.length > 5 && block.text.startsWith(hints.byline);
  if (isAboutAuthor && firstName !== '') return true;
  const isSentence = /[.!?…。！？।؟]["”’')»\]]*$/.test(block.text);
  return block.kind !== 'list-item' && block.kind !== 'cell' && !isSentence && block.text.length < 80;
}

/** A press release ends with the company's portrait: only where most of the text stands before it. */
function cutAtClosingHeading(blocks: readonly TextBlock[]): TextBlock[] {
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  for (const [index, { text }] of blocks.entries()) {
    if (before > total * 0.6 && text.length < 60 && CLOSING_HEADINGS.test(bareLine(text)))
      return blocks.slice(0, index);
    before += text.length;
  }
  return [...blocks];
}

function isEmptyHeading(block: TextBlock, next: TextBlock | undefined): boolean {
  return block.kind === 'heading' && next === undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Most words of `a` stand in `b`. */
function isLike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  return [...a].filter((word) => b.has(word)).length / a.size > 0.8;
}
