import { describe, expect, it } from 'vitest';
import type { Interaction } from '../../src/model/command.ts';
import { makeDigest } from '../support/chat-messages.ts';
import { type OpenHarness, plain, POST_ID, useHarness } from './chat-harness.ts';

const wordsOf = ({ request }: Interaction) =>
  request.kind === 'command'
    ? String(request.options['words'])
    : request.kind === 'typed'
      ? request.text
      : '';

/** Commands, buttons and their answers. */
export function describeChatInteractions(open: OpenHarness): void {
  describe('interactions', () => {
    const use = useHarness(open);
    it('hands over a command with who asked where, and answers privately', async () => {
      let seen: Interaction | undefined;
      const { handled } = await use.startWith((interaction) => {
        seen = interaction;
        return interaction.reply(plain('A private answer'), { isShared: false });
      });
      await use.current.typeEcho('grain corridor');
      await handled;
      expect(seen?.address).toEqual(use.current.address);
      expect(seen?.asker.id).toBeTruthy();
      expect(seen && wordsOf(seen)).toContain('grain corridor');
      const answers = await use.current.answers();
      expect(answers).toEqual([{ text: expect.stringContaining('A private answer'), isPrivate: true }]);
    });

    it('shows the answer to everybody when it is shared', async () => {
      const { handled } = await use.startWith((interaction) =>
        interaction.reply(plain('For all'), { isShared: true }),
      );
      await use.current.typeEcho('share this', { isShared: true });
      await handled;
      const answers = await use.current.answers();
      expect(answers).toEqual([{ text: expect.stringContaining('For all'), isPrivate: false }]);
    });

    it('replaces progress by the answer', async () => {
      const { handled } = await use.startWith(async (interaction) => {
        await interaction.progress('Reading the page');
        await interaction.progress('Writing');
        await interaction.reply(plain('The result'), { isShared: false });
      });
      await use.current.typeEcho('slow');
      await handled;
      const answers = await use.current.answers();
      expect(answers).toEqual([{ text: expect.stringContaining('The result'), isPrivate: true }]);
      expect(answers[0]?.text).not.toContain('Reading');
    });

    it('answers at length in several messages, without losing a story', async () => {
      const { handled } = await use.startWith((interaction) =>
        interaction.reply(makeDigest(12), { isShared: false }),
      );
      await use.current.typeEcho('long');
      await handled;
      const text = (await use.current.answers()).map((answer) => answer.text).join('\n');
      for (let number = 1; number <= 12; number++) expect(text).toContain(`Story number ${number}`);
    });

    it('knows managers from readers', async () => {
      const seen: boolean[] = [];
      let done = Promise.withResolvers<void>();
      await use.current.chat.start(async (interaction) => {
        seen.push(interaction.asker.isManager);
        await interaction.reply(plain('ok'), { isShared: false });
        done.resolve();
      });
      for (const isManager of [true, false]) {
        done = Promise.withResolvers<void>();
        await use.current.typeEcho('who am I', { isManager });
        await done.promise;
      }
      // On the local channel everybody is its one user, a manager.
      expect(seen).toEqual(use.current.chat.platform === 'local' ? [true, true] : [true, false]);
    });

    it('hands over a pressed button of a post with the ids it carries, and leaves the post as it is', async () => {
      let seen: Interaction | undefined;
      const { handled } = await use.startWith(async (interaction) => {
        seen = interaction;
        await interaction.progress('Looking');
        await interaction.reply(plain('Here is the evidence'), { isShared: false });
      });
      const externalId = await use.mustSend(makeDigest(2));
      const before = await use.current.shown();
      const storyId = '019a0000-0000-7000-8000-000000000002';
      await use.current.press(externalId, 'evidence', storyId);
      await handled;
      expect(seen?.request).toEqual({ kind: 'button', action: 'evidence', postId: POST_ID, storyId });
      expect(await use.current.shown()).toEqual(before);
      expect((await use.current.answers()).at(-1)?.text).toContain('Here is the evidence');
    });

    it('lets what is in hand finish before it stops', async () => {
      const entered = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const { handled } = await use.startWith(async (interaction) => {
        entered.resolve();
        await release.promise;
        await interaction.reply(plain('Late but there'), { isShared: false });
      });
      await use.current.typeEcho('wait');
      await entered.promise;
      const stopped = use.current.chat.stop();
      release.resolve();
      await Promise.all([stopped, handled]);
      expect((await use.current.answers()).at(-1)?.text).toContain('Late but there');
    });
  });
}
