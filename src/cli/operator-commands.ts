import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { ALL_COMMANDS } from '../../commands/all-commands.ts';
import { STALE_POST_MS } from '../../config/follow-up-tuning.ts';
import type { Settings } from '../../config/settings.ts';
import type { App } from '../app.ts';
import { registerDiscordCommands } from '../chat/discord/create-discord-chat.ts';
import { discordInviteUrl } from '../chat/discord/inspect-permissions.ts';
import { buildSlackManifest } from '../chat/slack/manifest.ts';
import { AppError } from '../errors.ts';
import { backUpFile } from '../store/engine/back-up-file.ts';

type Print = (line: string) => void;
type Terminal = {
  settings: () => Settings;
  /** Opens the app, runs the work, closes it. */
  withApp: (work: (app: App) => Promise<unknown>) => Promise<void>;
  print: Print;
};

const APP_NAME = 'Sitrep';
const DEFINITIONS = ALL_COMMANDS.map((command) => command.definition);

/** `sitrep pause|resume|backup|slack|discord`: what whoever runs it does. */
export function addOperatorCommands(program: Command, { settings, withApp, print }: Terminal): void {
  program
    .command('pause')
    .description('stop all posting, in every channel and on every machine; nothing is lost')
    .action(() => withApp(async (app) => print(await pausePosting(app, userInfo().username))));
  program
    .command('resume')
    .description('let posts go out again, without those that are too old by now')
    .action(() => withApp(async (app) => print(await resumePosting(app))));
  program
    .command('backup [file]')
    .description('copy the database while the bot runs')
    .action((file?: string) => backUp(settings().DATABASE_URL, file, { now: Date.now(), print }));
  program
    .command('slack')
    .description('setting up Slack')
    .command('manifest')
    .description('print the app manifest (JSON)')
    .action(() => print(slackManifest(settings())));
  const discord = program.command('discord').description('setting up Discord');
  discord
    .command('invite [applicationId]')
    .description('print the link that adds the bot to a server')
    .action((applicationId?: string) => print(discordInvite(settings(), applicationId)));
  discord
    .command('register')
    .description('register the slash commands now; the bot does it at each start')
    .action(async () => print(await registerOnDiscord(settings())));
}

/** Stops all posting, on every instance that uses the database. Says in a sentence what came of it. */
async function pausePosting({ store, clock }: App, by: string): Promise<string> {
  if (await store.pause.get()) return 'Posting is paused already.';
  await store.pause.pause(by, clock.now());
  return 'Posting is paused: nothing goes to any channel until "sitrep resume". Feeds are read on.';
}

async function resumePosting({ store, clock }: App): Promise<string> {
  if (!(await store.pause.get())) return 'Posting is not paused.';
  const dropped = await store.posts.dropStale({
    channelId: null,
    createdBefore: clock.now() - STALE_POST_MS,
    reason: 'too old when posting went on',
  });
  await store.pause.resume();
  const left = dropped === 0 ? '' : ` ${dropped} posts were too old by now and are not sent.`;
  return `Posting goes on.${left}`;
}

/**
 * `sitrep backup [FILE]`: a copy of the database file while the bot runs; without a name beside the database, named by
 * the instant (UTC). Opens nothing else, so that it also serves before an upgrade. Throws AppError with what to do.
 */
export function backUp(
  databaseUrl: string,
  file: string | undefined,
  { now, print }: { now: number; print: Print },
): void {
  if (!databaseUrl.startsWith('sqlite:'))
    throw new AppError(
      'backup/server',
      'This database is PostgreSQL, whose own tool backs it up while Sitrep runs: pg_dump --format=custom --file=sitrep.dump "$DATABASE_URL". pg_restore brings it back.',
    );
  const source = databaseUrl.slice('sqlite:'.length);
  if (source === ':memory:')
    throw new AppError('backup/memory', 'This database is in memory only; there is no file to back up.');
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const backup = backUpFile(source, file ?? join(dirname(source), `sitrep-${stamp}.db`));
  const size = (backup.bytes / 1_000_000).toFixed(1);
  print(`Written to ${backup.path}: ${backup.stories} stories, ${size} MB, checked.`);
  print(
    `To restore it: stop Sitrep, delete ${source}-wal and ${source}-shm, put the copy in the place of ${source}.`,
  );
}

/**
 * The manifest to paste at api.slack.com/apps, as JSON: for HTTP where a signing secret and PUBLIC_URL are set and no
 * app token, else for Socket Mode.
 */
function slackManifest(settings: Settings): string {
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
    commands: DEFINITIONS,
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
function discordInvite(settings: Settings, applicationId?: string): string {
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
  const { sent, removed } = await registerDiscordCommands(DISCORD_TOKEN, DEFINITIONS, DISCORD_API_URL);
  const done = [
    ...(sent.length > 0 ? [`registered: ${sent.join(', ')}`] : []),
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
  ];
  return done.length > 0
    ? `Commands ${done.join('; ')}.`
    : 'All commands are registered as they are; nothing was sent.';
}
