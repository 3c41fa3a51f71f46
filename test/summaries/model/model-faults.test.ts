import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { type Logger, silentLogger } from '../../../src/log.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import type { ModelReply, ModelRequest } from '../../support/model-stand-in.ts';
import {
  answerOf,
  closeStandIns,
  EXTRACTIVE,
  good,
  never,
  openLedger,
  SECRET,
  setUp,
} from '../../support/scripted-model.ts';
import { summitArticles } from '../../support/summit-story.ts';

afterEach(closeStandIns);

describe('an endpoint that accepts less', () => {
  const picky =
    (accepted: string | undefined) =>
    (request: ModelRequest): ModelReply =>
      request.response_format?.type === accepted
        ? good(request)
        : { kind: 'error', status: 400, message: 'response_format is not supported' };

  it.each([['json_object'], [undefined]])('is met with %s, and from then on at once', async (accepted) => {
    const { summariser, run, server } = await setUp(picky(accepted));
    expect(await run()).toMatchObject({ summary: { madeBy: { kind: 'model' } } });
    const before = server.requests.length;
    await summariser.summarise({ articles: [...summitArticles].reverse(), language: 'en' }, never);
    expect(server.requests).toHaveLength(before + 1);
  });

  it('is told the token limit by its old name', async () => {
    const { run, server } = await setUp((request) =>
      request.max_tokens === undefined
        ? { kind: 'error', status: 400, message: 'unknown parameter', param: 'max_completion_tokens' }
        : good(request),
    );
    expect(await run()).toMatchObject({ summary: { madeBy: { kind: 'model' } } });
    expect(server.requests.at(-1)?.response_format?.type).toBe('json_schema');
  });

  it('gets more tokens where its model spent them on reasoning', async () => {
    const { run, server } = await setUp((request) =>
      (request.max_completion_tokens ?? 0) < 4_000
        ? { kind: 'text', text: '', finish: 'length' }
        : good(request),
    );
    expect(await run()).toMatchObject({ usage: { tokensIn: 2_000 }, summary: { madeBy: { kind: 'model' } } });
    expect(server.requests).toHaveLength(2);
  });
});

describe('a fault gives the extractive summary, and says why', () => {
  it.each<[string, (request: ModelRequest) => ModelReply]>([
    ['nonsense', () => ({ kind: 'text', text: 'Lorem ipsum.' })],
    ['nothing', () => ({ kind: 'text', text: '' })],
    ['no choices', () => ({ kind: 'raw', body: '{"choices":[]}' })],
    ['no JSON at all', () => ({ kind: 'raw', body: '<html>busy</html>' })],
    ['reasoning without end', () => ({ kind: 'text', text: '', finish: 'length' })],
    ['a wrong key', () => ({ kind: 'error', status: 401, message: `Incorrect API key provided: ${SECRET}` })],
    [
      'a limit',
      () => ({ kind: 'error', status: 429, message: 'slow down', headers: { 'retry-after-ms': '1' } }),
    ],
    [
      'a server error',
      () => ({ kind: 'error', status: 503, message: 'down', headers: { 'retry-after-ms': '1' } }),
    ],
    [
      'only untrue bullets',
      (request) => ({
        kind: 'text',
        text: answerOf(request, [
          ['Norvelia sank 90 ships.', 'fair share'],
          ['Estmark left the United Nations.', 'denied'],
          ['Ada Lund became president.', '40 million'],
        ]),
      }),
    ],
  ])('%s', async (_, reply) => {
    const logged: string[] = [];
    const note = (...parts: unknown[]) => void logged.push(JSON.stringify(parts));
    const log = { ...silentLogger, debug: note, info: note, warn: note, error: note } as unknown as Logger;
    const { run } = await setUp(reply, { log });
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: 'summary', summary: { madeBy: EXTRACTIVE } });
    expect(JSON.stringify(outcome) + logged.join('')).not.toContain(SECRET);
  });

  it('an answer that never comes', async () => {
    const clock = createManualClock();
    const { run, server } = await setUp(() => ({ kind: 'silence' }), { clock, timeoutMs: 5_000 });
    const pending = run();
    await expect.poll(() => server.requests.length).toBe(1);
    clock.advance(5_000);
    expect(await pending).toMatchObject({
      summary: { madeBy: { insteadOfModel: 'The model did not answer in time.' } },
    });
  });

  it('an interruption', async () => {
    const { summariser, server } = await setUp(() => ({ kind: 'silence' }));
    const stop = new AbortController();
    const pending = summariser.summarise({ articles: summitArticles, language: 'en' }, stop.signal);
    await expect.poll(() => server.requests.length).toBe(1);
    stop.abort();
    expect(await pending).toMatchObject({ summary: { madeBy: EXTRACTIVE } });
  });

  it('a failing endpoint is left alone for a while and then tried again', async () => {
    const clock = createManualClock();
    let isDown = true;
    const { run, server } = await setUp(
      (request) => (isDown ? { kind: 'error', status: 404, message: 'none' } : good(request)),
      { clock },
    );
    for (let call = 0; call < 5; call += 1) await run();
    expect(server.requests).toHaveLength(3);
    isDown = false;
    clock.advance(10 * 60_000);
    expect(await run()).toMatchObject({ summary: { madeBy: { kind: 'model' } } });
  });

  it('a spent budget, without a call', async () => {
    const store = await openLedger();
    const spent = { model: 'stand-in-model', tokensIn: 1, tokensOut: 1, costUsd: 1 };
    await store.modelCalls.reserve(spent, null, systemClock.now());
    const { run, server } = await setUp(good, { store, dailyUsd: 1 });
    expect(await run()).toMatchObject({
      modelFault: 'unavailable',
      summary: { madeBy: { insteadOfModel: "The day's budget for the model is spent." } },
    });
    expect(server.requests).toHaveLength(0);
  });
});
