import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommandContext } from '../../commands/context.ts';
import { composeAddOutcome, composeRemoveOutcome } from '../../commands/feeds/feeds.ts';
import {
  addFeed,
  exportFeeds,
  importFeeds,
  listFeeds,
  removeFeed,
  testFeed,
} from '../../commands/feeds/manage-feeds.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { composeImported, composePreviews } from '../digests/compose/compose-feed-changes.ts';
import { composeFeedHealth } from '../digests/compose/compose-feed-list.ts';
import { AppError } from '../errors.ts';
import type { Message } from '../model/message.ts';
import type { OpmlSource } from '../feeds/read-opml.ts';

type Print = (line: string) => void;
/** Opens the app, runs the work, closes it. */
type WithContext = (work: (context: CommandContext) => Promise<unknown>) => Promise<void>;

const NO_FEEDS =
  'No feed is stored yet: the first "npm start" adds those of FEEDS_FILE; "sitrep feeds add ADDRESS" adds one.';
const NO_MATCH = 'No feed has these words; "sitrep feeds list" shows all of them.';
/** For the person at the terminal only: what reads the output through a pipe gets feeds and nothing else. */
const note = (line: string) => void process.stderr.write(`${line}\n`);

/** `sitrep feeds list|health|test|add|remove|import|export`: what `/feeds` does, by the same functions. */
function createFeedCommands(context: CommandContext, print: Print) {
  const { clock, defaults } = context;
  const reading = () => ({ command: 'sitrep feeds', now: clock.now() });
  const show = (message: Message) => print(renderPlainText(message, { width: null, showLinks: true }));
  /** A script sees by the status that nothing was done. */
  const fail = () => void (process.exitCode = 1);

  return {
    /** One line a feed, parts told apart by tabs: for other programs too. */
    async list(words: string): Promise<void> {
      const feeds = await listFeeds(words, context);
      if (feeds.length === 0) note(words ? NO_MATCH : NO_FEEDS);
      for (const { url, name, folder, state, failure } of feeds)
        print([url, name, folder, failure ? `${state}: ${failure.message}` : state].join('\t'));
    },
    async health(words: string): Promise<void> {
      const shown = { now: clock.now(), timeZone: defaults.timeZone, pageUrl: null, limit: Infinity };
      show(composeFeedHealth(await listFeeds(words, context), shown));
    },
    async test(address: string): Promise<void> {
      show(composePreviews(await testFeed(address, context), reading()));
    },
    async add(address: string): Promise<void> {
      const outcome = await addFeed(address, context);
      show(composeAddOutcome(outcome, reading()));
      if (outcome.kind === 'several') fail();
    },
    async remove(nameOrAddress: string): Promise<void> {
      const outcome = await removeFeed(nameOrAddress, context);
      show(composeRemoveOutcome(outcome, reading()));
      if (outcome.kind === 'unclear') fail();
    },
    async import(fileOrAddress: string): Promise<void> {
      show(composeImported(await importFeeds(await readSource(fileOrAddress), context), reading()));
    },
    async export(): Promise<void> {
      print(await exportFeeds(context));
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
export function addFeedCommands(program: Command, withContext: WithContext, print: Print): void {
  const feeds = program.command('feeds').description('the feeds that are polled');
  const run = (work: (commands: ReturnType<typeof createFeedCommands>) => Promise<void>) =>
    withContext((context) => work(createFeedCommands(context, print)));
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
