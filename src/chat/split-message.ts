import type { Block, Message, Span } from '../model/message.ts';
import { boundaryBefore } from './clean-text.ts';

type Heading = Extract<Block, { kind: 'heading' }>;
type Fits = (message: Message) => boolean;

/** As wide as a continued heading's aside can get, so that numbering the parts later never outgrows them. */
const WIDEST_ASIDE = 'part 99 of 99';

/**
 * Cuts a message between its blocks into parts that each fit. The heading stays on the first part, later ones get a
 * short continued heading, the footer is on the last. A text, quote or list that fits no part alone is cut inside; a
 * story never is: renderers shorten its lines so that one always fits.
 * `fits` must accept any message made of fewer blocks than one it accepts. Pure; at least one part comes out.
 */
export function splitMessage(message: Message, fits: Fits): Message[] {
  if (fits(message)) return [message];
  const { heading, body, footer } = takeApart(message.blocks);
  const first: Heading[] = heading ? [heading] : [];
  const again: Heading[] = heading ? [{ ...continued(heading), aside: WIDEST_ASIDE }] : [];
  const fitsBlocks = (blocks: readonly Block[]) => fits({ blocks, fallbackText: message.fallbackText });
  const pieces = body.flatMap((block) =>
    // A piece may come to stand under either heading, and alone.
    breakBlock(block, (piece) =>
      [first, again].every((opening) => fitsBlocks([...opening, piece, ...footer])),
    ),
  );
  const parts: Block[][] = [];
  let current: Block[] = [];
  const opening = () => (parts.length === 0 ? first : again);
  for (const piece of pieces) {
    if (current.length > 0 && !fitsBlocks([...opening(), ...current, piece])) {
      parts.push([...opening(), ...withoutOuterDividers(current)]);
      current = [];
    }
    current.push(piece);
  }
  if (current.length > 1 && !fitsBlocks([...opening(), ...current, ...footer])) {
    const last = current.splice(-1);
    parts.push([...opening(), ...withoutOuterDividers(current)]);
    current = last;
  }
  parts.push([...opening(), ...withoutOuterDividers(current), ...footer]);
  return parts.map((blocks, index) => numberPart(blocks, index, parts.length, message, heading));
}

/** Keeps the first `maxParts` parts; what was left out becomes a line at the end of the last one. */
export function limitParts(parts: readonly Message[], maxParts: number): Message[] {
  const left = parts.slice(maxParts);
  const kept = parts.slice(0, maxParts);
  const last = kept.at(-1);
  if (left.length === 0 || !last) return kept;
  const stories = left.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'story').length;
  const text = stories > 0 ? `And ${stories} more.` : 'The rest did not fit here.';
  return [...kept.slice(0, -1), { ...last, blocks: [...last.blocks, { kind: 'footer', text }] }];
}

function takeApart(blocks: readonly Block[]) {
  const heading = blocks[0]?.kind === 'heading' ? blocks[0] : null;
  const footerAt = blocks.findLastIndex(({ kind }) => kind !== 'footer') + 1;
  return { heading, body: blocks.slice(heading ? 1 : 0, footerAt), footer: blocks.slice(footerAt) };
}

function continued(heading: Heading): Heading {
  return { kind: 'heading', text: `${heading.text} (continued)` };
}

function numberPart(
  blocks: readonly Block[],
  index: number,
  count: number,
  message: Message,
  heading: Heading | null,
): Message {
  if (index === 0) return { blocks, fallbackText: message.fallbackText };
  const aside = `part ${index + 1} of ${count}`;
  const headlines = blocks.flatMap((block) => (block.kind === 'story' ? [block.headline] : []));
  const name = heading ? `${heading.text}, ${aside}` : aside;
  return {
    blocks: heading ? [{ ...continued(heading), aside }, ...blocks.slice(1)] : blocks,
    fallbackText: [name, ...headlines].join('\n'),
  };
}

function withoutOuterDividers(blocks: readonly Block[]): readonly Block[] {
  const first = blocks.findIndex(({ kind }) => kind !== 'divider');
  const last = blocks.findLastIndex(({ kind }) => kind !== 'divider');
  return first < 0 ? [] : blocks.slice(first, last + 1);
}

function breakBlock(block: Block, fits: (block: Block) => boolean): Block[] {
  switch (block.kind) {
    case 'list':
      return breakInto(block.items.length, fits, (from, to) => ({
        kind: 'list',
        items: block.items.slice(from, to),
        ...(block.storyIds && { storyIds: block.storyIds.slice(from, to) }),
      }));
    case 'text':
    case 'quote': {
      const { kind, spans } = block;
      const text = spans.map((span) => span.text).join('');
      return breakInto(
        text.length,
        fits,
        (from, to) => ({ kind, spans: sliceSpans(spans, from, to) }),
        (from, to) => breakPoint(text, from, to),
      );
    }
    case 'heading':
    case 'actions':
    case 'story':
    case 'divider':
    case 'footer':
      return [block];
  }
}

/** Cuts `length` units into runs, each as long as fits (found by halving), none empty. */
function breakInto(
  length: number,
  fits: (block: Block) => boolean,
  slice: (from: number, to: number) => Block,
  breakAt: (from: number, to: number) => number = (_, to) => to,
): Block[] {
  const pieces: Block[] = [];
  let from = 0;
  while (from < length - 1 && !fits(slice(from, length))) {
    let fitting = from + 1;
    let tooFar = length;
    while (tooFar - fitting > 1) {
      const middle = (fitting + tooFar) >> 1;
      if (fits(slice(from, middle))) fitting = middle;
      else tooFar = middle;
    }
    const to = Math.max(breakAt(from, fitting), from + 1);
    pieces.push(slice(from, to));
    from = to;
  }
  return [...pieces, slice(from, length)];
}

/** After the last space in the run, else between graphemes. */
function breakPoint(text: string, from: number, to: number): number {
  const space = text.lastIndexOf(' ', to - 1) + 1;
  return space > from ? space : boundaryBefore(text, to);
}

function sliceSpans(spans: readonly Span[], from: number, to: number): Span[] {
  const cut: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text) cut.push({ ...span, text });
    at += span.text.length;
  }
  return cut;
}
