import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { v7 as newId } from 'uuid';
import { readSettings, secretsOf, type Settings } from '../config/settings.ts';
import { type App, createApp } from './app.ts';
import { addFeedCommands } from './cli/feed-commands.ts';
import { addOperatorCommands } from './cli/operator-commands.ts';
import { postTest, runDoctor } from './cli/run-doctor.ts';
import { EVAL_TASKS, runEval } from './cli/run-eval.ts';
import { addStoryCommands } from './cli/story-commands.ts';
import { AppError, userMessageOf } from './errors.ts';
import { createLogger, type Logger } from './log.ts';

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

function buildProgram(): Command {
  const program = new Command('sitrep')
    .description('World news in three bullets a story, each with its evidence.')
    .showHelpAfterError('"npx sitrep --help" lists the commands; "--help" after one, what it takes.')
    .exitOverride();
  addStoryCommands(program, withApp, print);
  addFeedCommands(program, (work) => withApp((app) => work(app.context)), print);
  addOperatorCommands(program, { settings: () => readEnvironment().settings, withApp, print });
  addDoctor(program);
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
