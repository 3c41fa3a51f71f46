import { numberWords } from '../../config/story-words.ts';

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  m: 1e6,
  mn: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
};
const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December';
const DAY_OF_MONTH = new RegExp(
  String.raw`\b(?:(\d{1,2})(?:st|nd|rd|th)?\s(${MONTH})|(${MONTH})\s(\d{1,2})(?:st|nd|rd|th)?)\b(?!\d)`,
  'gu',
);

/** `1,200` -> 1200, `2.5 million` -> 2500000, `twenty-one` -> 21; null where it is no number (`dozens`). */
export function readNumber(text: string): number | null {
  const plain = text.toLowerCase().trim();
  const digits = /^(\d[\d,]*(?:\.\d+)?)(?:\s?([a-z]+))?$/u.exec(plain);
  if (digits) return Number(digits[1]?.replaceAll(',', '')) * (SCALES[digits[2] ?? ''] ?? 1);
  const [tens, ones] = plain.split('-');
  const first = tens === 'two' ? 2 : numberWords.get(tens ?? '');
  if (first === undefined) return null;
  const unit = ones === 'one' ? 1 : ones === 'two' ? 2 : (numberWords.get(ones ?? '') ?? 0);
  return first + (first >= 20 ? unit : 0);
}

/** Every number that a text names, in digits or English words, each once. */
export function findNumbers(text: string): number[] {
  const words = text.match(/[\p{L}\d,-]+/gu) ?? [];
  return [...new Set(words.flatMap((word) => readNumber(word) ?? []))];
}

/** Every day of a month that an English text names, as `13 September`. */
export function findDays(text: string): string[] {
  return [...text.matchAll(DAY_OF_MONTH)].map(
    (match) => `${Number(match[1] ?? match[4])} ${match[2] ?? match[3] ?? ''}`,
  );
}
