import { afterEach, describe, expect, it } from 'vitest';
import type { SummaryOutcome } from '../../src/model/summary.ts';
import { checkSupport } from '../../src/summaries/check/check-support.ts';
import type { Summariser } from '../../src/summaries/summariser.ts';
import { localDesk, summariserOf } from '../../src/summaries/text-desk.ts';
import type { ModelReply, ModelRequest } from '../support/model-stand-in.ts';
import { closeStandIns, never, setUp } from '../support/scripted-model.ts';

afterEach(closeStandIns);

/** Says the prompt's first three sentences again, whatever they are. */
function repeat(request: ModelRequest): ModelReply {
  const prompt = request.messages.find(({ role }) => role === 'user')?.content ?? '';
  const bullets = [...prompt.matchAll(/^\[(\d+)\] (.+)$/gmu)]
    .slice(0, 3)
    .map(([, number, text]) => ({ text, sentence: Number(number) }));
  return { kind: 'text', text: JSON.stringify({ headline: '', bullets }) };
}

const SUMMARISERS: readonly [string, () => Promise<Summariser>][] = [
  ['without a model', async () => summariserOf(localDesk)],
  ['with a model', async () => (await setUp(repeat)).summariser],
];

const REPORT = `Norvelia and Estmark signed a deal over the river dam in Sund on Friday.
Estmark opens its bridges at Sund on 1 May, the ministry said.
Norvelia pays 30 million euros for the locks at Sund.
The parliament of Estmark votes on the deal in July.`;
const TRANSCRIPT = `ADA LUND, HOST: Good evening and welcome.
JON HAKE, PRIME MINISTER: Norvelia signed the deal with Estmark on Friday.
LUND: What does it cost?
HAKE: Norvelia pays 30 million euros for the locks at Sund.
LUND: And the bridges?
HAKE: Estmark opens its bridges at Sund on 1 May.`;
const LIVE_BLOG = `14:20 Norvelia and Estmark have signed the deal over the river dam.
Share this post
14:05 Jon Hake has arrived in Sund for the signing of the deal.
13:50 Police closed 3 bridges at Sund before the signing.
13:31 Estmark's delegation landed in Sund with 12 officials on board.
Follow us for more updates.`;
const TABLE = `Country | Votes | Share
Norvelia | 120 | 40%
Estmark | 90 | 30%
Tarnland | 90 | 30%
Total | 300 | 100%`;
const LIST = `- fish
- bread
- three lemons
- salt and pepper
- one onion`;

const GLUED = `Ada Lund has the latest on the talks on 'Harbour Report.'${REPORT.replaceAll('\n', '')}ESTMARK CALLS UP ITS RESERVES IN THE NORTHEstmark called up 3,000 reservists in the north of the country.(Jon Hake/Sample Wire via Getty Images)`;
const OPINION = `I have been to Sund, and I think that we should all be ashamed.
You would not believe what my friends told me about the dam.
My view is that our ministers sold us.
We deserve better than this, and so do you.`;

const summarise = async (
  create: () => Promise<Summariser>,
  text: string,
  language = 'en',
  title = 'A report',
) =>
  (await create()).summarise(
    {
      articles: [
        { id: 'a', title, text, outletName: 'Harbour Post', url: null, language, publishedAt: null },
      ],
      language,
    },
    never,
  );

/** Three different bullets that the text bears out, or a sentence that says why not. */
function expectHonest(outcome: SummaryOutcome): void {
  if (outcome.kind === 'refused') {
    expect(outcome.reason).toMatch(/^[A-Z].+\.$/u);
    return;
  }
  const { bullets } = outcome.summary;
  expect(new Set(bullets.map(({ text }) => text)).size).toBe(3);
  for (const { text, evidence } of bullets)
    expect(checkSupport({ bullet: text, evidence: [evidence.sentence] })).toMatchObject({
      isSupported: true,
    });
}

describe.each(SUMMARISERS)('bad input, %s', (_, create) => {
  it.each([
    ['nothing', '', 'There is no text to summarise.'],
    ['blanks', ' \n\t\u200B ', 'There is no text to summarise.'],
    ['one sentence', 'Norvelia and Estmark signed a deal on Friday.', 'There is only one sentence of text.'],
    [
      'two sentences',
      'Norvelia and Estmark signed a deal on Friday. The parliament of Estmark votes on it in July.',
      'There are only two sentences of text.',
    ],
  ])('is refused with its reason: %s', async (_name, text, reason) => {
    expect(await summarise(create, text)).toMatchObject({ kind: 'refused', reason });
  });

  it.each([
    ['a list', LIST],
    ['a table', TABLE],
    [
      'a paywall stub',
      'Norvelia and Estmark signed a deal on Friday. Subscribe to read more. Log in to continue.',
    ],
    ['the same sentence ten times', 'Norvelia and Estmark signed a deal over the dam on Friday. '.repeat(10)],
    ['symbols', '*** --- ### !!! ??? ... '.repeat(50)],
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
  ])('is refused, for it does not say three things: %s', async (_name, text) => {
    const outcome = await summarise(create, text);
    expect(outcome.kind).toBe('refused');
    expectHonest(outcome);
  });

  it.each([
    ['a transcript', TRANSCRIPT],
    ['a live blog', LIVE_BLOG],
    ['glued text', GLUED],
    ['an opinion in the first person', OPINION],
    ['control characters', REPORT.replaceAll(' ', '\u0007 \u202E')],
    ['markup', `<p>${REPORT.replaceAll('\n', '</p>\n<script>x</script><p>')}</p>`],
  ])('gives three bullets of its own, or says why not: %s', async (_name, text) => {
    expectHonest(await summarise(create, text));
  });

  it.each([
    [
      'de',
      'Norwelien und Estmark haben am Freitag in Sund ein Abkommen unterzeichnet. Estmark öffnet am 1. Mai 3 Brücken bei Sund. Norwelien zahlt 30 Millionen Euro für die Schleusen. Das Parlament stimmt im Juli über das Abkommen ab.',
    ],
    [
      'fr',
      'La Norvélie et l’Estmark ont signé vendredi un accord à Sund. L’Estmark ouvre 3 ponts le 1er mai. La Norvélie paie 30 millions d’euros pour les écluses. Le parlement vote en juillet sur cet accord.',
    ],
    [
      'ja',
      '両国は金曜日に首都で合意に署名した。政府は五月一日に三つの橋を開放する。財務省は水門に三千万ユーロを支払う。議会は七月に合意について投票する。',
    ],
    [
      'es',
      'Norvelia y Estmark firmaron el viernes un acuerdo en Sund. Estmark abre tres puentes el 1 de mayo. Norvelia paga 30 millones de euros por las esclusas. El parlamento vota en julio sobre el acuerdo.',
    ],
    [
      'it',
      'La Norvelia e l’Estmark hanno firmato venerdì un accordo a Sund. L’Estmark apre tre ponti il primo maggio. La Norvelia paga 30 milioni di euro per le chiuse. Il parlamento vota in luglio sull’accordo.',
    ],
    [
      'pt',
      'A Norvélia e a Estmark assinaram na sexta-feira um acordo em Sund. A Estmark abre três pontes em 1 de maio. A Norvélia paga 30 milhões de euros pelas eclusas. O parlamento vota o acordo em julho.',
    ],
    [
      'ru',
      'Норвелия и Эстмарк подписали в пятницу соглашение в Сунде. Эстмарк откроет три моста первого мая. Норвелия заплатит 30 миллионов евро за шлюзы. Парламент проголосует по соглашению в июле.',
    ],
    [
      'uk',
      'Норвелія та Естмарк підписали в п’ятницю угоду в Сунді. Естмарк відкриє три мости першого травня. Норвелія заплатить 30 мільйонів євро за шлюзи. Парламент голосуватиме за угоду в липні.',
    ],
    [
      'ar',
      'وقعت نورفيليا وإستمارك اتفاقا في سوند يوم الجمعة. تفتح إستمارك ثلاثة جسور في الأول من مايو. تدفع نورفيليا ثلاثين مليون يورو مقابل الأهوسة. يصوت البرلمان على الاتفاق في يوليو.',
    ],
    [
      'tr',
      'Norvelya ve Estmark cuma günü Sund kentinde bir anlaşma imzaladı. Estmark üç köprüyü 1 Mayıs günü açacak. Norvelya kilitler için 30 milyon avro ödeyecek. Parlamento anlaşmayı temmuz ayında oylayacak.',
    ],
  ])('is told in its own language: %s', async (language, text) => {
    const outcome = await summarise(create, text, language);
    expectHonest(outcome);
    expect(outcome).toMatchObject({ kind: 'summary', summary: { language } });
  });

  it('of one sentence of 60 kB costs no more than a report', async () => {
    const text = `Norvelia ${'and Estmark, which signed the deal over the dam, '.repeat(1_300)}met.`;
    expect(text.length).toBeGreaterThan(60_000);
    expect(await summarise(create, text)).toMatchObject({ kind: 'refused' });
  });

  it('of 200 kB gives three bullets', async () => {
    const text = Array.from(
      { length: 2_500 },
      (_value, at) => `Norvelia delivered ${at + 2} tonnes of grain to the port of Sund number ${at + 1}.`,
    ).join('\n');
    expect(text.length).toBeGreaterThan(170_000);
    const outcome = await summarise(create, `${REPORT}\n${text}`);
    expect(outcome.kind).toBe('summary');
    expectHonest(outcome);
  });
});
