import { pickEnvironment, readSettings, type Settings } from '../../config/settings.ts';
import { createApp, type App } from '../app.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { systemClock } from '../clock.ts';
import { createLogger } from '../log.ts';
import type { Message } from '../model/message.ts';
import { closeDemoState, DEMO_DATABASE, type DemoState, openDemoState, saveDemoState } from './demo-state.ts';
import { type Newsroom, serveNewsroom } from './newsroom/serve-newsroom.ts';
import { createProgress } from './show-progress.ts';
import { changedPost, firstDigest, watchChannel } from './watch-channel.ts';

type Options = { isOnce: boolean; print: (line: string) => void };

/** So long the reader can look at the first digest before a story moves. */
const UPDATE_AFTER_MS = 20_000;
/** Either part takes about ten seconds on a small machine; after this something is wrong. */
const GIVE_UP_MS = 50_000;
const WIDTH = 110;

/** Settings of the demo: nothing from outside but where the pages listen, the zone and how much is logged. */
function demoSettings(newsroom: Newsroom): Settings {
  return readSettings({
    LOG_LEVEL: 'warn',
    ...definedOf(pickEnvironment(['WEB_PORT', 'TIME_ZONE', 'LOG_LEVEL'])),
    DATABASE_URL: `sqlite:${DEMO_DATABASE}`,
    ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(','),
  });
}

const definedOf = <T extends Record<string, unknown>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** Aborts on Ctrl-C and SIGTERM. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return controller.signal;
}

function createDemoApp(newsroom: Newsroom, print: Options['print']): Promise<App> {
  const settings = demoSettings(newsroom);
  return createApp({
    settings,
    log: createLogger(settings.LOG_LEVEL),
    overrides: {
      observer: createProgress(print),
      feeds: newsroom.feeds,
      idleMs: 100,
      hostGapMs: 20,
      quietMs: 3_000,
      pollBoundsMs: { min: 2_000, max: 3_000 },
    },
  });
}

/** Draws a message and checks nothing: what is printed is what was posted. */
const draw = (message: Message) => renderPlainText(message, { width: WIDTH, showLinks: false });

async function tellStory(
  app: App,
  newsroom: Newsroom,
  state: DemoState,
  { isOnce, print }: Options,
  stopping: AbortSignal,
): Promise<void> {
  const watching = { timeoutMs: GIVE_UP_MS, stopping };
  const digest = await watchChannel(app, firstDigest, watching);
  for (const part of digest ?? []) print(draw(part.message));
  if (!isOnce) await app.clock.sleep(UPDATE_AFTER_MS, stopping);
  if (stopping.aborted) return;
  saveDemoState({ ...state, isUpdatePublished: true });
  newsroom.publishUpdate();
  print('\nThree outlets publish an update of one story ...\n');
  const changed = await watchChannel(app, changedPost, watching);
  const block = changed?.message.blocks.find((one) => one.kind === 'story' && one.mark === 'changed');
  if (block)
    print(
      `\nThe entry in the channel was edited in place:\n\n${draw({ blocks: [block], fallbackText: '' })}`,
    );
}

/**
 * Serves the sample newsroom on loopback, runs the real pipeline over it, prints the first digest, then lets one story
 * move and prints what changed. Stays up until Ctrl-C unless `isOnce`. A run that was killed is gone on with.
 * Throws AppError `demo/port-busy`, `web/port-busy` or `demo/nothing-came`, each with the fix.
 */
export async function runDemo(options: Options): Promise<void> {
  const { isOnce, print } = options;
  const { state, isResumed } = openDemoState(systemClock.now());
  const stopping = stopSignal();
  const newsroom = await serveNewsroom({
    clock: systemClock,
    host: '127.0.0.1',
    startedAt: state.startedAt,
    log: createLogger('warn'),
  });
  try {
    if (state.isUpdatePublished) newsroom.publishUpdate();
    if (isResumed) print('The last run did not end cleanly: going on with it.');
    print(
      `A sample newsroom of ${newsroom.feeds.length} outlets with ${newsroom.articleCount} articles is served on this machine.`,
    );
    const app = await createDemoApp(newsroom, print);
    try {
      const { url } = await app.start();
      print(`The local channel is at ${url}\n`);
      await tellStory(app, newsroom, state, options, stopping);
      if (!isOnce && !stopping.aborted) {
        print(
          `\nStays up for your commands at ${url}: try /digest, /summary grain deal or /help. Ctrl-C ends it.`,
        );
        await new Promise<void>((resolve) =>
          stopping.addEventListener('abort', () => resolve(), { once: true }),
        );
      }
    } finally {
      await app.stop();
    }
    closeDemoState();
  } finally {
    await newsroom.close();
  }
}
