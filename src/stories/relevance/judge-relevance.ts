import { relevanceTuning } from '../../../config/relevance-tuning.ts';
import relevanceWeights from '../../../config/relevance-weights.json' with { type: 'json' };
import { otherSubjects, stateWords } from '../../../config/topics.ts';
import type { NewsKind } from '../../model/article.ts';
import { findNewsKind, type KindFinding } from './detect-news-kind.ts';
import { findRegions, regionName, findPlaces, type Place } from './find-regions.ts';
import {
  findTopics,
  topicName,
  buildSubjectIndex,
  countSubjects,
  countTopics,
  type SubjectCounts,
} from './find-topics.ts';
import { hotspots } from '../../../config/regions.ts';
import { type PhraseMatch, readWords, type Words } from './phrase-index.ts';

export type Relevance = {
  /** Geopolitical and plain news: what is posted unless a channel wants more. */
  isRelevant: boolean;
  /** Geopolitical by its subject, whatever its kind. */
  isGeopolitical: boolean;
  /** Probability from 0 to 1 that its subject is geopolitical. */
  score: number;
  kind: NewsKind;
  /** Topic ids, strongest first. */
  topics: string[];
  /** ISO 3166-1 alpha-2 codes, most mentioned first, then UN region names. */
  regions: string[];
  /** A sentence for a person. */
  reason: string;
};

export type RelevanceInput = { title: string; text: string; url?: string | null };

const weights = new Map<string, number>(Object.entries(relevanceWeights.weights));
const otherNames = new Map(otherSubjects.map(({ id, name }) => [id, name]));

/**
 * Judges whether an article is geopolitical news. Title and text are plain text, also with left-over HTML entities; only the
 * start of the text is looked at, so its length does not matter. A linear model over the lexicons of `config/` and some
 * hundred words, whose weights `test/eval/train-relevance.ts` makes. Never throws.
 */
export function judgeRelevance({ title, text, url }: RelevanceInput): Relevance {
  const { maxRegionCharacters, maxTextCharacters, minScore } = relevanceTuning;
  const cleanTitle = cleanFeedText(title.slice(0, maxTextCharacters));
  const cleanText = cleanFeedText(text.slice(0, maxRegionCharacters));
  const features = readFeatures(cleanTitle, cleanText);
  const score = scoreFeatures(features);
  const finding = findNewsKind({ title: cleanTitle, text, url });
  const isGeopolitical = score >= minScore;
  const topics = findTopics(cleanTitle, cleanText);
  const { codes, unRegions } = findRegions(`${cleanTitle}\n${cleanText}`);
  return {
    isRelevant: isGeopolitical && finding === null,
    isGeopolitical,
    score,
    kind: finding?.kind ?? 'news',
    topics,
    regions: [...codes, ...unRegions],
    reason: finding ? kindReason(finding) : isGeopolitical ? yesReason(topics, codes) : noReason(features),
  };
}

/** One record of `sitrep eval relevance`. */
export function relevanceForEval({ id, title, text }: { id: string; title: string; text: string }): {
  id: string;
  relevant: boolean;
  topics: string[];
  regions: string[];
} {
  const { isRelevant, topics, regions } = judgeRelevance({ title, text });
  return { id, relevant: isRelevant, topics, regions };
}

/** Logistic regression: the sigmoid of the weighted sum. */
function scoreFeatures(features: Features): number {
  let sum = relevanceWeights.bias;
  for (const [name, value] of features) sum += (weights.get(name) ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}

const kindReason = ({ name, by }: KindFinding): string => `${name} by its ${by}`;

function yesReason(topics: readonly string[], codes: readonly string[]): string {
  const about = topics.slice(0, 2).map(topicName).join(' and ') || 'State affairs';
  const where = codes.slice(0, 3).map((code) => regionName(code).name);
  return where.length === 0 ? about : `${about}: ${where.join(', ')}`;
}

function noReason(features: Features): string {
  const names = [...features.keys()];
  if (!names.some((name) => /(?:topic|place):/.test(name)))
    return 'No state, conflict or diplomacy in title or teaser';
  const [strongest] = names
    .flatMap((name) => {
      const id = /^(?:title-)?other:(.+)$/.exec(name)?.[1];
      const pull = (weights.get(name) ?? 0) * (features.get(name) ?? 0);
      return id !== undefined && pull < 0 ? [{ id, pull }] : [];
    })
    .sort((a, b) => a.pull - b.pull);
  return strongest
    ? `More about ${otherNames.get(strongest.id) ?? strongest.id} than about states`
    : 'Too little about states, conflict or diplomacy in title or teaser';
}

/** Feature name to value. Names: `topic:ID`, `other:ID`, `place:KIND`, `word:WORD`; `title-` before those of the title. */
export type Features = Map<string, number>;

const otherIndex = buildSubjectIndex(otherSubjects);
const stateIndex = buildSubjectIndex([{ id: 'words', terms: stateWords }]);
const hotspotCodes = new Set(hotspots.split('|'));

/**
 * What the relevance model sees of a title and text (plain, entities decoded). Names of places and leaders are replaced by
 * what they stand for, so that weights learnt from one year's news hold in another's. Counts enter as log2(1 + n).
 */
export function readFeatures(title: string, text: string): Features {
  const features: Features = new Map();
  const titleWords = readWords(title, relevanceTuning.maxModelCharacters);
  const textWords = readWords(text, relevanceTuning.maxModelCharacters);
  addPart(features, 'title-', titleWords);
  addPart(features, '', textWords);
  addPairs(features);
  if (textWords.raw.length === 0) features.set('shape:title-only', 1);
  return features;
}

function addPart(features: Features, prefix: string, words: Words): void {
  const places = findPlaces(words);
  addCounts(features, `${prefix}topic:`, countTopics(words));
  addCounts(features, `${prefix}other:`, countSubjects(otherIndex, words));
  addCounts(features, `${prefix}state:`, countSubjects(stateIndex, words));
  addPlaces(features, prefix, places);
  const masked = new Set(places.flatMap(({ start, length }) => Array.from({ length }, (_, i) => start + i)));
  for (const [at, word] of words.folded.entries()) {
    if (!masked.has(at)) features.set(`word:${singular(word)}`, 1);
  }
}

/** What a topic means depends on where: a strike abroad is not a strike at home. */
function addPairs(features: Features): void {
  const names = [...features.keys()];
  const topics = new Set(names.flatMap((name) => /^(?:title-)?topic:(.+)$/.exec(name)?.[1] ?? []));
  const isAbroad = names.some((name) => /place:(?:abroad|hotspot|body|area)$/.test(name));
  const hasOther = names.some((name) => /^(?:title-)?other:/.test(name));
  if (topics.size > 0 && isAbroad) features.set('pair:topic-abroad', 1);
  if (topics.has('cyber') && isAbroad) features.set('pair:cyber-abroad', 1);
  const isHomePolitics = [...topics].every((id) => id === 'elections' || id === 'power-changes');
  if (topics.size > 0 && !isAbroad && isHomePolitics) features.set('pair:politics-at-home', 1);
  if (topics.size > 1) features.set('pair:topics', Math.log2(topics.size));
  if (isAbroad && !hasOther) features.set('pair:abroad-alone', 1);
  if (topics.size > 0 && !hasOther) features.set('pair:topic-alone', 1);
}

function addCounts(features: Features, prefix: string, counts: SubjectCounts): void {
  for (const [id, count] of counts) features.set(prefix + id, Math.log2(1 + count));
}

function addPlaces(features: Features, prefix: string, places: readonly PhraseMatch<Place>[]): void {
  const codes = new Set<string>();
  for (const { value } of places) {
    if (value.kind === 'body') features.set(`${prefix}place:body`, 1);
    if (value.kind === 'area') features.set(`${prefix}place:area`, 1);
    if (value.kind !== 'country') continue;
    codes.add(value.code);
    if (value.by === 'leader') features.set(`${prefix}place:leader`, 1);
  }
  for (const code of codes) {
    features.set(`${prefix}place:${code === 'US' ? 'us' : hotspotCodes.has(code) ? 'hotspot' : 'abroad'}`, 1);
  }
  if (codes.size > 1) features.set(`${prefix}place:several`, 1);
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
const entityPattern =
  /[ ]?&?#(\d{2,6});|&#x([0-9a-f]{2,6});|(?:&| )(amp|quot|apos|lt|gt|nbsp|[lr]squo|[lr]dquo|[nm]dash|hellip);/gi;

/**
 * Feed text as words: HTML entities decoded, also those that lost their ampersand on the way ("Israel #39;s"), markup
 * and stray backslashes replaced by a space. For matching only; never shown.
 */
export function cleanFeedText(text: string): string {
  if (!/[&;<\\]/.test(text)) return text;
  return text
    .replace(/\\+/g, ' ')
    .replace(entityPattern, (_, decimal?: string, hex?: string, name?: string) =>
      decodeEntity(decimal, hex, name),
    )
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, ' ');
}

function decodeEntity(decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return namedEntities[name.toLowerCase()] ?? ' ';
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 31 && code < 0x11_0000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}
