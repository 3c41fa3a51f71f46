import { expect } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createBudget } from '../../src/summaries/model/budget.ts';
import { localDesk } from '../../src/summaries/text-desk.ts';
import {
  createModelSummariser,
  type ModelSummariserParts,
} from '../../src/summaries/model/model-summariser.ts';
import {
  type ModelReply,
  type ModelRequest,
  type ModelStandIn,
  startModelStandIn,
} from './model-stand-in.ts';
import { summitArticles } from './summit-story.ts';

export const SECRET = 'sk-planted-secret-0123456789';
export const never = new AbortController().signal;
export const PRICE = { inUsd: 1, outUsd: 10 };
export const standIns: ModelStandIn[] = [];
const stores: Store[] = [];
/** For `afterEach`. */
export const closeStandIns = () =>
  Promise.all([...standIns.splice(0), ...stores.splice(0)].map((one) => one.close()));

/** The real store in memory, where calls are counted and answers kept. */
export async function openLedger(clock: Clock = systemClock): Promise<Store> {
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  stores.push(store);
  return store;
}

export const budgetOn = (
  { modelCalls: ledger }: Store,
  {
    dailyUsd = null,
    clock = systemClock,
    model = 'stand-in-model',
  }: { dailyUsd?: number | null; clock?: Clock; model?: string } = {},
) => createBudget({ dailyUsd, price: PRICE, model, ledger, timeZone: 'UTC', clock });

/** The number that the prompt gave to the sentence with these words. */
export function numberOf(request: ModelRequest, words: string): number {
  const prompt = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  return Number(/^\[(\d+)\]/u.exec(prompt.split('\n').find((line) => line.includes(words)) ?? '')?.[1] ?? 0);
}

export const TRUE_BULLETS = [
  ['Norvelia and Estmark agreed to meet in Geneva on 14 March.', 'have agreed to meet'],
  ['Norvelian patrol boats seized 12 trawlers from Estmark in January.', 'at odds since'],
  [
    'The European Union has offered 40 million euros to fishing towns if the talks succeed.',
    '40 million euros',
  ],
] as const;
type Lines = readonly (readonly [string, string])[];
export const answerOf = (
  request: ModelRequest,
  lines: Lines = TRUE_BULLETS,
  headline = 'Norvelia and Estmark agree to meet in Geneva',
) =>
  JSON.stringify({
    headline,
    bullets: lines.map(([text, words]) => ({ text, sentence: numberOf(request, words) })),
  });

export async function setUp(
  reply: (request: ModelRequest, number: number) => ModelReply,
  more: Partial<ModelSummariserParts> & { store?: Store; dailyUsd?: number; witnessModel?: string } = {},
) {
  const { store = await openLedger(more.clock), dailyUsd = null, witnessModel, ...changes } = more;
  const server = await startModelStandIn(reply);
  standIns.push(server);
  const endpointOf = (model: string) => ({
    apiKey: SECRET,
    baseUrl: server.baseUrl,
    model,
    timeoutMs: 20_000,
    clock: more.clock ?? systemClock,
    log: silentLogger,
    budget: budgetOn(store, { dailyUsd, model, ...(more.clock && { clock: more.clock }) }),
  });
  const parts: ModelSummariserParts = {
    ...endpointOf('stand-in-model'),
    desk: localDesk,
    shelf: store.modelCalls,
    // Asked for by those tests that are about it.
    witness: witnessModel === undefined ? null : endpointOf(witnessModel),
    ...changes,
  };
  const summariser = createModelSummariser(parts);
  return {
    server,
    store,
    summariser,
    run: () => summariser.summarise({ articles: summitArticles, language: 'en' }, never),
  };
}

export const good = (request: ModelRequest): ModelReply => ({ kind: 'text', text: answerOf(request) });
export const withBullet = (request: ModelRequest, text: string, words: string): ModelReply => ({
  kind: 'text',
  text: answerOf(request, [...TRUE_BULLETS.slice(0, 2), [text, words]]),
});
/** A label that says why no model was used. */
export const EXTRACTIVE = {
  kind: 'extractive',
  insteadOfModel: expect.stringMatching(/^[A-Z].+\.$/u) as string,
};
