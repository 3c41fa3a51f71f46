import { months, weekdays } from '../../../config/story-words.ts';
import { withoutDateline } from './read-fact-clauses.ts';

const CAPITAL = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}’-]+/gu;
const noNames = new Set([
  ...months,
  ...weekdays,
  'the',
  'president',
  'minister',
  'on',
  'in',
  'at',
  'no',
  'an',
  'after',
]);

/** Words with a capital that may name somebody or something, in order; an opening word is among them. */
export const namesIn = (sentence: string): string[] =>
  [...withoutDateline(sentence).matchAll(CAPITAL)]
    .map(([name]) => name.replace(/[’'-]s$/u, ''))
    .filter((name) => !noNames.has(name.toLowerCase()));
