import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../src/model/command.ts';
import { describeChatInteractions } from '../../contracts/chat-interactions.ts';
import { plain } from '../../contracts/chat-harness.ts';
import { openPages, type PagesInUse } from '../../web/pages-in-use.ts';
import { openSlackHttpHarness, type SlackHttpHarness } from './slack-http-harness.ts';

describe('chat contract: Slack over HTTP', () => describeChatInteractions(openSlackHttpHarness));

describe('Slack over HTTP', () => {
  let harness: SlackHttpHarness;
  let seen: Interaction[];
  beforeEach(async () => {
    harness = await openSlackHttpHarness();
    seen = [];
  });
  afterEach(() => harness.close());
  const start = () =>
    harness.chat.start(async (interaction) => {
      await interaction.reply(plain('ok'), { isShared: false });
      seen.push(interaction);
    });
  const command = () => ({
    command: '/sitrep',
    text: 'status',
    team_id: harness.standIn.teamId,
    channel_id: harness.channelId,
    user_id: harness.standIn.readerId,
    trigger_id: 'trigger-http',
    response_url: 'http://127.0.0.1:9/response',
  });

  it.each([
    ['another secret', { signedWith: 'somebody-elses-secret' }],
    ['a signature of six minutes ago', { ageSeconds: 360 }],
    ['no signature', { isUnsigned: true }],
  ])('refuses %s', async (_, forgery) => {
    await start();
    const answer = await harness.standIn.call('slash_commands', command(), forgery);
    expect(answer.status).toBe(401);
    expect(seen).toEqual([]);
  });

  it('takes a signature of four minutes ago', async () => {
    await start();
    const answer = await harness.standIn.call('slash_commands', command(), { ageSeconds: 240 });
    expect(answer).toEqual({ status: 200, body: '' });
  });

  it("answers Slack's check of the address", async () => {
    await start();
    const check = { type: 'url_verification', token: 'unused', challenge: 'say this' };
    const answer = await harness.standIn.call('events_api', check);
    expect(JSON.parse(answer.body)).toEqual({ challenge: 'say this' });
    expect((await harness.standIn.call('events_api', check, { isUnsigned: true })).status).toBe(401);
  });

  it('gives a repeated delivery the id of the first', async () => {
    await start();
    const say = (ts: string) => harness.standIn.writeMessage({ text: '<@U0BOT> grain deal', ts });
    await say('1700000001.000100');
    await say('1700000001.000100');
    await harness.chat.stop();
    expect(seen.map(({ id }) => id)).toEqual(Array(2).fill('slack:message:C0NEWS:1700000001.000100'));
  });

  it('asks to be called again before it started and after it stopped', async () => {
    expect((await harness.standIn.call('slash_commands', command())).status).toBe(503);
    await start();
    await harness.chat.stop();
    expect((await harness.standIn.call('slash_commands', command())).status).toBe(503);
  });
});

describe('Slack over HTTP, on the port of the pages', () => {
  let harness: SlackHttpHarness;
  let pages: PagesInUse;
  beforeEach(async () => {
    harness = await openSlackHttpHarness();
    pages = await openPages({
      callbacks: harness.chat.callbacks,
      token: 'a-long-random-token',
      publicUrl: 'https://news.example',
    });
    harness.standIn.callAt(`${pages.url}/slack/events`);
  });
  afterEach(async () => {
    await pages.close();
    await harness.close();
  });

  it('is reached without the token, the pages beside it are not', async () => {
    const heard = Promise.withResolvers<Interaction>();
    await harness.chat.start(async (interaction) => heard.resolve(interaction));
    await harness.standIn.sendCommand('/sitrep', 'status');
    expect((await heard.promise).request).toEqual({ kind: 'typed', text: 'status' });
    const page = await fetch(`${pages.url}/status`, { redirect: 'manual' });
    expect(page.status).not.toBe(200);
    const forged = await fetch(`${pages.url}/slack/events`, { method: 'POST', body: '{}' });
    expect(forged.status).toBe(401);
  });
});
