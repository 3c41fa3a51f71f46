import type { CompiledQuery } from 'kysely';
import { TOMBSTONE_REFRESH_MS } from '../../../config/clean-up-tuning.ts';
import type { NewArticle } from '../../model/article.ts';
import type { Feed, PollResult } from '../../model/feed.ts';
import { createIdentities, type Identities } from './article-identities.ts';
import { NO_CLAIM, NO_CLAIM_LITERALLY } from '../engine/claims.ts';
import { toFlag, toJsonOrNull } from '../map-rows.ts';
import { withValues } from '../engine/refuse-values.ts';
import { lockName, type StoreContext, type Tx, inBatches } from '../engine/store-context.ts';
import type { StoredPoll } from '../store.ts';
import { SHARED_KEY, type ArticleRow, type FeedRow } from '../engine/tables.ts';

export type Poll = { feedId: string; token: string; result: PollResult; now: number };

/** A poll's articles, their keys and what it changes of its feed, if the feed still carries the claim. */
export async function storePoll(context: StoreContext, tx: Tx, poll: Poll): Promise<StoredPoll> {
  const { feedId, token, result, now } = poll;
  const hasArticles = result.articles.length > 0;
  // Two feeds polled at once may carry the same article: one of the two has to see what the other stored.
  if (hasArticles) await lockName(tx, context.flavour, 'identity');
  // What its articles need to know of the feed is asked for while it stands.
  const feed = hasArticles ? await findClaimed(context, tx, poll) : null;
  const changes = await toFeedPatch(tx, feedId, result.feed);
  const update = updateOf(context, Object.keys(changes), result.isSuccess);
  const values = [...Object.values(changes), ...(result.isSuccess ? [now] : []), feedId, token];
  const stored = await tx.executeQuery(withValues(update, values));
  if (!stored.numAffectedRows) return { isStored: false, added: 0, updated: 0 };
  const counts = feed ? await storeArticles(context, tx, feed, poll) : { added: 0, updated: 0 };
  return { isStored: true, ...counts };
}

/** By what is set. Most polls change the same columns, and to build the query costs more than to run it. */
const updates = new WeakMap<StoreContext, Map<string, CompiledQuery>>();

function updateOf(context: StoreContext, columns: readonly string[], isSuccess: boolean): CompiledQuery {
  const known = updates.get(context) ?? new Map<string, CompiledQuery>();
  updates.set(context, known);
  const name = `${isSuccess} ${columns.join()}`;
  const query = known.get(name) ?? compileUpdate(context, columns, isSuccess);
  known.set(name, query);
  return query;
}

/** Its values: of the columns, the instant where it is a success, id and token. */
function compileUpdate({ db }: StoreContext, columns: readonly string[], isSuccess: boolean): CompiledQuery {
  return db
    .updateTable('feeds')
    .set(Object.fromEntries(columns.map((column) => [column, ''])))
    .$if(isSuccess, (query) =>
      query.set((eb) => ({ first_polled_at: eb.fn.coalesce('first_polled_at', eb.val(0)) })),
    )
    .set(NO_CLAIM_LITERALLY)
    .where('id', '=', '')
    .where('claim_token', '=', '')
    .compile();
}

type ClaimedFeed = Pick<FeedRow, 'id' | 'first_polled_at'>;

function findClaimed(context: StoreContext, tx: Tx, { feedId, token }: Poll) {
  return tx
    .selectFrom('feeds')
    .select(['id', 'first_polled_at'])
    .where('id', '=', feedId)
    .where('claim_token', '=', token)
    .$if(context.flavour.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
}

async function toFeedPatch(tx: Tx, id: string, patch: PollResult['feed']): Promise<Partial<FeedRow>> {
  const plain = {
    url: 'url',
    title: 'title',
    folder: 'folder',
    host: 'host',
    state: 'state',
    nextCheckAt: 'next_check_at',
    intervalMs: 'interval_ms',
    lastCheckedAt: 'last_checked_at',
    lastSuccessAt: 'last_success_at',
    etag: 'etag',
    lastModified: 'last_modified',
    bodyHash: 'body_hash',
    failureCount: 'failure_count',
  } as const satisfies Partial<Record<keyof Feed, keyof FeedRow>>;
  const changes: Record<string, string | number | null> = {};
  for (const [key, column] of Object.entries(plain)) {
    const value = patch[key as keyof typeof plain];
    if (value !== undefined) changes[column] = value;
  }
  if (patch.failure !== undefined) changes['failure_json'] = toJsonOrNull(patch.failure);
  if (patch.movedTo !== undefined) changes['moved_to_json'] = toJsonOrNull(patch.movedTo);
  if (patch.recentPublishedAt) changes['recent_published_json'] = JSON.stringify(patch.recentPublishedAt);
  if (patch.url !== undefined && (await isUrlTaken(tx, patch.url, id))) {
    // It moved to where another feed is already: it goes on being polled by way of the redirect.
    delete changes['url'];
    delete changes['host'];
  }
  return changes;
}

async function isUrlTaken(tx: Tx, url: string, exceptId: string): Promise<boolean> {
  const other = await tx
    .selectFrom('feeds')
    .select('id')
    .where('url', '=', url)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  return other !== undefined;
}

async function storeArticles(
  context: StoreContext,
  tx: Tx,
  feed: ClaimedFeed,
  { result, now }: Poll,
): Promise<{ added: number; updated: number }> {
  const identities = await createIdentities(tx, result.articles);
  const isQuiet = toFlag(feed.first_polled_at === null);
  const added = new Map<string, ArticleRow>();
  const updated = new Set<string>();
  for (const article of result.articles) {
    const known = identities.find(article);
    if (known.kind === 'new') {
      const row = toNewRow(article, {
        id: context.newId(now),
        feed_id: feed.id,
        first_seen_at: now,
        is_quiet: isQuiet,
      });
      added.set(row.id, row);
      identities.assign(article, row.id);
      continue;
    }
    identities.assign(article, known.articleId);
    if (known.articleId === null || added.has(known.articleId)) continue;
    if (await updateInPlace(tx, identities, known.articleId, article)) updated.add(known.articleId);
  }
  for (const rows of inBatches([...added.values()])) await tx.insertInto('articles').values(rows).execute();
  for (const rows of inBatches(identities.unstored()))
    await tx.insertInto('article_keys').values(rows).execute();
  for (const keys of inBatches(identities.listedStill(now - TOMBSTONE_REFRESH_MS)))
    await tx.updateTable('article_keys').set({ buried_at: now }).where('key', 'in', keys).execute();
  for (const rows of inBatches(identities.disproved()))
    await tx
      .insertInto('article_keys')
      .values(rows)
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ article_id: SHARED_KEY }))
      .execute();
  return { added: added.size, updated: updated.size };
}

function toNewRow(
  article: NewArticle,
  given: Pick<ArticleRow, 'id' | 'feed_id' | 'first_seen_at' | 'is_quiet'>,
): ArticleRow {
  return {
    ...given,
    ...NO_CLAIM,
    url: article.url,
    host: article.url === null ? null : hostOf(article.url),
    title: article.title,
    teaser: article.teaser,
    feed_text: article.feedText,
    text: '',
    text_source: null,
    is_paywall_stub: 0,
    byline: null,
    language: article.language,
    outlet_domain: article.outletDomain,
    outlet_name: article.outletName,
    published_at: article.publishedAt,
    state: 'unread',
    set_aside_reason: null,
    story_id: null,
    read_not_before: 0,
    reading_json: null,
  };
}

/** Host and port, as feeds have it: `example.org:443`. Null where the address is none. */
function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
}

/** Writes only what differs: most items of a poll are the same as the last time. */
async function updateInPlace(
  tx: Tx,
  identities: Identities,
  articleId: string,
  article: NewArticle,
): Promise<boolean> {
  const row = identities.stored(articleId);
  if (!row) return false;
  const now = {
    title: article.title || row.title,
    teaser: article.teaser || row.teaser,
    published_at: article.publishedAt ?? row.published_at,
    // Once read, the article has its text and this is not kept.
    feed_text: row.state === 'unread' ? article.feedText || row.feed_text : row.feed_text,
  };
  const isSame = (Object.keys(now) as (keyof typeof now)[]).every((column) => now[column] === row[column]);
  if (isSame) return false;
  // What was read of it holds the title.
  const reading = now.title === row.title ? {} : { reading_json: null };
  await tx
    .updateTable('articles')
    .set({ ...now, ...reading })
    .where('id', '=', articleId)
    .execute();
  Object.assign(row, now);
  return true;
}
