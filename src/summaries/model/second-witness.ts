import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Evidence } from '../../model/summary.ts';
import type { AnswerShelf } from './answer-shelf.ts';
import type { AskModel, ModelQuestion } from './ask-model.ts';
import { asData } from './build-prompt.ts';
import type { ModelCost } from './call-model.ts';
import { findJson } from './find-json.ts';

const PROMPT = readFileSync(new URL('../../../config/witness-prompt.md', import.meta.url), 'utf8');
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['words', 'borne_out'],
  properties: { words: { type: 'string' }, borne_out: { type: 'boolean' } },
} as const;
/** Models made for this one question: they know it in these words alone, and answer yes or no. */
const MADE_FOR_IT = /minicheck/iu;

export type Claim = { text: string; evidence: Pick<Evidence, 'sentence' | 'references' | 'publishedAt'> };
/** Whether the evidence alone bears a claim out; null where the witness gave no verdict. Adds to `cost`. Never throws. */
export type AskWitness = (claim: Claim, cost: ModelCost, signal: AbortSignal) => Promise<boolean | null>;

type Parts = { ask: AskModel; shelf: AnswerShelf; model: string; clock: Clock; log: Logger };

/**
 * The second witness of freely worded bullets: one short question to a model, in the form of MiniCheck ("Document: ...
 * Claim: ...", Bespoke Labs), which other models get with instructions. Each verdict is kept, and no claim asked about twice.
 */
export function createAskWitness({ ask, shelf, model, clock, log }: Parts): AskWitness {
  const inHand = new Map<string, Promise<boolean | null>>();

  async function decide(
    key: string,
    claim: Claim,
    ...[cost, signal]: [ModelCost, AbortSignal]
  ): Promise<boolean | null> {
    const kept = (await shelf.findAnswer(key)) as { isBorneOut?: unknown } | null;
    if (typeof kept?.isBorneOut === 'boolean') {
      await shelf.noteHit(model, clock.now());
      return kept.isBorneOut;
    }
    const isBorneOut = readVerdict(await ask(questionFor(claim, model), cost, signal), claim);
    if (isBorneOut !== null) await shelf.keepAnswer(key, { model, answer: { isBorneOut } }, clock.now());
    return isBorneOut;
  }

  return async (claim, cost, signal) => {
    const asked = JSON.stringify([model, questionFor(claim, model).messages]);
    const key = createHash('sha256').update(asked).digest('hex');
    try {
      const mine = inHand.get(key) ?? decide(key, claim, cost, signal).finally(() => inHand.delete(key));
      inHand.set(key, mine);
      return await mine;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'summaries/witness-fault';
      log.warn({ code, model, error }, 'second witness gave no verdict');
      return null;
    }
  };
}

export function questionFor(claim: Claim, model: string): ModelQuestion {
  const content = `Document: ${asData(documentOf(claim))}\nClaim: ${asData(claim.text)}`;
  return MADE_FOR_IT.test(model)
    ? { messages: [{ role: 'user', content }], schema: null }
    : {
        messages: [
          { role: 'system', content: PROMPT },
          { role: 'user', content },
        ],
        schema: SCHEMA,
      };
}

/** The evidence, after the sentences that say who it is about and the day on which it was published. */
function documentOf({ evidence: { sentence, references = [], publishedAt } }: Claim): string {
  const day =
    typeof publishedAt === 'number'
      ? [`Published on ${new Date(publishedAt).toUTCString().slice(5, 16).replace(/^0/u, '')}.`]
      : [];
  return [...day, ...references, sentence].join(' ');
}

/** Yes or no on the claim; a yes that names its words must have them from the document. Null where it is neither. */
export function readVerdict(answer: string, claim: Claim): boolean | null {
  const told = findJson(answer, (value) => {
    if (typeof value !== 'object' || value === null || !('borne_out' in value)) return null;
    const words = 'words' in value ? value.words : '';
    return { isYes: value.borne_out === true || /^\W*(?:yes|true)/iu.test(String(value.borne_out)), words };
  });
  if (told) return told.isYes && isQuoted(told.words, documentOf(claim));
  const [, plain] = /^[^\p{L}]*(?:answer\W+)?(yes|no)\b/iu.exec(answer) ?? [];
  return plain === undefined ? null : plain.toLowerCase() === 'yes';
}

/** Whether each run of the words, which may leave something out between them, stands in the document. */
function isQuoted(words: unknown, document: string): boolean {
  const runs = (Array.isArray(words) ? words.map(String) : String(words).split(/\.{3}|…|;|\[|\]/u)).map(fold);
  const within = ` ${fold(document)} `;
  return runs.some((run) => run !== '') && runs.every((run) => run === '' || within.includes(` ${run} `));
}

const fold = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
