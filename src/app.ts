import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { ALL_COMMANDS } from '../commands/all-commands.ts';
import { fillSetupForm, setUpChannel } from '../commands/channel/set-channel.ts';
import type { CommandContext } from '../commands/context.ts';
import { exportFeeds, listFeeds } from '../commands/feeds/manage-feeds.ts';
import { createInteractionHandler } from '../commands/handle-interaction.ts';
import { statusCommand } from '../commands/status.ts';
import { readHistory } from '../commands/story.ts';
import { createSuggestionHandler } from '../commands/suggest.ts';
import type { Settings } from '../config/settings.ts';
import { DEFAULT_LANGUAGE, LEASE_MS, STOP_GRACE_MS } from '../config/tuning.ts';
import { buildChats, type Chats, startChats } from './app/build-chats.ts';
import { buildAwaitModel, buildPipeline } from './app/build-pipeline.ts';
import { buildReading, type Reading } from './app/build-reading.ts';
import { buildSummariser, type Summarising } from './app/build-summariser.ts';
import { combineObservers, createMetrics } from './app/observe-pipeline.ts';
import type { AppOverrides } from './app/overrides.ts';
import { readFeedsFile, seedFeeds } from './app/seed-feeds.ts';
import { localAddress } from './chat/local/create-local-chat.ts';
import { localAsker } from './chat/local/take-interactions.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Logger } from './log.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { judgeRelevance } from './stories/relevance/judge-relevance.ts';
import { createPageServices } from './web/page-services.ts';
import { type ServedPages, servePages } from './web/serve-pages.ts';

export type App = {
  clock: Clock;
  store: Store;
  chats: Chats;
  /** What the commands are handed: whoever asks from elsewhere gets the same answers. */
  context: CommandContext;
  /** One real call of each model that is set; null where none is. */
  probeModel: Summarising['probe'];
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
  const summarising = buildSummariser({ settings, store, desk: reading.desk, clock, log });
  const defaults = {
    schedule: settings.SCHEDULE,
    timeZone: settings.TIME_ZONE,
    languages: [DEFAULT_LANGUAGE],
  };
  const shared = { settings, store, reading, summarising, defaults, overrides, clock, log };
  const suggest = createSuggestionHandler(ALL_COMMANDS, shared);
  const chats = buildChats({ ...shared, commands: DEFINITIONS, suggest });
  let pages: ServedPages | null = null;
  const context = buildContext({ ...shared, chats, localPages: () => pages?.url ?? null });
  const handle = createInteractionHandler(ALL_COMMANDS, context);
  const metrics = createMetrics(store, clock);
  const observer = combineObservers([metrics.observer, overrides.observer ?? {}], log);
  const pipeline = buildPipeline({ ...context, ...shared, observer });
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
    context,
    probeModel: summarising.probe,
    async start() {
      const feeds = overrides.feeds ?? (await readFeedsFile(settings.FEEDS_FILE));
      await seedFeeds(store.feeds, feeds, clock.now());
      pages = await openPages({ settings, chats, context, metrics: metrics.text });
      await startChats({ ...shared, chats, handle, channels: store.channels }, stopping.signal);
      await pipeline.start();
      return { url: pages.url };
    },
    stop: () => (stopped ??= stopInReverse()),
  };
}

type ContextParts = {
  settings: Settings;
  store: Store;
  reading: Reading;
  summarising: Summarising;
  chats: Chats;
  /** Where a browser on this machine finds the pages; null while they are not served. */
  localPages: () => string | null;
  defaults: CommandContext['defaults'];
  clock: Clock;
  log: Logger;
};

function buildContext(parts: ContextParts): CommandContext {
  const { settings, store, reading, summarising, chats, localPages, defaults, clock, log } = parts;
  const { readPage, findFeed, readOpml } = reading;
  const publicUrl = settings.PUBLIC_URL?.replace(/\/$/, '');
  return {
    store,
    summariser: summarising.model ?? summarising.extractive,
    summariserName: summarising.name,
    dailyUsd: summarising.dailyUsd,
    awaitModel: buildAwaitModel(parts),
    readPage,
    findFeed,
    readOpml,
    judgeRelevance,
    chatOf: (platform) => chats.all.find((chat) => chat.platform === platform) ?? null,
    pagesFor: (platform) => publicUrl ?? (platform === 'local' ? localPages() : null),
    slackWord: settings.COMMAND_NAME,
    defaults,
    newId,
    newToken: () => randomBytes(24).toString('base64url'),
    clock,
    log,
  };
}

type PageParts = {
  settings: Settings;
  chats: Chats;
  context: CommandContext;
  metrics: () => Promise<string>;
};

/** Serves the pages, which show what the commands answer to whoever is at the local channel. */
function openPages({ settings, chats, context, metrics }: PageParts): Promise<ServedPages> {
  const { store, newToken, defaults, clock, log } = context;
  const here = { address: localAddress, asker: localAsker };
  const services = createPageServices(
    {
      store,
      readHistory: (story, languages) => readHistory(store, story, languages),
      newToken,
      clock,
      languages: defaults.languages,
      timeZone: defaults.timeZone,
      budgetUsd: context.dailyUsd,
      summariser: context.summariserName,
    },
    {
      commands: DEFINITIONS,
      status: () => statusCommand.run({ ...here, options: {}, progress: async () => {} }, context),
      feeds: () => listFeeds('', context),
      exportFeeds: () => exportFeeds(context),
      setup: {
        form: () => fillSetupForm(here, context),
        save: (values) => setUpChannel({ ...here, values }, context),
      },
      metrics,
    },
  );
  return servePages({
    host: settings.WEB_HOST,
    port: settings.WEB_PORT,
    token: settings.WEB_TOKEN ?? null,
    publicUrl: settings.PUBLIC_URL ?? null,
    local: chats.local,
    callbacks: chats.callbacks,
    services,
    clock,
    log,
  });
}

async function stopAll(chats: Chats, log: Logger): Promise<void> {
  for (const chat of chats.all)
    await chat.stop().catch((error: unknown) => log.error({ error }, 'platform did not stop cleanly'));
}

/** `npm start` passes a signal on that the process may have had already: two so close together are one. */
const SIGNAL_ECHO_MS = 500;

/** Starts the app, and on SIGTERM or Ctrl-C finishes what is in hand; a second signal, later, ends at once. */
export async function runUntilStopped(
  app: App,
  log: Logger,
  onStarted: (running: { url: string }) => void,
): Promise<void> {
  const stopped = Promise.withResolvers<void>();
  let stoppingSince: number | null = null;
  const stop = (signal: NodeJS.Signals) => {
    const now = app.clock.now();
    if (stoppingSince !== null) {
      if (now - stoppingSince < SIGNAL_ECHO_MS) return;
      process.exit(1);
    }
    stoppingSince = now;
    log.info({ signal }, 'stopping');
    app.stop().then(stopped.resolve, stopped.reject);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    const running = await app.start();
    if (stoppingSince === null) onStarted(running);
    await stopped.promise;
  } catch (error) {
    if (stoppingSince === null) await app.stop();
    throw error;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
  }
}
