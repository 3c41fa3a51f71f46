import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pickEnvironment, readSettings, type Settings } from '../../config/settings.ts';
import { createApp, type App } from '../app.ts';
import type { Observer } from '../app/observe-pipeline.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { systemClock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../log.ts';
import type { Message } from '../model/message.ts';
import type { Post } from '../model/post.ts';
import { type Newsroom, serveNewsroom } from './newsroom/serve-newsroom.ts';

/** What a run that was killed leaves behind for the next one. */
type DemoState = { startedAt: number; isUpdatePublished: boolean };
type Options = { isOnce: boolean; print: (line: string) => void };

/** So long the reader can look at the first digest before a story moves. */
const UPDATE_AFTER_MS = 20_000;
/** Either part takes about ten seconds on a small machine; after this something is wrong. */
const GIVE_UP_MS = 50_000;
const WIDTH = 110;
const LOOK_EVERY_MS = 100;
const DEMO_DATABASE = 'data/demo.db';
const MARKER = 'data/demo-run.json';

/**
 * Serves the sample newsroom on loopback, runs the real pipeline over it, prints the first digest, then lets one story
 * move and prints what changed. Stays up until Ctrl-C unless `isOnce`. A run that was killed is gone on with.
 * Throws AppError `demo/port-busy`, `web/port-busy` or `demo/nothing-came`, each with the fix.
 */
async function runDemo(options: Options): Promise<void> {
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

function readMarker(): DemoState | null {
  try {
    const state = JSON.parse(readFileSync(MARKER, 'utf8')) as Partial<DemoState>;
    return typeof state.startedAt === 'number'
      ? { startedAt: state.startedAt, isUpdatePublished: state.isUpdatePublished === true }
      : null;
  } catch {
    return null;
  }
}

/** Written whole or not at all: a kill in the middle must not lose the run that it belongs to. */
function saveDemoState(state: DemoState): void {
  mkdirSync(dirname(MARKER), { recursive: true });
  writeFileSync(`${MARKER}.new`, JSON.stringify(state));
  renameSync(`${MARKER}.new`, MARKER);
}

/** Goes on with a run that did not end cleanly, otherwise starts afresh with an empty database. */
function openDemoState(now: number): { state: DemoState; isResumed: boolean } {
  const left = readMarker();
  if (left) return { state: left, isResumed: true };
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${DEMO_DATABASE}${suffix}`, { force: true });
  const state = { startedAt: now, isUpdatePublished: false };
  saveDemoState(state);
  return { state, isResumed: false };
}

/** The run ended cleanly: the next one starts afresh. */
function closeDemoState(): void {
  rmSync(MARKER, { force: true });
}

/** Prints what the pipeline does, a line a thing that a newcomer would ask about. */
function createProgress(print: (line: string) => void): Observer {
  let read = 0;
  const stories = new Set<string>();
  return {
    onPolled({ feed, result, added }) {
      if (added > 0) print(`polled      ${feed.title}: ${added} new ${added === 1 ? 'article' : 'articles'}`);
      if (result.feed.failure) print(`failed      ${feed.title}: ${result.feed.failure.message}`);
    },
    onRead(article, result) {
      if (result.state === 'set-aside') print(`set aside   ${article.title} (${result.reason})`);
      if (result.state === 'read') read += 1;
    },
    onGrouped(article, story) {
      if (!story) return print(`set aside   ${article.title} (on its whole text)`);
      if (!stories.has(story.id)) print(`new story   ${article.title}`);
      stories.add(story.id);
    },
    onSummarised(story, result) {
      if (result.kind === 'refused') print(`no summary  ${story.title} (${result.reason})`);
    },
    onPublished(digest) {
      print(`digest      ${digest.stories.length} stories; ${read} pages were read\n`);
    },
  };
}

/**
 * Waits until the local channel holds what is wanted: `pick` gets its sent posts, oldest first.
 * Null when stopped; throws AppError `demo/nothing-came` after `timeoutMs`.
 */
async function watchChannel<T>(
  { store, clock }: App,
  pick: (posts: readonly Post[]) => T | null,
  { timeoutMs, stopping }: { timeoutMs: number; stopping: AbortSignal },
): Promise<T | null> {
  const giveUpAt = clock.now() + timeoutMs;
  while (!stopping.aborted) {
    const channel = (await store.channels.list()).find((one) => one.platform === 'local');
    const posts = channel ? await store.posts.listSent(channel.id, 100) : [];
    const found = pick(posts.toReversed());
    if (found !== null) return found;
    if (clock.now() > giveUpAt)
      throw new AppError(
        'demo/nothing-came',
        'The sample newsroom brought no digest in time. Run it again with LOG_LEVEL=info to see why.',
      );
    await clock.sleep(LOOK_EVERY_MS, stopping);
  }
  return null;
}

/** The parts of the first digest, once all are in the channel. */
function firstDigest(posts: readonly Post[]): readonly Post[] | null {
  const [first] = posts;
  if (!first) return null;
  const parts = posts.filter((post) => post.digestId === first.digestId);
  // The footer stands on the last part.
  return parts.at(-1)?.message.blocks.at(-1)?.kind === 'footer' ? parts : null;
}

/** The first post that shows a story as changed, once the channel shows it so. */
function changedPost(posts: readonly Post[]): Post | null {
  return (
    posts.find(
      (post) =>
        post.state === 'sent' &&
        post.message.blocks.some((block) => block.kind === 'story' && block.mark === 'changed'),
    ) ?? null
  );
}

try {
  await runDemo({ isOnce: process.argv.includes('--once'), print: (line) => console.log(line) });
} catch (error) {
  console.error(error instanceof AppError ? error.userMessage : error);
  process.exitCode = 1;
}
