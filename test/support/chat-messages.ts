import * as fc from 'fast-check';
import type { Block, Message, Span, StoryBlock } from '../../src/model/message.ts';

/** A story block in invented words, with what a test changes. */
export function makeStory(changes: Partial<StoryBlock> = {}): StoryBlock {
  return {
    kind: 'story',
    storyId: '019a0000-0000-7000-8000-00000000000a',
    number: 1,
    headline: 'Ministers of two river states meet over a shared dam',
    url: 'https://news.example/dam?id=7&lang=en',
    mark: 'new',
    changeLine: null,
    bullets: [
      'The energy ministers of both states met in the border town on Monday.',
      'They agreed to publish the water level of the dam each day.',
      'A treaty on filling the reservoir is still being negotiated.',
    ],
    detailLine: 'Harbour Post, Sample Wire +3 · Egypt, Ethiopia · diplomacy · 2 h ago',
    hasButtons: true,
    ...changes,
  };
}

/** A digest of `count` stories, each with its own id. */
export function makeDigest(
  count: number,
  changes: (index: number) => Partial<StoryBlock> = () => ({}),
): Message {
  const stories = Array.from({ length: count }, (_, index) =>
    makeStory({
      number: index + 1,
      storyId: `019a0000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
      headline: `Story number ${index + 1}`,
      ...changes(index),
    }),
  );
  return {
    blocks: [
      {
        kind: 'heading',
        text: 'World digest · Tue 5 Sep, 07:30 SAST',
        aside: `${count} stories from 41 articles`,
      },
      ...stories,
      { kind: 'footer', text: 'Coverage: 18 of 20 feeds · next: 17:30' },
    ],
    fallbackText: `World digest: ${count} stories`,
  };
}

/** Text that tries to be markup, to ping, to hide or to overflow. */
export const HOSTILE_TEXTS: readonly string[] = [
  '@everyone @here look',
  '<!channel> <!here> <@U1> <#C1> <!subteam^S1>',
  '<@1234567890> <@&1234567890> <#1234567890> </status:1234567890> <t:1700000000:R> <:x:1234567890>',
  '[x](javascript:alert(1)) [prize](https://evil.example/)',
  '# Heading',
  '> quote',
  '- list',
  '-# small',
  '1. first',
  '*bold* _italic_ ~~gone~~ `code` ```block``` ||spoiler||',
  'https://evil.example/login http://evil.example',
  'abc \u202ecod.exe\u202c \u2066isolated',
  '\u200b\u200b\u2060\ufeff',
  'zero\u200bwidth',
  'line one\nline two\r\n\u2028line three',
  '\u001b[2J\u0007terminal',
  '\ud800 lonely surrogate',
  '&amp; < > & &lt;script&gt;',
  '"quotes" <img src=x onerror=alert(1)>',
  '\\*escaped\\* \\',
  '😀'.repeat(10_000),
  '👩‍👩‍👧‍👦'.repeat(2_000),
  'x'.repeat(5_000),
  `${'y'.repeat(5_000)} ${'z'.repeat(5_000)}`,
  'e\u0301\u0302\u0303'.repeat(3_000),
  '',
  ' ',
];

const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4_000 }) },
);
const anyUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://x.example/a_(b)*c*|d',
    `https://x.example/${'p'.repeat(4_000)}`,
    'no address',
  ),
);
const anySpan: fc.Arbitrary<Span> = fc.record(
  {
    text: anyText,
    url: anyUrl,
    style: fc.constantFrom(...(['bold', 'italic', 'code', 'strike', 'mark'] as const)),
  },
  { requiredKeys: ['text'] },
);
const anySpans = fc.array(anySpan, { maxLength: 6 });
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('story' as const),
    storyId: fc.uuid(),
    number: fc.option(fc.integer({ min: 1, max: 99 })),
    headline: anyText,
    url: fc.option(anyUrl),
    mark: fc.constantFrom('new' as const, 'changed' as const, 'withdrawn' as const, null),
    changeLine: fc.option(anyText),
    bullets: fc.tuple(anyText, anyText, anyText),
    detailLine: anyText,
    hasButtons: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('text' as const), spans: anySpans }),
  fc.record({ kind: fc.constant('quote' as const), spans: anySpans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(anySpans, { maxLength: 30 }) }),
  fc.constant({ kind: 'divider' as const }),
);

/** Any message at all: a heading or none, blocks of every kind, a footer or none. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    heading: fc.option(fc.record({ kind: fc.constant('heading' as const), text: anyText, aside: anyText })),
    body: fc.array(anyBlock, { maxLength: 14 }),
    footer: fc.option(fc.record({ kind: fc.constant('footer' as const), text: anyText })),
    fallbackText: anyText,
  })
  .map(({ heading, body, footer, fallbackText }) => ({
    blocks: [...(heading ? [heading] : []), ...body, ...(footer ? [footer] : [])],
    fallbackText,
  }));
