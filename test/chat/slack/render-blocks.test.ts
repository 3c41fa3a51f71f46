import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLACK_BUDGET } from '../../../config/chat-limits.ts';
import { splitMessage } from '../../../src/chat/split-message.ts';
import { fitsSlack, measureBlocks, renderSlackMessage } from '../../../src/chat/slack/render-blocks.ts';
import { anyMessage, HOSTILE_TEXTS, makeDigest, makeStory } from '../../support/chat-messages.ts';
import { checkSlackBlocks, slackText } from '../../support/slack-block-check.ts';

const render = (...blocks: Parameters<typeof renderSlackMessage>[0]['blocks']) =>
  renderSlackMessage({ blocks, fallbackText: 'fallback' }, 'post-1').blocks;

describe('renderSlackMessage', () => {
  it('draws a story as linked headline, mark, change, bullets, details and two buttons', () => {
    const blocks = render(makeStory({ mark: 'changed', changeLine: 'Changed 14:20: a date' }));
    expect(slackText(blocks)).toBe(
      [
        '1  Ministers of two river states meet over a shared dam  CHANGED\nChanged 14:20: a date',
        ...makeStory().bullets,
        makeStory().detailLine,
        'Evidence',
        'More',
      ].join('\n'),
    );
    expect(blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'evidence', value: 'evidence:post-1:019a0000-0000-7000-8000-00000000000a' },
        { action_id: 'more', value: 'more:post-1:019a0000-0000-7000-8000-00000000000a' },
      ],
    });
  });

  it('links the web and nothing else', () => {
    const links = (url: string) => JSON.stringify(render(makeStory({ url }))).includes('"link"');
    expect(links('https://news.example/')).toBe(true);
    expect(links('javascript:alert(1)')).toBe(false);
    expect(links(`https://news.example/${'p'.repeat(4_000)}`)).toBe(false);
  });

  it.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'lets no text be markup: %s',
    (_, text) => {
      const blocks = render(makeStory({ headline: text, detailLine: text }), { kind: 'footer', text });
      expect(checkSlackBlocks(blocks)).toEqual([]);
      const { text: fallback } = renderSlackMessage({ blocks: [], fallbackText: text }, 'post-1');
      expect(fallback).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      expect(JSON.stringify(blocks)).not.toMatch(/"mrkdwn"|"markdown"|"broadcast"|"user_id"/);
    },
  );

  it('draws something for a message without anything visible', () => {
    const { blocks, text } = renderSlackMessage({ blocks: [], fallbackText: '\u200b' }, 'post-1');
    expect(checkSlackBlocks(blocks)).toEqual([]);
    expect(blocks).toHaveLength(1);
    expect(text).toBe('(no text)');
  });

  it('is taken by Slack, part by part, whatever the message', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const part of splitMessage(message, fitsSlack)) {
          const { blocks } = renderSlackMessage(part, '019a0000-0000-7000-8000-0000000000ff');
          expect(checkSlackBlocks(blocks)).toEqual([]);
          expect(measureBlocks(blocks)).toBeLessThanOrEqual(SLACK_BUDGET.allBlocksText);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes eight full stories in one message', () => {
    const long = makeDigest(8, () => ({
      headline: 'A headline of the usual length that says what happened and where it did',
      bullets: ['word '.repeat(25), 'word '.repeat(25), 'word '.repeat(25)],
    }));
    expect(splitMessage(long, fitsSlack)).toHaveLength(1);
  });
});

describe('the check of the stand-in', () => {
  it.each([
    ['an unknown property', [{ type: 'divider', colour: 'red' }]],
    ['a header that is too long', [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]],
    ['an empty text', [{ type: 'header', text: { type: 'plain_text', text: '' } }]],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    [
      'a mention',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
        },
      ],
    ],
    ['an unknown block', [{ type: 'marquee' }]],
    ['no elements', [{ type: 'context', elements: [] }]],
    [
      'a link to a script',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:x' }] }],
        },
      ],
    ],
  ])('refuses %s', (_, blocks) => {
    expect(checkSlackBlocks(blocks)).not.toEqual([]);
  });
});
