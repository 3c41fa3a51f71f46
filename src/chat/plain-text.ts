import type { Block, Message, Span, StoryBlock } from '../model/message.ts';
import { cleanText, linkableUrl } from './clean-text.ts';

export type PlainTextOptions = {
  /** Columns to wrap at and to align to; null leaves each line as long as it is. */
  width: number | null;
  /** Prints addresses after what they belong to. */
  showLinks: boolean;
};

const MARKS = { new: 'NEW', changed: 'CHANGED', withdrawn: 'WITHDRAWN' } as const;
const MAX_URL_LENGTH = 2_000;

/**
 * Draws a message as plain lines for a terminal: the same words in the same order as on the platforms, without
 * buttons. Control characters are gone, so that no title can move the cursor.
 */
export function renderPlainText(
  message: Message,
  options: PlainTextOptions = { width: null, showLinks: false },
): string {
  const texts = message.blocks.map((block) => drawBlock(block, options).join('\n'));
  return texts.filter(Boolean).join('\n');
}

function drawBlock(block: Block, options: PlainTextOptions): string[] {
  switch (block.kind) {
    case 'heading':
      return alignRight(cleanText(block.text), cleanText(block.aside ?? ''), options.width);
    case 'story':
      return drawStory(block, options);
    case 'text':
      return wrap(drawSpans(block.spans, options), '', '', options.width);
    case 'list':
      return block.items.flatMap((spans) => wrap(drawSpans(spans, options), ' • ', '   ', options.width));
    case 'quote':
      return wrap(drawSpans(block.spans, options), ' | ', ' | ', options.width);
    case 'actions':
      return [];
    case 'divider':
      return ['-'.repeat(Math.min(options.width ?? 40, 40))];
    case 'footer':
      return wrap(cleanText(block.text), '', '', options.width);
  }
}

/** Terminals draw a flag as two odd letters; its country's name stands behind it. */
const withoutFlags = (text: string) => text.replace(/[\u{1f1e6}-\u{1f1ff}]{2}\s?/gu, '');

function drawStory(story: StoryBlock, options: PlainTextOptions): string[] {
  const number = story.number === null ? '' : `${story.number}`;
  const mark = story.mark ? MARKS[story.mark] : '';
  const url = options.showLinks ? linkableUrl(story.url, MAX_URL_LENGTH) : null;
  const indent = '   ';
  const headline = `${number.padEnd(3)}${cleanText(story.headline)}`;
  return [
    ...alignRight(headline, mark, options.width),
    ...(story.changeLine ? wrap(cleanText(story.changeLine), indent, indent, options.width) : []),
    ...story.bullets.flatMap((bullet) =>
      wrap(cleanText(bullet), `${indent}• `, `${indent}  `, options.width),
    ),
    ...wrap(withoutFlags(cleanText(story.detailLine)), indent, indent, options.width),
    ...(url ? [`${indent}${url}`] : []),
  ];
}

function drawSpans(spans: readonly Span[], { showLinks }: PlainTextOptions): string {
  const texts = spans.map(({ text, url, style }) => {
    const link = showLinks ? linkableUrl(url, MAX_URL_LENGTH) : null;
    return link && link !== text ? `${text} (${link})` : withMarks(text, style);
  });
  return cleanText(texts.join(''));
}

/** As `wdiff` writes it: `[-left out-] {+put in+}`. */
function withMarks(text: string, style: Span['style']): string {
  if (style !== 'strike' && style !== 'mark') return text;
  const [begin, end] = style === 'strike' ? ['[-', '-]'] : ['{+', '+}'];
  return text.replace(/\S(?:.*\S)?/su, (core) => `${begin}${core}${end}`);
}

/** Left and right on one line, or one under the other where the line is too narrow. */
function alignRight(left: string, right: string, width: number | null): string[] {
  if (!right) return wrap(left, '', '   ', width);
  const gap = width === null ? 2 : width - left.length - right.length;
  return gap >= 2 ? [`${left}${' '.repeat(gap)}${right}`] : [...wrap(left, '', '   ', width), `   ${right}`];
}

function wrap(text: string, first: string, rest: string, width: number | null): string[] {
  if (!text) return [];
  if (width === null) return [`${first}${text}`];
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
