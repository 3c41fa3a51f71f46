import { type SelectQueryBuilder, sql } from 'kysely';
import type { ReadingResult, ToldArticle, UnreadArticle } from '../../model/article.ts';
import { claimRows, isFree, isHoldable, NO_CLAIM, takeHolds } from '../engine/claims.ts';
import { groupCalls } from '../engine/group-calls.ts';
import { toArticle, toFlag, toJsonOrNull, toReading } from '../map-rows.ts';
import { inBatches, inRepeatableTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { ArticleStore, Claimed, ClaimRequest } from '../store.ts';
import type { ArticleRow, Tables } from '../engine/tables.ts';

export function createArticleStore(context: StoreContext): ArticleStore {
  const { db } = context;
  const all = () => db.selectFrom('articles').selectAll();
  const listInOrder = async (query: SelectQueryBuilder<Tables, 'articles', ArticleRow>) =>
    (await query.orderBy('first_seen_at').orderBy('id').execute()).map(toArticle);

  const storeInGroup = groupCalls((work) => inRepeatableTransaction(context, work), storeReading);
  return {
    claimUnread: (request) => inRepeatableTransaction(context, (tx) => claimUnread(context, tx, request)),

    storeReading: (articleId, token, result) => storeInGroup({ articleId, token, result }),

    async listRead(limit) {
      const rows = await all()
        .where('state', '=', 'read')
        .orderBy('first_seen_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => Object.assign(toArticle(row), { reading: toReading(row) }));
    },

    listGrouped: (since) =>
      listInOrder(all().where('state', '=', 'grouped').where('first_seen_at', '>=', since)),

    listOfStory: (storyId) => listInOrder(all().where('story_id', '=', storyId)),

    listTold: (storyIds) => listTold(context, storyIds),

    async findByUrl(url) {
      const row = await all().where('url', '=', url).orderBy('first_seen_at', 'desc').executeTakeFirst();
      return row ? toArticle(row) : null;
    },

    async setAside(articleId, reason) {
      await inRepeatableTransaction(context, (tx) =>
        tx
          .updateTable('articles')
          .set({
            state: 'set-aside',
            set_aside_reason: reason,
            feed_text: '',
            reading_json: null,
            ...NO_CLAIM,
          })
          .where('id', '=', articleId)
          .execute(),
      );
    },
  };
}

/** Texts are the bulk of a story, so they are read only of what has no reading yet. */
async function listTold({ db }: StoreContext, storyIds: readonly string[]): Promise<ToldArticle[]> {
  if (storyIds.length === 0) return [];
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'url', 'title', 'outlet_domain', 'first_seen_at', 'reading_json'])
    .where('story_id', 'in', storyIds)
    .orderBy('first_seen_at')
    .orderBy('id')
    .execute();
  const told = rows.map((row) => ({ row, reading: toReading(row) }));
  const unread = told.flatMap(({ row, reading }) => (reading ? [] : [row.id]));
  const texts = new Map<string, string>();
  for (const ids of inBatches(unread))
    for (const { id, text } of await db
      .selectFrom('articles')
      .select(['id', 'text'])
      .where('id', 'in', ids)
      .execute())
      texts.set(id, text);
  return told.map(({ row, reading }) => ({
    id: row.id,
    url: row.url,
    title: row.title,
    outletDomain: row.outlet_domain,
    firstSeenAt: row.first_seen_at,
    text: texts.get(row.id) ?? null,
    reading,
  }));
}

type Reading = { articleId: string; token: string; result: ReadingResult };

async function storeReading(tx: Tx, { articleId, token, result }: Reading): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('articles')
    .set({ ...toReadingColumns(result), ...NO_CLAIM })
    .where('id', '=', articleId)
    .where('claim_token', '=', token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What the page did not tell (null) stays as the feed told it. */
function toReadingColumns(result: ReadingResult): Partial<ArticleRow> {
  switch (result.state) {
    case 'read':
      return {
        state: 'read',
        title: result.title,
        text: result.text,
        text_source: result.textSource,
        is_paywall_stub: toFlag(result.isPaywallStub),
        reading_json: toJsonOrNull(result.reading ?? null),
        byline: result.byline,
        feed_text: '',
        ...(result.language !== null && { language: result.language }),
        ...(result.publishedAt !== null && { published_at: result.publishedAt }),
      };
    case 'set-aside':
      return { state: 'set-aside', set_aside_reason: result.reason, feed_text: '' };
    case 'unread':
      return { read_not_before: result.notBefore };
  }
}

/** One article a host, and none of a host that somebody reads from: a slow host would fill every slot. */
async function claimUnread(
  context: StoreContext,
  tx: Tx,
  request: ClaimRequest,
): Promise<Claimed<UnreadArticle>[]> {
  const { now } = request;
  // Found once for all that wait: asked anew for each of them, a backlog of thousands would hold up the whole process.
  const busyHosts = sql`(select busy.host from articles as busy where busy.claimed_by is not null
    and busy.state = 'unread' and busy.host is not null and not ${isFree(context, 'busy', now)})`;
  const firstOfHost = sql<string>`(select id from (
    select articles.id, row_number() over (partition by coalesce(articles.host, articles.id)
      order by articles.first_seen_at, articles.id) as place
    from articles where articles.state = 'unread' and articles.read_not_before <= ${now}
      and ${isFree(context, 'articles', now)}
      and (articles.host is null or articles.host not in ${busyHosts})
  ) as waiting where place = 1)`;
  const unread = await tx
    .selectFrom('articles')
    .selectAll()
    .where('id', 'in', firstOfHost)
    // Asked again of the locked row: another instance may have had it meanwhile.
    .where('state', '=', 'unread')
    .where(isFree(context, 'articles', now))
    .where(isHoldable(context, sql`'host:' || articles.host`, request))
    .orderBy('first_seen_at')
    .orderBy('id')
    .limit(request.limit)
    .$if(context.flavour.locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  const keyOf = ({ host }: ArticleRow) => (host === null ? null : `host:${host}`);
  const held = await takeHolds(
    context,
    tx,
    unread.map(keyOf).filter((key) => key !== null),
    request,
  );
  const rows = unread.filter((row) => {
    const key = keyOf(row);
    // Without an address there is nobody to be gentle with.
    return key === null || held.has(key);
  });
  return claimRows(context, tx, 'articles', rows, {
    request,
    toModel: (row) => ({ ...toArticle(row), feedText: row.feed_text }),
  });
}
