import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/chat/clean-text.ts';
import { HOSTILE_TEXTS } from '../support/chat-messages.ts';
import { ANSWERS, NOTICES, REPLIES } from '../support/hostile-answers.ts';
import { never, type OpenHarness, plain, useHarness } from './chat-harness.ts';

/** Controls that a platform or a terminal acts on, direction overrides, and characters that hide. */
const UNSEEN = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u00ad\u2060-\u2064\ufeff]/u;

/** Long texts are cut: what is looked for is their beginning. */
const startOf = (text: string) => cleanText(text).slice(0, 40).trim();

function expectShown(shown: string, text: string): void {
  expect(shown.trim()).not.toBe('');
  expect(shown).not.toMatch(UNSEEN);
  // Code, where a backtick cannot stand, is drawn with another mark; white space may be drawn as one space.
  const flat = (value: string) => value.replaceAll(/\s+/g, ' ');
  expect(flat(shown)).toContain(flat(startOf(text)));
}

/**
 * Outside text in answers, threads and notices. The stand-ins refuse what a platform would refuse, and whatever would ping
 * somebody or be a link to anything but the web.
 */
export function describeChatHostile(open: OpenHarness): void {
  describe('hostile text', () => {
    const use = useHarness(open);

    it.each(Object.entries(ANSWERS))('is text in a private answer: %s', async (_, compose) => {
      let text = '';
      let handled = Promise.withResolvers<void>();
      await use.current.chat.start((interaction) =>
        interaction.reply(compose(text), { isShared: false }).then(() => handled.resolve(), handled.reject),
      );
      for (text of HOSTILE_TEXTS) {
        const before = (await use.current.answers()).length;
        handled = Promise.withResolvers<void>();
        await use.current.typeEcho('anything');
        await handled.promise;
        const given = (await use.current.answers()).slice(before);
        expect(given.length).toBeGreaterThan(0);
        expect(given.every(({ isPrivate }) => isPrivate)).toBe(true);
        expectShown(given.map((answer) => answer.text).join('\n'), text);
      }
    });

    it.each(Object.entries(REPLIES))('is text in the thread of a post: %s', async (_, compose) => {
      const { chat, address } = use.current;
      const thread = await use.mustSend(plain('The post'));
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        const post = { postId: `reply-${index}`, message: compose(text), thread };
        expect(await chat.send(address, post, never)).toMatchObject({ kind: 'sent' });
        const reply = (await use.current.replies()).at(-1);
        expect(reply?.under).toBe(thread);
        expectShown(reply?.text ?? '', text);
      }
    });

    it.each(Object.entries(NOTICES))('is text in a notice: %s', async (_, compose) => {
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        expect(await use.send(compose(text), `notice-${index}`)).toMatchObject({ kind: 'sent' });
        expectShown((await use.current.shown()).at(-1)?.text ?? '', text);
      }
    });
  });
}
