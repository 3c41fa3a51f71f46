import { afterEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/create-slack-chat.ts';
import { AppError } from '../../../src/errors.ts';
import { silentLogger } from '../../../src/log.ts';
import type { Interaction } from '../../../src/model/command.ts';
import { never, plain } from '../../contracts/chat-harness.ts';
import { makeDigest } from '../../support/chat-messages.ts';
import { closedPort } from '../../support/closed-port.ts';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
afterEach(() => harness.close());

type Handle = (interaction: Interaction) => Promise<void>;

/** Starts and returns a function that runs `act` and waits until that many interactions were handled. */
async function start(handle: Handle = (interaction) => interaction.reply(plain('ok'), { isShared: false })) {
  const seen: Interaction[] = [];
  let wake = () => {};
  await harness.chat.start(async (interaction) => {
    await handle(interaction);
    seen.push(interaction);
    wake();
  });
  return async (act: () => Promise<void>): Promise<Interaction> => {
    const count = seen.length;
    const handled = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await act();
    if (seen.length === count) await handled;
    return seen.at(-1) as Interaction;
  };
}

describe('Slack: tokens', () => {
  it.each([
    ['SLACK_BOT_TOKEN', { botToken: 'xoxb-wrong-secret' }],
    ['SLACK_APP_TOKEN', { appToken: 'xapp-wrong-secret' }],
  ] as const)('names %s when it is wrong, without its value', async (setting, token) => {
    harness = await openSlackHarness(token);
    const error = await harness.chat.start(() => Promise.resolve()).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'chat/bad-token', userMessage: expect.stringContaining(setting) });
    expect(String(error)).not.toContain('wrong-secret');
  });

  it('says that Slack is out of reach, to be tried again', async () => {
    harness = await openSlackHarness({ apiUrl: `http://127.0.0.1:${await closedPort()}/api/` });
    const started = harness.chat.start(() => Promise.resolve());
    await expect(started).rejects.toMatchObject({ code: 'chat/unreachable', retryAfterMs: 30_000 });
  });
});

describe('Slack: sending', () => {
  it('is certain that nothing was sent where no connection was made', async () => {
    harness = await openSlackHarness({ apiUrl: `http://127.0.0.1:${await closedPort()}/api/` });
    const outcome = await harness.chat.send(harness.address, { postId: 'p', message: makeDigest(1) }, never);
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'ECONNREFUSED' });
  });

  it.each([
    ['not_in_channel', { kind: 'refused', isChannelGone: true }],
    ['account_inactive', { kind: 'refused', isChannelGone: true }],
    ['invalid_blocks', { kind: 'refused', isChannelGone: false }],
    ['a_code_of_tomorrow', { kind: 'refused', isChannelGone: false }],
    ['internal_error', { kind: 'in-doubt' }],
    ['ratelimited', { kind: 'retry' }],
    ['<html>Bad gateway</html>', { kind: 'in-doubt' }],
  ])('takes %s as %j', async (code, expected) => {
    harness = await openSlackHarness();
    harness.standIn.failNext('chat.postMessage', { kind: 'refusal', code });
    const outcome = await harness.chat.send(harness.address, { postId: 'p', message: makeDigest(1) }, never);
    expect(outcome).toMatchObject(expected);
  });

  it('lets one channel wait alone when Slack limits it', async () => {
    harness = await openSlackHarness();
    harness.standIn.addChannel('C0OTHER', 'other');
    const post = { postId: 'p', message: makeDigest(1) };
    harness.standIn.failNext('chat.postMessage', { kind: 'rate-limit', retryAfterSeconds: 3_600 });
    expect(await harness.chat.send(harness.address, post, never)).toMatchObject({ kind: 'retry' });
    const other = { ...harness.address, channelId: 'C0OTHER' };
    expect(await harness.chat.send(other, post, never)).toMatchObject({ kind: 'sent' });
  });

  it('is in doubt when it is told to stop while Slack is silent', async () => {
    harness = await openSlackHarness();
    const stop = new AbortController();
    harness.standIn.failNext('chat.postMessage', { kind: 'silence', effect: 'after' });
    const sending = harness.chat.send(harness.address, { postId: 'p', message: makeDigest(1) }, stop.signal);
    setImmediate(() => stop.abort());
    expect((await sending).kind).toMatch(/^(in-doubt|retry)$/);
  });

  it('finds a post under more than a page of other messages', async () => {
    harness = await openSlackHarness();
    const attemptedAt = harness.clock.now();
    const send = (postId: string) =>
      harness.chat.send(harness.address, { postId, message: plain('x') }, never);
    const first = await send('first');
    for (let index = 0; index < 120; index++) await send(`later-${index}`);
    const post = { postId: 'first', message: plain('x') };
    expect(await harness.chat.find(harness.address, post, attemptedAt, never)).toEqual({
      kind: 'found',
      externalId: first.kind === 'sent' ? first.externalId : '',
    });
    expect(harness.standIn.countCalls('conversations.history')).toBe(2);
  });

  it('waits for a look-up that is limited', async () => {
    harness = await openSlackHarness();
    harness.standIn.failNext('conversations.history', { kind: 'rate-limit', retryAfterSeconds: 60 });
    const post = { postId: 'p', message: plain('x') };
    expect(await harness.chat.find(harness.address, post, 0, never)).toEqual({
      kind: 'retry',
      retryAfterMs: 60_000,
      reason: 'rate-limited',
    });
  });
});

describe('Slack: channels', () => {
  it('may be posted to though the app may not look', async () => {
    harness = await openSlackHarness();
    harness.standIn.removeScope('channels:read');
    expect(await harness.chat.describe('C0NEWS')).toMatchObject({ kind: 'usable', name: 'C0NEWS' });
  });

  it('throws where Slack gives no answer', async () => {
    harness = await openSlackHarness();
    harness.standIn.failNext('conversations.info', { kind: 'drop', effect: 'before' });
    await expect(harness.chat.describe('C0NEWS')).rejects.toMatchObject({ code: 'chat/unreachable' });
  });
});

describe('Slack: interactions', () => {
  it.each([
    ['/sitrep', 'digest ukraine', 'digest ukraine'],
    ['/sitrep', '', 'help'],
    ['/digest', 'topic:“arms control”', 'digest topic:"arms control"'],
    [
      '/summary',
      '<https://news.example/a?b=1&amp;c=2|news.example>',
      'summary https://news.example/a?b=1&c=2',
    ],
    ['/sitrep', 'follow <#C1|news>  &lt;x&gt; ‘y’', "follow #news <x> 'y'"],
  ])('reads %s %s', async (command, text, expected) => {
    harness = await openSlackHarness();
    const after = await start();
    const interaction = await after(() => harness.standIn.sendCommand(command, text));
    expect(interaction.request).toEqual({ kind: 'typed', text: expected });
  });

  it('gives a second delivery the id of the first', async () => {
    harness = await openSlackHarness();
    const after = await start();
    const once = () => harness.standIn.sendCommand('/sitrep', 'help', { triggerId: '77.1' });
    const [first, second] = [await after(once), await after(once)];
    expect(second.id).toBe(first.id);
  });

  it('makes people managers by name, and knows their zone', async () => {
    harness = await openSlackHarness({ managers: ['U0READER'] });
    const after = await start();
    const { asker } = await after(() => harness.standIn.sendCommand('/sitrep', 'help'));
    expect(asker).toEqual({ id: 'U0READER', name: 'u0reader', isManager: true, timeZone: 'Africa/Nairobi' });
  });

  it('takes nobody for an admin when it may not look', async () => {
    harness = await openSlackHarness();
    harness.standIn.removeScope('users:read');
    const after = await start();
    const { asker } = await after(() =>
      harness.standIn.sendCommand('/sitrep', 'help', { userId: 'U0ADMIN' }),
    );
    expect(asker).toEqual({ id: 'U0ADMIN', name: 'U0ADMIN', isManager: false, timeZone: null });
  });

  it('asks Slack once for a person, until some minutes have passed', async () => {
    harness = await openSlackHarness();
    const after = await start();
    for (const wait of [0, 0, 600_001]) {
      harness.clock.advance(wait);
      await after(() => harness.standIn.sendCommand('/sitrep', 'help'));
    }
    expect(harness.standIn.countCalls('users.info')).toBe(2);
  });

  it('says what it leaves out of an answer that needs more messages than Slack takes', async () => {
    harness = await openSlackHarness();
    const after = await start(async (interaction) => {
      await interaction.progress('Working');
      await interaction.reply(makeDigest(100), { isShared: true });
    });
    await after(() => harness.standIn.sendCommand('/sitrep', 'digest'));
    const answers = harness.standIn.answers();
    expect(answers).toHaveLength(3);
    expect(answers.every(({ isPrivate }) => !isPrivate)).toBe(true);
    expect(answers.at(-1)?.text).toMatch(/And \d+ more\.$/);
  });

  it('is there again after Slack moved the connection', async () => {
    harness = await openSlackHarness();
    const after = await start();
    await harness.standIn.recycleSockets();
    const interaction = await after(() => harness.standIn.sendCommand('/sitrep', 'status'));
    expect(interaction.request).toEqual({ kind: 'typed', text: 'status' });
  });

  it('comes back after refusals to connect, without a crash', async () => {
    harness = await openSlackHarness();
    const after = await start();
    harness.standIn.failNext('apps.connections.open', { kind: 'refusal', code: 'invalid_auth' });
    harness.standIn.failNext('apps.connections.open', { kind: 'status', status: 503, effect: 'before' });
    const back = harness.standIn.recycleSockets();
    while (harness.standIn.countCalls('apps.connections.open') < 4) {
      await new Promise(setImmediate);
      harness.clock.advance(60_000);
    }
    await back;
    const interaction = await after(() => harness.standIn.sendCommand('/sitrep', 'status'));
    expect(interaction.request).toEqual({ kind: 'typed', text: 'status' });
  });
});

describe('Slack: the contract of a chat without tokens', () => {
  it('connects to nothing before it is used', async () => {
    harness = await openSlackHarness();
    createSlackChat({
      botToken: 'xoxb-unused',
      appToken: 'xapp-unused',
      apiUrl: harness.standIn.apiUrl,
      commandName: 'sitrep',
      managers: [],
      clock: harness.clock,
      log: silentLogger,
      pacing: { minGapMs: 0 },
      timeoutMs: 300,
    });
    expect(harness.standIn.countCalls('auth.test')).toBe(0);
  });
});
