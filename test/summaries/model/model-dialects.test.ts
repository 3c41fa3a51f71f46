import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/clock.ts';
import { silentLogger } from '../../../src/log.ts';
import type { ModelReply, ModelRequest } from '../../support/model-stand-in.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { openNewsdesk } from '../../support/newsdesk.ts';
import { answerOf, closeStandIns, good, never, setUp } from '../../support/scripted-model.ts';
import { summitArticles } from '../../support/summit-story.ts';

afterEach(closeStandIns);

type Reply = (request: ModelRequest, number: number) => ModelReply;
const text = (said: string): ModelReply => ({ kind: 'text', text: said });
const raw = (body: object, status = 200): ModelReply => ({ kind: 'raw', body: JSON.stringify(body), status });
/** A whole answer of a server, with this message. */
const choice = (message: object, more: object = {}): ModelReply =>
  raw({
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message }, ...more }],
  });
const refusal = (message: string, status = 400): ModelReply => ({ kind: 'error', status, message });
const events = (request: ModelRequest, said: string): ModelReply => ({
  kind: 'raw',
  type: 'text/event-stream',
  body: `: waiting\n\n${said
    .match(/[\s\S]{1,30}/gu)!
    .map(
      (content) => `data: ${JSON.stringify({ model: request.model, choices: [{ delta: { content } }] })}\n\n`,
    )
    .join('')}data: [DONE]\n\n`,
});

/** What a model thinks: the form with dots and a draft of its own, both with braces. */
const DRAFT =
  'The form is {"headline":"...","bullets":[{"text":"...","sentence":1}]}. Say {"bullets":["Estmark sank."]}?';
const byModel = { summary: { madeBy: { kind: 'model', replacedBullets: 0 } } };
const insteadOf = (reason: RegExp) => ({
  summary: { madeBy: { kind: 'extractive', insteadOfModel: expect.stringMatching(reason) as string } },
});

describe('an answer is found', () => {
  it.each<[string, (answer: string) => ModelReply]>([
    ['after thoughts that only their end marks', (answer) => text(`${DRAFT}\n</think>\n\n${answer}`)],
    ['after two thoughts', (answer) => text(`<think>${DRAFT}</think>So.<think>{</think>${answer}`)],
    ['after thoughts in brackets', (answer) => text(`[THINK]${DRAFT}[/THINK]${answer}`)],
    [
      'in the last of several channels',
      (answer) =>
        text(
          `<|channel|>analysis<|message|>${DRAFT}<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>${answer}<|return|>`,
        ),
    ],
    ['in channels without their marks', (answer) => text(`analysis${DRAFT}assistantfinal${answer}`)],
    ['in thoughts that never end', (answer) => text(`<think>${DRAFT} So: ${answer}`)],
    [
      'in the field for thoughts',
      (answer) => choice({ content: '', reasoning_content: `${DRAFT} ${answer}` }),
    ],
    ['in thoughts by their other name', (answer) => choice({ content: null, reasoning: answer })],
    [
      'in the arguments of a tool call',
      (answer) =>
        choice({
          content: null,
          tool_calls: [{ type: 'function', function: { name: 'answer', arguments: answer } }],
        }),
    ],
    [
      'in parts',
      (answer) =>
        choice({
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: DRAFT }] },
            { type: 'text', text: answer.slice(0, 40) },
            { type: 'text', text: answer.slice(40) },
          ],
        }),
    ],
    ['as an object', (answer) => choice({ content: JSON.parse(answer) as object })],
    [
      'in a fence, with braces behind it',
      (answer) => text(`Here:\n\`\`\`json\n${answer}\n\`\`\`\nHope {this} helps.`),
    ],
    ['as JSON in a string', (answer) => text(JSON.stringify(answer))],
    ['with line ends in its strings', (answer) => text(answer.replace(' agreed', '\nagreed'))],
    [
      'inside another object',
      (answer) => text(JSON.stringify({ result: { summary: JSON.parse(answer) as object } })),
    ],
    [
      'as a list alone',
      (answer) => text(JSON.stringify((JSON.parse(answer) as { bullets: object[] }).bullets)),
    ],
    [
      'with names of its own',
      (answer) =>
        text(
          JSON.stringify({
            title: 'Talks',
            bullet_points: (
              JSON.parse(answer) as { bullets: { text: string; sentence: number }[] }
            ).bullets.map(({ text: bullet, sentence }) => ({ bullet, source: `[${sentence}]` })),
          }),
        ),
    ],
  ])('%s', async (_, dress) => {
    const { run, server } = await setUp((request) => dress(answerOf(request)));
    expect(await run()).toMatchObject(byModel);
    expect(server.requests).toHaveLength(1);
  });

  it('in a stream that came though none was asked for', async () => {
    const { run } = await setUp((request) => events(request, answerOf(request)));
    expect(await run()).toMatchObject(byModel);
  });
});

const limitOf = (request: ModelRequest) => request.max_completion_tokens ?? request.max_tokens ?? 0;

describe('an endpoint is asked as it wants to be, and from then on at once', () => {
  it.each<[string, Reply]>([
    [
      'that forbids the name of the limit, and says so in a form of its own',
      (request) =>
        request.max_completion_tokens === undefined
          ? good(request)
          : raw(
              {
                detail: [
                  { type: 'extra_forbidden', loc: ['body', 'max_completion_tokens'], msg: 'Extra inputs' },
                ],
              },
              422,
            ),
    ],
    [
      'that ignores the name of the limit',
      (request) =>
        request.max_tokens === undefined
          ? choice({ content: '{"headline":"Nor' }, { finish_reason: 'length' })
          : good(request),
    ],
    [
      'with a cap below ours',
      (request) =>
        limitOf(request) > 900 ? refusal('max_tokens must be less than or equal to 900') : good(request),
    ],
    [
      'with a small window',
      (request) =>
        limitOf(request) > 500
          ? refusal(`maximum context length is 3096 tokens, you requested ${2_500 + limitOf(request)} tokens`)
          : good(request),
    ],
    [
      'that only streams',
      (request) =>
        request.stream
          ? events(request, answerOf(request))
          : refusal('This model only supports stream mode, please enable the stream parameter.'),
    ],
    [
      'that fails on a schema',
      (request) =>
        request.response_format?.type === 'json_schema' ? refusal('grammar', 500) : good(request),
    ],
    [
      'that has no system messages',
      (request) =>
        request.messages.some(({ role }) => role === 'system')
          ? refusal('System role not supported')
          : good(request),
    ],
    [
      'that is silent where a form is asked for',
      (request) => (request.response_format ? text('') : good(request)),
    ],
    [
      'that takes nothing but plain requests, and never says why',
      (request) =>
        request.response_format || request.max_completion_tokens ? refusal('Bad request') : good(request),
    ],
  ])('%s', async (_, reply) => {
    const { summariser, run, server } = await setUp(reply);
    expect(await run()).toMatchObject(byModel);
    const before = server.requests.length;
    const again = await summariser.summarise(
      { articles: [...summitArticles].reverse(), language: 'en' },
      never,
    );
    expect(again).toMatchObject(byModel);
    expect(server.requests).toHaveLength(before + 1);
  });

  it('with less of the report, where its window does not hold the whole', async () => {
    const long = Array.from(
      { length: 60 },
      (_, at) => `The province of Quell ${at} sent ${at + 20} lorries of grain to the port of Sund in March.`,
    );
    const article = { ...summitArticles[0]!, text: `${summitArticles[0]!.text}\n${long.join('\n')}` };
    const lengthOf = ({ messages }: ModelRequest) =>
      messages.reduce((sum, { content }) => sum + content.length, 0);
    const { summariser, server } = await setUp((request) =>
      lengthOf(request) > 9_500
        ? refusal('the request exceeds the available context size (2048 tokens)')
        : text(answerOf(request, [['Norvelia denied that it had broken the treaty of 1994.', 'denied']])),
    );
    expect(await summariser.summarise({ articles: [article], language: 'en' }, never)).toMatchObject({
      summary: { madeBy: { kind: 'model' } },
    });
    expect(lengthOf(server.requests.at(-1)!)).toBeLessThan(9_500);
  });
});

describe('an error with status 200', () => {
  it('of an account without credit is told as that, costs nothing, and is not asked for again soon', async () => {
    const { run, server, store } = await setUp(() =>
      raw({ error: { message: 'Insufficient credits', code: 402 } }),
    );
    expect(await run()).toMatchObject(insteadOf(/no credit left/u));
    expect(await run()).toMatchObject(insteadOf(/left alone for a while.*no credit left/u));
    expect(server.requests).toHaveLength(1);
    expect(await store.modelCalls.spendSince(0)).toMatchObject({ calls: 0, costUsd: 0 });
  });

  it.each<[string, ModelReply]>([
    ['for the whole', raw({ error: { message: 'Provider returned error', code: 429 } })],
    [
      'for the choice',
      choice({ content: '' }, { finish_reason: 'error', error: { code: 502, message: 'upstream' } }),
    ],
    ['in words alone', raw({ error: 'too many requests' })],
    ['in a field of its own', raw({ base_resp: { status_code: 1002, status_msg: 'rate limit exceeded' } })],
  ])('of a moment is waited for: %s', async (_, fault) => {
    const clock = createManualClock();
    const { run, server } = await setUp((request, number) => (number === 1 ? fault : good(request)), {
      clock,
    });
    const pending = run();
    await expect.poll(() => server.requests.length).toBe(1);
    await expect
      .poll(() => {
        clock.advance(1_000);
        return server.requests.length;
      })
      .toBe(2);
    expect(await pending).toMatchObject(byModel);
  });

  it('of a limit that lasts rests for as long as it says', async () => {
    const clock = createManualClock();
    let isOver = false;
    const { run, server } = await setUp(
      (request) =>
        isOver
          ? good(request)
          : raw({ error: { code: 429, message: 'Rate limit. Please try again in 40s.' } }),
      { clock },
    );
    expect(await run()).toMatchObject(insteadOf(/rate limit/u));
    isOver = true;
    clock.advance(39_000);
    expect(await run()).toMatchObject(insteadOf(/left alone/u));
    expect(server.requests).toHaveLength(1);
    clock.advance(2_000);
    expect(await run()).toMatchObject(byModel);
  });
});

describe('a hostile answer', () => {
  it.each([
    ['objects that never end', '{"a":1,'.repeat(12_000)],
    ['strings that never end', '{"'.repeat(40_000)],
    ['lists of numbers for a source', `1. x ${'[1,'.repeat(20_000)}`],
    ['thoughts within thoughts', '<think>'.repeat(10_000)],
    ['escapes', `{"${'\\'.repeat(60_000)}`],
  ])('is read as nothing: %s', async (_, said) => {
    const { run } = await setUp(() => text(said));
    expect(await run()).toMatchObject({ summary: { madeBy: { kind: 'extractive' } } });
  });
});

describe('what went wrong is told as what it was', () => {
  it.each<[string, ModelReply, RegExp]>([
    [
      'no server of models',
      { kind: 'raw', body: '<html>Welcome</html>', type: 'text/html' },
      /is no model: .*\/v1/u,
    ],
    ['a server that fails', refusal('x', 502), /server failed \(status 502\)/u],
    ['a wrong key', refusal('x', 401), /OPENAI_API_KEY/u],
    ['a model that is not there', refusal('model "x" not found', 404), /OPENAI_MODEL/u],
    [
      'an account over its quota',
      { kind: 'error', status: 429, message: 'insufficient_quota' },
      /no credit left/u,
    ],
    [
      'a filter of the provider',
      refusal('Your input was flagged by moderation', 403),
      /filter declined this text/u,
    ],
    [
      'a filter on the answer',
      choice({ content: '' }, { finish_reason: 'content_filter' }),
      /declined this text/u,
    ],
    [
      'a refusal of the model',
      choice({ content: null, refusal: 'I cannot help with that.' }),
      /declined this text/u,
    ],
  ])(
    '%s',
    async (_, reply, reason) => {
      const { run } = await setUp(() => reply);
      expect(await run()).toMatchObject(insteadOf(reason));
    },
    20_000,
  );

  it('a fault of ours', async () => {
    const budget = { begin: () => Promise.reject(new TypeError('x is not a function')) };
    const { run } = await setUp(good, { budget, log: silentLogger });
    expect(await run()).toMatchObject(insteadOf(/failed on our side/u));
  });

  it('a server that is not there', async () => {
    const { run } = await setUp(good, { baseUrl: 'http://127.0.0.1:9/v1' });
    expect(await run()).toMatchObject(insteadOf(/could not be reached/u));
  });
});

describe('a text that a content filter declines', () => {
  const filter: Reply = (request) =>
    request.messages.some(({ content }) => content.includes('bombed'))
      ? {
          kind: 'raw',
          status: 400,
          body: JSON.stringify({
            error: { code: 'content_filter', message: 'The prompt was filtered.', param: 'prompt' },
          }),
        }
      : good(request);
  const english = summitArticles.filter(({ language }) => language === 'en');
  const plain = {
    title: 'Norvelia and Estmark to meet in Geneva',
    text: english.map((one) => one.text).join('\n'),
  };
  const grim = (at: number) => ({
    title: `Port of Sund bombed, ${at} dead`,
    text: `Planes bombed the port of Sund on Monday and killed ${at + 20} people, the harbour master said.
Estmark said that its air force had not flown on Monday.
The mayor of Sund asked the Red Cross for ${at + 3} field hospitals.
Norvelia closed its border with Estmark at noon.`,
  });

  it('is declined once a call, and says nothing of the endpoint: the next text is written by the model', async () => {
    const desk = await openNewsdesk(filter, { maxStories: 5 });
    for (const at of [1, 2, 3, 4]) await desk.tell(`grim-${at}`, grim(at));
    await desk.publish();
    await desk.write();
    expect(desk.server.requests).toHaveLength(4);
    desk.clock.advance(2 * MINUTE);
    await desk.tell('plain', plain);
    await desk.wanted.ask(desk.channel, [(await desk.store.stories.getReady('plain', ['en']))!]);
    await desk.write();
    expect(await desk.store.summaries.get('plain', 1, 'en')).toMatchObject({
      madeBy: { kind: 'model' },
      bullets: [1, 2, 3].map(() => ({
        checkedBy: 'derivation',
        derivation: expect.arrayContaining([expect.objectContaining({ fate: 'kept' })]) as unknown,
      })),
    });
    expect(await desk.store.summaryWishes.countWaiting()).toEqual({
      waiting: 4,
      reason: "The model's content filter declined this text.",
    });
  });
});
