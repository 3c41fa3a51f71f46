import commonWords from '../../../config/common-words.json' with { type: 'json' };
import { CHOOSE_TUNING as tuning } from '../../../config/choose-tuning.ts';
import { readWords, type Word } from '../../language/read-words.ts';
import { matchCountry } from '../check/country-words.ts';

/** A sentence by what it may share with others, and where it stands: `paragraph` tells the paragraphs of all articles apart. */
export type KeyedSentence = { keys: ReadonlySet<string>; paragraph: string };

const COMMON: ReadonlyMap<string, number> = new Map(
  commonWords.stems.split(' ').map((stem, at) => [stem, commonWords.counts[at] ?? 0]),
);
/** Before the code of a country; no word has it. */
const COUNTRY = '@';

/** What two texts may have in common: stems of content words; a country, its people and its capital are one. */
export function keysOf(text: string): Set<string> {
  return keysOfWords(readWords(text));
}

export function keysOfWords(words: readonly Word[]): Set<string> {
  const texts = words.map(({ text }) => text);
  const keys = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    // No country is written small, but in scripts that have no capitals.
    const country = /^\p{Ll}/u.test(word?.text ?? '') ? null : matchCountry(texts, at);
    if (country !== null) keys.add(`${COUNTRY}${country.code}`);
    else if (word?.isContent) keys.add(word.stem);
    at += (country?.length ?? 1) - 1;
  }
  return keys;
}

/** How much it says that two sentences share a key: 1 for a rare word, near 0 for one that every article has. */
export function weightOf(key: string): number {
  if (key.startsWith(COUNTRY)) return tuning.countryWeight;
  if (/^\p{N}/u.test(key)) return tuning.numberWeight;
  const count = COMMON.get(key);
  return count === undefined ? 1 : Math.log(commonWords.documents / count) / tuning.rarity;
}

export function weightOfAll(keys: Iterable<string>): number {
  let sum = 0;
  for (const key of keys) sum += weightOf(key);
  return sum;
}

/** The keys of titles with their weights; the mean over titles, so that what most tell weighs most. */
export function weighTitles(titles: readonly string[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const title of titles)
    for (const key of keysOf(title))
      weights.set(key, (weights.get(key) ?? 0) + weightOf(key) / titles.length);
  return weights;
}

/** Whether a bullet says nearly all that a title says. */
export function repeats(bullet: string, title: string): boolean {
  const [said, keys] = [keysOf(bullet), [...keysOf(title)]];
  return weightOfAll(keys.filter((key) => said.has(key))) > tuning.mostOfTitleRepeated * weightOfAll(keys);
}

/**
 * What an article without a title is about: the keys that come back from its beginning to its end, with weights. A paragraph counts once and a
 * few are enough, so that another text that was put between does not speak for the article by its length.
 */
export function weighTopics(sentences: readonly KeyedSentence[]): ReadonlyMap<string, number> {
  const whole = wholeParagraphs(sentences);
  const uses = new Map<string, { first: number; last: number; places: Set<string> }>();
  for (const [at, { keys, paragraph }] of sentences.entries())
    for (const key of keys) {
      const known = uses.get(key) ?? { first: at, last: at, places: new Set() };
      known.last = at;
      known.places.add(whole.has(paragraph) ? `${at}` : paragraph);
      uses.set(key, known);
    }
  const worthOf = (
    key: string,
    { first, last, places }: { first: number; last: number; places: ReadonlySet<string> },
  ) =>
    (weightOf(key) * Math.log(Math.min(tuning.mostTopicUses, places.size)) * (last - first)) /
    sentences.length;
  return new Map(
    [...uses]
      .map(([key, use]) => [key, worthOf(key, use)] as const)
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, tuning.topics)
      .filter(([, weight]) => weight > 0),
  );
}

/** The paragraphs that hold most of a text: it has lost the others. */
function wholeParagraphs(sentences: readonly KeyedSentence[]): ReadonlySet<string> {
  const sizes = Map.groupBy(sentences, ({ paragraph }) => paragraph);
  return new Set(
    [...sizes].filter(([, inside]) => inside.length > sentences.length / 2).map(([name]) => name),
  );
}

/** Share of the weights that the keys have, 0 to 1. */
export function shareOf(keys: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  let [sum, total] = [0, 0];
  for (const [key, weight] of weights) {
    total += weight;
    if (keys.has(key)) sum += weight;
  }
  return total === 0 ? 0 : sum / total;
}

/**
 * How much each sentence has in common with its story, 0 to 1. Titles and openings tell the story; what shares enough with these belongs to
 * it and so adds its own words, and what shares with that in turn. A paragraph's own sentences do not speak for each other: another text that
 * was put between stays outside, however long it is and however often it says its words.
 */
export function relateSentences<T extends KeyedSentence>(
  sentences: readonly T[],
  titles: ReadonlyMap<string, number>,
  openings: readonly T[],
): ReadonlyMap<T, number> {
  const told = new Set(titles.keys());
  const opened = new Set(openings.flatMap(({ keys }) => [...keys]));
  const isOpening = new Set(openings);
  const speakers = new Speakers(sentences);
  for (const opening of openings) speakers.add(opening);
  const relatednessOf = (sentence: T): number => {
    let [shared, own] = [0, 0];
    for (const key of sentence.keys) {
      const weight = weightOf(key);
      own += weight;
      const isTold = told.has(key) || (opened.has(key) && !isOpening.has(sentence));
      shared += weight * (isTold ? 1 : Math.min(1, tuning.speakerWeight * speakers.countFor(sentence, key)));
    }
    return shared / Math.max(tuning.fullSentence, own);
  };
  for (let round = 0; round < tuning.relatingRounds; round += 1)
    for (const one of sentences.filter(
      (each) => !speakers.has(each) && relatednessOf(each) >= tuning.leastToSpeak,
    ))
      speakers.add(one);
  return evenOut(sentences, relatednessOf);
}

/** The sentences that are known to belong to the story, counted by what they say. */
class Speakers<T extends KeyedSentence> {
  readonly #counts = new Map<string, number>();
  readonly #inParagraph = new Map<string, number>();
  readonly #members = new Set<T>();
  /** Where a text has lost its paragraphs, each sentence is one. */
  readonly #isWhole: ReadonlySet<string>;

  constructor(sentences: readonly T[]) {
    this.#isWhole = wholeParagraphs(sentences);
  }

  has(sentence: T): boolean {
    return this.#members.has(sentence);
  }

  add(sentence: T): void {
    this.#members.add(sentence);
    for (const key of sentence.keys) {
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
      const own = `${sentence.paragraph} ${key}`;
      this.#inParagraph.set(own, (this.#inParagraph.get(own) ?? 0) + 1);
    }
  }

  /** How many others say a key. */
  countFor(sentence: T, key: string): number {
    const all = this.#counts.get(key) ?? 0;
    if (all === 0) return 0;
    if (this.#isWhole.has(sentence.paragraph)) return all - (this.has(sentence) ? 1 : 0);
    return all - (this.#inParagraph.get(`${sentence.paragraph} ${key}`) ?? 0);
  }
}

/** A sentence belongs to its paragraph: half of what it counts is the paragraph's mean. Not where a text has hardly any paragraphs. */
function evenOut<T extends KeyedSentence>(
  sentences: readonly T[],
  relatednessOf: (sentence: T) => number,
): ReadonlyMap<T, number> {
  const related = new Map(sentences.map((sentence) => [sentence, relatednessOf(sentence)]));
  for (const inside of Map.groupBy(sentences, ({ paragraph }) => paragraph).values()) {
    if (inside.length < 2 || inside.length > tuning.longestParagraph) continue;
    const mean = inside.reduce((sum, one) => sum + (related.get(one) ?? 0), 0) / inside.length;
    for (const one of inside) related.set(one, ((related.get(one) ?? 0) + mean) / 2);
  }
  return related;
}
