import {
  clauseBreak,
  comparingSince,
  denying,
  ofAnotherTime,
  ofEarlier,
  supposing,
} from '../../../config/change-words.ts';

/** A part of a sentence that says one thing; `before` is the sentence up to its end. */
export type Clause = { text: string; start: number; before: string };

const DATELINE = /^(?:\p{Lu}[\p{L}/, ]{1,60})?\([^)]{2,40}\)\s[-–—]\s/u;

/** Sentence (plain) without the agency's "TARROW (Sample Wire) - ". */
export const withoutDateline = (sentence: string): string => sentence.replace(DATELINE, '');

/** The clauses of one sentence in order. Together they are the whole sentence. */
export function splitClauses(sentence: string): Clause[] {
  const breaks = [...sentence.matchAll(clauseBreak)].map(({ index, 0: mark }) => index + mark.length);
  const starts = [0, ...new Set(breaks)];
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? sentence.length;
    return { text: sentence.slice(start, end), start, before: sentence.slice(0, end) };
  });
}

/** Whether a clause speaks of another time than now: another year, last month, a whole war. */
export const isOfAnotherTime = ({ before }: Clause): boolean =>
  ofAnotherTime.test(before.replaceAll(comparingSince, ''));

export const isSupposed = ({ text }: Clause): boolean => supposing.test(text);

/** Whether what a clause says of a stage is old news, only supposed, or denied. */
export const isBackground = (clause: Clause): boolean =>
  isSupposed(clause) || isOfAnotherTime(clause) || ofEarlier.test(clause.text);

export const isDenied = ({ text }: Clause): boolean => denying.test(text);
