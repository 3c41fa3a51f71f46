import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { makeDigest, makeStory } from '../support/chat-messages.ts';

describe('renderPlainText', () => {
  it('draws a digest in columns', () => {
    const text = renderPlainText(makeDigest(1), { width: 90, showLinks: true });
    expect(text.split('\n')).toEqual([
      'World digest · Tue 5 Sep, 07:30 SAST                            1 stories from 41 articles',
      '1  Story number 1                                                                      NEW',
      '   • The energy ministers of both states met in the border town on Monday.',
      '   • They agreed to publish the water level of the dam each day.',
      '   • A treaty on filling the reservoir is still being negotiated.',
      '   Harbour Post, Sample Wire +3 · Egypt, Ethiopia · diplomacy · 2 h ago',
      '   https://news.example/dam?id=7&lang=en',
      'Coverage: 18 of 20 feeds · next: 17:30',
    ]);
  });

  it('wraps within the width, under where the text began', () => {
    const story = makeStory({ bullets: ['one two three four five six seven eight nine ten', 'b', 'c'] });
    const text = renderPlainText({ blocks: [story], fallbackText: '' }, { width: 30, showLinks: false });
    const lines = text.split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(30);
    expect(text).toContain('   • one two three four five\n     six seven eight nine ten');
  });

  it('shows what changed, links and lists', () => {
    const text = renderPlainText(
      {
        blocks: [
          makeStory({ number: null, mark: 'changed', changeLine: 'Changed 14:20: toll 12 -> 19' }),
          {
            kind: 'list',
            items: [[{ text: 'Grain talks: ' }, { text: 'source', url: 'https://a.example/' }]],
          },
          { kind: 'quote', spans: [{ text: 'A sentence.' }] },
        ],
        fallbackText: '',
      },
      { width: null, showLinks: true },
    );
    expect(text).toContain('CHANGED\n   Changed 14:20: toll 12 -> 19');
    expect(text).toContain(' • Grain talks: source (https://a.example/)\n | A sentence.');
  });

  it('leaves flags out, since terminals draw them as letters', () => {
    const story = makeStory({ detailLine: 'Wire · 🇰🇵 North Korea, 🇷🇺 Russia · 2 h ago' });
    const text = renderPlainText({ blocks: [story], fallbackText: '' });
    expect(text).toContain('Wire · North Korea, Russia · 2 h ago');
  });

  it('lets no title move the cursor', () => {
    const story = makeStory({ headline: 'a\u001b[2J\u0007\u009bb' });
    expect(renderPlainText({ blocks: [story], fallbackText: '' })).not.toMatch(/[\p{Cc}--\n]/v);
  });
});
