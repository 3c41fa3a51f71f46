import type { Article } from '../model/article.ts';
import type { Importance, Story } from '../model/story.ts';
import type { Relevance } from '../stories/judge-relevance.ts';
import { familyOf, outletOf } from '../stories/outlets.ts';
import { scoreImportance } from '../stories/score-importance.ts';

/** What of an article says how grave it is. */
const OPENING_CHARACTERS = 600;

type Weighing = {
  /** The story as it was, or null where the article starts it. */
  before: Story | null;
  /** Its articles so far, without the new one. */
  told: readonly Article[];
  article: Article;
  relevance: Relevance;
  isSyndicated: boolean;
  now: number;
};

/** The importance of a story with one more article; a syndicated copy counts for nothing. */
export function weighStory({ before, told, article, relevance, isSyndicated, now }: Weighing): Importance {
  const articles = isSyndicated && told.length > 0 ? told : [...told, article];
  return scoreImportance({
    tellers: articles.map(({ outletDomain, firstSeenAt }) => ({
      family: familyOf(outletDomain),
      country: outletOf(outletDomain)?.country ?? null,
      seenAt: firstSeenAt,
    })),
    texts: articles.map(({ title, text }) => ({ title, opening: text.slice(0, OPENING_CHARACTERS) })),
    regions: before?.regions ?? relevance.regions,
    bodies: [],
    changedAt: before?.changedAt ?? article.firstSeenAt,
    now,
  });
}
