import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitParts, splitMessage } from '../../src/chat/split-message.ts';
import type { Block, Message } from '../../src/model/message.ts';
import { anyMessage, makeDigest } from '../support/chat-messages.ts';

const kinds = (message: Message) => message.blocks.map(({ kind }) => kind);
const storyNumbers = (message: Message) =>
  message.blocks.flatMap((block) => (block.kind === 'story' ? [block.number] : []));
const atMost = (stories: number) => (message: Message) => storyNumbers(message).length <= stories;

function lengthOf(block: Block): number {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return block.spans.reduce((sum, { text }) => sum + text.length, 0);
    case 'list':
      // As renderers do: an item is never cut between parts, so it is clipped.
      return block.items.reduce(
        (sum, spans) => sum + Math.min(500, spans.map(({ text }) => text).join('').length),
        0,
      );
    case 'heading':
    case 'actions':
    case 'story':
    case 'divider':
    case 'footer':
      return 10;
  }
}
const shorterThan = (limit: number) => (message: Message) =>
  message.blocks.reduce((sum, block) => sum + lengthOf(block), 0) <= limit;
const textOf = (message: Message) =>
  message.blocks
    .flatMap((block) => (block.kind === 'text' || block.kind === 'quote' ? block.spans : []))
    .map(({ text }) => text)
    .join('');

describe('splitMessage', () => {
  it('leaves a message alone that fits', () => {
    const digest = makeDigest(3);
    expect(splitMessage(digest, () => true)).toEqual([digest]);
  });

  it('cuts between stories, with the heading first and the footer last', () => {
    const parts = splitMessage(makeDigest(8), atMost(3));
    expect(parts.map(storyNumbers)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8],
    ]);
    expect(parts[0]?.blocks[0]).toMatchObject({ text: 'World digest · Tue 5 Sep, 07:30 SAST' });
    expect(parts[1]?.blocks[0]).toMatchObject({
      text: 'World digest · Tue 5 Sep, 07:30 SAST (continued)',
      aside: 'part 2 of 3',
    });
    expect(parts.map((part) => kinds(part).includes('footer'))).toEqual([false, false, true]);
    expect(parts[2]?.fallbackText).toContain('Story number 8');
  });

  it('does not leave the footer alone on a part', () => {
    const fits = (message: Message) => message.blocks.length <= 4;
    const parts = splitMessage(makeDigest(3), fits);
    expect(parts.map(kinds)).toEqual([
      ['heading', 'story', 'story'],
      ['heading', 'story', 'footer'],
    ]);
  });

  it('starts and ends no part with a divider', () => {
    const [heading, ...rest] = makeDigest(4).blocks;
    const blocks = [heading, ...rest.flatMap((block): Block[] => [block, { kind: 'divider' }])] as Block[];
    for (const part of splitMessage({ blocks, fallbackText: '' }, atMost(2)).slice(0, -1)) {
      expect(kinds(part).at(1)).toBe('story');
      expect(kinds(part).at(-1)).toBe('story');
    }
  });

  it('cuts a long text between words and loses none of it', () => {
    const text = 'word '.repeat(200);
    const parts = splitMessage(
      { blocks: [{ kind: 'text', spans: [{ text }] }], fallbackText: '' },
      shorterThan(99),
    );
    expect(parts.map(textOf).join('')).toBe(text);
    expect(parts.every((part) => textOf(part).endsWith(' '))).toBe(true);
  });

  it('keeps every story once, in order, whatever the message', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 1, max: 4 }), (message, stories) => {
        const parts = splitMessage(message, (part) => atMost(stories)(part) && shorterThan(3_000)(part));
        expect(parts.flatMap(storyNumbers)).toEqual(storyNumbers(message));
        expect(parts.map(textOf).join('')).toBe(textOf(message));
        for (const part of parts) expect(shorterThan(3_000)(part) && atMost(stories)(part)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('limitParts', () => {
  it('says how many stories were left out', () => {
    const parts = splitMessage(makeDigest(8), atMost(2));
    const kept = limitParts(parts, 2);
    expect(kept).toHaveLength(2);
    expect(kept[1]?.blocks.at(-1)).toEqual({ kind: 'footer', text: 'And 4 more.' });
  });

  it('changes nothing when there is room', () => {
    const parts = splitMessage(makeDigest(2), atMost(1));
    expect(limitParts(parts, 4)).toEqual(parts);
  });
});
