import type { Settings } from '../../config/settings.ts';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { discordInviteUrl } from '../chat/discord/permissions.ts';
import { buildSlackManifest } from '../chat/slack/manifest.ts';
import { AppError } from '../errors.ts';

const APP_NAME = 'Sitrep';

/** The manifest to paste at api.slack.com/apps, as JSON. */
export function slackManifest(settings: Settings): string {
  const commands = ALL_COMMANDS.map((command) => command.definition);
  return JSON.stringify(
    buildSlackManifest({ commandName: settings.COMMAND_NAME, name: APP_NAME, commands, socketMode: true }),
    null,
    2,
  );
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
