import { afterEach, describe, expect, it } from 'vitest';
import { nonceOf } from '../../../src/chat/discord/post-messages.ts';
import { AppError } from '../../../src/errors.ts';
import type { CommandDefinition, Interaction } from '../../../src/model/command.ts';
import { ECHO_COMMAND, never, plain } from '../../contracts/chat-harness.ts';
import { makeDigest } from '../../support/chat-messages.ts';
import { closedPort } from '../../support/closed-port.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
afterEach(() => harness.close());

const post = { postId: 'p', message: makeDigest(1) };
const send = (postId = 'p') => harness.chat.send(harness.address, { ...post, postId }, never);

/** Starts; resolves with the first interaction once `handle` is done with it. */
async function start(
  handle: (interaction: Interaction) => Promise<void> = (interaction) =>
    interaction.reply(plain('ok'), { isShared: false }),
): Promise<{ first: Promise<Interaction> }> {
  const { promise: first, resolve, reject } = Promise.withResolvers<Interaction>();
  await harness.chat.start((interaction) => handle(interaction).then(() => resolve(interaction), reject));
  return { first };
}

describe('Discord: token', () => {
  it('names DISCORD_TOKEN when it is wrong, without its value', async () => {
    harness = await openDiscordHarness({ token: 'wrong.secret.token' });
    const error = await harness.chat.start(() => Promise.resolve()).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'chat/bad-token',
      userMessage: expect.stringContaining('DISCORD_TOKEN'),
    });
    expect(String(error)).not.toContain('wrong.secret');
  });

  it('says that Discord is out of reach, to be tried again', async () => {
    harness = await openDiscordHarness({ apiUrl: `http://127.0.0.1:${await closedPort()}/api` });
    const started = harness.chat.start(() => Promise.resolve());
    await expect(started).rejects.toMatchObject({ code: 'chat/unreachable', retryAfterMs: 30_000 });
    await expect(harness.chat.describe('1')).rejects.toMatchObject({ code: 'chat/unreachable' });
  });
});

describe('Discord: sending', () => {
  it('has a nonce of its own for each post, of at most 25 characters', () => {
    const nonces = Array.from({ length: 100 }, (_, index) => nonceOf(`post-${index}`));
    expect(new Set(nonces).size).toBe(100);
    expect(nonces.every(({ length }) => length === 25)).toBe(true);
    expect(nonceOf('post-1')).toBe(nonces[1]);
  });

  it('is certain that nothing was sent where no connection was made', async () => {
    harness = await openDiscordHarness({ apiUrl: `http://127.0.0.1:${await closedPort()}/api` });
    expect(await send()).toMatchObject({ kind: 'retry', reason: 'ECONNREFUSED' });
  });

  it('does not retry by itself after an error', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'status', status: 502, effect: 'before' });
    expect((await send()).kind).toBe('in-doubt');
    expect(harness.standIn.countCalls('createMessage')).toBe(1);
  });

  it('does not ask again before the time that Discord named', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'rate-limit', retryAfterSeconds: 3_600 });
    expect(await send()).toMatchObject({ kind: 'retry' });
    harness.standIn.addChannel('300000000000000012', 'other');
    const other = { ...harness.address, channelId: '300000000000000012' };
    expect(await harness.chat.send(other, post, never)).toMatchObject({ kind: 'sent' });
  });

  it.each([
    [50001, { kind: 'refused', isChannelGone: true }],
    [50013, { kind: 'refused', isChannelGone: true }],
    [50035, { kind: 'refused', isChannelGone: false }],
    [40062, { kind: 'retry' }],
    [99999, { kind: 'refused', isChannelGone: false }],
  ])('takes error %i as %j', async (code, expected) => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'refusal', code });
    expect(await send()).toMatchObject(expected);
  });

  it('sends on after one 401', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'refusal', code: 40001 });
    expect(await send()).toMatchObject({ kind: 'refused', isChannelGone: true });
    expect(await send()).toMatchObject({ kind: 'sent' });
  });
});

describe('Discord: posts in doubt', () => {
  const find = (attemptedAt: number) => harness.chat.find(harness.address, post, attemptedAt, never);

  it('relies on the nonce while that holds, and reads the channel once it may not', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    const sent = await send();
    harness.clock.advance(119_000);
    expect(await find(attemptedAt)).toEqual({ kind: 'absent' });
    expect(await send()).toEqual(sent);
    expect(harness.standIn.countCalls('readMessages')).toBe(0);
    harness.clock.advance(1_000);
    expect(await find(attemptedAt)).toEqual({
      kind: 'found',
      externalId: sent.kind === 'sent' ? sent.externalId : '',
    });
    expect(harness.standIn.messages(harness.channelId)).toHaveLength(1);
  });

  it('does not take a channel that it may not read for one without the post', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    await send('another');
    harness.clock.advance(600_000);
    harness.standIn.forbidHistory();
    expect(await find(attemptedAt)).toEqual({ kind: 'not-permitted', reason: 'no-read-message-history' });
  });

  it('takes an empty channel for one without the post', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    harness.clock.advance(600_000);
    expect(await find(attemptedAt)).toEqual({ kind: 'absent' });
  });

  it('finds a post among more than a page of messages', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    harness.standIn.addOthersMessages(105);
    const sent = await send();
    harness.clock.advance(600_000);
    expect(await find(attemptedAt)).toMatchObject({
      kind: 'found',
      externalId: sent.kind === 'sent' ? sent.externalId : '',
    });
    expect(harness.standIn.countCalls('readMessages')).toBe(2);
  });
});

describe('Discord: channels', () => {
  it('says which channels take no posts', async () => {
    harness = await openDiscordHarness();
    harness.standIn.addChannel('300000000000000015', 'forum', 15);
    expect((await harness.chat.describe('300000000000000015')).kind).toBe('unusable');
  });
});

describe('Discord: commands', () => {
  const feeds: CommandDefinition = { ...ECHO_COMMAND, name: 'feeds', access: 'manager' };

  it('registers what differs and removes what is gone', async () => {
    harness = await openDiscordHarness({ commands: [ECHO_COMMAND, feeds] });
    await start();
    expect(harness.standIn.commands().map(({ name }) => name)).toEqual(['echo', 'feeds']);
    expect(harness.standIn.commands()[1]).toMatchObject({ default_member_permissions: 16, contexts: [0] });
    const { standIn } = harness;
    await harness.chat.stop();
    const again = await openDiscordHarness({
      apiUrl: standIn.apiUrl,
      commands: [ECHO_COMMAND, { ...feeds, description: 'Changed' }],
    });
    await again.chat.start(() => Promise.resolve());
    expect(standIn.countCalls('registerCommand')).toBe(3);
    await again.close();
    const last = await openDiscordHarness({ apiUrl: standIn.apiUrl, commands: [ECHO_COMMAND] });
    await last.chat.start(() => Promise.resolve());
    expect(standIn.countCalls('registerCommand')).toBe(3);
    expect(standIn.commands().map(({ name }) => name)).toEqual(['echo']);
    await last.close();
  });

  it('hands over options by name and type', async () => {
    harness = await openDiscordHarness();
    const { first } = await start();
    await harness.standIn.sendCommand('echo', { words: 'a b', share: false, count: 3 });
    expect((await first).request).toEqual({
      kind: 'command',
      name: 'echo',
      options: { words: 'a b', share: false, count: 3 },
    });
  });

  it('makes a public acknowledgement private where the answer is', async () => {
    harness = await openDiscordHarness();
    const { first } = await start((interaction) => interaction.reply(plain('Only you'), { isShared: false }));
    await harness.standIn.sendCommand('echo', { words: 'x', share: true });
    await first;
    expect(harness.standIn.answers()).toMatchObject([{ text: 'Only you', isPrivate: true }]);
  });

  it('makes a private acknowledgement public where the answer is', async () => {
    harness = await openDiscordHarness();
    const { first } = await start((interaction) => interaction.reply(plain('For all'), { isShared: true }));
    await harness.standIn.sendCommand('echo', { words: 'x' });
    await first;
    expect(harness.standIn.answers()).toMatchObject([{ text: 'For all', isPrivate: false }]);
  });

  it('drops what it could not acknowledge, and goes on', async () => {
    harness = await openDiscordHarness();
    let count = 0;
    const { first } = await start((interaction) => {
      count += 1;
      return interaction.reply(plain('ok'), { isShared: false });
    });
    harness.standIn.failNext('acknowledge', { kind: 'refusal', code: 10062 });
    await harness.standIn.sendCommand('echo', { words: 'lost' });
    await harness.standIn.sendCommand('echo', { words: 'heard' });
    expect((await first).request).toMatchObject({ options: { words: 'heard' } });
    expect(count).toBe(1);
  });
});
