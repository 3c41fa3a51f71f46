import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { v7 as newId } from 'uuid';
import type { Command as SlashCommand } from '../commands/command.ts';
import { digest } from '../commands/digest.ts';
import { status } from '../commands/status.ts';
import { readSettings, secretsOf, type Settings } from '../config/settings.ts';
import { createApp, type App } from './app.ts';
import { renderPlainText } from './chat/plain-text.ts';
import { localAddress } from './chat/local/create-local-chat.ts';
import { localAsker } from './chat/local/take-interactions.ts';
import { backUp } from './cli/backup.ts';
import { addFeedCommands } from './cli/feed-commands.ts';
import { addPauseCommands } from './cli/pause-commands.ts';
import { runDoctor } from './cli/run-doctor.ts';
import { EVAL_TASKS, runEval } from './cli/run-eval.ts';
import { discordInvite, registerOnDiscord, slackManifest } from './cli/set-up-platforms.ts';
import { createPausePosting } from './cli/pause-posting.ts';
import { postTest } from './cli/post-test.ts';
import { summarise } from './cli/summarise.ts';
import { writePreview } from './cli/write-preview.ts';
import { AppError, userMessageOf } from './errors.ts';
import { createLogger, type Logger } from './log.ts';
import type { OptionValues } from './model/command.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function readEnvironment(): { settings: Settings; log: Logger } {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings();
  // A person reads the terminal: faults are printed as sentences, the log only warns.
  const level = settings.LOG_LEVEL === 'info' ? 'error' : settings.LOG_LEVEL;
  return { settings, log: createLogger(level, secretsOf(settings)) };
}

/** Opens the app without starting it, and closes it whatever happens. */
async function withApp(work: (app: App, settings: Settings) => Promise<unknown>): Promise<void> {
  const { settings, log } = readEnvironment();
  const app = await createApp({ settings, log });
  try {
    await work(app, settings);
  } finally {
    await app.stop();
  }
}

/** Prints what a command answers to whoever is at the local channel. */
async function answer({ context }: App, command: SlashCommand, options: OptionValues): Promise<void> {
  const request = { options, address: localAddress, asker: localAsker, progress: async () => {} };
  print(renderPlainText(await command.run(request, context)));
}

function addPlatformCommands(program: Command): void {
  program
    .command('slack')
    .description('setting up Slack')
    .command('manifest')
    .description('print the app manifest (JSON)')
    .action(() => print(slackManifest(readEnvironment().settings)));
  const discord = program.command('discord').description('setting up Discord');
  discord
    .command('invite [applicationId]')
    .description('print the link that adds the bot to a server')
    .action((applicationId?: string) => print(discordInvite(readEnvironment().settings, applicationId)));
  discord
    .command('register')
    .description('register the slash commands now; the bot does it at each start')
    .action(async () => print(await registerOnDiscord(readEnvironment().settings)));
}

function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check settings, database, tokens, model and feeds, and say how to mend what fails')
    .option('--post <channel>', 'send one test post to a channel, by its id, and check nothing else')
    .action(({ post }: { post?: string }) =>
      withApp(async (app, settings) => {
        if (post !== undefined) print(`Posted to ${await postTest(app, post, newId())}.`);
        else if (!(await runDoctor(app, settings, print))) process.exitCode = 1;
      }),
    );
}

function addBackup(program: Command): void {
  program
    .command('backup [file]')
    .description('copy the database while the bot runs')
    .action((file?: string) =>
      backUp(readEnvironment().settings.DATABASE_URL, file, { now: Date.now(), print }),
    );
}

function buildProgram(): Command {
  const program = new Command('sitrep')
    .description('World news in three bullets a story, each with its evidence.')
    .showHelpAfterError('"npx sitrep --help" lists the commands; "--help" after one, what it takes.')
    .exitOverride();
  program
    .command('summary <source>')
    .description('three bullets for a page (URL), a text file, or - for standard input')
    .option('--json', 'print JSON')
    .option('--evidence', 'show the sentence that each bullet rests on')
    .action((source: string, options: { json?: boolean; evidence?: boolean }) =>
      withApp((app) => summarise(app, source, options, print)),
    );
  program
    .command('digest [about...]')
    .description('what matters now, of what is stored')
    .option('--since <span>', 'how far back: 24h, 2d, friday, "yesterday 18:00", a date')
    .action((about: string[], options: { since?: string }) =>
      withApp((app) => answer(app, digest, { about: about.join(' '), since: options.since ?? '' })),
    );
  program
    .command('status')
    .description('feeds, stories, posts in doubt and spend')
    .action(() => withApp((app) => answer(app, status, {})));
  addPauseCommands(program, (work) => withApp((app) => work(createPausePosting(app))), print);
  program
    .command('preview [file]')
    .description('write a page that shows the newest digest as Slack and Discord would')
    .action((file: string = 'preview.html') =>
      withApp(async (app) => {
        await writePreview(app, file);
        print(`Written to ${file}: open it in a browser.`);
      }),
    );
  addFeedCommands(program, (work) => withApp((app) => work(app.context)), print);
  addDoctor(program);
  addBackup(program);
  addPlatformCommands(program);
  program
    .command('eval <task>')
    .description(`run one stage over JSON lines: ${EVAL_TASKS.join(', ')}`)
    .action((task: string) => runEval(task, process.stdin, process.stdout));
  return program;
}

/** Runs one command line (without `node` and the script). Returns the exit status: 0, or 1 after a sentence on standard error. */
export async function runCli(args: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // commander has printed its own sentence.
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(
      `${error instanceof AppError ? error.userMessage : `${userMessageOf(error)}\n${String(error)}`}\n`,
    );
    return 1;
  }
}
