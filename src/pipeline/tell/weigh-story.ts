import type { ToldArticle } from '../../model/article.ts';
import { type ArticleReading, EMPTY_READING } from '../../model/reading.ts';
import type { Importance } from '../../model/story.ts';
import { isBody } from '../../stories/relevance/find-regions.ts';
import { familyOf, outletOf } from '../../stories/outlets.ts';
import { explainWeight, scoreImportance, type Teller } from '../../stories/importance/score-importance.ts';
import type { UnweighedStory } from './build-story.ts';

/** An article of a story as it is weighed; one without a reading says nothing of how grave it is. */
export type WeighedArticle = Pick<ToldArticle, 'url' | 'outletDomain' | 'firstSeenAt' | 'reading'>;

/** The importance of a story as it is now, from all of its articles. */
export function weighStory(
  story: UnweighedStory,
  articles: readonly WeighedArticle[],
  now: number,
): Importance {
  const current = readingsOf(currentOf(story, articles));
  return scoreImportance({
    tellers: tellersOf(story, articles),
    gravities: current.map(({ gravity }) => gravity),
    regions: story.regions,
    // Only what headlines name: reports quote the UN on almost everything.
    bodies: [...new Set(current.flatMap(({ places }) => places.title))].filter(isBody),
    changedAt: story.changedAt,
    now,
  });
}

/** Why a story is told at once, in one line. */
export function explainAlert(story: UnweighedStory, articles: readonly WeighedArticle[]): string {
  const current = readingsOf(currentOf(story, articles));
  return explainWeight(
    tellersOf(story, articles),
    current.map(({ gravity }) => gravity),
  );
}

const readingsOf = (articles: readonly WeighedArticle[]): ArticleReading[] =>
  articles.map(({ reading }) => reading ?? EMPTY_READING);

/** Who told it; the families of mere copies are none of the story's. */
function tellersOf({ publisherFamilies }: UnweighedStory, articles: readonly WeighedArticle[]): Teller[] {
  const families = new Set(publisherFamilies);
  return articles
    .map(({ outletDomain, firstSeenAt }) => ({
      family: familyOf(outletDomain),
      country: outletOf(outletDomain)?.country ?? null,
      seenAt: firstSeenAt,
    }))
    .filter(({ family }) => families.has(family));
}

/** Of a story that has moved what came with the change or after it: that says how grave it is now. */
function currentOf(story: UnweighedStory, articles: readonly WeighedArticle[]): readonly WeighedArticle[] {
  const moving = articles.find(({ url }) => url !== null && url === story.url);
  return story.version > 1 && moving
    ? articles.filter(({ firstSeenAt }) => firstSeenAt >= moving.firstSeenAt)
    : articles;
}
