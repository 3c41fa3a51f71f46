import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { never, plain } from '../../contracts/chat-harness.ts';
import { makeDigest } from '../../support/chat-messages.ts';
import { closedPort } from '../../support/closed-port.ts';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
afterEach(() => harness.close());

describe('Slack: tokens', () => {
  it.each([
    ['SLACK_BOT_TOKEN', { access: { kind: 'token', botToken: 'xoxb-wrong-secret' } }],
    ['SLACK_APP_TOKEN', { door: { kind: 'socket', appToken: 'xapp-wrong-secret' } }],
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
    expect(await harness.chat.describe('C0NEWS', null)).toMatchObject({ kind: 'usable', name: 'C0NEWS' });
  });

  it('are told apart from names and from channels that are gone', async () => {
    harness = await openSlackHarness();
    const named = await harness.chat.describe('#news', null);
    expect(named).toMatchObject({ kind: 'unusable', userMessage: expect.stringContaining('SLACK_CHANNEL') });
    const gone = await harness.chat.describe('C0GONE', null);
    expect(gone).toMatchObject({ kind: 'unusable', userMessage: expect.stringContaining('gone') });
  });

  it('throws where Slack gives no answer', async () => {
    harness = await openSlackHarness();
    harness.standIn.failNext('conversations.info', { kind: 'drop', effect: 'before' });
    await expect(harness.chat.describe('C0NEWS', null)).rejects.toMatchObject({ code: 'chat/unreachable' });
  });
});
