import { SEARCH_SPAN_MS } from '../config/tuning.ts';
import { canonicalUrl } from '../src/feeds/canonical-url.ts';
import type { Article } from '../src/model/article.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Story } from '../src/model/story.ts';
import type { Store, StorySearch, StoryStore } from '../src/store/store.ts';
import type { CommandContext } from './context.ts';

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

const LINK = /https?:\/\/[^\s<>|]+/i;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MATCHES = 4;
/** Of longer questions no word is left out: each costs a search. */
const MAX_WORDS = 6;
/** What is shorter stands in too many stories to mean one. */
const MIN_LETTERS = 4;

/** Finds what is meant, the most certain way first: an id, an article's address, ready stories, any story, any article. */
export async function findStory(
  about: string,
  languages: readonly string[],
  { store, clock }: Pick<CommandContext, 'store' | 'clock'>,
): Promise<Found> {
  const nothing: Found = { kind: 'nothing' };
  const link = LINK.exec(about)?.[0];
  if (link) return (await byLink(store, link)) ?? nothing;
  if (ID.test(about.trim())) return (await storyOf(store, about.trim(), null)) ?? nothing;
  const words = wordsOf(about);
  if (words.length === 0) return nothing;
  const since = clock.now() - SEARCH_SPAN_MS;
  return (await byWords(store, { words, since, limit: MATCHES, languages })) ?? nothing;
}

/** The words of a question, as stories are searched by them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

async function storyOf({ stories }: Store, id: string, article: Article | null): Promise<Found | null> {
  const story = await stories.get(id);
  return story && { kind: 'story', story, article, others: [] };
}

async function byLink(store: Store, link: string): Promise<Found | null> {
  const canonical = canonicalUrl(link);
  const article =
    (await store.articles.findByUrl(link)) ??
    (canonical && (await store.archive.articleOfKey(`url:${canonical}`)));
  if (!article) return null;
  return (
    (article.storyId && (await storyOf(store, article.storyId, article))) || { kind: 'article', article }
  );
}

async function byWords(store: Store, asked: StorySearch): Promise<Found | null> {
  const { words, since, limit } = asked;
  const ready = await store.stories.search(asked);
  if (ready.length > 0) return firstOf(ready.map(({ story }) => story));
  const stories = await store.archive.findStories({ words, since, limit });
  if (stories.length > 0) return firstOf(stories);
  const [article] = await store.archive.findLooseArticles({ words, since, limit });
  if (article) return { kind: 'article', article };
  const { found } = await searchTolerantly(store.stories, asked);
  return firstOf(found.map(({ story }) => story));
}

function firstOf([story, ...others]: readonly Story[]): Found | null {
  const titles = others.map(({ title }) => title);
  return story ? { kind: 'story', story, article: null, others: titles } : null;
}

type Stories = Pick<StoryStore, 'search' | 'didYouMean'>;
type Finding = { found: ReadyStory[]; meant: readonly string[] | null };

/**
 * What a search finds; `meant` holds the words that it was made with instead, where those asked for find nothing:
 * with a typing mistake mended, else with one word left out, else by the one word that fewest stories hold.
 */
export async function searchTolerantly(stories: Stories, asked: StorySearch): Promise<Finding> {
  const found = await stories.search(asked);
  if (found.length > 0) return { found, meant: null };
  const meant = await stories.didYouMean(asked);
  if (meant) return { found: await stories.search({ ...asked, words: meant }), meant };
  return (await loosen(stories, asked)) ?? { found, meant: null };
}

async function loosen(stories: Stories, asked: StorySearch): Promise<Finding | null> {
  const { words } = asked;
  if (words.length < 2 || words.length > MAX_WORDS) return null;
  const allButOne = words.length > 2 ? words.map((_, left) => words.filter((__, at) => at !== left)) : [];
  const single = words.filter(({ length }) => length >= MIN_LETTERS).map((word) => [word]);
  return (await narrowest(stories, asked, allButOne)) ?? narrowest(stories, asked, single);
}

/** The words that find fewest; none where they find more than is shown, for these mean nothing in particular. */
async function narrowest(
  stories: Stories,
  asked: StorySearch,
  choices: readonly (readonly string[])[],
): Promise<Finding | null> {
  const findings = await Promise.all(
    choices.map(async (meant) => ({
      meant,
      found: await stories.search({ ...asked, words: meant, limit: asked.limit + 1 }),
    })),
  );
  const [best] = findings
    .filter(({ found }) => found.length > 0 && found.length <= asked.limit)
    .toSorted((a, b) => a.found.length - b.found.length);
  return best ?? null;
}
