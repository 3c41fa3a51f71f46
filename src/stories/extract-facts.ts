import { numberWords } from '../../config/story-words.ts';
import { ofAnotherTime, stages, subjects, tolls } from '../../config/change-words.ts';

/** One thing that a sentence states and that can change: a toll, an amount, a date or how far something has come. */
export type Fact =
  | { kind: 'toll'; of: string; value: number }
  | { kind: 'amount'; of: string; value: number; shown: string }
  | { kind: 'date'; of: string; shown: string }
  | { kind: 'stage'; of: string; stage: string; rank: number };

const SPELLED = [...numberWords.keys(), 'two', 'dozens'].join('|');
const NUMBER = String.raw`(?:at least |more than |about |around |some |over |nearly |up to |as many as |a total of )?(\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million|billion))?|(?:${SPELLED})(?:-\w+)?)`;
const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December';
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
const YEAR_FROM = 1900;
const YEAR_TO = 2100;

const tollPatterns = tolls.flatMap(({ name, before, after }) => [
  {
    of: name,
    pattern: new RegExp(
      String.raw`\b${before}\s+${NUMBER}(?!\s*(?:%|per ?cent|years?|days?|hours?|km|miles|p\.?m|a\.?m))\b`,
      'giu',
    ),
  },
  { of: name, pattern: new RegExp(String.raw`\b${NUMBER}\s+${after}\b`, 'giu') },
]);
const subjectPatterns = subjects.map(([shown, ...words]) => ({
  shown,
  pattern: new RegExp(String.raw`\b(?:${words.join('|')})\b`, 'iu'),
}));
const MONEY = /([$€£¥])\s?(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion|mn|bn|tn|m|b)?\b/giu;
const PERCENT = /(\d+(?:\.\d+)?)\s?(?:%|per ?cent)/giu;
const MAGNITUDE = /\b(?:magnitude[- ](?:of )?(\d\.\d)|(\d\.\d)[- ]magnitude)/giu;
const DATE = new RegExp(
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

/** The facts of one sentence (plain text). What it says of another time is left out. */
export function extractFacts(sentence: string): Fact[] {
  const about = subjectsOf(sentence);
  const facts: Fact[] = [...about.flatMap((of) => readDates(sentence, of)), ...readStage(sentence, about)];
  return ofAnotherTime.test(sentence)
    ? facts
    : [...readTolls(sentence), ...readAmounts(sentence, about), ...facts];
}

/** In the order named: the first is what the sentence is about. A "peace deal" is not also a "deal". */
function subjectsOf(sentence: string): string[] {
  let rest = sentence;
  const found = subjectPatterns.flatMap(({ shown, pattern }) => {
    const at = rest.search(pattern);
    if (at < 0) return [];
    rest = rest.replace(new RegExp(pattern, 'giu'), (words) => '-'.repeat(words.length));
    return [{ shown, at }];
  });
  return found.sort((a, b) => a.at - b.at).map(({ shown }) => shown);
}

function readTolls(sentence: string): Fact[] {
  const found = new Map<string, number>();
  for (const { of, pattern } of tollPatterns)
    for (const match of sentence.matchAll(pattern)) {
      const value = readNumber(match[1] ?? '');
      const isYear =
        value !== null && /^\d{4}$/u.test(match[1] ?? '') && value >= YEAR_FROM && value <= YEAR_TO;
      if (value !== null && !isYear && !found.has(of)) found.set(of, value);
    }
  return [...found].map(([of, value]) => ({ kind: 'toll', of, value }));
}

function readAmounts(sentence: string, about: readonly string[]): Fact[] {
  const [of] = about;
  const facts: Fact[] = [...sentence.matchAll(MAGNITUDE)].map((match) => {
    const shown = match[1] ?? match[2] ?? '';
    return { kind: 'amount', of: 'magnitude', value: Number(shown), shown };
  });
  if (of === undefined) return facts;
  for (const [shown, sign, digits, scale] of sentence.matchAll(MONEY)) {
    const value = readNumber(`${digits} ${scale ?? ''}`.trim());
    if (value !== null) facts.push({ kind: 'amount', of: `${of} ${sign}`, value, shown: shown.trim() });
  }
  for (const [shown, digits] of sentence.matchAll(PERCENT))
    if (of === 'tariffs') facts.push({ kind: 'amount', of: `${of} %`, value: Number(digits), shown });
  return facts;
}

function readDates(sentence: string, of: string): Fact[] {
  return [...sentence.matchAll(DATE)].map((match) => ({
    kind: 'date',
    of,
    shown: `${Number(match[1] ?? match[4])} ${match[2] ?? match[3] ?? ''}`,
  }));
}

/** Only the first stage that a sentence says, and of the first thing it names: longer sentences mix past and plan. */
function readStage(sentence: string, about: readonly string[]): Fact[] {
  const [of] = about;
  if (of === undefined) return [];
  const found = stages.find(({ says }) => says.test(sentence));
  return found ? [{ kind: 'stage', of, stage: found.name, rank: found.rank }] : [];
}
