import { relevanceTuning } from '../../../config/relevance-tuning.ts';
import relevanceWeights from '../../../config/relevance-weights.json' with { type: 'json' };
import { otherSubjects } from '../../../config/topics.ts';
import type { NewsKind } from '../../model/article.ts';
import { cleanFeedText } from './clean-feed-text.ts';
import { findNewsKind, type KindFinding } from './detect-news-kind.ts';
import { findRegions, regionName } from './find-regions.ts';
import { findTopics, topicName } from './find-topics.ts';
import { type Features, readFeatures } from './read-relevance-features.ts';

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
