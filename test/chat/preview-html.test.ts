import { describe, expect, it } from 'vitest';
import { previewDiscord } from '../../src/chat/discord/preview-components.ts';
import { renderPreviewPage } from '../../src/chat/preview-html.ts';
import { previewSlack } from '../../src/chat/slack/preview-blocks.ts';
import type { Message } from '../../src/model/message.ts';
import { HOSTILE_TEXTS, makeDigest, makeStory } from '../support/chat-messages.ts';

const previews = [
  ['Slack', previewSlack],
  ['Discord', previewDiscord],
] as const;

const wordsOf = (html: string) =>
  html
    .replace(/<\/?(div|li|ul|hr|h3|blockquote|br)[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .split(/\s+/)
    .filter(Boolean);

describe('previews', () => {
  it('say the same words in the same order on both platforms', () => {
    const message: Message = {
      ...makeDigest(2, () => ({ mark: 'changed', changeLine: 'Changed 14:20: (a) *date* [1]' })),
    };
    const [slack, discord] = previews.map(([, preview]) => wordsOf(preview([message], '07:30')));
    expect(discord).toEqual(slack);
    expect(slack).toContain('*date*');
  });

  it.each(previews)('let no text become markup: %s', (_, preview) => {
    for (const text of HOSTILE_TEXTS) {
      const story = makeStory({
        headline: text,
        bullets: [text, text, text],
        changeLine: text,
        url: `https://a.example/"><b>`,
      });
      const html = preview([{ blocks: [story], fallbackText: '' }], '07:30');
      expect(html).not.toMatch(/<(img|script|b>hi)|href="javascript/);
    }
  });

  it('make a page that runs nothing and loads nothing', () => {
    const page = renderPreviewPage('A <digest>', [
      { platform: 'Slack', html: previewSlack([makeDigest(1)], '07:30') },
    ]);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('A &lt;digest&gt;');
    expect(page).not.toMatch(/<script|<link|src=/);
  });
});
