import { v7 as newId } from 'uuid';
import { ALL_COMMANDS } from '../commands/all-commands.ts';
import type { CommandServices } from '../commands/command.ts';
import { createInteractionHandler } from '../commands/handle-interaction.ts';
import { createSuggestionHandler } from '../commands/suggest.ts';
import { DEFAULT_LANGUAGE, LEASE_MS, STOP_GRACE_MS } from '../config/tuning.ts';
import type { Settings } from '../config/settings.ts';
import { buildChats, type Chats } from './app/build-chats.ts';
import { buildPipeline } from './app/build-pipeline.ts';
import { buildReading, type Reading } from './app/build-reading.ts';
import { buildServices, type Services } from './app/build-services.ts';
import { buildSummariser } from './app/build-summariser.ts';
import { combineObservers } from './app/combine-observers.ts';
import { createMetrics } from './app/metrics.ts';
import type { AppOverrides } from './app/overrides.ts';
import { readFeedsFile, seedFeeds } from './app/seed-feeds.ts';
import { servePagesOf } from './app/serve-pages-of.ts';
import { startChats } from './app/start-chats.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Logger } from './log.ts';
import type { Platform } from './model/channel.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import type { ServedPages } from './web/serve-pages.ts';

export type App = {
  clock: Clock;
  store: Store;
  chats: Chats;
  reading: Reading;
  services: CommandServices & Services;
  /** How stories are summarised, in a few words. */
  summariserName: string;
  /** Pages, platforms, feeds, pipeline, in this order. Resolves when all of them run. */
  start(): Promise<{ url: string }>;
  /** In reverse; ends within about ten seconds. Also for an app that was never started; a second call waits for the first. */
  stop(): Promise<void>;
};

const DEFINITIONS = ALL_COMMANDS.map((command) => command.definition);

type Parts = { settings: Settings; log: Logger; overrides?: AppOverrides };

/** The only wiring: settings -> store -> chats -> pipeline -> commands. Throws AppError with the fix. */
export async function createApp({ settings, log, overrides = {} }: Parts): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const leaseMs = overrides.leaseMs ?? LEASE_MS;
  const store = await openStore({ url: settings.DATABASE_URL, clock, log, overrides: { leaseMs } });
  const reading = buildReading({ settings, overrides, clock, log });
  const summarising = buildSummariser({ settings, store, clock, log });
  const suggest = createSuggestionHandler(ALL_COMMANDS, (query) => services.suggest(query));
  const chats = buildChats({ settings, commands: DEFINITIONS, store, suggest, overrides, clock, log });
  const defaults = {
    schedule: settings.SCHEDULE,
    timeZone: settings.TIME_ZONE,
    languages: [DEFAULT_LANGUAGE],
  };
  let pages: ServedPages | null = null;
  const shared = { store, reading, summarising, chats, clock, log };
  const slackWord = settings.COMMAND_NAME;
  const pagesFor = (platform: Platform) =>
    settings.PUBLIC_URL?.replace(/\/$/, '') ?? (platform === 'local' ? (pages?.url ?? null) : null);
  const chatOf = (platform: Platform) => chats.all.find((chat) => chat.platform === platform) ?? null;
  const services = buildServices({ ...shared, slackWord, pagesFor, defaults, chatOf, newId });
  const metrics = createMetrics(store, clock);
  const observer = combineObservers([metrics.observer, overrides.observer ?? {}], log);
  const pipeline = buildPipeline({ ...shared, observer, overrides, slackWord, instanceId: newId(), newId });
  const isFirstDelivery = (id: string, now: number) => store.instances.isFirstDelivery(id, now);
  const handle = createInteractionHandler({ commands: ALL_COMMANDS, services, isFirstDelivery, clock, log });
  const stopping = new AbortController();
  async function stopInReverse(): Promise<void> {
    stopping.abort();
    const finished = pipeline.stop(STOP_GRACE_MS);
    await reading.cancelWaiting();
    await finished;
    await pages?.close();
    await stopAll(chats, log);
    await reading.close();
    await store.close();
  }
  let stopped: Promise<void> | null = null;
  return {
    clock,
    store,
    chats,
    reading,
    services,
    summariserName: summarising.name,
    async start() {
      await seedFeeds(
        store.feeds,
        overrides.feeds ?? (await readFeedsFile(settings.FEEDS_FILE)),
        clock.now(),
      );
      pages = await servePagesOf({ ...shared, settings, services, metrics, definitions: DEFINITIONS });
      await startChats({ chats, handle, channels: store.channels, defaults, clock, log }, stopping.signal);
      await pipeline.start();
      return { url: pages.url };
    },
    stop: () => (stopped ??= stopInReverse()),
  };
}

async function stopAll(chats: Chats, log: Logger): Promise<void> {
  for (const chat of chats.all)
    await chat.stop().catch((error: unknown) => log.error({ error }, 'platform did not stop cleanly'));
}
