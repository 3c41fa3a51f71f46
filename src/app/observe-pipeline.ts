import { Counter, Gauge, Registry } from 'prom-client';
import { type Clock, DAY } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Article, ReadingResult } from '../model/article.ts';
import type { Channel } from '../model/channel.ts';
import type { Digest } from '../model/digest.ts';
import { type Feed, NETWORK_FAILURES, type PollResult } from '../model/feed.ts';
import type { Post } from '../model/post.ts';
import type { Story } from '../model/story.ts';
import type { PostOutcome, Store, SummaryResult } from '../store/store.ts';

/** What happens to rows, for metrics, for the demo's terminal and for tests. */
export type Observer = Partial<{
  onPolled(poll: { feed: Feed; result: PollResult; added: number }): void;
  onRead(article: Article, result: ReadingResult): void;
  onGrouped(article: Article, story: Story | null): void;
  onSummarised(story: Story, result: SummaryResult): void;
  onPublished(digest: Digest, channel: Channel): void;
  onDelivered(post: Post, outcome: PostOutcome): void;
}>;

/** One observer that tells each of several; an observer's fault never reaches the pipeline. */
export function combineObservers(observers: readonly Observer[], log: Logger): Required<Observer> {
  const tell =
    <Name extends keyof Observer>(name: Name) =>
    (...args: Parameters<Required<Observer>[Name]>) => {
      for (const observer of observers) {
        try {
          (observer[name] as ((...values: typeof args) => void) | undefined)?.(...args);
        } catch (error) {
          log.error({ error }, 'observer failed');
        }
      }
    };
  return {
    onPolled: tell('onPolled'),
    onRead: tell('onRead'),
    onGrouped: tell('onGrouped'),
    onSummarised: tell('onSummarised'),
    onPublished: tell('onPublished'),
    onDelivered: tell('onDelivered'),
  };
}

/** Counts what happens, and reads what stands from the store when it is scraped. */
export function createMetrics(store: Store, clock: Clock) {
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const polls = counter('sitrep_polls_total', 'Polls of feeds', ['outcome']);
  const readings = counter('sitrep_articles_read_total', 'Articles read', ['outcome']);
  const summaries = counter('sitrep_summaries_total', 'Summaries written', ['by']);
  const deliveries = counter('sitrep_deliveries_total', 'Outcomes of sending posts', ['state']);
  const rows = new Gauge({
    name: 'sitrep_rows',
    help: 'Rows by noun and state',
    labelNames: ['noun', 'state'],
    registers,
    async collect() {
      this.reset();
      const counts = await store.counts(clock.now());
      for (const [noun, states] of Object.entries({ ...counts, posts: await store.posts.countByState() }))
        for (const [state, count] of Object.entries(states)) this.set({ noun, state }, count);
    },
  });
  const spend = new Gauge({
    name: 'sitrep_model_spend_usd_24h',
    help: 'Model spend of the last 24 hours, US dollars',
    registers,
    async collect() {
      this.set((await store.modelCalls.spendSince(clock.now() - DAY)).costUsd);
    },
  });
  const model = new Gauge({
    name: 'sitrep_model_24h',
    help: 'Calls, tokens and kept answers used of the last 24 hours',
    labelNames: ['what'],
    registers,
    async collect() {
      const { calls, tokensIn, tokensOut, cacheHits } = await store.modelCalls.spendSince(clock.now() - DAY);
      for (const [what, count] of Object.entries({ calls, tokensIn, tokensOut, cacheHits }))
        this.set({ what }, count);
    },
  });

  const observer = {
    onPolled: ({ result }) => polls.inc({ outcome: result.feed.failure?.code ?? 'ok' }),
    onRead: (_article, result) =>
      readings.inc({ outcome: result.state === 'read' ? result.textSource : result.state }),
    onSummarised: (_story, result) =>
      summaries.inc({ by: result.kind === 'refused' ? 'refused' : result.summary.madeBy.kind }),
    onDelivered: (_post, outcome) => deliveries.inc({ state: outcome.state }),
  } satisfies Observer;
  return { observer, text: () => registry.metrics(), gauges: [rows, spend, model] };
}

/** So many feeds without one success are no coincidence. */
const FEEDS = 5;

/** Says once that no feed can be reached: after several feeds have failed for the network's sake and none has worked. */
export function createNetworkNotice(say: () => void): Observer {
  const failed = new Set<string>();
  let isSettled = false;
  return {
    onPolled({ feed, result }) {
      if (isSettled) return;
      const code = result.feed.failure?.code;
      if (!code || !NETWORK_FAILURES.has(code)) {
        isSettled = true;
        return;
      }
      failed.add(feed.id);
      if (failed.size < FEEDS) return;
      isSettled = true;
      say();
    },
  };
}
