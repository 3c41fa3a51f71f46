import { relevanceTuning } from '../../../config/relevance-tuning.ts';
import { termsAbroad, type TopicRow, topics } from '../../../config/topics.ts';
import { buildPhraseIndex, findPhrases, type PhraseIndex, readWords, type Words } from './phrase-index.ts';

export type SubjectCounts = ReadonlyMap<string, number>;

const topicIndex = buildSubjectIndex([
  ...topics,
  ...Object.entries(termsAbroad).map(([id, terms]) => ({ id, terms })),
]);
const topicNames = new Map(topics.map(({ id, name }) => [id, name]));

/**
 * Ids of the topics in `config/topics.ts` that a title and text (plain) are about, strongest first. A term in the title
 * counts `titleTopicWeight` times; a topic needs `minTopicWeight` and a share of the strongest's.
 */
export function findTopics(title: string, text: string): string[] {
  const limit = relevanceTuning.maxTextCharacters;
  return rankTopics(countTopics(readWords(title, limit)), countTopics(readWords(text, limit)));
}

/** `findTopics` from counts already taken. */
export function rankTopics(inTitle: SubjectCounts, inText: SubjectCounts): string[] {
  const { titleTopicWeight, minTopicWeight, minTopicShare } = relevanceTuning;
  const weights = topics
    .map(({ id }) => ({ id, weight: (inTitle.get(id) ?? 0) * titleTopicWeight + (inText.get(id) ?? 0) }))
    .sort((a, b) => b.weight - a.weight);
  const floor = Math.max(minTopicWeight, (weights[0]?.weight ?? 0) * minTopicShare);
  return weights.filter(({ weight }) => weight >= floor).map(({ id }) => id);
}

/** Display name of a topic's id; an unknown id is its own name. */
export function topicName(id: string): string {
  return topicNames.get(id) ?? id;
}

/** How often each topic's terms occur. */
export function countTopics(words: Words): SubjectCounts {
  return countSubjects(topicIndex, words);
}

/** An index of terms to the subjects that share them, plurals in -s included. */
export function buildSubjectIndex(
  subjects: readonly Pick<TopicRow, 'id' | 'terms'>[],
): PhraseIndex<readonly string[]> {
  const idsByTerm = new Map<string, string[]>();
  for (const { id, terms } of subjects) {
    for (const term of terms.split('|').flatMap(withPlural)) {
      const ids = idsByTerm.get(term);
      if (!ids) idsByTerm.set(term, [id]);
      else if (!ids.includes(id)) ids.push(id);
    }
  }
  return buildPhraseIndex(idsByTerm);
}

/** Terms never overlap: "nuclear test" is not counted again as "nuclear". */
export function countSubjects(index: PhraseIndex<readonly string[]>, words: Words): SubjectCounts {
  const counts = new Map<string, number>();
  for (const { value } of findPhrases(index, words)) {
    for (const id of value) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function withPlural(term: string): string[] {
  return /[a-z](?<!s)$/.test(term) ? [term, `${term}s`] : [term];
}
