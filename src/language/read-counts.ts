import { hedges, raising, reaching, totals } from '../../config/language-words.ts';
import { readNumber } from './read-numbers.ts';
import type { Token } from './tag-words.ts';

/** A number of a sentence and what it counts. */
export type Count = {
  value: number;
  /** What is counted, dictionary form: `people`, `tonne`; null where nothing is named. */
  noun: string | null;
  /** What became of them or is said of them: verb, adjective, noun or total that the number belongs to, dictionary form and as written. */
  deeds: readonly string[];
  /** The verb that they are the subject of, with an object: what they did. */
  acts: readonly string[];
};

const MONTHS =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/u;
/** Words that may stand between a number and what is said of its noun, and between a total and its number. */
const MOST_AFTER = 11;
const MOST_BEFORE = 7;
const YEAR_FROM = 1900;
const YEAR_TO = 2100;

/**
 * The numbers of a tagged English sentence, or of a part of it, with what they count: `at least 12 people were killed`, `killing 12`,
 * `the death toll rose to 12`, `12 dead`. Dates, years, ages and times are none.
 */
export function readCounts(tokens: readonly Token[]): Count[] {
  const counts: Count[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.tag !== 'NUM') continue;
    const number = numberAt(tokens, at);
    const last = at + number.length - 1;
    if (number.value !== null && !isOtherNumber(tokens, at, last, number.value)) {
      const { noun, deeds, acts } = readAfter(tokens, last + 1);
      const before = readBefore(tokens, at - 1, noun !== null);
      counts.push({ value: number.value, noun, deeds: [...before, ...deeds], acts });
    }
    at = last;
  }
  return counts;
}

/** `sixty - five` and `2.5 million` are one number of several tokens. */
function numberAt(tokens: readonly Token[], at: number): { value: number | null; length: number } {
  const [one, mark, other] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (one && mark?.text === '-' && other?.tag === 'NUM' && !/\d/u.test(one.text))
    return { value: readNumber(`${one.text}-${other.text}`), length: 3 };
  // `2 200`, as some outlets write thousands.
  if (one && mark && /^\d{1,3}$/u.test(one.text) && /^\d{3}$/u.test(mark.text))
    return { value: Number(one.text + mark.text), length: 2 };
  if (one && mark && /^(?:thousand|million|billion|trillion)$/iu.test(mark.text))
    return { value: readNumber(`${one.text} ${mark.text}`), length: 2 };
  return { value: readNumber(one?.text ?? ''), length: 1 };
}

function isOtherNumber(tokens: readonly Token[], at: number, last: number, value: number): boolean {
  const [before, text, after] = [tokens[at - 1]?.lemma ?? '', tokens[at]?.text ?? '', tokens[last + 1]];
  if (MONTHS.test(before) || MONTHS.test(after?.lemma ?? '')) return true;
  if (/^\d{4}$/u.test(text) && value >= YEAR_FROM && value <= YEAR_TO) return true;
  return /^(?:[-:/%]|per|[ap]\.?m\.?)$/iu.test(after?.text ?? '') || /^[:/$€£¥]$/u.test(before);
}

const END: Token = { text: '', start: 0, end: 0, lemma: '', tag: 'PUNCT' };

const isEnd = ({ tag, lemma }: Token): boolean =>
  (tag === 'PUNCT' && lemma !== '-') ||
  tag === 'NUM' ||
  tag === 'CCONJ' ||
  tag === 'SCONJ' ||
  /^(?:that|which|who|where|when)$/u.test(lemma);

/** The noun that follows a number, and the predicate that the two are the subject of. */
function readAfter(tokens: readonly Token[], from: number): Omit<Count, 'value'> {
  let noun: Token | null = null;
  let deed: Token | null = null;
  let act: Token | null = null;
  let isNear = true;
  for (let at = from; at < Math.min(tokens.length, from + MOST_AFTER); at++) {
    const token = tokens[at];
    if (!token || isEnd(token)) break;
    const { tag, lemma } = token;
    if (tag === 'VERB' && !raising.has(lemma)) {
      if (isUndergone(tokens, at)) deed = token;
      else act = token;
      break;
    }
    if (tag === 'ADJ' && !isBeforeNoun(tokens, at)) {
      deed = token;
      break;
    }
    if (tag === 'ADP' && lemma !== 'of') isNear = false;
    if (isNear && (tag === 'NOUN' || tag === 'PROPN')) noun ??= headOf(tokens, at);
  }
  return {
    noun: noun?.lemma ?? null,
    deeds: [noun, deed].flatMap((one) => (one ? wordsOf(one) : [])),
    acts: act ? wordsOf(act) : [],
  };
}

/** Of a row of nouns the last: `12 school children`. */
function headOf(tokens: readonly Token[], at: number): Token | null {
  let head = at;
  const isLonger = () => {
    const next = tokens[head + 1]?.tag;
    return next === 'NOUN' || (next === 'PROPN' && tokens[head]?.tag === 'PROPN');
  };
  while (isLonger()) head += 1;
  return tokens[head] ?? null;
}

const isBeforeNoun = (tokens: readonly Token[], at: number): boolean =>
  ['NOUN', 'ADJ', 'PROPN'].includes(tokens[at + 1]?.tag ?? '');

/** `12 gunmen killed the mayor` says nothing of what became of the twelve: a verb with an object is what they did. */
function isUndergone(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.lemma === 'be') return true;
  if (isEnd(tokens[at + 1] ?? END)) return tokens[at + 1]?.tag !== 'NUM';
  // `killed at least 14`: the number that follows is its object.
  let next = at + 1;
  while (hedges.has(tokens[next]?.lemma ?? '')) next += 1;
  if (tokens[next]?.tag === 'NUM') return false;
  return !['DET', 'PRON', 'PROPN', 'NUM', 'NOUN', 'ADJ'].includes(tokens[at + 1]?.tag ?? '');
}

/** The verb that a number is the object of, or the total that it is the value of. */
function readBefore(tokens: readonly Token[], from: number, hasNoun: boolean): string[] {
  let at = from;
  while (isHedge(tokens, at)) at -= 1;
  const token = tokens[at];
  if (!token || isEnd(token)) return [];
  const isReaching = reaching.has(token.lemma);
  if (!isReaching && (token.tag === 'VERB' || /(?:ing|ed)$/u.test(token.text))) return wordsOf(token);
  const before = tokens[at - 1];
  // `deaths of 12 people`
  if (token.lemma === 'of') return before ? wordsOf(before) : [];
  const window = tokens.slice(Math.max(0, at - MOST_BEFORE), at + 1);
  const total = window.slice(window.findLastIndex(isEnd) + 1);
  // `the death toll rose to 12 people`, `took the number killed to 12`, but not `took the injured to 12 hospitals`
  const isValue =
    isReaching ||
    reaching.has(before?.lemma ?? '') ||
    (!hasNoun && /^(?:to|at)$/u.test(token.lemma) && total.some(({ lemma }) => totals.has(lemma)));
  if (!isValue) return [];
  return total.flatMap((one) => (['NOUN', 'VERB', 'PROPN'].includes(one.tag) ? wordsOf(one) : []));
}

/** `at least`, `up to`, `a total of`; but `dies at 82`, `rose to 12` and `deaths of 12` hold none. */
function isHedge(tokens: readonly Token[], at: number): boolean {
  const lemma = tokens[at]?.lemma ?? '';
  if (lemma === 'at') return /^(?:least|most)$/u.test(tokens[at + 1]?.lemma ?? '');
  if (lemma === 'to') return tokens[at - 1]?.lemma === 'up';
  if (lemma === 'of') return tokens[at - 1]?.lemma === 'total';
  return hedges.has(lemma);
}

const wordsOf = ({ lemma, text }: Token): string[] => {
  const written = text.toLowerCase();
  return written === lemma ? [lemma] : [lemma, written];
};
