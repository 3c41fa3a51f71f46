import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { summarisePage, summariseText } from '../../commands/summary.ts';
import type { App } from '../app.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { composeLinkSummary } from '../digests/compose/compose-answers.ts';
import { AppError } from '../errors.ts';
import type { SummaryOutcome } from '../model/summary.ts';

type Options = { json?: boolean; evidence?: boolean };
type Answer = {
  outcome: SummaryOutcome;
  page: { url: string | null; siteName: string; note: string | null };
};

/** `sitrep summary URL|FILE|-`: prints three bullets, or throws AppError with the reason why not. */
export async function summarise(
  app: App,
  source: string,
  options: Options,
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
