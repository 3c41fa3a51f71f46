import type { IdentityKey, NewArticle } from '../../model/article.ts';
import { inBatches, type Tx } from '../engine/store-context.ts';
import { type ArticleKeyRow, SHARED_KEY, type ArticleRow } from '../engine/tables.ts';

const STORED = ['id', 'title', 'teaser', 'published_at', 'feed_text', 'state'] as const;
type StoredArticle = Pick<ArticleRow, (typeof STORED)[number]>;
type Known = {
  articleOfKey: Map<IdentityKey, string | null>;
  articles: Map<string, StoredArticle>;
  /** Of tombstones: since when. */
  buriedAt: Map<IdentityKey, number>;
};

/** Which article each item of a poll is, by what is stored and as it grows while the items are gone through. */
export type Identities = {
  /** `known` with null: all that the item's keys name was cleaned up; it is seen, not new. */
  find(item: NewArticle): { kind: 'new' } | { kind: 'known'; articleId: string | null };
  /** From now on the item's keys that name nothing yet name this article. */
  assign(item: NewArticle, articleId: string | null): void;
  /** What is stored of a known article, or undefined for one of this poll. */
  stored(articleId: string): StoredArticle | undefined;
  /** Keys that were assigned and have to be stored. */
  unstored(): ArticleKeyRow[];
  /** Names of cleaned-up articles that were noted as listed before an instant, and are listed still. */
  listedStill(notedBefore: number): IdentityKey[];
  /** Keys, stored or not, that proved to name nothing. */
  disproved(): ArticleKeyRow[];
};

/**
 * Loads what is stored of the keys of a poll's items and tells which article each item is. An article is one item of
 * a document: the one that names it by its strongest key. What another item's weaker key says of it is wrong, for
 * example where ids are places in the list, and that key names nothing from then on. So does a key that stands on
 * several items of the document: an item that has no other is known by its words.
 */
export async function createIdentities(tx: Tx, items: readonly NewArticle[]): Promise<Identities> {
  const known: Known = { articleOfKey: new Map(), articles: new Map(), buriedAt: new Map() };
  const { articleOfKey, articles, buriedAt } = known;
  await load(
    tx,
    items.flatMap((item) => [...item.keys, ...item.sharedKeys]),
    known,
  );
  const disproved = new Set<IdentityKey>();
  const disprove = (key: IdentityKey) => {
    if (articleOfKey.get(key) !== SHARED_KEY) disproved.add(key);
    articleOfKey.set(key, SHARED_KEY);
  };
  const usable = (item: NewArticle) => item.keys.filter((key) => articleOfKey.get(key) !== SHARED_KEY);

  for (const item of items) item.sharedKeys.forEach(disprove);
  const placed = placeByStrongest(items, usable, articleOfKey);
  for (const item of items)
    for (const key of usable(item)) {
      const named = articleOfKey.get(key);
      if (typeof named === 'string' && named !== placed.get(item)) disprove(key);
    }
  const nameless = items.filter((item) => usable(item).length === 0);
  await load(
    tx,
    nameless.map((item) => item.fallbackKey),
    known,
  );
  const keysOf = (item: NewArticle) => {
    const keys = usable(item);
    return keys.length > 0 ? keys : [item.fallbackKey];
  };

  const added: ArticleKeyRow[] = [];
  return {
    find(item) {
      const named = keysOf(item)
        .map((key) => articleOfKey.get(key))
        .filter((id) => id !== undefined);
      if (named.length === 0) return { kind: 'new' };
      return { kind: 'known', articleId: named.find((id) => id !== null) ?? null };
    },
    assign(item, articleId) {
      for (const key of keysOf(item)) {
        if (articleOfKey.has(key)) continue;
        articleOfKey.set(key, articleId);
        added.push({ key, article_id: articleId });
      }
    },
    stored: (articleId) => articles.get(articleId),
    unstored: () => added,
    listedStill: (notedBefore) => [...buriedAt].filter(([, at]) => at < notedBefore).map(([key]) => key),
    disproved: () => [...disproved].map((key) => ({ key, article_id: SHARED_KEY })),
  };
}

/** Each article goes to one item: to the first whose first key names it, then to the first by their second keys, and so on. */
function placeByStrongest(
  items: readonly NewArticle[],
  usable: (item: NewArticle) => IdentityKey[],
  articleOfKey: ReadonlyMap<IdentityKey, string | null>,
): Map<NewArticle, string> {
  const placed = new Map<NewArticle, string>();
  const taken = new Set<string>();
  let unplaced = items.map((item) => ({ item, keys: usable(item) }));
  for (let rank = 0; unplaced.length > 0; rank += 1) {
    for (const { item, keys } of unplaced) {
      const named = articleOfKey.get(keys[rank] ?? '');
      if (typeof named !== 'string' || taken.has(named)) continue;
      placed.set(item, named);
      taken.add(named);
    }
    unplaced = unplaced.filter(({ item, keys }) => !placed.has(item) && keys.length > rank + 1);
  }
  return placed;
}

async function load(
  tx: Tx,
  keys: readonly IdentityKey[],
  { articleOfKey, articles, buriedAt }: Known,
): Promise<void> {
  const loaded: ArticleKeyRow[] = [];
  for (const some of inBatches([...new Set(keys)]))
    loaded.push(...(await tx.selectFrom('article_keys').selectAll().where('key', 'in', some).execute()));
  // Several keys name one article, whose text is read once.
  const ids = new Set(loaded.flatMap(({ article_id }) => article_id || []));
  for (const some of inBatches([...ids])) {
    const rows = await tx.selectFrom('articles').select(STORED).where('id', 'in', some).execute();
    for (const row of rows) articles.set(row.id, row);
  }
  for (const { key, article_id, buried_at } of loaded) {
    if (typeof buried_at === 'number') buriedAt.set(key, buried_at);
    const names = article_id === SHARED_KEY || (article_id !== null && articles.has(article_id));
    articleOfKey.set(key, names ? article_id : null);
  }
}
