import { PermissionFlagsBits } from 'discord.js';

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
