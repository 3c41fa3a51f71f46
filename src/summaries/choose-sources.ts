import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import type { SourceArticle } from '../model/summary.ts';

/**
 * What a summary rests on: the central article first, then the newest of each outlet. Of a story that has moved only what
 * came with the change or after it: what was said before is what the change overtook.
 */
export function chooseSources(story: Story, articles: readonly Article[], limit: number): SourceArticle[] {
  return firstOfEachOutlet(story, currentOf(story, articles), limit);
}

/** Articles that told the story before its newest change; none of a story that never moved. */
export function chooseEarlierSources(
  story: Story,
  articles: readonly Article[],
  limit: number,
): SourceArticle[] {
  const current = new Set(currentOf(story, articles));
  return firstOfEachOutlet(
    story,
    articles.filter((article) => !current.has(article)),
    limit,
  );
}

function currentOf(story: Story, articles: readonly Article[]): readonly Article[] {
  const central = centralOf(story, articles);
  return story.version > 1 && central
    ? articles.filter((article) => article.firstSeenAt >= central.firstSeenAt)
    : articles;
}

const centralOf = (story: Story, articles: readonly Article[]) =>
  articles.find((article) => article.url !== null && article.url === story.url);

function firstOfEachOutlet(story: Story, articles: readonly Article[], limit: number): SourceArticle[] {
  const central = centralOf(story, articles);
  const newestFirst = articles.toSorted((a, b) => b.firstSeenAt - a.firstSeenAt || b.id.localeCompare(a.id));
  const ordered = [...new Set([...(central ? [central] : []), ...newestFirst])];
  const firstOfOutlet = new Set(
    new Map(ordered.toReversed().map((article) => [article.outletDomain, article])).values(),
  );
  const [leading, further] = [true, false].map((isFirst) =>
    ordered.filter((article) => firstOfOutlet.has(article) === isFirst),
  );
  return [...(leading ?? []), ...(further ?? [])].slice(0, limit).map(toSource);
}

const toSource = ({ id, title, text, outletName, url, language, publishedAt }: Article): SourceArticle => ({
  id,
  title,
  text,
  outletName,
  url,
  language,
  publishedAt,
});

/** `de` of `de-AT`. */
export const baseLanguage = (language: string): string =>
  language.toLowerCase().split(/[-_]/u)[0] ?? language;

/** Articles in a language; where it is not said, they count as in the default one. */
export const inLanguage = (articles: readonly Article[], language: string, fallback: string): Article[] =>
  articles.filter((article) => baseLanguage(article.language ?? fallback) === baseLanguage(language));
