import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { type App, createApp } from '../../src/app.ts';
import { silentLogger } from '../../src/log.ts';
import { type SlackStandIn, startSlackStandIn } from '../support/slack-stand-in.ts';
import { CLIENT_ID, CLIENT_SECRET } from '../support/slack-tokens.ts';
import { waitUntil } from '../support/wait-until.ts';

const TOKEN = 'a-long-random-token-of-the-pages';
const [OTHER, OTHER_CHANNEL] = ['T0OTHER', 'C0OTHER'];

let slack: SlackStandIn;
let app: App;
let isRunning = false;
let url: string;

beforeEach(async () => {
  slack = await startSlackStandIn();
  slack.addChannel(OTHER_CHANNEL, 'elsewhere', OTHER);
  const settings = readSettings({
    DATABASE_URL: 'sqlite::memory:',
    SLACK_CLIENT_ID: CLIENT_ID,
    SLACK_CLIENT_SECRET: CLIENT_SECRET,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    ENCRYPTION_KEY: 'a-random-key-of-more-than-32-characters',
    SLACK_API_URL: slack.apiUrl,
    PUBLIC_URL: 'https://news.example',
    WEB_TOKEN: TOKEN,
    WEB_PORT: '0',
  });
  app = await createApp({ settings, log: silentLogger, overrides: { feeds: [], channelGapMs: 0 } });
  ({ url } = await app.start());
  isRunning = true;
  slack.callAt(`${url}/slack/events`);
});
/** Until all that was asked is answered. */
async function settle(): Promise<void> {
  if (isRunning) await app.stop();
  isRunning = false;
}
afterEach(async () => {
  await settle();
  await slack.close();
});

const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const get = (path: string, cookie = '') =>
  fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });

async function logIn(): Promise<string> {
  const body = new URLSearchParams({ token: TOKEN });
  const headers = { origin: url };
  return cookieOf(await fetch(`${url}/login`, { method: 'POST', body, headers, redirect: 'manual' }));
}

it('takes a workspace in by its pages and answers it over HTTP, each command once', async () => {
  // Only who may open the pages adds workspaces.
  const stranger = await get('/slack/install');
  expect([stranger.status, stranger.headers.get('location')]).toEqual([401, null]);

  const leads = await get('/slack/install', await logIn());
  const slackUrl = new URL(leads.headers.get('location') ?? '');
  const state = slackUrl.searchParams.get('state') ?? '';
  const code = slack.tokens.grant({ id: OTHER, name: 'Other' });
  const back = await get(
    `/slack/oauth_redirect?${new URLSearchParams({ code, state }).toString()}`,
    cookieOf(leads),
  );
  expect(back.status).toBe(200);

  const person = { teamId: OTHER, channelId: OTHER_CHANNEL, triggerId: 'trigger-once' };
  await slack.sendCommand('/sitrep', 'status', person);
  await slack.sendCommand('/sitrep', 'status', person);
  await slack.sendCommand('/sitrep', 'help', { ...person, triggerId: 'trigger-other' });
  await waitUntil('two answers', () => slack.answers().length >= 2);
  await settle();
  const texts = slack.answers().map(({ text }) => text);
  expect(texts).toHaveLength(2);
  expect(texts.filter((text) => text.includes('Summaries:'))).toHaveLength(1);
});

it('answers a mention once though it is delivered twice, with the token of its workspace', async () => {
  const leads = await get('/slack/install', await logIn());
  const state = new URL(leads.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const code = slack.tokens.grant({ id: slack.teamId, name: 'First' });
  await get(`/slack/oauth_redirect?${new URLSearchParams({ code, state }).toString()}`, cookieOf(leads));
  const say = () =>
    slack.writeMessage({ text: '<@U0BOT> what about the grain deal?', ts: '1700000001.000100' });
  await say();
  await say();
  await waitUntil('an answer', () => slack.messages(slack.channelId).length > 0);
  await settle();
  expect(slack.messages(slack.channelId)).toMatchObject([
    { shown: expect.stringContaining('grain deal'), threadTs: '1700000001.000100' },
  ]);
});
