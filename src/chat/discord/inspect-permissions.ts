import {
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  OverwriteType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import type { ChannelAddress } from '../../model/channel.ts';

type Name = keyof typeof DISCORD_PERMISSIONS;

/** What does not work in a channel for want of a permission, a sentence each with where to give it. */
export async function listMissingPermissions(
  rest: REST,
  { workspaceId, channelId }: ChannelAddress,
): Promise<string[]> {
  const [channel, roles, me] = (await Promise.all([
    rest.get(Routes.channel(channelId)),
    rest.get(Routes.guildRoles(workspaceId)),
    findOwnMembership(rest, workspaceId),
  ])) as [APIChannel, APIRole[], APIGuildMember];
  // A thread is ruled by the channel that it belongs to.
  const parentId = 'thread_metadata' in channel ? channel.parent_id : null;
  const ruling = parentId ? ((await rest.get(Routes.channel(parentId))) as APIChannel) : channel;
  const overwrites = 'permission_overwrites' in ruling ? (ruling.permission_overwrites ?? []) : [];
  const granted = permissionsOf({ guildId: workspaceId, roles, me, overwrites });
  const names = Object.keys(DISCORD_PERMISSIONS) as Name[];
  return names
    .filter((name) => (granted & PermissionFlagsBits[name]) === 0n)
    .map((name) => {
      const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
      return `The bot lacks ${words} in this channel: it ${DISCORD_PERMISSIONS[name]}. Give it under Edit Channel, Permissions.`;
    });
}

async function findOwnMembership(rest: REST, guildId: string): Promise<APIGuildMember> {
  const { id } = (await rest.get(Routes.user('@me'))) as { id: string };
  return (await rest.get(Routes.guildMember(guildId, id))) as APIGuildMember;
}

type Rules = {
  guildId: string;
  roles: readonly APIRole[];
  me: APIGuildMember;
  overwrites: readonly APIOverwrite[];
};

/**
 * The bot's permissions in a channel: those of its roles together, then what the channel takes and gives to everybody,
 * to its roles together, and to itself. Source: discord-api-docs, topics: permissions ("permission overwrites").
 */
export function permissionsOf({ guildId, roles, me, overwrites }: Rules): bigint {
  const own = new Set([guildId, ...me.roles]);
  const base = roles
    .filter(({ id }) => own.has(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
  if (base & PermissionFlagsBits.Administrator) return ~0n;
  const apply = (bits: bigint, rules: readonly APIOverwrite[]) => {
    const deny = rules.reduce((sum, rule) => sum | BigInt(rule.deny), 0n);
    const allow = rules.reduce((sum, rule) => sum | BigInt(rule.allow), 0n);
    return (bits & ~deny) | allow;
  };
  const ofRoles = overwrites.filter(({ id, type }) => type === OverwriteType.Role && own.has(id));
  const steps = [
    ofRoles.filter(({ id }) => id === guildId),
    ofRoles.filter(({ id }) => id !== guildId),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === me.user.id),
  ];
  return steps.reduce(apply, base);
}

/** Permissions that the invite link asks for, each with what it serves; without one, that alone does not work. */
export const DISCORD_PERMISSIONS = {
  ViewChannel: 'sees the channels that it posts to',
  SendMessages: 'posts digests and alerts',
  CreatePublicThreads:
    'opens a thread under a post to tell an important change; else it replies in the channel',
  SendMessagesInThreads: 'posts in threads',
  ReadMessageHistory: 'looks for a post whose outcome Discord did not tell, so that none is sent twice',
} as const satisfies Partial<Readonly<Record<keyof typeof PermissionFlagsBits, string>>>;

/** The link by which a server's owner adds the bot, with exactly the permissions of the table. */
export function discordInviteUrl(applicationId: string): string {
  const names = Object.keys(DISCORD_PERMISSIONS) as (keyof typeof DISCORD_PERMISSIONS)[];
  const permissions = names.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: permissions.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
