import { MODEL_TUNING } from '../../../config/model-tuning.ts';
import { cleanLine } from '../shorten/clean-line.ts';
import { findJson } from './find-json.ts';

/** One bullet as a model wrote it, cleaned; `cited` are the numbers of sentences it named, perhaps none. */
export type AnswerBullet = { text: string; cited: readonly number[] };
export type ModelAnswer = { headline: string; bullets: readonly AnswerBullet[] };

/** What is asked for, as a JSON schema. */
export const ANSWER_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['headline', 'bullets'],
  properties: {
    headline: { type: 'string' },
    bullets: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text', 'sentence'],
        properties: { text: { type: 'string' }, sentence: { type: 'integer' } },
      },
    },
  },
} as const;

const CITATION =
  /\s*[[(](?:(?:sentences?|source|evidence)\s*:?\s*)?#?(\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*)[\])]\s*\.?$/iu;
const BULLET_LINE = /^\s*(?:[-*•]|\d{1,2}[.)])\s+(.+)$/u;

/**
 * What a model answered, however it dressed it: JSON, JSON in a fence or in prose, with a missing end, with other names for its
 * members, or a list of lines. The last answer in a text counts. Null where there is no bullet in it. Never throws.
 */
export function readAnswer(text: string): ModelAnswer | null {
  return findJson(text, toAnswer) ?? readLines(text);
}

const BULLETS = ['bullets', 'bullet_points', 'bulletPoints', 'key_points', 'points', 'items', 'summary'];

function toAnswer(value: unknown): ModelAnswer | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  const list = Array.isArray(value) ? (value as unknown[]) : listIn(fields);
  const headline = fields['headline'] ?? fields['title'];
  const bullets = list.flatMap(readBullet);
  if (bullets.length === 0) return null;
  return {
    headline:
      typeof headline === 'string' ? cleanLine(headline.slice(0, MODEL_TUNING.mostLineCharacters)) : '',
    bullets,
  };
}

/** A list, an object of numbered bullets, or members named `bullet1`. */
function listIn(fields: Readonly<Record<string, unknown>>): readonly unknown[] {
  const named = BULLETS.map((name) => fields[name]).find((one) => typeof one === 'object' && one !== null);
  if (named) return Array.isArray(named) ? named : Object.values(named);
  return Object.keys(fields)
    .filter((name) => /^bullet_?\d$/u.test(name))
    .map((name) => fields[name]);
}

function readBullet(value: unknown): AnswerBullet[] {
  if (typeof value === 'string') return readLine(value);
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const text = fields['text'] ?? fields['bullet'];
  if (typeof text !== 'string') return [];
  const named =
    fields['sentence'] ?? fields['sentences'] ?? fields['evidence'] ?? fields['source'] ?? fields['sources'];
  const [line] = readLine(text);
  const cited = numbersIn(named);
  return line ? [{ text: line.text, cited: cited.length > 0 ? cited : line.cited }] : [];
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string') return (value.match(/\d{1,4}/gu) ?? []).map(Number);
  return Array.isArray(value) ? value.flatMap(numbersIn) : [];
}

function readLine(text: string): AnswerBullet[] {
  if (text.length > MODEL_TUNING.mostLineCharacters) return [];
  const citation = CITATION.exec(text);
  const line = cleanLine(text.replace(CITATION, ''));
  // A draft of the form has dots for words.
  return /\p{L}/u.test(line) ? [{ text: line, cited: citation ? numbersIn(citation[1]) : [] }] : [];
}

function readLines(text: string): ModelAnswer | null {
  const lines = text.split('\n');
  const bullets = lines.flatMap((line) => {
    const match = BULLET_LINE.exec(line);
    return match ? readLine(match[1] ?? '') : [];
  });
  const headline =
    lines
      .find((line) => /^\s*(?:#+\s*|\**headline\**\s*:)/iu.test(line))
      ?.replace(/^\s*(?:#+\s*)?(?:\**headline\**\s*:\**)?\s*/iu, '') ?? '';
  return bullets.length === 0
    ? null
    : { headline: cleanLine(headline.slice(0, MODEL_TUNING.mostLineCharacters)), bullets };
}
