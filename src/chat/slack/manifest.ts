import { SLACK_LIMITS, SLACK_RESERVED_COMMANDS } from '../../../config/chat-limits.ts';
import { AppError } from '../../errors.ts';
import type { CommandDefinition } from '../../model/command.ts';
import { clipText } from '../clean-text.ts';
import { SLACK_EVENTS_PATH } from './open-callbacks.ts';
import { OAUTH_REDIRECT_PATH } from './open-install-pages.ts';
import { SLACK_EVENTS, SLACK_SCOPES } from './inspect-slack.ts';
import { findLinks } from '../find-links.ts';
import { unescapeEntities } from './typed-text.ts';

/** Commands that have a registered name of their own beside the one word. */
const SHORT_CUTS = new Set(['digest', 'summary']);

export type ManifestOptions = {
  /** The registered command, without its slash. */
  commandName: string;
  /** How the app is called, at most 35 characters. */
  name: string;
  commands: readonly Pick<CommandDefinition, 'name' | 'description' | 'options'>[];
  socketMode: boolean;
  /** Where Slack reaches the bot without Socket Mode. */
  publicUrl?: string;
};

type SlashCommand = {
  command: string;
  description: string;
  usage_hint: string;
  should_escape: boolean;
  url?: string;
};

/**
 * The app manifest to paste at api.slack.com/apps ("From a manifest"), as the value of a JSON document.
 * Throws AppError `settings/command-name` for a name that Slack reserves or does not take: one such name makes it
 * refuse the manifest whole. Source: docs.slack.dev/reference/app-manifest.
 */
export function buildSlackManifest({ commandName, name, commands, socketMode, publicUrl }: ManifestOptions) {
  checkCommandName(commandName);
  const url = socketMode || !publicUrl ? {} : { url: new URL(SLACK_EVENTS_PATH, publicUrl).href };
  const shortCuts = commands
    .filter((command) => SHORT_CUTS.has(command.name) && command.name !== commandName)
    .map((command): SlashCommand => slashCommand(command.name, command.description, usageOf(command), url));
  const words = commands.map((command) => command.name).join(' | ');
  return {
    display_information: {
      name: clipText(name, SLACK_LIMITS.appName),
      description: clipText(
        'World news as stories: three bullets each, with the sentences they rest on.',
        SLACK_LIMITS.appDescription,
      ),
    },
    features: {
      bot_user: { display_name: clipText(name, SLACK_LIMITS.appName), always_online: true },
      // Without the tab nobody can write to the bot.
      app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      shortcuts: [
        {
          name: 'Summarise links',
          type: 'message' as const,
          callback_id: SHORTCUT_ID,
          description: 'Three bullets for each link of a message',
        },
      ],
      slash_commands: [
        slashCommand(commandName, 'Digests, summaries and settings of this channel', words, url),
        ...shortCuts,
      ],
    },
    oauth_config: {
      ...(publicUrl ? { redirect_urls: [new URL(OAUTH_REDIRECT_PATH, publicUrl).href] } : {}),
      scopes: { bot: Object.keys(SLACK_SCOPES) as (keyof typeof SLACK_SCOPES)[] },
    },
    settings: {
      event_subscriptions: {
        ...(url.url ? { request_url: url.url } : {}),
        bot_events: Object.keys(SLACK_EVENTS) as (keyof typeof SLACK_EVENTS)[],
      },
      interactivity: { is_enabled: true, ...(url.url ? { request_url: url.url } : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}

/** Throws AppError `settings/command-name` unless Slack takes the name. */
export function checkCommandName(name: string): void {
  if (SLACK_RESERVED_COMMANDS.includes(name)) {
    throw new AppError(
      'settings/command-name',
      `Slack reserves /${name} for itself. Set COMMAND_NAME to another name, for example sitrep.`,
    );
  }
  if (!/^[a-z0-9-]+$/.test(name) || name.length > SLACK_LIMITS.commandName) {
    throw new AppError(
      'settings/command-name',
      'COMMAND_NAME must be 1 to 32 small letters, digits or hyphens, without the slash.',
    );
  }
}

function slashCommand(
  name: string,
  description: string,
  usageHint: string,
  url: { url?: string },
): SlashCommand {
  return {
    command: `/${name}`,
    description: clipText(description, SLACK_LIMITS.appDescription),
    usage_hint: clipText(usageHint, SLACK_LIMITS.commandUsageHint),
    // Links and names arrive as typed; our own parser reads either form.
    should_escape: false,
    ...url,
  };
}

function usageOf({ options }: Pick<CommandDefinition, 'options'>): string {
  return options
    .map(({ name, takesRest, isRequired }) => {
      const word = takesRest ? name : `${name}:`;
      return isRequired ? word : `[${word}]`;
    })
    .join(' ');
}

/** The message shortcut "Summarise links", as the manifest names it. */
export const SHORTCUT_ID = 'summarise_links';

/** Where a message's links stand besides its text: buttons and rich text, and the previews of other apps' posts. */
const LINK_KEYS = new Set(['url', 'text', 'title_link', 'from_url', 'original_url', 'fallback']);

/** The links of a message as Slack hands it over, in reading order, at most three. */
export function linksOfSlackMessage(message: { text?: string; [key: string]: unknown }): string[] {
  const texts = [message.text ?? '', ...textsIn(message['blocks']), ...textsIn(message['attachments'])];
  return findLinks(texts.map(unescapeEntities));
}

/** Texts and addresses of blocks, never those of images or icons. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return LINK_KEYS.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, key));
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, name));
}
