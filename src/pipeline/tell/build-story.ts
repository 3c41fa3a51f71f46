import { DAY, HOUR } from '../../clock.ts';
import type { Article } from '../../model/article.ts';
import type { Story, StoryChange } from '../../model/story.ts';
import type { Relevance } from '../../stories/relevance/judge-relevance.ts';
import { familyOf } from '../../stories/outlets.ts';

/** A story before it is weighed. */
export type UnweighedStory = Omit<Story, 'importance'>;

/** A feed's date is plausible if it is not in the future and not older than what feeds still list. */
const OLDEST_PLAUSIBLE_MS = 30 * DAY;
const CLOCK_SKEW_MS = HOUR;

/** When a quiet article counts as new: the earlier of first seen and a plausible published date; undated is not fresh. */
export function newAtOf(article: Article): number | null {
  if (!article.isQuiet) return article.firstSeenAt;
  const { publishedAt, firstSeenAt } = article;
  if (publishedAt === null || publishedAt > firstSeenAt + CLOCK_SKEW_MS) return null;
  return publishedAt < firstSeenAt - OLDEST_PLAUSIBLE_MS ? null : Math.min(publishedAt, firstSeenAt);
}

const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));

/** Merged lists keep the order of the first; what is new is appended. */
const union = (first: readonly string[], second: readonly string[]) => [...new Set([...first, ...second])];

/** A story that one article starts, not yet weighed. */
export function startStory(id: string, article: Article, relevance: Relevance): UnweighedStory {
  const newAt = newAtOf(article);
  return {
    id,
    version: 1,
    state: 'open',
    stateReason: null,
    mergedInto: null,
    title: article.title,
    firstSeenAt: article.firstSeenAt,
    newAt,
    changedAt: newAt ?? article.firstSeenAt,
    lastArticleAt: article.firstSeenAt,
    isQuiet: article.isQuiet,
    kind: relevance.kind,
    regions: relevance.regions,
    topics: relevance.topics,
    publisherFamilies: [familyOf(article.outletDomain)],
    outletNames: [article.outletName],
    url: article.url,
    articleCount: 1,
    change: null,
  };
}

export type Joining = {
  article: Article;
  relevance: Relevance;
  /** A copy of an article that is there already: it counts as an article, not as another publisher. */
  isSyndicated: boolean;
  /** Stories that the article bridged into this one. */
  merged: readonly UnweighedStory[];
  /** What is materially new, or null; makes the next version. */
  change: StoryChange | null;
};

/** The story with what others brought that are one with it. */
export function absorbStories(story: UnweighedStory, merged: readonly UnweighedStory[]): UnweighedStory {
  const all = [story, ...merged];
  const unite = (listOf: (one: UnweighedStory) => readonly string[]) => [...new Set(all.flatMap(listOf))];
  return {
    ...story,
    firstSeenAt: Math.min(...all.map((one) => one.firstSeenAt)),
    newAt: all.map((one) => one.newAt).reduce(earliest),
    lastArticleAt: Math.max(...all.map((one) => one.lastArticleAt)),
    isQuiet: all.every((one) => one.isQuiet),
    regions: unite((one) => one.regions),
    topics: unite((one) => one.topics),
    publisherFamilies: unite((one) => one.publisherFamilies),
    outletNames: unite((one) => one.outletNames),
    url: all.find((one) => one.url !== null)?.url ?? null,
    articleCount: all.reduce((sum, one) => sum + one.articleCount, 0),
  };
}

/** The story with one more article, and with those that it bridged. */
export function joinStory(story: UnweighedStory, joining: Joining): UnweighedStory {
  const { article, relevance, isSyndicated, merged, change } = joining;
  const whole = absorbStories(story, merged);
  const family = familyOf(article.outletDomain);
  const newAt = earliest(whole.newAt, newAtOf(article));
  const isNewFamily = !isSyndicated && !whole.publisherFamilies.includes(family);
  return {
    ...whole,
    version: story.version + (change ? 1 : 0),
    // A story that had been dropped for want of support lives again when somebody else tells it.
    state: story.state === 'dropped' ? 'open' : story.state,
    stateReason: story.state === 'dropped' ? null : story.stateReason,
    // Who brought the change is what the headline links to and what the next summary starts from.
    title: change ? article.title : story.title,
    url: change ? (article.url ?? whole.url) : (whole.url ?? article.url),
    newAt,
    // An undated story of a first poll becomes new with the first article that is.
    changedAt: change ? change.at : Math.max(story.changedAt, newAt ?? 0),
    lastArticleAt: Math.max(whole.lastArticleAt, article.firstSeenAt),
    isQuiet: whole.isQuiet && article.isQuiet,
    regions: union(whole.regions, relevance.regions),
    topics: union(whole.topics, relevance.topics),
    publisherFamilies: isNewFamily ? [...whole.publisherFamilies, family] : whole.publisherFamilies,
    outletNames: isNewFamily ? union(whole.outletNames, [article.outletName]) : whole.outletNames,
    articleCount: whole.articleCount + 1,
    change: change ?? story.change,
  };
}
