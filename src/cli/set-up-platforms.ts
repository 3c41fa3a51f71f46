import type { Settings } from '../../config/settings.ts';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { registerDiscordCommands } from '../chat/discord/create-discord-chat.ts';
import { discordInviteUrl } from '../chat/discord/inspect-permissions.ts';
import { buildSlackManifest } from '../chat/slack/manifest.ts';
import { AppError } from '../errors.ts';

const APP_NAME = 'Sitrep';

/**
 * The manifest to paste at api.slack.com/apps, as JSON: for HTTP where a signing secret and PUBLIC_URL are set and no
 * app token, else for Socket Mode.
 */
export function slackManifest(settings: Settings): string {
  const commands = ALL_COMMANDS.map((command) => command.definition);
  const { COMMAND_NAME, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, PUBLIC_URL } = settings;
  const isCalled = !SLACK_APP_TOKEN && SLACK_SIGNING_SECRET;
  if (isCalled && !PUBLIC_URL)
    throw new AppError(
      'settings/no-public-url',
      'Set PUBLIC_URL to the https address under which Slack reaches this machine; the manifest names it.',
    );
  const manifest = buildSlackManifest({
    commandName: COMMAND_NAME,
    name: APP_NAME,
    commands,
    socketMode: !isCalled,
    ...(PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {}),
  });
  return JSON.stringify(manifest, null, 2);
}

/** A bot token's first part is its application's id in Base64. Source: discord.com/developers/docs/reference#authentication. */
function applicationIdOf(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('utf8');
  return /^\d{17,20}$/.test(id) ? id : null;
}

/** The link that adds the bot to a server with the permissions that it uses. */
export function discordInvite(settings: Settings, applicationId?: string): string {
  const id = applicationId ?? (settings.DISCORD_TOKEN ? applicationIdOf(settings.DISCORD_TOKEN) : null);
  if (!id || !/^\d{17,20}$/.test(id))
    throw new AppError(
      'discord/no-application',
      'Set DISCORD_TOKEN, or give the application id: "sitrep discord invite 123...". It stands under General Information at discord.com/developers/applications.',
    );
  return discordInviteUrl(id);
}

/** Registers what differs of the slash commands. Returns what was done, as a sentence. */
export async function registerOnDiscord({ DISCORD_TOKEN, DISCORD_API_URL }: Settings): Promise<string> {
  if (!DISCORD_TOKEN)
    throw new AppError('settings/no-token', 'Set DISCORD_TOKEN first, the token of the page "Bot".');
  const commands = ALL_COMMANDS.map((command) => command.definition);
  const { sent, removed } = await registerDiscordCommands(DISCORD_TOKEN, commands, DISCORD_API_URL);
  const done = [
    ...(sent.length > 0 ? [`registered: ${sent.join(', ')}`] : []),
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
  ];
  return done.length > 0
    ? `Commands ${done.join('; ')}.`
    : 'All commands are registered as they are; nothing was sent.';
}
