import { ROWS_PER_STATEMENT } from '../../config/store-tuning.ts';
import type { IdentityKey, NewArticle } from '../model/article.ts';
import type { Tx } from './store-context.ts';
import type { ArticleKeyRow, ArticleRow } from './tables.ts';

type StoredArticle = Pick<ArticleRow, 'id' | 'title' | 'teaser' | 'published_at' | 'feed_text' | 'state'>;

/** Which article each key names, as stored and as it grows while a poll's items are gone through. */
export type Identities = {
  /** `known` with null: all that the keys name was cleaned up; it is seen, not new. */
  find(keys: readonly IdentityKey[]): { kind: 'new' } | { kind: 'known'; articleId: string | null };
  /** From now on the keys that name nothing yet name this article. */
  assign(keys: readonly IdentityKey[], articleId: string | null): void;
  /** What is stored of a known article, or undefined for one of this poll. */
  stored(articleId: string): StoredArticle | undefined;
  /** Keys that were assigned and have to be stored. */
  unstored(): ArticleKeyRow[];
};

/** Loads what is stored of the keys of a poll's items. */
export async function createIdentities(tx: Tx, items: readonly NewArticle[]): Promise<Identities> {
  const keys = [...new Set(items.flatMap((item) => item.keys))];
  const articleOfKey = new Map<IdentityKey, string | null>();
  const articles = new Map<string, StoredArticle>();
  for (let start = 0; start < keys.length; start += ROWS_PER_STATEMENT) {
    const rows = await tx
      .selectFrom('article_keys')
      .leftJoin('articles', 'articles.id', 'article_keys.article_id')
      .select(['article_keys.key', 'articles.id', 'articles.title', 'articles.teaser'])
      .select(['articles.published_at', 'articles.feed_text', 'articles.state'])
      .where('article_keys.key', 'in', keys.slice(start, start + ROWS_PER_STATEMENT))
      .execute();
    for (const { key, id, title, teaser, published_at, feed_text, state } of rows) {
      articleOfKey.set(key, id);
      if (id === null || title === null || teaser === null || feed_text === null || state === null) continue;
      if (!articles.has(id)) articles.set(id, { id, title, teaser, published_at, feed_text, state });
    }
  }

  const added: ArticleKeyRow[] = [];
  return {
    find(itemKeys) {
      const known = itemKeys.map((key) => articleOfKey.get(key)).filter((id) => id !== undefined);
      if (known.length === 0) return { kind: 'new' };
      return { kind: 'known', articleId: known.find((id) => id !== null) ?? null };
    },
    assign(itemKeys, articleId) {
      for (const key of itemKeys) {
        if (articleOfKey.has(key)) continue;
        articleOfKey.set(key, articleId);
        added.push({ key, article_id: articleId });
      }
    },
    stored: (articleId) => articles.get(articleId),
    unstored: () => added,
  };
}
