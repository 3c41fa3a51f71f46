import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/model/command.ts';
import { plain } from '../../contracts/chat-harness.ts';
import { DIRECT_CHANNEL } from '../../support/discord-events.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
let seen: Interaction[];
beforeEach(async () => {
  harness = await openDiscordHarness();
  seen = [];
  await harness.chat.start(async (interaction) => {
    await interaction.progress('Reading the page ...');
    await interaction.reply(plain('Three bullets'), { isShared: false });
    seen.push(interaction);
  });
});
afterEach(() => harness.close());
const mention = () => `<@${harness.standIn.applicationId}>`;

describe('Discord: messages to the bot', () => {
  it('answers a mention with a reply that pings nobody', async () => {
    harness.standIn.writeMessage({
      content: `${mention()} what about the grain deal?`,
      id: '900000000000000001',
    });
    await waitUntil('the interaction', () => seen.length === 1);
    expect(seen[0]?.request).toEqual({
      kind: 'command',
      name: 'summary',
      options: { of: 'what about the grain deal?' },
    });
    expect(seen[0]).toMatchObject({
      address: harness.address,
      asker: { name: 'A Reader', isManager: false },
    });
    expect(harness.standIn.messages(harness.channelId)).toMatchObject([
      { shown: 'Three bullets', replyTo: '900000000000000001' },
    ]);
  });

  it('answers directly where it is written to directly', async () => {
    harness.standIn.writeMessage({ content: 'see https://a.example/x.', isDirect: true });
    await waitUntil('the interaction', () => seen.length === 1);
    expect(seen[0]?.request).toEqual({ kind: 'links', urls: ['https://a.example/x'] });
    expect(seen[0]?.address).toEqual({ platform: 'discord', workspaceId: '@me', channelId: DIRECT_CHANNEL });
    expect(harness.standIn.messages(DIRECT_CHANNEL)).toMatchObject([{ shown: 'Three bullets' }]);
  });

  it('leaves bots, and talk that is not meant for it, unanswered', async () => {
    harness.standIn.writeMessage({ content: `${mention()} hello`, isBot: true });
    harness.standIn.writeMessage({ content: 'hello', isDirect: true, isBot: true });
    harness.standIn.writeMessage({ content: 'nice weather' });
    harness.standIn.writeMessage({ content: `${mention()} now` });
    await waitUntil('the interaction', () => seen.length > 0);
    expect(seen.map(({ request }) => request)).toMatchObject([{ options: { of: 'now' } }]);
  });

  it('gives a second delivery the id of the first', async () => {
    for (let time = 0; time < 2; time++)
      harness.standIn.writeMessage({ content: mention(), id: '900000000000000002' });
    await waitUntil('the interaction', () => seen.length === 2);
    expect(seen.map(({ id }) => id)).toEqual(Array(2).fill('discord:message:900000000000000002'));
    // Even so Discord keeps one: the nonce is the message's.
    expect(harness.standIn.messages(harness.channelId)).toHaveLength(1);
  });
});

describe('Discord: the entry in the menu of a message', () => {
  it('takes the links of text, embeds and components, and answers privately', async () => {
    await harness.standIn.useShortcut({
      content: 'Read https://a.example/one.',
      embeds: [{ type: 'rich', url: 'https://a.example/two', thumbnail: { url: 'https://a.example/t.png' } }],
      components: [{ type: 10, id: 1, content: '### [Three](https://a.example/three)' }],
    });
    await waitUntil('the interaction', () => seen.length === 1);
    expect(seen[0]?.request).toEqual({
      kind: 'links',
      urls: ['one', 'two', 'three'].map((page) => `https://a.example/${page}`),
    });
    expect(harness.standIn.answers()).toMatchObject([{ text: 'Three bullets', isPrivate: true }]);
  });
});
