import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/model/command.ts';
import { plain } from '../../contracts/chat-harness.ts';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
let seen: Interaction[];
beforeEach(async () => {
  harness = await openSlackHarness();
  seen = [];
  await harness.chat.start(async (interaction) => {
    await interaction.progress('Reading the page ...');
    await interaction.reply(plain('Three bullets'), { isShared: false });
    seen.push(interaction);
  });
});
afterEach(() => harness.close());
/** Until everything that was taken is answered. */
const settled = () => harness.chat.stop();

describe('Slack: messages to the bot', () => {
  it('answers a mention in its thread, in one message, and pings nobody', async () => {
    await harness.standIn.writeMessage({
      text: '<@U0BOT> what about the grain deal?',
      ts: '1700000001.000100',
    });
    await settled();
    expect(seen[0]?.request).toEqual({
      kind: 'command',
      name: 'summary',
      options: { of: 'what about the grain deal?' },
    });
    expect(seen[0]?.address).toEqual(harness.address);
    expect(harness.standIn.messages(harness.channelId)).toMatchObject([
      { shown: 'Three bullets', threadTs: '1700000001.000100' },
    ]);
    expect(JSON.stringify(harness.standIn.messages(harness.channelId))).not.toContain('<@');
  });

  it('goes on in a thread that is there', async () => {
    await harness.standIn.writeMessage({ text: '<@U0BOT> x', threadTs: '1600000000.000100' });
    await settled();
    expect(harness.standIn.messages(harness.channelId)[0]?.threadTs).toBe('1600000000.000100');
  });

  it('reads links in Slack form, at most three', async () => {
    const links = [1, 2, 3, 4].map((n) => `<https://news.example/${n}?a=1&amp;b=2|news.example>`);
    await harness.standIn.writeMessage({ text: `${links.join(' and ')} please`, isDirect: true });
    await settled();
    expect(seen[0]?.request).toEqual({
      kind: 'links',
      urls: [1, 2, 3].map((n) => `https://news.example/${n}?a=1&b=2`),
    });
    expect(harness.standIn.messages('D0DIRECT')).toMatchObject([{ shown: 'Three bullets', threadTs: null }]);
  });

  it('shows help where only the mention stands', async () => {
    await harness.standIn.writeMessage({ text: ' <@U0BOT> ' });
    await settled();
    expect(seen[0]?.request).toEqual({ kind: 'command', name: 'help', options: {} });
  });

  it.each([
    ['a bot', { botId: 'B0OTHER' }],
    ['an edited message', { subtype: 'message_changed' }],
  ])('leaves %s unanswered', async (_, change) => {
    await harness.standIn.writeMessage({ text: '<@U0BOT> hello', ...change });
    await harness.standIn.writeMessage({ text: 'hello', isDirect: true, ...change });
    await settled();
    expect(seen).toEqual([]);
  });
});

describe('Slack: answers to messages when Slack is busy', () => {
  const shown = () => harness.standIn.messages('D0DIRECT').map((message) => message.shown);
  /** Lets the clock run on whenever something waits, until the question is answered. */
  async function answered(stepMs: number) {
    await expect
      .poll(
        () => {
          harness.clock.advance(stepMs);
          return seen.length;
        },
        // A busy machine takes longer than the usual second; the clock's quarter of an hour is the limit that counts.
        { timeout: 8_000 },
      )
      .toBe(1);
  }

  it.each(['chat.postMessage', 'chat.update'])(
    'waits out a limit of %s, and gives one answer',
    async (method) => {
      for (let time = 0; time < 3; time++)
        harness.standIn.failNext(method, { kind: 'rate-limit', retryAfterSeconds: 20 });
      await harness.standIn.writeMessage({ text: 'grain', isDirect: true });
      await answered(5_000);
      expect(shown()).toEqual(['Three bullets']);
    },
  );

  it.each(['before', 'after'] as const)(
    'gives one answer where a send broke %s its effect',
    async (effect) => {
      for (const method of ['chat.postMessage', 'chat.update'])
        harness.standIn.failNext(method, { kind: 'status', status: 500, effect });
      harness.standIn.failNext('chat.postMessage', { kind: 'drop', effect });
      await harness.standIn.writeMessage({ text: '<@U0BOT> grain', ts: '1700000001.000100' });
      await answered(5_000);
      expect(harness.standIn.messages(harness.channelId)).toMatchObject([
        { shown: 'Three bullets', threadTs: '1700000001.000100' },
      ]);
    },
  );

  it('does not hold up a stop', async () => {
    for (let time = 0; time < 2; time++)
      harness.standIn.failNext('chat.postMessage', { kind: 'rate-limit', retryAfterSeconds: 20 });
    await harness.standIn.writeMessage({ text: 'grain', isDirect: true });
    await settled();
    expect(shown()).toEqual([]);
  });

  it('gives up where it may not look, rather than answer twice', async () => {
    harness.standIn.removeScope('channels:history');
    for (let time = 0; time < 2; time++)
      harness.standIn.failNext('chat.postMessage', { kind: 'status', status: 500, effect: 'after' });
    await harness.standIn.writeMessage({ text: 'grain', isDirect: true });
    await settled();
    expect(shown()).toEqual(['Reading the page ...', 'Three bullets']);
  });
});

describe('Slack: the shortcut', () => {
  it('takes the links of text and blocks, and answers privately', async () => {
    await harness.standIn.useShortcut({
      text: 'Read <https://a.example/one|this>.',
      blocks: [
        { type: 'image', image_url: 'https://a.example/picture.png', alt_text: 'x' },
        { type: 'rich_text', elements: [{ type: 'link', url: 'https://a.example/two', text: 'two' }] },
      ],
      attachments: [{ from_url: 'https://a.example/one', thumb_url: 'https://a.example/thumb.png' }],
    });
    await settled();
    expect(seen[0]?.request).toEqual({
      kind: 'links',
      urls: ['https://a.example/one', 'https://a.example/two'],
    });
    expect(harness.standIn.answers()).toMatchObject([{ text: 'Three bullets', isPrivate: true }]);
  });

  it('hands over a message without a link as one without', async () => {
    await harness.standIn.useShortcut({ text: 'nothing here' });
    await settled();
    expect(seen[0]?.request).toEqual({ kind: 'links', urls: [] });
  });
});
