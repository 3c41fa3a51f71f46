import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/clock.ts';
import type { ModelReply, ModelRequest } from '../../support/model-stand-in.ts';
import { openNewsdesk } from '../../support/newsdesk.ts';
import { closeStandIns, good, never, setUp, TRUE_BULLETS } from '../../support/scripted-model.ts';
import { summitArticles } from '../../support/summit-story.ts';

afterEach(closeStandIns);

const GERMAN = [
  'Norwelien und Estmark wollen sich am 14. März in Genf wegen der Kell-Straße treffen.',
  'Patrouillenboote Norweliens beschlagnahmten im Januar 12 Trawler aus Estmark.',
  'Die Europäische Union hat Fischerorten 40 Millionen Euro angeboten, falls die Gespräche gelingen.',
  'Norwelien und Estmark wollen sich in Genf treffen',
];
const ENGLISH = [...TRUE_BULLETS.map(([text]) => text), 'Norvelia and Estmark agree to meet in Geneva'];
const english = summitArticles.filter(({ language }) => language === 'en');
const linesOf = (request: ModelRequest) => request.messages[0]?.content.includes('You translate') ?? false;
const isBack = (request: ModelRequest) => request.messages[0]?.content.includes('into English') ?? false;
const lines = (texts: readonly string[]): ModelReply => ({
  kind: 'text',
  text: JSON.stringify({ lines: texts }),
});

/** Writes in English, translates into German and back as it is told. */
const translator =
  (there: readonly string[] = GERMAN, back: readonly string[] = ENGLISH) =>
  (request: ModelRequest): ModelReply =>
    linesOf(request) ? lines(isBack(request) ? back : there) : good(request);

async function inGerman(reply: (request: ModelRequest) => ModelReply) {
  const { summariser, server, store } = await setUp(reply);
  const run = () => summariser.summarise({ articles: english, language: 'de' }, never);
  return { run, server, store };
}

describe('a summary in a language that no article is in', () => {
  it('is the checked one of their own language, translated, with its evidence', async () => {
    const { run, server } = await inGerman(translator());
    const outcome = await run();
    expect(outcome).toMatchObject({
      kind: 'summary',
      usage: { tokensIn: 3_000 },
      summary: { language: 'de', headline: GERMAN[3], madeBy: { kind: 'model', model: 'stand-in-model' } },
    });
    if (outcome.kind !== 'summary') return;
    expect(outcome.summary.bullets.map(({ text }) => text)).toEqual(GERMAN.slice(0, 3));
    expect(outcome.summary.bullets[2].evidence.sentence).toContain('40 million euros');
    // Whoever translates back does not see the original.
    expect(server.requests.at(-1)?.messages[1]?.content).not.toContain('trawlers');
    await run();
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['another number', GERMAN.with(2, GERMAN[2]!.replace('40', '90')), ENGLISH],
    [
      'a lost number',
      GERMAN.with(1, 'Patrouillenboote beschlagnahmten im Januar Trawler aus Estmark.'),
      ENGLISH,
    ],
    [
      'roles that come back swapped',
      GERMAN,
      ENGLISH.with(1, 'Estmark patrol boats seized 12 trawlers from Norvelia in January.'),
    ],
    [
      'a denial that comes back',
      GERMAN,
      ENGLISH.with(
        2,
        'The European Union has not offered 40 million euros to fishing towns if the talks succeed.',
      ),
    ],
    ['thirty words', GERMAN.with(2, `${'sehr '.repeat(30)} 40`), ENGLISH],
  ])('is not given with %s', async (_, there, back) => {
    const { run } = await inGerman(translator(there, back));
    expect(await run()).toMatchObject({
      kind: 'refused',
      reason: 'None of the articles is in German. The articles did not bear out what the model wrote.',
      modelFault: 'unsupported',
    });
  });

  it.each<[string, ModelReply]>([
    ['a line too few', lines(GERMAN.slice(1))],
    ['no JSON', { kind: 'text', text: 'Gern!' }],
    ['a fault', { kind: 'error', status: 404, message: 'none' }],
  ])('is refused where the model answers %s', async (_, reply) => {
    const { run } = await inGerman((request) => (linesOf(request) ? reply : good(request)));
    expect(await run()).toMatchObject({ kind: 'refused', modelFault: 'unavailable' });
  });
});

describe('a channel that reads another language', () => {
  const story = {
    title: 'Norvelia and Estmark to meet in Geneva',
    text: english.map(({ text }) => text).join('\n'),
  };

  it('gets stories translated, and the model is asked before its digest is made', async () => {
    const desk = await openNewsdesk(translator(), { languages: ['de'] });
    await desk.tell('summit', story);
    await desk.publish();
    expect(await desk.posts()).toEqual([]);
    await desk.write();
    await desk.publish();
    const [post] = await desk.posts();
    expect(JSON.stringify(post?.message)).toContain(GERMAN[0]);
    expect(JSON.stringify(post?.message)).not.toContain('Geneva on 14 March');
  });

  it('gets nothing where the translation cannot be trusted', async () => {
    const desk = await openNewsdesk(translator(GERMAN.with(2, 'Falsch sind diese 90 Millionen Euro.')), {
      languages: ['de'],
    });
    await desk.tell('summit', story);
    await desk.publish();
    await desk.write();
    desk.clock.advance(10 * MINUTE);
    await desk.publish();
    expect(await desk.posts()).toEqual([]);
  });

  it('gets articles of that language from their own sentences, without waiting for a translation of others', async () => {
    const desk = await openNewsdesk(translator(), { languages: ['de'] });
    await desk.tell('treffen', {
      title: 'Minister treffen sich in Sund',
      language: 'de',
      text: `Die Minister von Norwelien und Estmark trafen sich am Montag in Sund.
Der Staudamm von Sund versorgt 4 Millionen Bauern mit Wasser.
Estmark schloss im März 3 von 7 Brücken bei Sund.
Norwelien bot 20 Millionen Euro für neue Schleusen.`,
    });
    const [summary] = await desk.store.summaries.listOfVersion('treffen', 1);
    expect(summary).toMatchObject({ language: 'de', madeBy: { kind: 'extractive' } });
  });
});
