import { readFile, writeFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Command as ChatCommand } from '../../commands/command.ts';
import { digestCommand } from '../../commands/digest.ts';
import { statusCommand } from '../../commands/status.ts';
import { summarisePage, summariseText } from '../../commands/summary.ts';
import type { App } from '../app.ts';
import { previewDiscord } from '../chat/discord/preview-components.ts';
import { fitsDiscord } from '../chat/discord/render-components.ts';
import { localAddress } from '../chat/local/create-local-chat.ts';
import { localAsker } from '../chat/local/take-interactions.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { renderPreviewPage } from '../chat/preview-html.ts';
import { previewSlack } from '../chat/slack/preview-blocks.ts';
import { fitsSlack } from '../chat/slack/render-blocks.ts';
import { splitMessage } from '../chat/split-message.ts';
import { composeLinkSummary } from '../digests/compose/compose-answers.ts';
import { composeDigest } from '../digests/compose/compose-digest.ts';
import { time } from '../digests/compose/format-time.ts';
import { AppError } from '../errors.ts';
import type { OptionValues } from '../model/command.ts';
import type { SummaryOutcome } from '../model/summary.ts';

type Print = (line: string) => void;
/** Opens the app, runs the work, closes it. */
type WithApp = (work: (app: App) => Promise<unknown>) => Promise<void>;

/** `sitrep summary|digest|status|preview`: what people read. */
export function addStoryCommands(program: Command, withApp: WithApp, print: Print): void {
  program
    .command('summary <source>')
    .description('three bullets for a page (URL), a text file, or - for standard input')
    .option('--json', 'print JSON')
    .option('--evidence', 'show the sentence that each bullet rests on')
    .action((source: string, options: SummaryOptions) =>
      withApp((app) => summarise(app, source, options, print)),
    );
  program
    .command('digest [about...]')
    .description('what matters now, of what is stored')
    .option('--since <span>', 'how far back: 24h, 2d, friday, "yesterday 18:00", a date')
    .action((about: string[], options: { since?: string }) =>
      withApp((app) =>
        answer(app, digestCommand, { about: about.join(' '), since: options.since ?? '' }, print),
      ),
    );
  program
    .command('status')
    .description('feeds, stories, posts in doubt and spend')
    .action(() => withApp((app) => answer(app, statusCommand, {}, print)));
  program
    .command('preview [file]')
    .description('write a page that shows the newest digest as Slack and Discord would')
    .action((file: string = 'preview.html') =>
      withApp(async (app) => {
        await writePreview(app, file);
        print(`Written to ${file}: open it in a browser.`);
      }),
    );
}

/** Prints what a command answers to whoever is at the local channel. */
async function answer(
  { context }: App,
  command: ChatCommand,
  options: OptionValues,
  print: Print,
): Promise<void> {
  const request = { options, address: localAddress, asker: localAsker, progress: async () => {} };
  print(renderPlainText(await command.run(request, context)));
}

type SummaryOptions = { json?: boolean; evidence?: boolean };
type Answer = {
  outcome: SummaryOutcome;
  page: { url: string | null; siteName: string; note: string | null };
};

/** `sitrep summary URL|FILE|-`: prints three bullets, or throws AppError with the reason why not. */
async function summarise(
  app: App,
  source: string,
  options: SummaryOptions,
  print: (line: string) => void,
): Promise<void> {
  const { outcome, page } = await read(app, source);
  if (outcome.kind === 'refused')
    throw new AppError('summary/refused', `No three bullets: ${outcome.reason}`);
  const { headline, bullets, madeBy } = outcome.summary;
  if (options.json) print(JSON.stringify({ ...page, headline, bullets, madeBy }, null, 2));
  else
    print(
      renderPlainText(composeLinkSummary(outcome.summary, page, { hasEvidence: options.evidence === true })),
    );
}

async function read(app: App, source: string): Promise<Answer> {
  if (/^https?:\/\//i.test(source)) {
    const progress = async (line: string) => void process.stderr.write(`${line}\n`);
    return summarisePage({ url: source, progress }, app.context);
  }
  const text = source === '-' ? await readAll(process.stdin) : await readFileOf(source);
  return {
    outcome: await summariseText(text, app.context),
    page: { url: null, siteName: source === '-' ? 'standard input' : source, note: null },
  };
}

async function readFileOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError(
      'summary/no-file',
      `"${path}" is neither an http(s) address nor a file that can be read.`,
      { cause },
    );
  }
}

/**
 * Writes a page that shows the newest stored digest as Slack and Discord would, narrow and wide, drawn from the very
 * payloads that would be sent. Throws AppError `preview/no-digest` while there is none.
 */
export async function writePreview({ store }: Pick<App, 'store'>, path: string): Promise<void> {
  const channels = await store.channels.list();
  const recent = await Promise.all(
    channels.map(async (channel) => ({
      channel,
      digest: (await store.digests.listRecent(channel.id, 1))[0],
    })),
  );
  const [newest] = recent
    .flatMap(({ channel, digest }) => (digest ? [{ channel, digest }] : []))
    .sort((a, b) => b.digest.stories.length - a.digest.stories.length || b.digest.at - a.digest.at);
  if (!newest)
    throw new AppError(
      'preview/no-digest',
      'No digest is stored yet. Start Sitrep and wait for the first one, or run the demo and set DATABASE_URL=sqlite:data/demo.db.',
    );
  const { channel, digest } = newest;
  const message = composeDigest(digest, { now: digest.at, timeZone: channel.timeZone }, channel);
  const at = time(digest.at, channel.timeZone);
  const page = renderPreviewPage('Digest preview', [
    { platform: 'Slack', html: previewSlack(splitMessage(message, fitsSlack), at) },
    { platform: 'Discord', html: previewDiscord(splitMessage(message, fitsDiscord), at) },
  ]);
  await writeFile(path, page);
}
