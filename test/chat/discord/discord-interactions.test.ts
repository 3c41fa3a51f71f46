import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import type { CommandDefinition, Interaction } from '../../../src/model/command.ts';
import { ECHO_COMMAND, never, plain } from '../../contracts/chat-harness.ts';
import { closedPort } from '../../support/closed-port.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
afterEach(() => harness.close());

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
    await expect(harness.chat.describe(harness.channelId, null)).rejects.toMatchObject({
      code: 'chat/unreachable',
    });
  });
});

describe('Discord: starting', () => {
  it('starts at a second try, and hears each interaction once', async () => {
    harness = await openDiscordHarness();
    for (let attempt = 0; attempt < 4; attempt++) {
      harness.standIn.failNext('gateway', { kind: 'status', status: 503, effect: 'before' });
    }
    await expect(start()).rejects.toMatchObject({ code: 'chat/unreachable' });
    const { first } = await start();
    await harness.standIn.sendCommand('echo', { words: 'x' });
    await first;
    await harness.chat.stop();
    expect(harness.standIn.countCalls('acknowledge')).toBe(1);
    expect(harness.standIn.answers()).toHaveLength(1);
  });

  it.each([2, 'auto'] as const)('shares the servers among connections: %s', async (shards) => {
    harness = await openDiscordHarness({ shards });
    const { first } = await start();
    expect(harness.standIn.shards()).toEqual([0, 1]);
    await harness.standIn.sendCommand('echo', { words: 'x' });
    expect((await first).address).toEqual(harness.address);
  });

  it('posts though its commands could not be registered', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('registerCommand', { kind: 'refusal', code: 50001 });
    await start();
    const post = { postId: 'p', message: plain('x') };
    expect(await harness.chat.send(harness.address, post, never)).toMatchObject({ kind: 'sent' });
  });
});

describe('Discord: commands', () => {
  const feeds: CommandDefinition = { ...ECHO_COMMAND, name: 'feeds', access: 'manager' };

  it('registers what differs and removes what is gone', async () => {
    harness = await openDiscordHarness({ commands: [ECHO_COMMAND, feeds] });
    await start();
    expect(harness.standIn.commands().map(({ name }) => name)).toEqual(['echo', 'feeds', 'Summarise links']);
    expect(harness.standIn.commands()[1]).toMatchObject({ default_member_permissions: 16, contexts: [0] });
    const { standIn } = harness;
    await harness.chat.stop();
    const again = await openDiscordHarness({
      apiUrl: standIn.apiUrl,
      commands: [ECHO_COMMAND, { ...feeds, description: 'Changed' }],
    });
    await again.chat.start(() => Promise.resolve());
    expect(standIn.countCalls('registerCommand')).toBe(4);
    await again.close();
    const last = await openDiscordHarness({ apiUrl: standIn.apiUrl, commands: [ECHO_COMMAND] });
    await last.chat.start(() => Promise.resolve());
    expect(standIn.countCalls('registerCommand')).toBe(4);
    expect(new Set(standIn.commands().map(({ name }) => name))).toEqual(new Set(['echo', 'Summarise links']));
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
