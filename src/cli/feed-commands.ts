import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { App } from '../app.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { composeImported, composePreviews } from '../digests/compose/compose-feed-changes.ts';
import { composeFeedHealth } from '../digests/compose/compose-feed-list.ts';
import { AppError } from '../errors.ts';
import type { Message } from '../model/message.ts';
import { composeAddOutcome, composeRemoveOutcome } from '../../commands/feeds/answer-feeds.ts';
import type { OpmlSource } from '../feeds/read-opml.ts';

type Print = (line: string) => void;
type FeedApp = Pick<App, 'clock' | 'services'> & { timeZone: string };
/** Opens the app, runs the work, closes it. */
type WithApp = (work: (app: FeedApp) => Promise<unknown>) => Promise<void>;

const NO_FEEDS =
  'No feed is stored yet: the first "npm start" adds those of FEEDS_FILE; "sitrep feeds add ADDRESS" adds one.';
const NO_MATCH = 'No feed has these words; "sitrep feeds list" shows all of them.';
/** For the person at the terminal only: what reads the output through a pipe gets feeds and nothing else. */
const note = (line: string) => void process.stderr.write(`${line}\n`);

/** `sitrep feeds list|health|test|add|remove|import|export`: what `/feeds` does, by the same services. */
export function createFeedCommands({ services, clock, timeZone }: FeedApp, print: Print) {
  const { feedManager, listFeeds } = services;
  const reading = () => ({ command: 'sitrep feeds', now: clock.now() });
  const show = (message: Message) => print(renderPlainText(message, { width: null, showLinks: true }));
  /** A script sees by the status that nothing was done. */
  const fail = () => void (process.exitCode = 1);

  return {
    /** One line a feed, parts told apart by tabs: for other programs too. */
    async list(words: string): Promise<void> {
      const feeds = await listFeeds(words);
      if (feeds.length === 0) note(words ? NO_MATCH : NO_FEEDS);
      for (const { url, name, folder, state, failure } of feeds)
        print([url, name, folder, failure ? `${state}: ${failure.message}` : state].join('\t'));
    },
    async health(words: string): Promise<void> {
      const shown = { now: clock.now(), timeZone, pageUrl: null, limit: Infinity };
      show(composeFeedHealth(await listFeeds(words), shown));
    },
    async test(address: string): Promise<void> {
      show(composePreviews(await feedManager.test(address), reading()));
    },
    async add(address: string): Promise<void> {
      const outcome = await feedManager.add(address);
      show(composeAddOutcome(outcome, reading()));
      if (outcome.kind === 'several') fail();
    },
    async remove(nameOrAddress: string): Promise<void> {
      const outcome = await feedManager.remove(nameOrAddress);
      show(composeRemoveOutcome(outcome, reading()));
      if (outcome.kind === 'unclear') fail();
    },
    async import(fileOrAddress: string): Promise<void> {
      show(composeImported(await feedManager.import(await readSource(fileOrAddress)), reading()));
    },
    async export(): Promise<void> {
      print(await feedManager.export());
    },
  };
}

async function readSource(source: string): Promise<OpmlSource> {
  if (/^https?:\/\//i.test(source)) return { kind: 'address', url: source };
  try {
    return { kind: 'text', text: await readFile(source, 'utf8') };
  } catch (cause) {
    throw new AppError(
      'feeds/no-file',
      `"${source}" is neither an http(s) address nor a file that can be read.`,
      { cause },
    );
  }
}

/** Puts `feeds` with its commands under the program. */
export function addFeedCommands(program: Command, withApp: WithApp, print: Print): void {
  const feeds = program.command('feeds').description('the feeds that are polled');
  const run = (work: (commands: ReturnType<typeof createFeedCommands>) => Promise<void>) =>
    withApp((app) => work(createFeedCommands(app, print)));
  feeds
    .command('list [words...]')
    .description('a line each: address, name, folder, state; words narrow it down')
    .action((words: string[]) => run((commands) => commands.list(words.join(' '))));
  feeds
    .command('health [words...]')
    .description('what fails, since when and what to do about it')
    .action((words: string[]) => run((commands) => commands.health(words.join(' '))));
  feeds
    .command('test <address>')
    .description('what would come from a feed or a site; stores nothing')
    .action((address: string) => run((commands) => commands.test(address)));
  feeds
    .command('add <address>')
    .description('add a feed by its address or its site')
    .action((address: string) => run((commands) => commands.add(address)));
  feeds
    .command('remove <name...>')
    .description('stop polling a feed, by its name or its address')
    .action((name: string[]) => run((commands) => commands.remove(name.join(' '))));
  feeds
    .command('import <file>')
    .description('add the feeds of an OPML file, or of one at an address')
    .action((file: string) => run((commands) => commands.import(file)));
  feeds
    .command('export')
    .description('print the feeds as OPML')
    .action(() => run((commands) => commands.export()));
}
