import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Digest } from '../../model/digest.ts';
import type { StoryVersion } from '../../model/story.ts';
import type { ArchiveStore, DigestFeedStore } from '../store.ts';
import { foldText } from '../../language/cut-words.ts';
import { toArticle, toPost, toStory } from '../map-rows.ts';
import type { StoreContext } from '../engine/store-context.ts';
import type { Tables } from '../engine/tables.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Asks that a column of folded text holds every word. */
function holding<DB extends Tables, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  column: 'search_text' | 'title',
  words: readonly string[],
): SelectQueryBuilder<DB, TB, O> {
  return words.map(foldText).reduce((narrowed, word) => {
    const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    return narrowed.where(sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`);
  }, query);
}

export function createArchiveStore({ db }: StoreContext): ArchiveStore {
  return { ...readPast(db), ...findByWords(db), ...countPast(db) };
}

type Db = Kysely<Tables>;

function readPast(db: Db): Pick<ArchiveStore, 'versionsOf' | 'listDigests' | 'postsOf'> {
  return {
    async versionsOf(storyId) {
      const rows = await db
        .selectFrom('story_versions')
        .selectAll()
        .where('story_id', '=', storyId)
        .orderBy('version')
        .execute();
      return rows.map(({ version, at, kind, line, title, url }) => ({
        version,
        at,
        kind: kind as StoryVersion['kind'],
        line,
        title,
        url,
      }));
    },

    async listDigests({ channelId, before, limit }) {
      const rows = await db
        .selectFrom('digests')
        .select('digest_json')
        .where('channel_id', '=', channelId)
        .where('at', '<', before)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => JSON.parse(row.digest_json) as Digest);
    },

    async postsOf(digestId) {
      const rows = await db
        .selectFrom('posts')
        .selectAll()
        .where('digest_id', '=', digestId)
        .orderBy('part')
        .execute();
      return rows.map(toPost);
    },
  };
}

function findByWords(db: Db): Pick<ArchiveStore, 'findStories' | 'findLooseArticles' | 'articleOfKey'> {
  return {
    async findStories({ words, since, limit }) {
      const rows = await holding(db.selectFrom('stories').selectAll(), 'search_text', words)
        .where('last_article_at', '>=', since)
        .where('state', '!=', 'merged')
        .orderBy('last_article_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toStory);
    },

    async findLooseArticles({ words, since, limit }) {
      const rows = await holding(db.selectFrom('articles').selectAll(), 'title', words)
        .where('state', 'in', ['set-aside', 'unread', 'read'])
        .where('first_seen_at', '>=', since)
        .orderBy('first_seen_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toArticle);
    },

    async articleOfKey(key) {
      const row = await db
        .selectFrom('article_keys')
        .innerJoin('articles', 'articles.id', 'article_keys.article_id')
        .selectAll('articles')
        .where('article_keys.key', '=', key)
        .executeTakeFirst();
      return row ? toArticle(row) : null;
    },
  };
}

function countPast(db: Db): Pick<ArchiveStore, 'countByDay' | 'spendByHour'> {
  return {
    async countByDay(now, days) {
      // Whole days before now: `/` of two integers drops the rest in both databases.
      const daysAgo = sql<number>`(${sql.lit(now)} - first_seen_at) / ${sql.lit(DAY_MS)}`;
      const rows = await db
        .selectFrom('articles')
        .select(['feed_id', daysAgo.as('days_ago')])
        .select(({ fn }) => fn.countAll().as('count'))
        .where('first_seen_at', '>', now - days * DAY_MS)
        .where('first_seen_at', '<=', now)
        .groupBy(['feed_id', daysAgo])
        .execute();
      const counts = new Map<string, number[]>();
      for (const row of rows) {
        const ofFeed = counts.get(row.feed_id) ?? Array.from({ length: days }, () => 0);
        ofFeed[days - 1 - row.days_ago] = Number(row.count);
        counts.set(row.feed_id, ofFeed);
      }
      return counts;
    },

    async spendByHour(since) {
      const hour = sql<number>`at / ${sql.lit(HOUR_MS)}`;
      const rows = await db
        .selectFrom('model_usage')
        .select(hour.as('hour'))
        .select(({ fn }) => [fn.sum('cost_usd').as('cost'), fn.countAll().as('all')])
        .select(({ fn }) => [fn.sum('tokens_in').as('tokensIn'), fn.sum('tokens_out').as('tokensOut')])
        .select(({ fn }) => fn.sum('is_cached').as('hits'))
        .where('at', '>=', since)
        .groupBy(hour)
        .orderBy(hour)
        .execute();
      return rows.map((row) => ({
        hour: row.hour * HOUR_MS,
        costUsd: Number(row.cost),
        calls: Number(row.all) - Number(row.hits),
        cacheHits: Number(row.hits),
        tokensIn: Number(row.tokensIn),
        tokensOut: Number(row.tokensOut),
      }));
    },
  };
}

export function createDigestFeedStore({ db }: StoreContext): DigestFeedStore {
  return {
    async tokenOf(channelId, fresh) {
      await db
        .insertInto('digest_feeds')
        .values({ channel_id: channelId, token: fresh })
        .onConflict((conflict) => conflict.column('channel_id').doNothing())
        .execute();
      const { token } = await db
        .selectFrom('digest_feeds')
        .select('token')
        .where('channel_id', '=', channelId)
        .executeTakeFirstOrThrow();
      return token;
    },

    async replace(channelId, fresh) {
      await db
        .insertInto('digest_feeds')
        .values({ channel_id: channelId, token: fresh })
        .onConflict((conflict) => conflict.column('channel_id').doUpdateSet({ token: fresh }))
        .execute();
    },

    async channelOf(token) {
      const row = await db
        .selectFrom('digest_feeds')
        .select('channel_id')
        .where('token', '=', token)
        .executeTakeFirst();
      return row?.channel_id ?? null;
    },
  };
}
