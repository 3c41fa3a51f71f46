import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/model/message.ts';
import { HOSTILE_TEXTS, makeDigest, makeStory } from '../support/chat-messages.ts';
import { never, type OpenHarness, plain, POST_ID, useHarness } from './chat-harness.ts';

/** Posting, editing, cutting, and text that is hostile. */
export function describeChatPosts(open: OpenHarness): void {
  describe('posts', () => {
    const use = useHarness(open);
    it('describes a channel that is there, and says why another is not usable', async () => {
      expect(await use.current.chat.describe(use.current.channelId, null)).toMatchObject({
        kind: 'usable',
        address: use.current.address,
      });
      const missing = await use.current.chat.describe('C0MISSING', null);
      expect(missing.kind).toBe('unusable');
    });

    it('shows a digest whole: heading, headlines, bullets, details and footer', async () => {
      const outcome = await use.send(makeDigest(3));
      expect(outcome.kind).toBe('sent');
      const [message] = await use.current.shown();
      const text = message?.text ?? '';
      const expected = [
        'World digest · Tue 5 Sep, 07:30 SAST',
        '3 stories from 41 articles',
        'Story number 1',
        ...makeStory().bullets,
        makeStory().detailLine,
        'Story number 3',
        'Coverage: 18 of 20 feeds · next: 17:30',
      ];
      let at = -1;
      for (const part of expected) {
        expect(text.slice(at + 1)).toContain(part);
        at = text.indexOf(part, at + 1);
      }
      expect(outcome).toEqual({ kind: 'sent', externalId: message?.externalId });
    });

    it('cuts a long digest into parts that are all accepted, each story once', async () => {
      const parts = use.current.chat.split(makeDigest(30));
      for (const [index, message] of parts.entries()) {
        expect((await use.send(message, `post-${index}`)).kind).toBe('sent');
      }
      const text = (await use.current.shown()).map((message) => message.text).join('\n');
      const numbers = [...text.matchAll(/Story number (\d+)/g)].map(([, number]) => Number(number));
      expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    });

    it.each(HOSTILE_TEXTS.map((text, index) => [JSON.stringify(text).slice(0, 40), index] as const))(
      'shows hostile text as text: %s',
      async (_, index) => {
        const text = HOSTILE_TEXTS[index] ?? '';
        const story = makeStory({
          headline: text,
          bullets: [text, text, text],
          detailLine: text,
          changeLine: text,
        });
        const message: Message = {
          blocks: [
            { kind: 'heading', text, aside: text },
            story,
            { kind: 'text', spans: [{ text }, { text, style: 'bold', url: 'https://news.example/' }] },
            { kind: 'quote', spans: [{ text, style: 'italic' }] },
            { kind: 'list', items: [[{ text }], [{ text, style: 'code' }]] },
            { kind: 'footer', text },
          ],
          fallbackText: text,
        };
        for (const [part, piece] of use.current.chat.split(message).entries()) {
          expect(await use.send(piece, `post-${part}`)).toMatchObject({ kind: 'sent' });
        }
      },
    );

    it('edits a post in place', async () => {
      const externalId = await use.mustSend(makeDigest(2));
      const message = makeDigest(2, () => ({
        mark: 'changed',
        changeLine: 'Changed 14:20: visit dated 13 September',
      }));
      const edited = await use.current.chat.edit(
        use.current.address,
        externalId,
        { postId: POST_ID, message },
        never,
      );
      expect(edited).toEqual({ kind: 'edited' });
      const shown = await use.current.shown();
      expect(shown).toHaveLength(1);
      expect(shown[0]?.text).toContain('Changed 14:20: visit dated 13 September');
    });

    it('puts a reply into the thread of its post, finds it there and edits it there', async () => {
      const { chat, address, faults } = use.current;
      const attemptedAt = faults ? faults.now() : Date.now();
      const thread = await use.mustSend(makeDigest(2));
      const reply = { postId: 'reply-1', message: plain('It moved'), thread };
      const first = await chat.send(address, reply, never);
      const second = await chat.send(address, { postId: 'reply-2', message: makeDigest(1), thread }, never);
      expect([first.kind, second.kind]).toEqual(['sent', 'sent']);
      expect(await use.current.shown()).toHaveLength(1);
      expect(await use.current.replies()).toMatchObject([
        { under: thread, text: expect.stringContaining('It moved') },
        { under: thread, text: expect.stringContaining('Story number 1') },
      ]);
      faults?.letTimePass();
      const externalId = first.kind === 'sent' ? first.externalId : '';
      expect(await chat.find(address, reply, attemptedAt, never)).toEqual({ kind: 'found', externalId });
      const missing = { ...reply, postId: 'never-sent' };
      expect(await chat.find(address, missing, attemptedAt, never)).toEqual({ kind: 'absent' });
      const edited = { ...reply, message: plain('It moved again') };
      expect(await chat.edit(address, externalId, edited, never)).toEqual({ kind: 'edited' });
      expect((await use.current.replies())[0]?.text).toContain('It moved again');
    });

    it('refuses to edit what is not there', async () => {
      const post = { postId: POST_ID, message: makeDigest(1) };
      const edited = await use.current.chat.edit(use.current.address, '1700000000.000001', post, never);
      expect(edited).toMatchObject({ kind: 'refused', isChannelGone: false });
    });

    it('sends nothing when it was told to stop before it began', async () => {
      const post = { postId: POST_ID, message: makeDigest(1) };
      const outcome = await use.current.chat.send(use.current.address, post, AbortSignal.abort());
      expect(outcome.kind).not.toBe('sent');
      expect(await use.current.shown()).toEqual([]);
    });

    it('finds a post that is there by its id, whatever else was posted', async () => {
      const { chat, address, faults } = use.current;
      const attemptedAt = faults ? faults.now() : Date.now();
      await use.mustSend(makeDigest(1), 'another-post');
      const externalId = await use.mustSend(makeDigest(2));
      await use.mustSend(plain('No story, no button'), 'third-post');
      faults?.letTimePass();
      const post = { postId: POST_ID, message: makeDigest(2) };
      expect(await chat.find(address, post, attemptedAt, never)).toEqual({
        kind: 'found',
        externalId,
      });
      const third = { postId: 'third-post', message: plain('No story, no button') };
      expect(await chat.find(address, third, attemptedAt, never)).toMatchObject({ kind: 'found' });
      const missing = { ...post, postId: 'never-sent' };
      expect(await chat.find(address, missing, attemptedAt, never)).toEqual({ kind: 'absent' });
    });
  });
}
