import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalledChat } from '../../../src/chat/chat.ts';
import { createSlackChat } from '../../../src/chat/slack/create-slack-chat.ts';
import { silentLogger } from '../../../src/log.ts';
import type { Interaction } from '../../../src/model/command.ts';
import { parseSchedule } from '../../../src/channels/parse-schedule.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { never, plain, POST_ID } from '../../contracts/chat-harness.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type SlackStandIn, startSlackStandIn } from '../../support/slack-stand-in.ts';
import { CLIENT_ID, CLIENT_SECRET } from '../../support/slack-tokens.ts';
import { openPages, type PagesInUse } from '../../web/pages-in-use.ts';

const KEY = 'a-random-key-of-more-than-32-characters';
const PUBLIC = 'https://news.example';
const [OTHER, OTHER_CHANNEL] = ['T0OTHER', 'C0OTHER'];

let clock: ManualClock;
let store: Store;
let standIn: SlackStandIn;
let chat: CalledChat;
let pages: PagesInUse;
const heard: Interaction[] = [];

function open(encryptionKey: string): CalledChat {
  return createSlackChat({
    access: {
      kind: 'oauth',
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      encryptionKey,
      publicUrl: PUBLIC,
      installations: store.installations,
    },
    door: { kind: 'http', signingSecret: standIn.signingSecret },
    apiUrl: standIn.apiUrl,
    commandName: 'newsroom',
    managers: [],
    checkSetup: () => ({}),
    clock,
    log: silentLogger,
    pacing: { minGapMs: 0 },
    timeoutMs: 2_000,
  });
}

beforeEach(async () => {
  heard.length = 0;
  clock = createManualClock();
  store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  standIn = await startSlackStandIn({ now: () => clock.now() });
  standIn.addChannel(OTHER_CHANNEL, 'elsewhere', OTHER);
  chat = open(KEY);
  pages = await openPages({ callbacks: chat.callbacks });
  standIn.callAt(`${pages.url}/slack/events`);
  await chat.start(async (interaction) => {
    await interaction.reply(plain('ok'), { isShared: false });
    heard.push(interaction);
  });
});
afterEach(async () => {
  await chat.stop();
  await pages.close();
  await standIn.close();
  await store.close();
});

/** What a browser does: opens the page, is led to Slack, and comes back with a code and its cookie. */
async function beginInstall() {
  const response = await fetch(`${pages.url}/slack/install`, { redirect: 'manual' });
  const slack = new URL(response.headers.get('location') ?? '');
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { slack, cookie, state: slack.searchParams.get('state') ?? '' };
}
async function comeBack(query: Record<string, string>, cookie: string) {
  const url = `${pages.url}/slack/oauth_redirect?${new URLSearchParams(query).toString()}`;
  const response = await fetch(url, { headers: { cookie } });
  return { status: response.status, text: await response.text() };
}
async function install(team = { id: OTHER, name: 'The <b>other</b> one' }) {
  const { state, cookie } = await beginInstall();
  return comeBack({ code: standIn.tokens.grant(team), state }, cookie);
}
const post = { postId: POST_ID, message: plain('News') };
const at = (workspaceId: string, channelId: string) =>
  ({ platform: 'slack', workspaceId, channelId }) as const;

describe('Slack: installing by OAuth', () => {
  it('leads to Slack with its scopes and the way back, and takes the workspace in', async () => {
    const { slack } = await beginInstall();
    expect(slack.host).toBe('slack.com');
    expect(slack.searchParams.get('redirect_uri')).toBe(`${PUBLIC}/slack/oauth_redirect`);
    expect(slack.searchParams.get('scope')?.split(',')).toContain('chat:write');
    const answer = await install();
    expect(answer).toEqual({
      status: 200,
      text: expect.stringMatching(/^Sitrep is installed in The <b>other<\/b> one\. .* \/newsroom help there/),
    });
    const [row] = await store.installations.list('slack');
    expect(row).toMatchObject({ workspaceId: OTHER, name: 'The <b>other</b> one' });
    expect(JSON.stringify(row)).not.toContain('xoxb');
  });

  it('posts in each workspace with its own token, and in none that has none', async () => {
    await install();
    await install({ id: standIn.teamId, name: 'First' });
    for (const address of [at(OTHER, OTHER_CHANNEL), at(standIn.teamId, standIn.channelId)])
      expect(await chat.send(address, post, never)).toMatchObject({ kind: 'sent' });
    expect(await chat.send(at('T0NOBODY', OTHER_CHANNEL), post, never)).toMatchObject({
      kind: 'refused',
      reason: 'not-installed',
      isChannelGone: true,
    });
    expect(await chat.describe(OTHER_CHANNEL, null)).toMatchObject({
      kind: 'usable',
      address: at(OTHER, OTHER_CHANNEL),
    });
  });

  it('describes a channel with the token of the workspace that it is in', async () => {
    await install({ id: standIn.teamId, name: 'First' });
    expect(await chat.describe(OTHER_CHANNEL, OTHER)).toMatchObject({
      kind: 'unusable',
      userMessage: expect.stringContaining('not installed in this Slack workspace'),
    });
    await install();
    // Without the scope to look, any token would do.
    standIn.removeScope('channels:read');
    expect(await chat.describe(OTHER_CHANNEL, OTHER)).toMatchObject({ address: at(OTHER, OTHER_CHANNEL) });
  });

  it('tells of each workspace that takes the bot in, once its channels can be described', async () => {
    const known: string[] = [];
    await chat.stop();
    await chat.start(
      () => Promise.resolve(),
      async () => void known.push((await chat.describe(OTHER_CHANNEL, null)).kind),
    );
    await install({ id: standIn.teamId, name: 'First' });
    await install();
    expect(known).toEqual(['unusable', 'usable']);
  });

  it('is installed though the channels could not be looked for', async () => {
    await chat.stop();
    await chat.start(
      () => Promise.resolve(),
      () => Promise.reject(new Error('down')),
    );
    expect((await install()).status).toBe(200);
  });

  it('says what is true of its tokens', async () => {
    await expect(chat.inspect(null)).rejects.toMatchObject({
      code: 'chat/not-installed',
      userMessage: expect.stringContaining('/slack/install'),
    });
    await install();
    await install({ id: standIn.teamId, name: 'First' });
    expect(await chat.inspect(null)).toEqual([]);
    standIn.tokens.revoke(OTHER);
    expect(await chat.inspect(null)).toEqual([expect.stringContaining(`workspace ${OTHER}`)]);
    // All that is installed is refused, the stand-in's own token among it.
    standIn.tokens.revoke(standIn.teamId);
    await expect(chat.inspect(null)).rejects.toMatchObject({ code: 'chat/bad-token' });
  });

  it('answers a command where it was asked', async () => {
    await install();
    await standIn.sendCommand('/newsroom', 'status', { teamId: OTHER, channelId: OTHER_CHANNEL });
    await chat.stop();
    expect(heard[0]?.address).toEqual(at(OTHER, OTHER_CHANNEL));
    expect(heard[0]?.asker.timeZone).toBe('Africa/Nairobi');
  });

  it.each([
    ['a state of another browser', { cookie: '' }],
    ['a state that we did not sign', { state: 'eyJhbGciOiJub25lIn0.e30.', cookie: 'own' }],
    ['a refusal in Slack', { error: 'access_denied' }],
    ['a code that was used', { code: 'code-none' }],
  ] as const)('refuses %s', async (_, change) => {
    const { state, cookie } = await beginInstall();
    const query = { code: standIn.tokens.grant({ id: OTHER, name: 'x' }), state, ...change };
    const own = 'state' in change ? `slack-app-oauth-state=${change.state}` : cookie;
    const sent = 'cookie' in change && change.cookie === '' ? '' : own;
    const answer = await comeBack(query, sent);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('othing was installed');
    expect(await store.installations.list('slack')).toEqual([]);
  });

  it.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { bot: ['U0BOT'], oauth: [] } }],
  ])('forgets the token on %s, and its channels wait', async (_, event) => {
    await install();
    const channel = await store.channels.ensure(
      {
        ...at(OTHER, OTHER_CHANNEL),
        name: 'elsewhere',
        schedule: parseSchedule('daily 07:30'),
        timeZone: 'UTC',
        languages: ['en'],
        maxStories: 8,
      },
      null,
      clock.now(),
    );
    await standIn.sendEvent(event, 'Ev1', OTHER);
    await expect.poll(async () => (await store.installations.list('slack')).length).toBe(0);
    expect(await store.channels.get(channel.id)).toMatchObject({
      state: 'unreachable',
      stateReason: expect.stringContaining('Install it again'),
    });
    clock.advance(5_000);
    await install();
    expect((await store.channels.get(channel.id))?.state).toBe('active');
    // Slack delivers late what happened before: the new installation stays.
    const late = { type: 'app_uninstalled' };
    clock.advance(-5_000);
    await standIn.sendEvent(late, 'Ev2', OTHER);
    await standIn.sendCommand('/newsroom', 'status', { teamId: OTHER, channelId: OTHER_CHANNEL });
    await chat.stop();
    expect(await store.installations.list('slack')).toHaveLength(1);
  });

  it('says that the key is wrong, at the start', async () => {
    await install();
    const other = open('another-key-of-more-than-32-characters!');
    await expect(other.start(() => Promise.resolve())).rejects.toMatchObject({
      code: 'settings/encryption-key',
      userMessage: expect.stringContaining('ENCRYPTION_KEY'),
    });
    expect(await other.send(at(OTHER, OTHER_CHANNEL), post, never)).toMatchObject({ kind: 'retry' });
  });
});
