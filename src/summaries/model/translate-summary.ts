import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { DraftSummary, ThreeBullets } from '../../model/summary.ts';
import type { AnswerShelf } from './answer-prompts.ts';
import type { AskModel } from './ask-model.ts';
import { asData, languageName } from './build-prompt.ts';
import type { ModelMessage, TokenCount } from './call-model.ts';
import { checkSupport } from '../check/check-support.ts';
import { cleanLine } from '../shorten/clean-line.ts';
import { countWords } from '../../language/count-words.ts';
import { parseLoosely } from './parse-loosely.ts';
import { writeHeadline } from '../write-headline.ts';

const PROMPT = readFileSync(new URL('../../../config/translation-prompt.md', import.meta.url), 'utf8');
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['lines'],
  properties: { lines: { type: 'array', items: { type: 'string' } } },
} as const;

type Parts = { ask: AskModel; shelf: AnswerShelf; model: string; clock: Clock };
/** The lines in another language, and what a second look made of them in their own again. */
type Translation = { there: readonly string[]; back: readonly string[] };

/**
 * A summary in another language, or null where its bullets cannot be trusted. Its evidence stays in the language of the
 * articles, which no check of words can compare; so the model translates the translation back without seeing the original,
 * and that is held against the evidence by the check that every bullet passes. Figures are compared directly too.
 * Throws AppError where the model gives no answer.
 */
export type TranslateSummary = (
  summary: DraftSummary,
  language: string,
  count: TokenCount,
  signal: AbortSignal,
) => Promise<DraftSummary | null>;

export function createTranslateSummary({ ask, shelf, model, clock }: Parts): TranslateSummary {
  const translate = async (
    lines: readonly string[],
    language: string,
    ...[count, signal]: [TokenCount, AbortSignal]
  ): Promise<readonly string[]> => {
    const answer = await ask({ messages: promptFor(lines, language), schema: SCHEMA }, count, signal);
    return linesIn(answer, lines.length);
  };

  return async (summary, language, count, signal) => {
    const lines = [...summary.bullets.map(({ text }) => text), summary.headline];
    const asked = JSON.stringify([model, summary.language, promptFor(lines, language)]);
    const key = createHash('sha256').update(asked).digest('hex');
    const kept = (await shelf.findAnswer(key)) as Translation | null;
    const known = kept && compose(summary, language, kept);
    if (known) {
      await shelf.noteHit(model, clock.now());
      return known;
    }
    const there = await translate(lines, language, count, signal);
    const back = await translate(there, summary.language, count, signal);
    const made = compose(summary, language, { there, back });
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
  const start = answer.indexOf('{');
  const value = start < 0 ? null : parseLoosely(answer.slice(start));
  const lines =
    typeof value === 'object' && value !== null && 'lines' in value && Array.isArray(value.lines)
      ? value.lines
      : [];
  if (lines.length !== count || !lines.every((line) => typeof line === 'string'))
    throw new AppError('summaries/model-silent', 'The model gave no translation.');
  return lines.map((line) => cleanLine(line.replace(/^\s*\[\d+\]\s*/u, '')));
}

function compose(summary: DraftSummary, language: string, { there, back }: Translation): DraftSummary | null {
  const isTrue = summary.bullets.every(({ text, evidence }, at) => {
    const [line = '', again = ''] = [there[at], back[at]];
    const words = countWords(line);
    return (
      words >= tuning.fewestWords - 1 &&
      words <= tuning.mostWords &&
      figuresOf(line) === figuresOf(text) &&
      checkSupport({ bullet: again, evidence: [evidence.sentence] }).isSupported
    );
  });
  if (!isTrue) return null;
  const [one, two, three] = summary.bullets.map((bullet, at) => ({ ...bullet, text: there[at] ?? '' }));
  if (!one || !two || !three) return null;
  const bullets: ThreeBullets = [one, two, three];
  return { ...summary, language, bullets, headline: headlineOf(summary, language, { there, back }) };
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
