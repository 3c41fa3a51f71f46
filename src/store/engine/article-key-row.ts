/**
 * Without an article the key is a tombstone: what it named was cleaned up, and is seen, not new.
 * With `SHARED_KEY` in its place the key stood on several articles, and names none.
 */
export type ArticleKeyRow = {
  key: string;
  article_id: string | null;
  /** Of a tombstone: when the article was cleaned up, or a feed was last noted to list it still. */
  buried_at?: number | null;
};
export const SHARED_KEY = '';
