import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MODEL_TUNING } from '../../../config/model-tuning.ts';
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Bullet, DraftSummary, ThreeBullets } from '../../model/summary.ts';
import type { AnswerShelf } from './answer-shelf.ts';
import { checkSupport } from '../check/check-support.ts';
import type { AskModel } from './ask-model.ts';
import { asData, languageName } from './build-prompt.ts';
import type { ModelMessage, ModelCost } from './call-model.ts';
import { cleanLine } from '../shorten/clean-line.ts';
import { countWords } from '../../language/count-words.ts';
import { findJson } from './find-json.ts';
import type { Witness } from './judge-answer.ts';
import type { AskWitness, Claim } from './second-witness.ts';
import { writeHeadline } from '../write-headline.ts';

const PROMPT = readFileSync(new URL('../../../config/translation-prompt.md', import.meta.url), 'utf8');
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['lines'],
  properties: { lines: { type: 'array', items: { type: 'string' } } },
} as const;

type Parts = {
  ask: AskModel;
  askWitness: AskWitness | null;
  shelf: AnswerShelf;
  model: string;
  clock: Clock;
};
/** The lines in another language, and what a second look made of them in their own again. */
type Translation = { there: readonly string[]; back: readonly string[] };

/**
 * A summary in another language, or null where its bullets cannot be trusted. Its evidence stays in the language of the
 * articles, which no check of words can compare; so the model translates the translation back without seeing the original,
 * and that is held against the bullet and its evidence by the check that every bullet passes; what came back in other words
 * is put to the second witness. Figures are compared directly too.
 * Throws AppError where the model gives no answer.
 */
export type TranslateSummary = (
  summary: DraftSummary,
  language: string,
  cost: ModelCost,
  signal: AbortSignal,
) => Promise<DraftSummary | null>;

export function createTranslateSummary({ ask, askWitness, shelf, model, clock }: Parts): TranslateSummary {
  const translate = async (
    lines: readonly string[],
    language: string,
    ...[cost, signal]: [ModelCost, AbortSignal]
  ): Promise<readonly string[]> => {
    const answer = await ask({ messages: promptFor(lines, language), schema: SCHEMA }, cost, signal);
    return linesIn(answer, lines.length);
  };

  return async (summary, language, cost, signal) => {
    const lines = [...summary.bullets.map(({ text }) => text), summary.headline];
    const asked = JSON.stringify([model, summary.language, promptFor(lines, language)]);
    const key = createHash('sha256').update(asked).digest('hex');
    const witness = askWitness && ((claim: Claim) => askWitness(claim, cost, signal));
    const kept = (await shelf.findAnswer(key)) as Translation | null;
    const known = kept && (await compose(summary, language, kept, witness));
    if (known) {
      await shelf.noteHit(model, clock.now());
      return known;
    }
    const there = await translate(lines, language, cost, signal);
    const back = await translate(there, summary.language, cost, signal);
    const made = await compose(summary, language, { there, back }, witness);
    if (made) await shelf.keepAnswer(key, { model, answer: { there, back } }, clock.now());
    return made;
  };
}

function promptFor(lines: readonly string[], language: string): ModelMessage[] {
  const numbered = lines.map((line, at) => `[${at + 1}] ${asData(line)}`).join('\n');
  return [
    { role: 'system', content: PROMPT.replaceAll('{{language}}', languageName(language)) },
    { role: 'user', content: `<lines>\n${numbered}\n</lines>` },
  ];
}

function linesIn(answer: string, count: number): string[] {
  const lines =
    findJson(answer, (value) =>
      typeof value === 'object' && value !== null && 'lines' in value && Array.isArray(value.lines)
        ? (value.lines as unknown[])
        : null,
    ) ?? [];
  if (lines.length !== count || !lines.every((line) => typeof line === 'string'))
    throw new AppError('summaries/model-silent', 'The model gave no translation.');
  return lines.map((line) =>
    cleanLine(line.slice(0, MODEL_TUNING.mostLineCharacters).replace(/^\s*\[\d+\]\s*/u, '')),
  );
}

async function compose(
  summary: DraftSummary,
  language: string,
  { there, back }: Translation,
  witness: Witness | null,
): Promise<DraftSummary | null> {
  const translated: Bullet[] = [];
  for (const [at, bullet] of summary.bullets.entries()) {
    const made = await translateBullet(bullet, { line: there[at] ?? '', again: back[at] ?? '' }, witness);
    if (made === null) return null;
    translated.push(made);
  }
  const [one, two, three] = translated;
  if (!one || !two || !three) return null;
  const bullets: ThreeBullets = [one, two, three];
  return { ...summary, language, bullets, headline: headlineOf(summary, language, { there, back }) };
}

/** The bullet in its translation, where what came back is the bullet again or is borne out by its evidence. */
async function translateBullet(
  bullet: Bullet,
  { line, again }: { line: string; again: string },
  witness: Witness | null,
): Promise<Bullet | null> {
  const { text, evidence } = bullet;
  const words = countWords(line);
  const fits = words >= tuning.fewestWords - 1 && words <= tuning.mostWords;
  if (!fits || figuresOf(line) !== figuresOf(text)) return null;
  if (checkSupport({ bullet: again, evidence: [text] }).isSupported) return { ...bullet, text: line };
  const { sentence, publishedAt = null, references = [] } = evidence;
  const question = { bullet: again, evidence: [sentence], publishedAt, references };
  const verdict = checkSupport(question);
  if (verdict.isSupported) return { ...bullet, text: line };
  if (verdict.kind !== 'reworded' || !witness) return null;
  return (await witness({ text: again, evidence }))
    ? { ...bullet, text: line, checkedBy: 'second-reading' }
    : null;
}

function headlineOf({ headline }: DraftSummary, language: string, { there, back }: Translation): string {
  const [line = '', again = ''] = [there.at(-1), back.at(-1)];
  const isGood =
    countWords(line) <= tuning.mostHeadlineWords &&
    figuresOf(line) === figuresOf(headline) &&
    checkSupport({ bullet: again, evidence: [headline] }).isSupported;
  return isGood ? line : writeHeadline([], there.slice(0, -1), language);
}

/** The digits of a line, without the marks between them, which languages set differently. */
const figuresOf = (line: string): string =>
  (line.match(/\p{Nd}+(?:[.,'’\u00A0\u202F ]\p{Nd}{3}\b)*/gu) ?? [])
    .map((figure) => figure.replace(/\P{Nd}/gu, ''))
    .sort()
    .join(' ');
