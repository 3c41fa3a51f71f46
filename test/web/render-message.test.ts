import * as fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/model/message.ts';
import { linkable, renderMessage } from '../../src/web/render-message.ts';
import { renderAnswer, renderPost } from '../../src/web/render-post.ts';
import { anyMessage, HOSTILE_TEXTS, makeDigest, makeStory } from '../support/chat-messages.ts';

const draw = async (message: Message) => {
  const { document } = parseHTML(`<html><body>${await renderMessage(message, 'post-1')}</body></html>`);
  return document;
};
const only = (block: Message['blocks'][number]): Message => ({ blocks: [block], fallbackText: '' });

/** Every tag and attribute that the renderer itself writes. */
const OWN_TAGS = new Set(
  'DIV HEADER H2 P ARTICLE H3 SPAN A UL LI FORM INPUT BUTTON BLOCKQUOTE STRONG EM CODE DEL MARK HR FOOTER'.split(
    ' ',
  ),
);
const OWN_ATTRIBUTES = new Set(
  'class dir href rel target method action type name value aria-expanded'.split(' '),
);

describe('a message as HTML', () => {
  it('shows a digest whole, in order', async () => {
    const document = await draw(makeDigest(3, () => ({ changeLine: 'Changed 14:20: visit dated' })));
    const text = document.body.textContent ?? '';
    const expected = [
      'World digest · Tue 5 Sep, 07:30 SAST',
      '3 stories from 41 articles',
      'Story number 1',
      'New',
      'Changed 14:20: visit dated',
      ...makeStory().bullets,
      makeStory().detailLine,
      'Evidence',
      'More',
      'Story number 3',
      'Coverage: 18 of 20 feeds · next: 17:30',
    ];
    let at = -1;
    for (const part of expected) {
      expect(text.slice(at + 1)).toContain(part);
      at = text.indexOf(part, at + 1);
    }
    expect(document.querySelectorAll('.bullets li')).toHaveLength(9);
  });

  it('gives a story its number, mark, link and buttons only where it has them', async () => {
    const bare = makeStory({ number: null, mark: null, url: null, hasButtons: false });
    const document = await draw(only(bare));
    for (const absent of ['.story-number', '.mark', 'a', 'form', '.change'])
      expect(document.querySelector(absent), absent).toBeNull();
    const full = await draw(only(makeStory({ mark: 'withdrawn' })));
    expect(full.querySelector('.mark-withdrawn')?.textContent).toBe('Withdrawn');
    const link = full.querySelector('h3 a');
    expect(link?.getAttribute('href')).toBe('https://news.example/dam?id=7&lang=en');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
    const fields = Object.fromEntries(
      [...full.querySelectorAll('input')].map((input) => [
        input.getAttribute('name'),
        input.getAttribute('value'),
      ]),
    );
    expect(fields).toEqual({ postId: 'post-1', storyId: makeStory().storyId });
  });

  it('names each button after its story for who cannot see the page', async () => {
    const document = await draw(only(makeStory()));
    expect([...document.querySelectorAll('button')].map((button) => button.textContent)).toEqual([
      `Evidence for ${makeStory().headline}`,
      `More for ${makeStory().headline}`,
    ]);
  });

  it('draws the styles of spans', async () => {
    const spans = [
      { text: 'b', style: 'bold' },
      { text: 'i', style: 'italic' },
      { text: 'c', style: 'code' },
      { text: 's', style: 'strike' },
      { text: 'm', style: 'mark' },
      { text: 'l', url: 'https://news.example/' },
    ] as const;
    const document = await draw(only({ kind: 'text', spans }));
    expect(
      ['strong', 'em', 'code', 'del', 'mark', 'a'].map((tag) => document.querySelector(tag)?.textContent),
    ).toEqual(['b', 'i', 'c', 's', 'm', 'l']);
  });

  it.each(HOSTILE_TEXTS.filter((text) => text.trim() && text.length < 500).map((text) => [text]))(
    'shows %j as text',
    async (text) => {
      const document = await draw(only({ kind: 'quote', spans: [{ text }] }));
      expect(document.querySelector('blockquote')?.innerHTML.toWellFormed()).toBe(
        text.toWellFormed().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      );
    },
  );

  it('writes no tag, attribute or address of its own for any message (property)', async () => {
    await fc.assert(
      fc.asyncProperty(anyMessage, async (message) => {
        const document = await draw(message);
        for (const element of document.body.querySelectorAll('*')) {
          expect(OWN_TAGS).toContain(element.tagName);
          for (const { name } of element.attributes) expect(OWN_ATTRIBUTES).toContain(name);
          const href = element.getAttribute('href');
          if (href !== null) expect(href).toMatch(/^https?:\/\//);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('addresses that may be linked', () => {
  it.each(['https://news.example/a?b=c#d', 'http://news.example/'])('%s', (address) =>
    expect(linkable(address)).toBe(address),
  );
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'https://bank.example@attacker.example/',
    'https://user:secret@news.example/',
    '//news.example',
    '/action',
    'no address',
    '',
    null,
    undefined,
  ])('not %s', (address) => expect(linkable(address)).toBeNull());
});

describe('a post', () => {
  const post = { postId: 'p1', message: makeDigest(1), at: Date.UTC(2023, 8, 5, 5, 30), replyTo: null };
  it('says when it was posted in the zone of the channel', async () => {
    expect(String(await renderPost(post, 'Africa/Johannesburg'))).toContain('>5 Sep, 07:30</time>');
    expect(String(await renderPost(post, 'America/New_York'))).toContain('>5 Sep, 01:30</time>');
  });

  it('has another revision when its message changed, and only then', async () => {
    const revision = async (message: Message, at: number) =>
      /data-revision="([^"]+)"/.exec(String(await renderPost({ ...post, message, at }, 'UTC')))?.[1];
    const first = await revision(makeDigest(1), 1);
    expect(await revision(makeDigest(1), 2)).toBe(first);
    expect(await revision(makeDigest(2), 1)).not.toBe(first);
  });
});

describe('an answer', () => {
  it('shows what was asked as text, and that it is private', async () => {
    const answer = { id: 'a1', asked: '/summary <script>', messages: [makeDigest(1)] };
    const { document } = parseHTML(`<html><body>${await renderAnswer(answer)}</body></html>`);
    expect(document.querySelector('.asked code')?.textContent).toBe('/summary <script>');
    expect(document.querySelector('script')).toBeNull();
    expect(document.querySelector('.private')?.textContent).toBe('Only visible to you');
  });
});
