import type { Settings } from '../../config/settings.ts';
import type { App } from '../app.ts';
import { readFeedsFile } from '../app/seed-feeds.ts';
import type { Chat } from '../chat/chat.ts';
import { AppError, userMessageOf } from '../errors.ts';
import type { Feed } from '../model/feed.ts';
import type { Message } from '../model/message.ts';

type Print = (line: string) => void;

const FEEDS_AT_ONCE = 8;
const FEED_TIMEOUT_MS = 30_000;
const CALLBACK_TIMEOUT_MS = 10_000;
const POST_TIMEOUT_MS = 15_000;
const TEST_POST = 'This is a test post of Sitrep. Digests will look for you here.';
/** Longer than the model's own time-out, which says what is wrong. */
const MODEL_TIMEOUT_MS = 150_000;

/** Checks what the settings promise, one line each; false when anything fails. Posts nothing; a model is asked once, which costs what a summary costs. */
export async function runDoctor(app: App, settings: Settings, print: Print): Promise<boolean> {
  let isWell = true;
  const check = async (name: string, work: () => Promise<string>) => {
    try {
      print(`ok    ${name}: ${await work()}`);
    } catch (error) {
      isWell = false;
      print(`FAIL  ${name}: ${userMessageOf(error)}`);
    }
  };
  // The database was opened, or the command would have ended with its sentence.
  await check(
    'database',
    async () =>
      `${settings.DATABASE_URL.split(':')[0]}, ${(await app.store.counts(app.clock.now())).articles.total} articles`,
  );
  await check('time zone', async () =>
    settings.TIME_ZONE === 'UTC' ? 'UTC; set TIME_ZONE if your readers are elsewhere' : settings.TIME_ZONE,
  );
  await check('summaries', async () => {
    const answers = (await app.probeModel?.(AbortSignal.timeout(MODEL_TIMEOUT_MS))) ?? [];
    return [app.context.summariserName, ...answers].join('; ');
  });
  isWell = (await checkPlatforms(app, settings, print)) && isWell;
  return (await checkFeeds(app, settings, print)) && isWell;
}

async function checkFeeds(app: App, settings: Settings, print: Print): Promise<boolean> {
  const known = await app.store.feeds.list();
  const feeds: readonly Pick<Feed, 'url' | 'title'>[] =
    known.length > 0 ? known : await readFeedsFile(settings.FEEDS_FILE);
  const queue = [...feeds];
  let failing = 0;
  const work = async () => {
    for (let feed = queue.shift(); feed; feed = queue.shift()) {
      const found = await app.context.findFeed(feed.url, AbortSignal.timeout(FEED_TIMEOUT_MS));
      if (found.kind === 'failed') failing += 1;
      print(
        found.kind === 'failed'
          ? `FAIL  ${feed.url}: ${found.userMessage}`
          : `ok    ${feed.url}: ${found.feeds[0]?.document.items.length ?? 0} items`,
      );
    }
  };
  await Promise.all(Array.from({ length: FEEDS_AT_ONCE }, work));
  print(`${feeds.length - failing} of ${feeds.length} feeds can be read`);
  return failing === 0;
}

/**
 * Tokens, scopes and permissions of each platform and channel, one line each; false when anything fails. Connects to
 * none: a second connection would take what people ask from the bot that runs.
 */
export async function checkPlatforms(app: App, settings: Settings, print: Print): Promise<boolean> {
  let isWell = true;
  for (const [chat, ids] of app.chats.channelIds) {
    if (chat.platform === 'local') continue;
    for (const line of await checkPlatform(chat, ids)) {
      print(line.text);
      isWell &&= line.isWell;
    }
  }
  const called = await checkCallbacks(app, settings);
  for (const line of called) print(line.text);
  return isWell && called.every((line) => line.isWell);
}

type Line = { text: string; isWell: boolean };
const ok = (text: string): Line => ({ text: `ok    ${text}`, isWell: true });
/** Something alone does not work. */
const warn = (text: string): Line => ({ text: `warn  ${text}`, isWell: true });
const fail = (text: string): Line => ({ text: `FAIL  ${text}`, isWell: false });

async function checkPlatform(chat: Chat, ids: readonly string[]): Promise<Line[]> {
  const { platform } = chat;
  try {
    const gaps = await chat.inspect(null);
    const lines = [ok(`${platform}: the token is taken`), ...gaps.map((gap) => warn(`${platform}: ${gap}`))];
    const known = new Set(gaps);
    for (const id of ids) lines.push(...(await checkChannel(chat, id, known)));
    return ids.length > 0 ? lines : [...lines, ok(`${platform}: no channel is set; /channel adds one`)];
  } catch (error) {
    // A platform that nobody has added the bot to yet is set up as well as it can be.
    const tell = error instanceof AppError && error.code === 'chat/not-installed' ? warn : fail;
    return [tell(`${platform}: ${userMessageOf(error)}`)];
  }
}

async function checkChannel(chat: Chat, id: string, known: ReadonlySet<string>): Promise<Line[]> {
  const described = await chat.describe(id, null);
  if (described.kind === 'unusable') return [fail(`${chat.platform} ${id}: ${described.userMessage}`)];
  const gaps = (await chat.inspect(described.address)).filter((gap) => !known.has(gap));
  const name = `${chat.platform} #${described.name}`;
  return gaps.length > 0 ? gaps.map((gap) => warn(`${name}: ${gap}`)) : [ok(name)];
}

/** Whether the platforms' calls come through to a bot that runs. An unsigned one is refused by it, which is well. */
async function checkCallbacks({ chats }: App, { PUBLIC_URL }: Settings): Promise<Line[]> {
  const callback = chats.callbacks.find(({ kind }) => kind === 'signed');
  if (!callback) return [];
  if (!PUBLIC_URL)
    return [
      warn(
        `http: PUBLIC_URL is not set, so that ${callback.path} could not be tried; Slack has to reach it.`,
      ),
    ];
  const url = new URL(callback.path, PUBLIC_URL);
  const status = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS) }).then(
    (response) => response.status,
    () => null,
  );
  // An unsigned delivery is refused; the way back from an installation is for browsers.
  if (status === 401 || status === 405) return [ok(`http: ${url.href} is reached`)];
  const found = status === null ? 'does not answer' : `answers ${status}`;
  return [
    fail(`http: ${url.href} ${found}. Start the bot, and let the proxy pass this path to its port as it is.`),
  ];
}

/**
 * Posts one line to a channel by its id, on the platform that knows it. Returns the channel's name.
 * Throws AppError `doctor/not-posted` with what to mend.
 */
export async function postTest(
  { chats }: Pick<App, 'chats'>,
  channelId: string,
  postId: string,
): Promise<string> {
  const message: Message = {
    blocks: [{ kind: 'text', spans: [{ text: TEST_POST }] }],
    fallbackText: TEST_POST,
  };
  const reasons: string[] = [];
  for (const chat of chats.all) {
    if (chat.platform === 'local') continue;
    const described = await chat.describe(channelId, null);
    if (described.kind === 'unusable') {
      reasons.push(described.userMessage);
      continue;
    }
    const outcome = await chat.send(
      described.address,
      { postId, message },
      AbortSignal.timeout(POST_TIMEOUT_MS),
    );
    if (outcome.kind === 'sent') return `${chat.platform} #${described.name}`;
    throw notPosted(outcome.kind === 'refused' ? outcome.userMessage : `${chat.platform}: ${outcome.reason}`);
  }
  throw notPosted(reasons.join(' ') || 'No platform is set up. Set its tokens first.');
}

function notPosted(reason: string): AppError {
  return new AppError('doctor/not-posted', `The test post was not sent. ${reason}`);
}
