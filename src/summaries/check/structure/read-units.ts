import { BOUNDS } from '../../../../config/governing-words.ts';
import { tagWords, type Tag, type Token } from '../../../language/tag-words.ts';
import { matchCountry } from '../country-words.ts';
import { type Amount, readAmount } from './read-amount.ts';
import { type Moment, readMoment } from './read-moment.ts';

/** What a bullet and its evidence are compared by: a word, a whole number, a country, a date or a mark. */
export type Unit = {
  text: string;
  /** As written but in lower case, with plain apostrophes. */
  lower: string;
  lemma: string;
  tag: Tag;
  /** Place in the text of its sentence. */
  start: number;
  end: number;
  kind: 'word' | 'number' | 'country' | 'date' | 'mark';
  /** Number of its sentence among those read together. */
  sentence: number;
  /** ISO code of a country; `isCapital` where its capital was named. */
  country: string | null;
  isCapital: boolean;
  amount: Amount | null;
  moment: Moment | null;
  /** Stands before a number and says how it relates to the true one; counted with that number (`amount.bound`). */
  isBound: boolean;
  /** Known to be a verb with a time of its own: so it is where the unit comes from. */
  isFinite: boolean;
  /** `organised` and `organized`, `U.S.` and `US`: one spelling, lower case. */
  plain: string;
  /** Consonants of a long name, or empty. */
  skeleton: string;
  /** `al-Qaeda` and `linked` of `al-Qaeda-linked`. */
  parts: readonly string[];
};

type Bound = Amount['bound'];
const BOUND_PHRASES = BOUNDS.map(([phrase, bound]) => ({ words: phrase.split(' '), bound }));

/** The units of one English sentence, in order; `number` is its place among those read together. Never throws. */
export function readUnits(sentence: string, number: number): readonly Unit[] {
  const key = `${number} ${sentence}`;
  const known = readings.get(key);
  if (known) return known;
  // `£700m.` at the end would be one word.
  const tokens = joinCompounds(tagWords(sentence.replace(/(?<=[\d%]\p{L}{0,2})[.!?]$/u, '')));
  const texts = tokens.map(({ text }) => text);
  const lowers = tokens.map(({ lower }) => lower);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { unit, length } = readUnit(tokens, texts, lowers, at, number, sentence);
    units.push(unit);
    at += length;
  }
  markBounds(units);
  mendTags(units);
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(key, units);
  return units;
}

/** Several bullets are tried on one sentence; the bound keeps the memory small. */
const MOST_READINGS = 200;
const readings = new Map<string, readonly Unit[]>();

type Joined = Token & { lower: string };

function readUnit(
  tokens: readonly Joined[],
  texts: readonly string[],
  lowers: readonly string[],
  at: number,
  sentence: number,
  source: string,
): { unit: Unit; length: number } {
  const first = tokens[at] as Joined;
  const make = (length: number, more: Partial<Unit>): { unit: Unit; length: number } => {
    const { end } = tokens[at + length - 1] as Joined;
    const text = source.slice(first.start, end);
    const unit = {
      text,
      lower: lowers.slice(at, at + length).join(' '),
      lemma: length === 1 ? first.lemma : lowers.slice(at, at + length).join(' '),
      tag: first.tag,
      start: first.start,
      end,
      kind: 'word' as const,
      sentence,
      country: null,
      isCapital: false,
      amount: null,
      moment: null,
      isBound: false,
      isFinite: false,
      plain: '',
      skeleton: '',
      parts: [],
      ...more,
    };
    if (unit.kind === 'word')
      Object.assign(unit, {
        plain: plainForm(unit.lower),
        skeleton: skeletonOf(text),
        parts: partsOf(unit.lower),
      });
    return { unit, length };
  };
  if (first.tag === 'PUNCT') return make(1, { kind: 'mark' });
  const moment = readMoment(lowers, texts, at);
  if (moment) return make(moment.length, { kind: 'date', moment: moment.moment, tag: 'NOUN' });
  const amount = readAmount(lowers, at);
  if (amount)
    return make(amount.length, { kind: 'number', amount: { ...amount.amount, bound: null }, tag: 'NUM' });
  const country = /^(?:PROPN|ADJ|NOUN)$/u.test(first.tag) ? matchCountry(texts, at) : null;
  if (country)
    return make(country.length, {
      kind: 'country',
      country: country.code,
      isCapital: country.isCapital,
      tag: first.tag === 'ADJ' ? 'ADJ' : 'PROPN',
    });
  return make(1, {});
}

/** The tagger parts `second-largest`; its parts are one word. Plain apostrophes throughout. */
function joinCompounds(tokens: readonly Token[]): Joined[] {
  const joined: Joined[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const last = joined.at(-1);
    const next = tokens[at + 1];
    const isHyphen = token.text === '-' && last?.end === token.start && next?.start === token.end;
    if (isHyphen && last && next && /[\p{L}\p{N}]/u.test(last.text) && /[\p{L}\p{N}]/u.test(next.text)) {
      const text = `${last.text}-${next.text}`;
      joined[joined.length - 1] = {
        text,
        start: last.start,
        end: next.end,
        lower: text.toLowerCase(),
        lemma: text.toLowerCase(),
        tag: tagOfCompound(last, next),
      };
      at += 1;
    } else joined.push({ ...token, lower: token.text.toLowerCase().replace(/[’‘]/gu, "'") });
  }
  return joined;
}

function tagOfCompound(left: Token, right: Token): Tag {
  if (left.tag === 'NUM' && right.tag === 'NUM') return 'NUM';
  if (left.tag === 'PROPN' && /^\p{Lu}/u.test(left.text) && right.tag !== 'VERB' && right.tag !== 'ADJ')
    return 'PROPN';
  return right.tag === 'NOUN' || right.tag === 'PROPN' ? right.tag : 'ADJ';
}

/** `Whipps Cross hospital`, `according to reports`, `including talks`. */
function isNounAfterAll(units: readonly Unit[], at: number): boolean {
  const [unit, before] = [units[at] as Unit, units[at - 1]];
  if (unit.lower === 'including') return true;
  if (unit.lower === 'following')
    return before?.tag !== 'AUX' && /^(?:DET|NUM|PROPN|ADJ|PRON)$/u.test(units[at + 1]?.tag ?? '');
  if (before?.lower === 'to' && units[at - 2]?.lower === 'according') return true;
  return (
    /^\p{Lu}\p{Ll}/u.test(unit.text) &&
    before !== undefined &&
    before.tag === 'PROPN' &&
    /^\p{Lu}/u.test(before.text)
  );
}

/** Nouns that are participles as well. */
const BOTH = /^(?:shot|hit|cut|hurt|set|beat|split|spread|left|held)$/u;

/** The tagger's commonest slips: `who control the port` and `the airline plans to cut` have a verb. */
function mendTags(units: readonly Unit[]): void {
  for (const [at, unit] of units.entries()) {
    const [before, after] = [units[at - 1], units[at + 1]];
    if (unit.kind === 'word' && unit.tag === 'VERB' && isNounAfterAll(units, at))
      unit.tag = /^\p{Lu}/u.test(unit.text)
        ? 'PROPN'
        : /^(?:including|following)$/u.test(unit.lower)
          ? 'ADP'
          : 'NOUN';
    // `The navy rescued 29 sailors`
    if (
      unit.kind === 'word' &&
      before &&
      after &&
      /^(?:ADJ|NOUN)$/u.test(unit.tag) &&
      /\p{Ll}{2}ed$/u.test(unit.lower) &&
      /^(?:NOUN|PROPN)$/u.test(before.tag) &&
      /^(?:NUM|DET)$/u.test(after.tag)
    ) {
      unit.tag = 'VERB';
      continue;
    }
    if (unit.kind !== 'word' || unit.tag !== 'NOUN' || !before || !after) continue;
    const isBehindWho =
      /^(?:who|which|that)$/u.test(before.lower) && /^(?:DET|PRON|PROPN|NUM)$/u.test(after.tag);
    const isBeforeTo =
      /^(?:NOUN|PROPN)$/u.test(before.tag) &&
      after.lower === 'to' &&
      units[at + 2]?.tag === 'VERB' &&
      !units.some(({ tag }, place) => place < at && (tag === 'VERB' || tag === 'AUX'));
    // `Were shot` is passive, `was president` is not.
    const isPassive =
      before.lemma === 'be' &&
      (BOTH.test(unit.lower) ||
        (/^(?:are|were)$/u.test(before.lower) && unit.lower === unit.lemma && after.tag === 'ADP'));
    if (isPassive) {
      unit.tag = 'VERB';
      if (unit.lower === 'shot') unit.lemma = 'shoot';
    } else if (isBehindWho || (isBeforeTo && unit.lower.endsWith('s'))) {
      unit.tag = 'VERB';
      if (unit.lemma === unit.lower && unit.lower.endsWith('s')) unit.lemma = unit.lower.slice(0, -1);
    }
  }
}

const HANDING = /^(?:hand|take|turn|carry|pass|bring)$/u;

/** `more than`, `at least`, `some` before a number are read with it. */
function markBounds(units: readonly Unit[]): void {
  for (const [at, unit] of units.entries()) {
    if (unit.amount === null) continue;
    for (const { words, bound } of BOUND_PHRASES) {
      const first = at - words.length;
      if (first < 0 || !words.every((word, step) => units[first + step]?.lower === word)) continue;
      if (words[0] === 'over' && HANDING.test(units[first - 1]?.lemma ?? '')) continue;
      unit.amount.bound = bound as Bound;
      for (let place = first; place < at; place += 1) (units[place] as Unit).isBound = true;
      break;
    }
  }
}

/** One spelling for `organise` and `organize`, `U.S.` and `US`, `centre` and `center`; `lower` is in lower case. */
function plainForm(lower: string): string {
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[.\-'’]/gu, '')
    .replace(/is(?=(?:e|ed|es|ing|ation|ations)$)/u, 'iz')
    .replace(/our(?=$|s$|ed$|ing$)/u, 'or')
    .replace(/re$/u, 'er')
    .replace(/gramme/u, 'gram');
}

const SHORTEST_NAME = 5;

/** The consonants of a long capitalised word, letters that stand for one sound as one; empty for others. */
function skeletonOf(name: string): string {
  if (name.length < SHORTEST_NAME || !/^\p{Lu}/u.test(name)) return '';
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]/gu, '')
    .replace(/ph/gu, 'f')
    .replace(/([bcdgkprst])h/gu, '$1')
    .replace(/[cqg]/gu, 'k')
    .replace(/w/gu, 'v')
    .replace(/(?<=.)[aeiouy]/gu, '')
    .replace(/(.)\1+/gu, '$1');
}

/** The words of a compound that ends in a participle, which may stand apart: `an al-Qaeda-linked group`, `a group linked to al-Qaeda`. */
function partsOf(lower: string): readonly string[] {
  const found = /^(.{2,})-(\p{L}+(?:ed|led|made|run|born|held|built|owned))$/u.exec(lower);
  return found ? [found[1] ?? '', found[2] ?? ''] : [];
}
