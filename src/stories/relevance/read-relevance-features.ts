import { hotspots } from '../../../config/regions.ts';
import { otherSubjects, stateWords } from '../../../config/topics.ts';
import { relevanceTuning } from '../../../config/relevance-tuning.ts';
import { findPlaces, type Place } from './find-regions.ts';
import { buildSubjectIndex, countSubjects, countTopics, type SubjectCounts } from './find-topics.ts';
import { type PhraseMatch, readWords, type Words } from './phrase-index.ts';

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
