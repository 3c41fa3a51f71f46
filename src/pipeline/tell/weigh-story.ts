import type { Article } from '../../model/article.ts';
import type { Importance } from '../../model/story.ts';
import { explainWeight } from '../../stories/importance/explain-weight.ts';
import { findRegions } from '../../stories/relevance/find-regions.ts';
import { familyOf, outletOf } from '../../stories/outlets.ts';
import { scoreImportance, type Teller } from '../../stories/importance/score-importance.ts';
import type { UnweighedStory } from './build-story.ts';

/** What of an article says how grave it is. */
const OPENING_CHARACTERS = 600;

/** The importance of a story as it is now, from all of its articles. */
export function weighStory(story: UnweighedStory, articles: readonly Article[], now: number): Importance {
  const current = currentOf(story, articles);
  return scoreImportance({
    tellers: tellersOf(story, articles),
    texts: current.map(({ title, text }) => ({ title, opening: openingOf(text) })),
    regions: story.regions,
    // Only what headlines name: reports quote the UN on almost everything.
    bodies: findRegions(current.map(({ title }) => title).join('\n')).bodies,
    changedAt: story.changedAt,
    now,
  });
}

/** Why a story is told at once, in one line. */
export function explainAlert(story: UnweighedStory, articles: readonly Article[]): string {
  const texts = currentOf(story, articles).map(({ title, text }) => `${title}. ${openingOf(text)}`);
  return explainWeight(tellersOf(story, articles), texts);
}

const openingOf = (text: string): string => text.slice(0, OPENING_CHARACTERS);

/** Who told it; the families of mere copies are none of the story's. */
function tellersOf({ publisherFamilies }: UnweighedStory, articles: readonly Article[]): Teller[] {
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
function currentOf(story: UnweighedStory, articles: readonly Article[]): readonly Article[] {
  const moving = articles.find(({ url }) => url !== null && url === story.url);
  return story.version > 1 && moving
    ? articles.filter(({ firstSeenAt }) => firstSeenAt >= moving.firstSeenAt)
    : articles;
}
