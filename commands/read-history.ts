import { noteStory } from '../src/digests/compose/compose-story.ts';
import type { Article } from '../src/model/article.ts';
import type { StoryHistory, Telling } from '../src/model/history.ts';
import type { Story, StoryVersion } from '../src/model/story.ts';
import type { Store } from '../src/store/store.ts';
import { outletOf } from '../src/stories/outlets.ts';

function toTelling(article: Article): Telling {
  const outlet = outletOf(article.outletDomain);
  return {
    articleId: article.id,
    outletName: article.outletName,
    country: outlet?.country ?? null,
    isStateControlled: outlet?.kind === 'state-controlled',
    title: article.title,
    url: article.url,
    firstSeenAt: article.firstSeenAt,
  };
}

/** Of a story stored before versions were kept: that it began. */
const began = ({ firstSeenAt, title, url }: Story): StoryVersion => ({
  version: 1,
  at: firstSeenAt,
  kind: 'first',
  line: null,
  title,
  url,
});

/** All that is known of a story's way, with its summary in the first of the languages that has one. */
export async function readHistory(
  store: Pick<Store, 'stories' | 'articles' | 'archive'>,
  story: Story,
  languages: readonly string[],
): Promise<StoryHistory> {
  const [ready, versions, articles] = await Promise.all([
    store.stories.getReady(story.id, languages),
    store.archive.versionsOf(story.id),
    store.articles.listOfStory(story.id),
  ]);
  return {
    story,
    summary: ready?.summary ?? null,
    versions: versions.length > 0 ? versions : [began(story)],
    tellings: articles
      .toSorted((a, b) => a.firstSeenAt - b.firstSeenAt || a.id.localeCompare(b.id))
      .map(toTelling),
    notes: noteStory(story),
  };
}
