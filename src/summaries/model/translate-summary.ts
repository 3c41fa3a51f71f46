import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MODEL_TUNING } from '../../../config/model-tuning.ts';
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { Bullet, DraftSummary, ThreeBullets } from '../../model/summary.ts';
import type { AnswerShelf } from './answer-shelf.ts';
import type { AskModel } from './ask-model.ts';
import { asData, languageName } from './build-prompt.ts';
import type { ModelMessage, ModelCost } from './call-model.ts';
import { cleanLine } from '../shorten/clean-line.ts';
import { countWords } from '../../language/count-words.ts';
import { findJson } from './find-json.ts';
import type { Witness } from './judge-answer.ts';
import type { AskWitness, Claim } from './second-witness.ts';
import type { TextDesk } from '../text-desk.ts';

const PROMPT = readFileSync(new URL('../../../config/translation-prompt.md', import.meta.url), 'utf8');
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['lines'],
  properties: { lines: { type: 'array', items: { type: 'string' } } },
} as const;

type Parts = Desk & {
  ask: AskModel;
  askWitness: AskWitness | null;
  shelf: AnswerShelf;
  model: string;
  clock: Clock;
};
type Desk = Pick<TextDesk, 'check' | 'writeHeadline'>;
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

export function createTranslateSummary({
  ask,
  askWitness,
  shelf,
  model,
  clock,
  ...desk
}: Parts): TranslateSummary {
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
    const known = kept && (await compose(summary, language, kept, { ...desk, witness }));
    if (known) {
      await shelf.noteHit(model, clock.now());
      return known;
    }
    const there = await translate(lines, language, cost, signal);
    const back = await translate(there, summary.language, cost, signal);
    const made = await compose(summary, language, { there, back }, { ...desk, witness });
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

type Court = Desk & { witness: Witness | null };

async function compose(
  summary: DraftSummary,
  language: string,
  { there, back }: Translation,
  court: Court,
): Promise<DraftSummary | null> {
  const translated: Bullet[] = [];
  for (const [at, bullet] of summary.bullets.entries()) {
    const made = await translateBullet(bullet, { line: there[at] ?? '', again: back[at] ?? '' }, court);
    if (made === null) return null;
    translated.push(made);
  }
  const [one, two, three] = translated;
  if (!one || !two || !three) return null;
  const bullets: ThreeBullets = [one, two, three];
  return {
    ...summary,
    language,
    bullets,
    headline: await headlineOf(summary, language, { there, back }, court),
  };
}

/** The bullet in its translation, where what came back is the bullet again or is borne out by its evidence. */
async function translateBullet(
  bullet: Bullet,
  { line, again }: { line: string; again: string },
  { check, witness }: Court,
): Promise<Bullet | null> {
  const { text, evidence } = bullet;
  const words = countWords(line);
  const fits = words >= tuning.fewestWords - 1 && words <= tuning.mostWords;
  if (!fits || figuresOf(line) !== figuresOf(text)) return null;
  const { sentence, publishedAt = null, references = [] } = evidence;
  const [itself, borneOut] = await check([
    { bullet: again, evidence: [text] },
    { bullet: again, evidence: [sentence], publishedAt, references },
  ]);
  if (itself?.isSupported || borneOut?.isSupported) return { ...bullet, text: line };
  if (borneOut?.kind !== 'reworded' || !witness) return null;
  return (await witness({ text: again, evidence }))
    ? { ...bullet, text: line, checkedBy: 'second-reading' }
    : null;
}

async function headlineOf(
  { headline }: DraftSummary,
  language: string,
  { there, back }: Translation,
  { check, writeHeadline }: Desk,
): Promise<string> {
  const [line = '', again = ''] = [there.at(-1), back.at(-1)];
  const fits = countWords(line) <= tuning.mostHeadlineWords && figuresOf(line) === figuresOf(headline);
  const [verdict] = fits ? await check([{ bullet: again, evidence: [headline] }]) : [];
  return verdict?.isSupported ? line : writeHeadline({ articles: [], bullets: there.slice(0, -1), language });
}

/** The digits of a line, without the marks between them, which languages set differently. */
const figuresOf = (line: string): string =>
  (line.match(/\p{Nd}+(?:[.,'’\u00A0\u202F ]\p{Nd}{3}\b)*/gu) ?? [])
    .map((figure) => figure.replace(/\P{Nd}/gu, ''))
    .sort()
    .join(' ');
