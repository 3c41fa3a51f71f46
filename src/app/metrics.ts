import { Counter, Gauge, Registry } from 'prom-client';
import { type Clock, DAY } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { Observer } from './overrides.ts';

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
