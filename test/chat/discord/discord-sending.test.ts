import { afterEach, describe, expect, it } from 'vitest';
import { never } from '../../contracts/chat-harness.ts';
import { makeDigest } from '../../support/chat-messages.ts';
import { closedPort } from '../../support/closed-port.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
afterEach(() => harness.close());

const post = { postId: 'p', message: makeDigest(1) };
const send = (postId = 'p') => harness.chat.send(harness.address, { ...post, postId }, never);

describe('Discord: sending', () => {
  it('is certain that nothing was sent where no connection was made', async () => {
    harness = await openDiscordHarness({ apiUrl: `http://127.0.0.1:${await closedPort()}/api` });
    expect(await send()).toMatchObject({ kind: 'retry', reason: 'ECONNREFUSED' });
  });

  it('does not retry by itself after an error', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'status', status: 502, effect: 'before' });
    expect((await send()).kind).toBe('in-doubt');
    expect(harness.standIn.countCalls('createMessage')).toBe(1);
  });

  it('does not ask again before the time that Discord named', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'rate-limit', retryAfterSeconds: 3_600 });
    expect(await send()).toMatchObject({ kind: 'retry' });
    harness.standIn.addChannel('300000000000000012', 'other');
    const other = { ...harness.address, channelId: '300000000000000012' };
    expect(await harness.chat.send(other, post, never)).toMatchObject({ kind: 'sent' });
  });

  it.each([
    [50001, { kind: 'refused', isChannelGone: true }],
    [50013, { kind: 'refused', isChannelGone: true }],
    [50035, { kind: 'refused', isChannelGone: false }],
    [40062, { kind: 'retry' }],
    [99999, { kind: 'refused', isChannelGone: false }],
  ])('takes error %i as %j', async (code, expected) => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'refusal', code });
    expect(await send()).toMatchObject(expected);
  });

  it('replies in the channel where it may open no thread, and knows the reply there', async () => {
    harness = await openDiscordHarness();
    harness.standIn.forbidThreads();
    const sent = await send();
    const thread = sent.kind === 'sent' ? sent.externalId : '';
    const reply = { ...post, postId: 'reply', thread };
    const attemptedAt = harness.clock.now();
    const replied = await harness.chat.send(harness.address, reply, never);
    expect(await harness.replies()).toMatchObject([{ under: thread }]);
    harness.clock.advance(600_000);
    const externalId = replied.kind === 'sent' ? replied.externalId : '';
    expect(await harness.chat.find(harness.address, reply, attemptedAt, never)).toEqual({
      kind: 'found',
      externalId,
    });
    expect(await harness.chat.edit(harness.address, externalId, reply, never)).toEqual({ kind: 'edited' });
  });

  it('posts into a thread that was opened by an attempt whose answer was lost', async () => {
    harness = await openDiscordHarness();
    const sent = await send();
    const thread = sent.kind === 'sent' ? sent.externalId : '';
    harness.standIn.failNext('openThread', { kind: 'status', status: 502, effect: 'after' });
    const reply = { ...post, postId: 'reply', thread };
    expect((await harness.chat.send(harness.address, reply, never)).kind).toBe('in-doubt');
    expect((await harness.chat.send(harness.address, reply, never)).kind).toBe('sent');
    expect(await harness.replies()).toHaveLength(1);
  });

  it('sends on after one 401', async () => {
    harness = await openDiscordHarness();
    harness.standIn.failNext('createMessage', { kind: 'refusal', code: 40001 });
    expect(await send()).toMatchObject({ kind: 'refused', isChannelGone: true });
    expect(await send()).toMatchObject({ kind: 'sent' });
  });
});

describe('Discord: posts in doubt', () => {
  const find = (attemptedAt: number) => harness.chat.find(harness.address, post, attemptedAt, never);

  it('relies on the nonce while that holds, and reads the channel once it may not', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    const sent = await send();
    harness.clock.advance(117_000);
    expect(await find(attemptedAt)).toEqual({ kind: 'absent' });
    expect(await send()).toEqual(sent);
    expect(harness.standIn.countCalls('readMessages')).toBe(0);
    harness.clock.advance(3_000);
    expect(await find(attemptedAt)).toEqual({
      kind: 'found',
      externalId: sent.kind === 'sent' ? sent.externalId : '',
    });
    expect(harness.standIn.messages(harness.channelId)).toHaveLength(1);
  });

  it('does not take a channel that it may not read for one without the post', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    await send('another');
    harness.clock.advance(600_000);
    harness.standIn.forbidHistory();
    expect(await find(attemptedAt)).toEqual({ kind: 'not-permitted', reason: 'no-read-message-history' });
  });

  it('takes an empty channel for one without the post', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    harness.clock.advance(600_000);
    expect(await find(attemptedAt)).toEqual({ kind: 'absent' });
  });

  it('finds a post among more than a page of messages', async () => {
    harness = await openDiscordHarness();
    const attemptedAt = harness.clock.now();
    harness.standIn.addOthersMessages(105);
    const sent = await send();
    harness.clock.advance(600_000);
    expect(await find(attemptedAt)).toMatchObject({
      kind: 'found',
      externalId: sent.kind === 'sent' ? sent.externalId : '',
    });
    expect(harness.standIn.countCalls('readMessages')).toBe(2);
  });
});

describe('Discord: channels', () => {
  it('says which channels take no posts', async () => {
    harness = await openDiscordHarness();
    harness.standIn.addChannel('300000000000000015', 'forum', 15);
    expect((await harness.chat.describe('300000000000000015', null)).kind).toBe('unusable');
    const named = await harness.chat.describe('#news', null);
    expect(named).toMatchObject({
      kind: 'unusable',
      userMessage: expect.stringContaining('DISCORD_CHANNEL'),
    });
    const gone = await harness.chat.describe('300000000000000404', null);
    expect(gone).toMatchObject({ kind: 'unusable', userMessage: expect.stringContaining('gone') });
  });
});
