import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { splitSentences } from '../../../src/language/split-sentences.ts';
import type { SummaryOutcome } from '../../../src/model/summary.ts';
import { silentLogger } from '../../../src/log.ts';
import { POSTGRES } from '../../../src/store/engine/flavour.ts';
import { openStoreOn } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { checkSupport } from '../../../src/summaries/check/check-support.ts';
import type { ModelReply, ModelRequest } from '../../support/model-stand-in.ts';
import { EMPTY_ALL_TABLES } from '../../store/reach-postgres.ts';
import { closeStandIns, never, numberOf, openLedger, setUp } from '../../support/scripted-model.ts';

/** True bullets beside the one in question, and a sentence to take its place. */
const BESIDE = [
  'Fishermen of Tarnland landed 60 tonnes of herring in Oxmouth in May.',
  'The harbour master of Pellhaven opened a second quay on 3 June.',
] as const;
const SPARE = 'The government of Quillmark sold 12 sawmills to a bank in Dunwell in April.';

type Pair = { evidence: string; bullet: string };
const pair = (evidence: string, bullet: string): Pair => ({ evidence, bullet });

/** What the sentence says, in its own words. */
const EDITS = [
  pair(
    'The parliament of Norvelia voted on Tuesday to leave the customs union, which it had joined in 1998.',
    'The parliament of Norvelia voted to leave the customs union.',
  ),
  pair(
    'Police have arrested four ministers of Estmark over the sale of passports.',
    'Police arrested four ministers of Estmark over the sale of passports.',
  ),
  pair(
    'The ceasefire will not hold unless both armies leave the valley, said the mediator, Jon Hake.',
    'The ceasefire will not hold unless both armies leave the valley, said Jon Hake.',
  ),
];
/** Near twins that say something else: no witness may be asked about them. */
const LIES = [
  pair(
    'The parliament of Norvelia did not vote on Tuesday to leave the customs union, which it had joined in 1998.',
    'The parliament of Norvelia voted to leave the customs union.',
  ),
  pair(
    'Police may arrest four ministers of Estmark over the sale of passports.',
    'Police arrested four ministers of Estmark over the sale of passports.',
  ),
  pair(
    'The ceasefire will not hold unless both armies leave the valley, said the mediator, Jon Hake.',
    'The ceasefire will not hold, said Jon Hake.',
  ),
  pair(
    'The central bank of Estmark raised its key rate to 21 percent in March.',
    'The central bank of Estmark raised its key rate to 12 percent in March.',
  ),
  pair(
    'Norvelia accused Estmark of shelling the port of Sund.',
    'Estmark accused Norvelia of shelling the port of Sund.',
  ),
];
/** In words of its own: true of the first sentence, not of the second. */
const FREE = [
  pair(
    'Three fishermen of Estmark are still held in the port of Sund.',
    'Three fishermen of Estmark are still behind bars in the port of Sund.',
  ),
  pair(
    'Norvelia will close its border with Estmark in March.',
    'Norvelia will shut its frontier with Estmark in March.',
  ),
];

type Witness = 'yes' | 'no' | 'unknown' | 'down' | 'none';
const isForWitness = ({ messages }: ModelRequest) =>
  /^Document: .+\nClaim: .+$/su.test(messages.at(-1)!.content);

function witnessed(request: ModelRequest, says: Witness): ModelReply {
  if (says === 'down') return { kind: 'error', status: 404, message: 'none' };
  if (says === 'unknown') return { kind: 'text', text: 'Perhaps.' };
  const document = /^Document: (.+)$/mu.exec(request.messages.at(-1)!.content)?.[1] ?? '';
  const words = document.split(' ').slice(0, 4).join(' ');
  return {
    kind: 'text',
    text: JSON.stringify({ words: says === 'yes' ? words : '', borne_out: says === 'yes' }),
  };
}

async function openDeskOn(
  store: Store,
  says: (claim: string) => Witness,
  more: Parameters<typeof setUp>[1] = {},
) {
  let asked: Pair = EDITS[0]!;
  const claims: string[] = [];
  const reply = (request: ModelRequest): ModelReply => {
    if (isForWitness(request)) {
      const claim = /^Claim: (.+)$/mu.exec(request.messages.at(-1)!.content)?.[1] ?? '';
      claims.push(claim);
      return witnessed(request, says(claim));
    }
    const bullets = [asked.bullet, ...BESIDE].map((text, at) => ({
      text,
      sentence: (at === 0 ? splitSentences(asked.evidence).map((one) => one.text) : [text]).map((told) =>
        numberOf(request, told.slice(0, 40)),
      ),
    }));
    return { kind: 'text', text: JSON.stringify({ headline: '', bullets }) };
  };
  const { summariser, server } = await setUp(reply, { store, witnessModel: 'stand-in-witness', ...more });
  return {
    claims,
    server,
    /** What comes of a model that says this bullet of this evidence, and says it again when it is asked to mend it. */
    tell: async (one: Pair) => {
      asked = one;
      const before = server.requests.length;
      const article = {
        id: 'a',
        // Near twins rest on the same sentence; each is a report of its own.
        title: `Report ${createHash('sha256').update(one.bullet).digest('hex').slice(0, 8)}`,
        text: [one.evidence, ...BESIDE, SPARE].join('\n'),
        outletName: 'Harbour Post',
        url: null,
        language: 'en',
        publishedAt: null,
      };
      const outcome = await summariser.summarise({ articles: [article], language: 'en' }, never);
      return {
        ...whatCameOf(outcome, one),
        calls: server.requests.length - before,
        requests: server.requests.slice(before),
      };
    },
  };
}

function whatCameOf(outcome: SummaryOutcome, { bullet }: Pair) {
  if (outcome.kind !== 'summary') throw new Error(outcome.reason);
  const { bullets, madeBy } = outcome.summary;
  const posted = bullets.find(({ text }) => text === bullet);
  const replaced = madeBy.kind === 'model' ? madeBy.replacedBullets : -1;
  return {
    checkedBy: posted ? posted.checkedBy : 'not posted',
    derivation: posted?.derivation,
    replaced,
    usage: outcome.usage,
  };
}

const pglite = await PGlite.create({ postgresqlconf: ['shared_buffers = 8MB'] });
afterAll(() => pglite.close());
const openOnPostgres = () =>
  openStoreOn({
    dialect: new PGliteDialect({ pglite }),
    flavour: POSTGRES,
    clock: systemClock,
    log: silentLogger,
  });

describe.each([
  ['SQLite', () => openLedger()],
  ['PostgreSQL', openOnPostgres],
])('what is posted of what a model writes, on %s', (_, openStore) => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore();
  });
  afterEach(async () => {
    await closeStandIns();
    if (openStore === openOnPostgres) await pglite.exec(EMPTY_ALL_TABLES);
  });
  const openDesk = (says: (claim: string) => Witness, more: Parameters<typeof setUp>[1] = {}) =>
    openDeskOn(store, says, more);

  it.each(EDITS)('a true edit, by one call: $bullet', async (one) => {
    const { tell, claims } = await openDesk(() => 'yes');
    expect(await tell(one)).toMatchObject({
      checkedBy: 'derivation',
      replaced: 0,
      calls: 1,
      derivation: expect.arrayContaining([expect.objectContaining({ fate: 'kept' })]) as unknown,
      usage: { tokensIn: 1_000, tokensOut: 100, costUsd: 0.002 },
    });
    expect(claims).toEqual([]);
  });

  it.each(LIES)('no lie, whatever a witness would say of it: $bullet', async (one) => {
    const { tell, claims } = await openDesk(() => 'yes');
    const { checkedBy, replaced, calls, requests, usage } = await tell(one);
    expect({ checkedBy, replaced, calls }).toEqual({ checkedBy: 'not posted', replaced: 1, calls: 2 });
    // The model was told why.
    expect(requests[1]?.messages.at(-1)?.content).toMatch(/^Bullet 1: \S.+/mu);
    expect(usage).toMatchObject({ costUsd: 0.004 });
    expect(claims).toEqual([]);
  });

  it.each(FREE)('free wording that the witness bears out, by one more call: $bullet', async (one) => {
    const { tell, claims } = await openDesk(() => 'yes');
    expect(await tell(one)).toMatchObject({
      checkedBy: 'second-reading',
      replaced: 0,
      calls: 2,
      usage: { costUsd: 0.004 },
    });
    expect(claims).toEqual([one.bullet]);
    expect(await store.modelCalls.spendSince(0)).toMatchObject({ calls: 2, costUsd: 0.004 });
    // Asked again, nothing is.
    expect(await tell(one)).toMatchObject({ checkedBy: 'second-reading', calls: 0, usage: { costUsd: 0 } });
  });

  it.each(FREE)('no free wording that it does not, which is asked about once: $bullet', async (one) => {
    const { tell, claims } = await openDesk(() => 'no');
    expect(await tell(one)).toMatchObject({
      checkedBy: 'not posted',
      replaced: 1,
      calls: 3,
      usage: { costUsd: 0.006 },
    });
    expect(claims).toEqual([one.bullet]);
  });

  it.each<Witness>(['unknown', 'down'])(
    'no free wording where the witness gives no verdict (%s), until it does',
    async (says) => {
      let now: Witness = says;
      const { tell } = await openDesk(() => now);
      expect(await tell(FREE[0]!)).toMatchObject({ checkedBy: 'not posted', replaced: 1 });
      now = 'yes';
      expect(await tell(FREE[0]!)).toMatchObject({ checkedBy: 'second-reading', replaced: 0 });
    },
  );

  it('no free wording without a witness', async () => {
    const { tell } = await openDesk(() => 'yes', { witness: null });
    expect(await tell(FREE[0]!)).toMatchObject({ checkedBy: 'not posted', replaced: 1, calls: 2 });
  });

  it('no free wording that the day has no money to ask about', async () => {
    const { tell } = await openDesk(() => 'yes', { dailyUsd: 0.018 });
    // An answer is reserved with its most tokens, 0.012 and its prompt, and then costs 0.002.
    expect(await tell(FREE[0]!)).toMatchObject({ checkedBy: 'second-reading' });
    await store.modelCalls.reserve(
      { model: 'm', tokensIn: 0, tokensOut: 0, costUsd: 0.0125 },
      null,
      Date.now(),
    );
    expect((await tell(FREE[1]!)).checkedBy).not.toBe('second-reading');
  });

  it('nothing of a model that talks nonsense', async () => {
    const { tell, claims } = await openDesk(() => 'yes');
    const nonsense = pair('Norvelia closed its border.', 'The moon is made of cheese and of old songs.');
    expect(await tell(nonsense)).toMatchObject({ checkedBy: 'not posted', replaced: 1, calls: 2 });
    expect(claims).toEqual([]);
  });

  it('what a model made for this one question bears out, asked in its own form and nothing else', async () => {
    const { summariser, server } = await setUp(
      (request) =>
        request.model === 'bespoke-minicheck'
          ? { kind: 'text', text: 'Yes' }
          : {
              kind: 'text',
              text: JSON.stringify({
                headline: '',
                bullets: [FREE[0]!.bullet, ...BESIDE].map((text, at) => ({
                  text,
                  sentence: numberOf(request, at === 0 ? FREE[0]!.evidence : text),
                })),
              }),
            },
      { witnessModel: 'bespoke-minicheck' },
    );
    const article = {
      id: 'a',
      title: 'Report',
      text: [FREE[0]!.evidence, ...BESIDE, SPARE].join('\n'),
      outletName: 'P',
      url: null,
    };
    const outcome = await summariser.summarise(
      { articles: [{ ...article, language: 'en', publishedAt: Date.UTC(2024, 2, 4) }], language: 'en' },
      never,
    );
    expect(whatCameOf(outcome, FREE[0]!)).toMatchObject({ checkedBy: 'second-reading', replaced: 0 });
    const { messages, response_format: format } = server.requests.at(-1)!;
    expect(format).toBeUndefined();
    expect(messages).toEqual([
      {
        role: 'user',
        content: `Document: Published on 4 Mar 2024. ${FREE[0]!.evidence}\nClaim: ${FREE[0]!.bullet}`,
      },
    ]);
  });

  it('no claim whose witness quotes what is not there', async () => {
    const { summariser } = await setUp(
      (request) =>
        isForWitness(request)
          ? { kind: 'text', text: '{"words": "they are in prison", "borne_out": true}' }
          : {
              kind: 'text',
              text: JSON.stringify({
                headline: '',
                bullets: [FREE[0]!.bullet, ...BESIDE].map((text, at) => ({
                  text,
                  sentence: numberOf(request, at === 0 ? FREE[0]!.evidence : text),
                })),
              }),
            },
      { witnessModel: 'stand-in-witness' },
    );
    const text = [FREE[0]!.evidence, ...BESIDE, SPARE].join('\n');
    const article = {
      id: 'a',
      title: 'R',
      text,
      outletName: 'P',
      url: null,
      language: 'en',
      publishedAt: null,
    };
    expect(
      whatCameOf(await summariser.summarise({ articles: [article], language: 'en' }, never), FREE[0]!),
    ).toMatchObject({
      checkedBy: 'not posted',
    });
  });
});

const bulletsFile = join(process.env['SITREP_EVAL_DIR'] ?? '../shared/eval', 'bullets.jsonl');
type Labelled = { id: string; source: string; sentence: string; supported: boolean; licensed?: boolean };

describe.skipIf(!existsSync(bulletsFile))(
  'bullets that others labelled, with a witness that tells the truth (../shared/eval/bullets.jsonl)',
  () => {
    afterAll(closeStandIns);

    it('are posted where they are true, and hardly ever where they are false', async () => {
      const labelled = readFileSync(bulletsFile, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Labelled);
      const isTrue = new Map(labelled.map(({ sentence, supported }) => [sentence, supported]));
      const { tell } = await openDeskOn(await openLedger(), (claim) => (isTrue.get(claim) ? 'yes' : 'no'));
      const posted = new Set<string>();
      for (const { id, source, sentence } of labelled)
        if ((await tell(pair(source, sentence))).checkedBy !== 'not posted') posted.add(id);
      const share = (some: readonly Labelled[]) =>
        some.filter(({ id }) => posted.has(id)).length / some.length;
      expect(share(labelled.filter(({ supported }) => !supported))).toBeLessThanOrEqual(0.05);
      // What the check finds contradicted no witness can save.
      const open = labelled.filter(
        ({ supported, source, sentence }) =>
          supported && checkSupport({ bullet: sentence, evidence: [source] }).kind !== 'contradicted',
      );
      expect(share(open)).toBeGreaterThanOrEqual(0.9);
    }, 120_000);
  },
);
