import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISCORD_BUDGET } from '../../../config/chat-limits.ts';
import {
  escapeDiscord,
  escapeWithin,
  containerId,
  fitsDiscord,
  measure,
  renderDiscordMessage,
} from '../../../src/chat/discord/render-components.ts';
import { nonceOf } from '../../../src/chat/discord/post-messages.ts';
import { splitMessage } from '../../../src/chat/split-message.ts';
import type { Block } from '../../../src/model/message.ts';
import { anyMessage, HOSTILE_TEXTS, makeDigest, makeStory } from '../../support/chat-messages.ts';
import { checkDiscordMessage, discordText, listComponents } from '../../support/discord-component-check.ts';
import { checkDiscordSchema, hasDiscordSchema } from '../../support/discord-schema.ts';

const POST_ID = '019a0000-0000-7000-8000-0000000000ff';
const render = (...blocks: readonly Block[]) => renderDiscordMessage({ blocks, fallbackText: '' }, POST_ID);
const contents = (...blocks: readonly Block[]) =>
  listComponents(render(...blocks).components).flatMap(({ content }) =>
    typeof content === 'string' ? [content] : [],
  );

describe('renderDiscordMessage', () => {
  it('draws a story as linked headline, mark, change, bullets, details and two buttons', () => {
    const story = makeStory({ mark: 'changed', changeLine: 'Changed 14:20: a date' });
    expect(contents(story)).toEqual([
      [
        '**1  [Ministers of two river states meet over a shared dam](<https://news.example/dam?id=7&lang=en>)**  `CHANGED`',
        '*Changed 14:20: a date*',
        ...story.bullets.map((bullet) => `- ${bullet}`),
        `-# ${story.detailLine}`,
      ].join('\n'),
    ]);
    const buttons = listComponents(render(story).components).filter(({ type }) => type === 2);
    expect(buttons).toMatchObject([
      { label: 'Evidence', custom_id: `evidence:${POST_ID}:${story.storyId}` },
      { label: 'More', custom_id: `more:${POST_ID}:${story.storyId}` },
    ]);
  });

  it('links the web and nothing else', () => {
    expect(contents(makeStory({ url: 'javascript:alert(1)' })).join()).not.toContain('](');
    expect(contents(makeStory({ url: `https://a.example/${'p'.repeat(600)}` })).join()).not.toContain('](');
    expect(contents(makeStory({ url: 'https://a.example/x)>y' })).join()).toContain(
      '](<https://a.example/x%29%3Ey>)',
    );
  });

  it('draws spans with their looks, and keeps marks of neighbours apart', () => {
    const spans = [
      { text: 'plain ' },
      { text: 'bold ', style: 'bold' },
      { text: 'link', url: 'https://a.example/', style: 'italic' },
      { text: 'co`de', style: 'code' },
    ] as const;
    expect(contents({ kind: 'text', spans })).toEqual([
      "plain **bold** *[link](<https://a.example/>)*\u200b`co'de`",
    ]);
  });

  it.skipIf(!hasDiscordSchema)('is what the API description wants (skipped where that is absent)', () => {
    expect(checkDiscordSchema('MessageCreateRequest', { ...render(...makeDigest(5).blocks) })).toEqual([]);
    expect(
      checkDiscordSchema('MessageCreateRequest', { components: [{ type: 17, components: [] }] }),
    ).not.toEqual([]);
    expect(checkDiscordSchema('MessageCreateRequest', { nonsense: 1 })).not.toEqual([]);
    expect(checkDiscordSchema('MessageCreateRequest', { nonce: 'n'.repeat(26) })).not.toEqual([]);
  });

  it('is taken by Discord, part by part, whatever the message', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const part of splitMessage(message, fitsDiscord)) {
          const payload = renderDiscordMessage(part, POST_ID);
          const body = { ...payload };
          expect(checkDiscordMessage(body)).toEqual([]);
          expect(checkDiscordSchema('MessageCreateRequest', body)).toEqual([]);
          expect(measure(payload.components).textLength).toBeLessThanOrEqual(DISCORD_BUDGET.allText);
          expect(() => discordText(payload.components)).not.toThrow();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts components that are inside others', () => {
    expect(measure(render(makeStory()).components).components).toBe(5);
  });

  it('gives posts ids of their own that the API takes', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => containerId(`post-${index}`));
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31)).toBe(true);
  });
});

describe('nonceOf', () => {
  it('has a nonce of its own for each post, of at most 25 characters', () => {
    const nonces = Array.from({ length: 100 }, (_, index) => nonceOf(`post-${index}`));
    expect(new Set(nonces).size).toBe(100);
    expect(nonces.every(({ length }) => length === 25)).toBe(true);
    expect(nonceOf('post-1')).toBe(nonces[1]);
  });
});

describe('escapeDiscord', () => {
  it.each([
    ['@everyone', String.raw`\@everyone`],
    ['<@123> <#1> <t:1:R> </a:1> <:x:1>', String.raw`\<\@123\> \<#1\> \<t:1:R\> \</a:1\> \<:x:1\>`],
    ['# not a heading', String.raw`\# not a heading`],
    ['- not a list', String.raw`\- not a list`],
    ['-# not small', String.raw`\-# not small`],
    ['12. not a list', String.raw`12\. not a list`],
    ['[x](javascript:alert(1))', String.raw`\[x\](javascript:alert(1))`],
    ['https://evil.example', String.raw`https\://evil.example`],
    ['5 * 3 = 15 - 0', String.raw`5 \* 3 = 15 - 0`],
  ])('makes %j literal', (text, escaped) => expect(escapeDiscord(text)).toBe(escaped));

  it.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'keeps to the length, and shows what it keeps as it was: %s',
    (_, text) => {
      const escaped = escapeWithin(text, 200);
      expect(escaped.length).toBeLessThanOrEqual(200);
      expect(() => discordText([{ type: 10, content: escaped }])).not.toThrow();
    },
  );
});

describe('the check of the stand-in', () => {
  const valid = render(makeStory());
  it.each([
    ['allowed mentions left out', { ...valid, allowed_mentions: undefined }],
    ['mentions allowed', { ...valid, allowed_mentions: { parse: ['everyone'] } }],
    ['content beside components', { ...valid, content: 'x' }],
    ['no flag', { ...valid, flags: 0 }],
    [
      '41 components',
      { ...valid, components: [{ type: 17, components: Array.from({ length: 40 }, () => ({ type: 14 })) }] },
    ],
    ['4,001 characters', { ...valid, components: [{ type: 10, content: 'x'.repeat(4_001) }] }],
    ['a custom_id twice', { ...valid, components: [...valid.components, ...valid.components] }],
    ['an empty text', { ...valid, components: [{ type: 10, content: ' ' }] }],
  ])('refuses %s', (_, body) => {
    expect(checkDiscordMessage(body)).not.toEqual([]);
  });

  it.each(['@everyone', '<@1>', '[x](https://a.example)', 'https://a.example', '<t:1:R>'])(
    'sees markup in %s',
    (content) => {
      expect(() => discordText([{ type: 10, content }])).toThrowError('markup from outside');
    },
  );
});
