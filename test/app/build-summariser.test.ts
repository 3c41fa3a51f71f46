import { localDesk } from '../../src/summaries/text-desk.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { buildSummariser } from '../../src/app/build-summariser.ts';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { type ModelReply, type ModelRequest, startModelStandIn } from '../support/model-stand-in.ts';
import { closeStandIns, never, openLedger, SECRET, standIns } from '../support/scripted-model.ts';

afterEach(closeStandIns);

const isForWitness = ({ messages }: ModelRequest) =>
  messages.at(-1)?.content.startsWith('Document: ') ?? false;

/** Says the first three sentences of the prompt again, and yes to every claim. */
function answer(request: ModelRequest): ModelReply {
  if (isForWitness(request)) return { kind: 'text', text: 'Yes' };
  const bullets = [...request.messages.at(-1)!.content.matchAll(/^\[(\d+)\] (.+)$/gmu)]
    .slice(0, 3)
    .map(([, number, text]) => ({ text, sentence: Number(number) }));
  return { kind: 'text', text: JSON.stringify({ headline: '', bullets }) };
}

async function startServer(reply = answer) {
  const server = await startModelStandIn(reply);
  standIns.push(server);
  return server;
}

async function build(environment: Record<string, string>) {
  const store = await openLedger();
  const settings = readSettings({ OPENAI_API_KEY: SECRET, OPENAI_MODEL: 'large', ...environment });
  return {
    store,
    ...buildSummariser({ settings, store, desk: localDesk, clock: systemClock, log: silentLogger }),
  };
}

describe('the models of an installation', () => {
  it('are none where nothing is set', async () => {
    expect(await build({ OPENAI_API_KEY: '' })).toMatchObject({
      model: null,
      probe: null,
      name: 'without a model',
    });
  });

  it('are asked once each by a probe, which is counted', async () => {
    const server = await startServer();
    const { probe, store } = await build({
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_PRICES: '1,10,0.1,1',
      CHECK_MODEL: 'small',
      DAILY_BUDGET_USD: '1',
    });
    expect(await probe?.(never)).toEqual([
      'large answers (1000 tokens in, 100 out, 0.00200 USD)',
      'second witness small answers (1000 tokens in, 100 out, 0.00020 USD)',
    ]);
    expect(server.requests.map(({ model }) => model)).toEqual(['large', 'small']);
    expect(await store.modelCalls.spendSince(0)).toMatchObject({ calls: 2, costUsd: 0.0022 });
  });

  it('include a witness on a server of its own, which is sent no key and costs nothing on this machine', async () => {
    const [server, other] = [await startServer(), await startServer()];
    const { probe } = await build({
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_PRICES: '1,10',
      CHECK_MODEL: `bespoke-minicheck@${other.baseUrl}`,
      DAILY_BUDGET_USD: '1',
    });
    expect(await probe?.(never)).toContain(
      'second witness bespoke-minicheck answers (1000 tokens in, 100 out, 0.00000 USD)',
    );
    expect(server.keys).toEqual([`Bearer ${SECRET}`]);
    expect(other.keys).toHaveLength(1);
    expect(other.keys.join()).not.toContain(SECRET);
  });

  it.each([
    ['off', 'no second witness: bullets in words of their own are replaced'],
    ['large', undefined],
  ])('CHECK_MODEL=%s asks no other model', async (named, line) => {
    const server = await startServer();
    const { probe } = await build({ OPENAI_BASE_URL: server.baseUrl, CHECK_MODEL: named });
    expect((await probe?.(never))?.[1]).toBe(line);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, ModelReply, RegExp]>([
    ['a wrong key', { kind: 'error', status: 401, message: 'no' }, /OPENAI_API_KEY/u],
    ['a page', { kind: 'raw', body: '<html>', type: 'text/html' }, /OPENAI_BASE_URL/u],
    ['chatter', { kind: 'text', text: 'Happy to help!' }, /not with bullets/u],
  ])('say what is wrong: %s', async (_, reply, wrong) => {
    const server = await startServer(() => reply);
    const { probe } = await build({ OPENAI_BASE_URL: server.baseUrl });
    await expect(probe?.(never)).rejects.toMatchObject({
      userMessage: expect.stringMatching(wrong) as string,
    });
  });

  it('need a price for a budget, that of the witness too', async () => {
    const named = { DAILY_BUDGET_USD: '1', OPENAI_PRICES: '1,10', CHECK_MODEL: 'small' };
    await expect(build(named)).rejects.toThrow(/price of CHECK_MODEL/u);
    await expect(build({ ...named, OPENAI_PRICES: '1,10,0,0' })).resolves.toMatchObject({ dailyUsd: 1 });
    await expect(build({ ...named, CHECK_MODEL: 'off' })).resolves.toMatchObject({ dailyUsd: 1 });
  });
});
