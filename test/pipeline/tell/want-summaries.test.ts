import { afterEach, describe, expect, it } from 'vitest';
import { renderPlainText } from '../../../src/chat/plain-text.ts';
import { HOUR, MINUTE } from '../../../src/clock.ts';
import type { ModelReply, ModelRequest } from '../../support/model-stand-in.ts';
import { createAwaitModel } from '../../../src/pipeline/tell/want-summaries.ts';
import { openNewsdesk } from '../../support/newsdesk.ts';
import { closeStandIns } from '../../support/scripted-model.ts';

afterEach(closeStandIns);

/** Five things to say of one invented event; the model chooses the last three of them. */
const story = (place: string, importance: number) => ({
  title: `Ministers meet in ${place} over the river dam`,
  importance,
  text: `Ministers of Norvelia and Estmark met in ${place} on Monday over the river dam.
The dam of ${place} holds back water that 4 million farmers need, officials said.
Estmark closed 3 of its 7 bridges at ${place} in March after a quarrel over tolls.
Norvelia offered 20 million euros for new locks at ${place}.
Engineers of the European Union will inspect the walls at ${place} in June.`,
});
const MOVED = {
  title: 'Norvelia and Estmark sign a deal in Sund',
  version: 2,
  importance: 90,
  text: `Norvelia and Estmark signed a deal over the river dam in Sund on Friday.
Estmark opens its bridges at Sund on 1 May.
Norvelia pays 30 million euros for the locks at Sund.
Farmers in Sund welcomed the deal with fireworks.
The parliament of Estmark votes on the deal in July.`,
};

function answer(request: ModelRequest): ModelReply {
  const prompt = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  const sentences = [...prompt.matchAll(/^\[(\d+)\] (.+)$/gmu)].slice(-3);
  const bullets = sentences.map(([, number, text]) => ({ text, sentence: Number(number) }));
  return { kind: 'text', text: JSON.stringify({ headline: '', bullets }) };
}
const DOWN: ModelReply = { kind: 'error', status: 404, message: 'none' };

/** A channel that had its first digest at 05:30, and gets the next one at 07:30. */
async function open(reply: (request: ModelRequest, number: number) => ModelReply = answer) {
  const desk = await openNewsdesk(reply);
  await desk.tell('first', story('Aden', 60));
  await desk.publish();
  await desk.write();
  await desk.publish();
  const newest = async () => {
    const post = (await desk.posts()).at(-1);
    return post ? renderPlainText(post.message) : '';
  };
  return { ...desk, newest, asked: desk.server.requests.length };
}

describe('a story is summarised by the model when it will be posted, not before', () => {
  it('shortly before a digest is due, and only what would be in it', async () => {
    const desk = await open();
    expect(desk.asked).toBe(1);
    for (const [at, place] of ['Sund', 'Lund', 'Mund', 'Rund'].entries())
      await desk.tell(place, story(place, 90 - at));
    await desk.lookAhead();
    await desk.publish();
    expect(await desk.store.summaryWishes.list(['Sund', 'Lund', 'Mund', 'Rund'])).toEqual([]);

    desk.clock.advance(2 * HOUR - 5 * MINUTE);
    await desk.lookAhead();
    await desk.write();
    expect(desk.server.requests).toHaveLength(desk.asked + 2);
    desk.clock.advance(5 * MINUTE);
    await desk.publish();
    const text = await desk.newest();
    expect(text).toContain('Engineers of the European Union will inspect the walls at Sund in June.');
    expect(text).toContain('summarised by stand-in-model');
    expect(text).not.toContain('without a model');
    expect(desk.server.requests).toHaveLength(desk.asked + 2);
  });

  it('at the latest when it is due: the digest waits for it', async () => {
    const desk = await open();
    await desk.tell('Sund', story('Sund', 90));
    desk.clock.advance(2 * HOUR);
    await desk.publish();
    expect(await desk.posts()).toHaveLength(1);
    await desk.write();
    await desk.publish();
    expect(await desk.posts()).toHaveLength(2);
    expect(await desk.newest()).toContain('summarised by stand-in-model');
  });
});

describe('a post does not wait for ever', () => {
  it('but goes out without the model, says so, and is edited in place when the summary is there', async () => {
    const desk = await open();
    await desk.tell('Sund', story('Sund', 90));
    desk.clock.advance(2 * HOUR);
    await desk.publish();
    desk.clock.advance(MINUTE - 1);
    await desk.publish();
    expect(await desk.posts()).toHaveLength(1);
    desk.clock.advance(1);
    await desk.publish();
    expect(await desk.posts()).toHaveLength(2);
    const before = await desk.newest();
    expect(before).toContain('summarised without a model');

    await desk.write();
    desk.clock.advance(10 * MINUTE);
    await desk.publish();
    expect(await desk.posts()).toHaveLength(2);
    const after = await desk.newest();
    expect(after).toContain('Engineers of the European Union will inspect the walls at Sund in June.');
    expect(after).toContain('summarised by stand-in-model');
    expect(after).not.toContain('without a model');
    expect(after).not.toContain('Changed');
    // Once: nothing is left to revise.
    await desk.publish();
    expect(await desk.store.digests.listOutdated(10)).toEqual([]);
  });

  it('and not at all for a model that is down, which is tried again and its summary then shown', async () => {
    let isDown = false;
    const desk = await open((request) => (isDown ? DOWN : answer(request)));
    await desk.tell('Sund', story('Sund', 90));
    desk.clock.advance(2 * HOUR);
    isDown = true;
    await desk.publish();
    await desk.write();
    await desk.publish();
    expect(await desk.newest()).toContain('summarised without a model');
    expect(await desk.store.summaryWishes.countWaiting()).toEqual({
      waiting: 1,
      reason: 'The model was not found: check OPENAI_MODEL and OPENAI_BASE_URL.',
    });
    isDown = false;
    desk.clock.advance(15 * MINUTE);
    await desk.write(2);
    await desk.publish();
    expect(await desk.newest()).toContain('summarised by stand-in-model');
    expect(await desk.store.summaryWishes.countWaiting()).toEqual({ waiting: 0, reason: null });
  });

  it('and asks no more once the story is no longer fresh', async () => {
    let isDown = false;
    const desk = await open((request) => (isDown ? DOWN : answer(request)));
    await desk.tell('Sund', story('Sund', 90));
    isDown = true;
    desk.clock.advance(26 * HOUR);
    await desk.publish();
    await desk.write();
    expect(await desk.store.summaryWishes.countWaiting()).toMatchObject({ waiting: 0 });
  });
});

describe('a story that has moved', () => {
  it('is asked about with the bullets of before, and the post is edited once, with what changed', async () => {
    const desk = await open();
    await desk.tell('Sund', story('Sund', 90));
    desk.clock.advance(2 * HOUR);
    await desk.publish();
    await desk.write();
    await desk.publish();
    const whole = desk.server.promptTokens.at(-1) ?? 0;

    desk.clock.advance(HOUR);
    await desk.tell('Sund', MOVED);
    await desk.publish();
    expect(await desk.newest()).not.toContain('Changed');
    await desk.write();
    await desk.publish();
    expect(await desk.posts()).toHaveLength(2);
    const after = await desk.newest();
    expect(after).toContain('Changed 08:30: talks end with a deal');
    expect(after).toContain('The parliament of Estmark votes on the deal in July.');
    expect(after).toContain('summarised by stand-in-model');

    const prompt = desk.server.requests.at(-1)?.messages[1]?.content ?? '';
    expect(prompt).toContain('<told-before>');
    expect(prompt).toContain('Norvelia offered 20 million euros for new locks at Sund.');
    expect(prompt).not.toContain('] Norvelia offered 20 million euros');
    expect(desk.server.promptTokens.at(-1)).toBeLessThan(whole + 60);
  });
});

it('asks for what somebody asked for, who waits a few seconds', async () => {
  const desk = await open();
  await desk.tell('Sund', story('Sund', 10));
  const ready = await desk.store.stories.getReady('Sund', ['en']);
  const tuning = { waitMs: 6_000, lookMs: 500 };
  const { wanted, store } = desk;
  // The model answers while the asker sleeps; then it does not.
  const quick = { now: () => desk.clock.now(), sleep: () => desk.write() };
  const parts = { wanted, stories: store.stories, tuning };
  const shown = await createAwaitModel({ ...parts, clock: quick })(['en'], [ready!]);
  expect(shown).toMatchObject([{ summary: { madeBy: { kind: 'model' } } }]);
  await desk.tell('Lund', story('Lund', 10));
  const other = await desk.store.stories.getReady('Lund', ['en']);
  const slow = { now: () => desk.clock.now(), sleep: async (ms: number) => desk.clock.advance(ms) };
  const before = desk.clock.now();
  expect(await createAwaitModel({ ...parts, clock: slow })(['en'], [other!])).toMatchObject([
    { summary: { madeBy: { kind: 'extractive' } } },
  ]);
  expect(desk.clock.now() - before).toBe(6_000);
});

it('asks a second channel nothing that the first one had answered', async () => {
  const desk = await open();
  const { store, clock, channel } = desk;
  const { id: _, ...rest } = channel;
  const other = await store.channels.ensure({ ...rest, channelId: 'other' }, null, clock.now());
  await desk.publish();
  await desk.publish();
  expect((await desk.posts()).map(({ channelId }) => channelId)).toEqual([channel.id, other.id]);
  expect(await desk.newest()).toContain('summarised by stand-in-model');
  expect(desk.server.requests).toHaveLength(desk.asked);
});
