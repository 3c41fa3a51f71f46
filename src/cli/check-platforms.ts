import type { Settings } from '../../config/settings.ts';
import type { App } from '../app.ts';
import type { Chat } from '../chat/chat.ts';
import { AppError, userMessageOf } from '../errors.ts';

type Print = (line: string) => void;

const CALLBACK_TIMEOUT_MS = 10_000;

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
