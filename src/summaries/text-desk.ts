import type { Bullet, SourceArticle, SummaryOutcome } from '../model/summary.ts';
import type { TaskRunner } from '../outbound/worker-pool.ts';
import { checkSupport, type SupportQuestion, type SupportVerdict } from './check/check-support.ts';
import { findBullets, summariseExtractively } from './extractive-summariser.ts';
import type { Summariser, SummaryRequest } from './summariser.ts';
import { writeHeadline } from './write-headline.ts';

/**
 * The work on texts that summaries take. It meets hostile text and loads the tagger's model, so the bot has it done in
 * processes apart (`createWorkerDesk`); whoever summarises one text and ends does it in place (`localDesk`).
 */
export type TextDesk = {
  summarise: (request: SummaryRequest) => Promise<SummaryOutcome>;
  /** Sentences of the articles that may stand in for bullets that failed, none of which says what `besides` say. */
  findBullets: (query: Replacing) => Promise<readonly Bullet[]>;
  writeHeadline: (query: Heading) => Promise<string>;
  /** One verdict a question, in order. */
  check: (questions: readonly SupportQuestion[]) => Promise<readonly SupportVerdict[]>;
};

type Replacing = {
  articles: readonly SourceArticle[];
  language: string;
  count: number;
  besides: readonly string[];
};
type Heading = { articles: readonly SourceArticle[]; bullets: readonly string[]; language: string };

/** What a worker process is asked. */
type TextJob =
  | { do: 'summarise'; request: SummaryRequest }
  | { do: 'find'; query: Replacing }
  | { do: 'head'; query: Heading }
  | { do: 'check'; questions: readonly SupportQuestion[] };

/** The worker's task: does one job. Never throws on bad text. */
export function doTextJob(job: TextJob): unknown {
  switch (job.do) {
    case 'summarise':
      return summariseExtractively(job.request);
    case 'find':
      return findBullets(job.query.articles, job.query.language, job.query.count, job.query.besides);
    case 'head':
      return writeHeadline(job.query.articles, job.query.bullets, job.query.language);
    case 'check':
      return job.questions.map(checkSupport);
  }
}

const REFUSED: SupportVerdict = {
  isSupported: false,
  reason: 'It could not be checked in time.',
  kind: 'contradicted',
  unlicensed: [],
  derivation: null,
};

/** A text that ends its process is refused; the others do not notice. */
export function createWorkerDesk(worker: TaskRunner): TextDesk {
  const ask = async <Value>(job: TextJob, otherwise: Value): Promise<Value> => {
    const outcome = await worker.run(job);
    return outcome.kind === 'done' ? (outcome.value as Value) : otherwise;
  };
  return {
    summarise: (request) =>
      ask<SummaryOutcome>(
        { do: 'summarise', request },
        { kind: 'refused', reason: 'The text could not be summarised in time.' },
      ),
    findBullets: (query) => ask<readonly Bullet[]>({ do: 'find', query }, []),
    writeHeadline: (query) => ask({ do: 'head', query }, query.bullets[0] ?? ''),
    check: (questions) =>
      ask<readonly SupportVerdict[]>(
        { do: 'check', questions },
        questions.map(() => REFUSED),
      ),
  };
}

/** Does the work in this process. */
export const localDesk: TextDesk = {
  summarise: (request) => Promise.resolve(summariseExtractively(request)),
  findBullets: ({ articles, language, count, besides }) =>
    Promise.resolve(findBullets(articles, language, count, besides)),
  writeHeadline: ({ articles, bullets, language }) =>
    Promise.resolve(writeHeadline(articles, bullets, language)),
  check: (questions) => Promise.resolve(questions.map(checkSupport)),
};

/** Three of the articles' own sentences, by the desk's work alone. */
export const summariserOf = (desk: TextDesk): Summariser => ({
  summarise: (request) => desk.summarise(request),
});
