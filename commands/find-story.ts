import { canonicalUrl } from '../src/feeds/canonical-url.ts';
import type { Clock } from '../src/clock.ts';
import type { Article } from '../src/model/article.ts';
import type { Story } from '../src/model/story.ts';
import type { Store } from '../src/store/store.ts';
import { searchTolerantly } from './search-tolerantly.ts';

/** What a story id, a link or some words name. */
export type Found =
  | {
      kind: 'story';
      story: Story;
      /** The linked article, where a link named it. */
      article: Article | null;
      /** Titles of further stories that the words fit. */
      others: readonly string[];
    }
  /** An article in no story. */
  | { kind: 'article'; article: Article }
  | { kind: 'nothing' };

export type FindStory = (about: string, languages: readonly string[]) => Promise<Found>;

const LINK = /https?:\/\/[^\s<>|]+/i;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MATCHES = 4;

function firstOf([story, ...others]: readonly Story[]): Found | null {
  const titles = others.map(({ title }) => title);
  return story ? { kind: 'story', story, article: null, others: titles } : null;
}

/** Finds what is meant, the most certain way first: an id, an article's address, ready stories, any story, any article. */
export function createFindStory({
  store,
  clock,
  spanMs,
}: {
  store: Store;
  clock: Clock;
  spanMs: number;
}): FindStory {
  async function storyOf(id: string, article: Article | null): Promise<Found | null> {
    const story = await store.stories.get(id);
    return story && { kind: 'story', story, article, others: [] };
  }

  async function byLink(link: string): Promise<Found | null> {
    const canonical = canonicalUrl(link);
    const article =
      (await store.articles.findByUrl(link)) ??
      (canonical && (await store.archive.articleOfKey(`url:${canonical}`)));
    if (!article) return null;
    return (article.storyId && (await storyOf(article.storyId, article))) || { kind: 'article', article };
  }

  async function byWords(words: readonly string[], languages: readonly string[]): Promise<Found | null> {
    const query = { words, since: clock.now() - spanMs, limit: MATCHES };
    const ready = await store.stories.search({ ...query, languages });
    if (ready.length > 0) return firstOf(ready.map(({ story }) => story));
    const stories = await store.archive.findStories(query);
    if (stories.length > 0) return firstOf(stories);
    const [article] = await store.archive.findLooseArticles(query);
    if (article) return { kind: 'article', article };
    const { found } = await searchTolerantly(store.stories, { ...query, languages });
    return firstOf(found.map(({ story }) => story));
  }

  return async (about, languages) => {
    const nothing: Found = { kind: 'nothing' };
    const link = LINK.exec(about)?.[0];
    if (link) return (await byLink(link)) ?? nothing;
    if (ID.test(about.trim())) return (await storyOf(about.trim(), null)) ?? nothing;
    const words = about.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return (words.length > 0 && (await byWords(words, languages))) || nothing;
  };
}
