import { type APIGuildMember, type APIOverwrite, type APIRole, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { permissionsOf } from '../../../src/chat/discord/inspect-permissions.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness | undefined;
afterEach(() => harness?.close());
const { ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory, Administrator } =
  PermissionFlagsBits;

describe('Discord: what it may do', () => {
  it('has nothing to say where all is granted, and names what is not', async () => {
    harness = await openDiscordHarness();
    expect(await harness.chat.inspect(null)).toEqual([]);
    expect(await harness.chat.inspect(harness.address)).toEqual([]);
    harness.standIn.setPermissions(ViewChannel | SendMessagesInThreads | ReadMessageHistory);
    expect((await harness.chat.inspect(harness.address))[0]).toMatch(
      /^The bot lacks Send Messages in this channel: it posts digests.*Edit Channel, Permissions\.$/,
    );
    expect(await harness.chat.inspect({ ...harness.address, channelId: '999999999999999999' })).toEqual([
      expect.stringContaining('gone'),
    ]);
  });

  it('says that the token is wrong, and connects nowhere', async () => {
    harness = await openDiscordHarness({ token: 'wrong.secret.token' });
    await expect(harness.chat.inspect(null)).rejects.toMatchObject({ code: 'chat/bad-token' });
    expect(harness.standIn.countCalls('gateway')).toBe(0);
  });

  const role = (id: string, permissions: bigint) => ({ id, permissions: permissions.toString() }) as APIRole;
  const rule = (id: string, type: number, allow: bigint, deny: bigint): APIOverwrite => ({
    id,
    type,
    allow: allow.toString(),
    deny: deny.toString(),
  });
  const me = { roles: ['r1'], user: { id: 'me' } } as APIGuildMember;
  const roles = [
    role('g', ViewChannel | SendMessages),
    role('r1', ReadMessageHistory),
    role('r2', Administrator),
  ];
  it.each([
    ['its roles together, no others', [], ViewChannel | SendMessages | ReadMessageHistory],
    [
      'less where the channel takes it from all',
      [rule('g', 0, 0n, SendMessages)],
      ViewChannel | ReadMessageHistory,
    ],
    [
      'more where a role of its gets it back',
      [rule('r1', 0, SendMessages, 0n), rule('g', 0, 0n, SendMessages)],
      ViewChannel | SendMessages | ReadMessageHistory,
    ],
    [
      'its own rule last',
      [rule('me', 1, 0n, ViewChannel), rule('r1', 0, ViewChannel, 0n), rule('r2', 0, 0n, SendMessages)],
      SendMessages | ReadMessageHistory,
    ],
  ])('is %s', (_, overwrites, expected) => {
    expect(permissionsOf({ guildId: 'g', roles, me, overwrites })).toBe(expected);
  });

  it('is everything for an administrator', () => {
    const admin = { ...me, roles: ['r2'] };
    const overwrites = [rule('me', 1, 0n, SendMessages)];
    expect(permissionsOf({ guildId: 'g', roles, me: admin, overwrites }) & SendMessages).toBe(SendMessages);
  });
});
