import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supportForEval } from '../../../src/summaries/check/support-for-eval.ts';
import type { ModelRequest } from '../../support/model-stand-in.ts';
import { closeStandIns, never, numberOf, setUp } from '../../support/scripted-model.ts';

type Case = { id: string; evidence: string; bullet: string; kind: string; supported: boolean };
type Verdict = Case & { isPosted: boolean; repairRequest: string; replacedBullets: number };

const cases = readFileSync(new URL('../../fixtures/support-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Case);

/** True bullets beside the planted one, and a sentence to take its place. */
const BESIDE = [
  'Fishermen of Tarnland landed 60 tonnes of herring in Oxmouth in May.',
  'The harbour master of Pellhaven opened a second quay on 3 June.',
] as const;
const SPARE = 'The government of Quillmark sold 12 sawmills to a bank in Dunwell in April.';
const LIES = ['number', 'swap', 'quote', 'negation', 'office', 'name', 'date', 'hedge'];

/** Each case as a model's answer that stays the same when it is asked to mend it. */
async function judgeAll(): Promise<Verdict[]> {
  let planted = cases[0]!;
  const answer = (request: ModelRequest) => {
    const bullets = [planted.bullet, ...BESIDE].map((text, at) => ({
      text,
      sentence: numberOf(request, at === 0 ? planted.evidence.slice(0, 40) : text),
    }));
    return { kind: 'text', text: JSON.stringify({ headline: '', bullets }) } as const;
  };
  const { summariser, server } = await setUp(answer);
  const verdicts: Verdict[] = [];
  for (planted of cases) {
    const before = server.requests.length;
    const article = {
      id: planted.id,
      title: `Report ${planted.id}`,
      text: [planted.evidence, ...BESIDE, SPARE].join('\n'),
      outletName: 'Harbour Post',
      url: null,
      language: 'en',
      publishedAt: null,
    };
    const outcome = await summariser.summarise({ articles: [article], language: 'en' }, never);
    if (outcome.kind !== 'summary') throw new Error(`${planted.id}: ${outcome.reason}`);
    const { bullets, madeBy } = outcome.summary;
    verdicts.push({
      ...planted,
      isPosted: bullets.some(({ text }) => text === planted.bullet),
      repairRequest: server.requests[before + 1]?.messages.at(-1)?.content ?? '',
      replacedBullets: madeBy.kind === 'model' ? madeBy.replacedBullets : -1,
    });
  }
  return verdicts;
}

describe('planted cases on the whole way of a model: answer, check, repair, replacement', () => {
  let verdicts: Verdict[] = [];
  beforeAll(async () => {
    verdicts = await judgeAll();
  });
  afterAll(closeStandIns);
  const of = (isWanted: (one: Verdict) => boolean) => verdicts.filter(isWanted);

  it('are two hundred lies and more, of every kind', () => {
    expect(of(({ supported }) => !supported).length).toBeGreaterThanOrEqual(200);
    for (const kind of LIES) expect(of((one) => one.kind === kind).length, kind).toBeGreaterThan(0);
  });

  it('are caught: at least 95 of 100 lies', () => {
    const lies = of(({ supported }) => !supported);
    const caught = lies.filter(({ isPosted }) => !isPosted);
    expect(caught.length / lies.length).toBeGreaterThanOrEqual(0.95);
    // The model was told why, and a sentence of the article stands in the bullet's place.
    for (const { id, repairRequest, replacedBullets } of caught) {
      expect(repairRequest, id).toMatch(/^Bullet 1: \S.+/mu);
      expect(replacedBullets, id).toBe(1);
    }
  });

  it.each(['number', 'swap', 'quote', 'negation', 'office', 'name'])(
    'are caught: 9 of 10 of kind %s',
    (kind) => {
      const lies = of((one) => one.kind === kind);
      expect(lies.filter(({ isPosted }) => !isPosted).length / lies.length).toBeGreaterThanOrEqual(0.9);
    },
  );

  it('are posted where they are true: at least 95 of 100, without another question', () => {
    const truths = of(({ supported }) => supported);
    const posted = truths.filter(({ isPosted, repairRequest }) => isPosted && repairRequest === '');
    expect(posted.length / truths.length).toBeGreaterThanOrEqual(0.95);
  });

  it('get the verdict of `sitrep eval support`, every one', () => {
    const differing = verdicts.filter(
      ({ id, evidence, bullet, isPosted }) =>
        supportForEval({ id, source: evidence, sentence: bullet }).supported !== isPosted,
    );
    expect(differing.map(({ id, bullet, repairRequest }) => ({ id, bullet, repairRequest }))).toEqual([]);
  });
});
