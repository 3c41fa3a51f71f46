import { type RawBuilder, sql } from 'kysely';
import type { StoreContext } from './engine/store-context.ts';
import type { StoreCounts } from './store.ts';

function countOf(condition: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`count(case when ${condition} then 1 end)`;
}

/** What `status` shows, as of `now`. */
export async function countRows({ db }: Pick<StoreContext, 'db'>, now: number): Promise<StoreCounts> {
  const feeds = db
    .selectFrom('feeds')
    .select([
      sql<number>`count(*)`.as('total'),
      countOf(sql`last_checked_at is not null and failure_json is null`).as('working'),
      countOf(sql`failure_json is not null`).as('failing'),
      countOf(sql`last_checked_at is null and failure_json is null`).as('neverPolled'),
    ])
    .where('state', '=', 'active');
  const articles = db
    .selectFrom('articles')
    .select([
      sql<number>`count(*)`.as('total'),
      countOf(sql`state = 'unread'`).as('unread'),
      countOf(sql`state = 'read'`).as('ungrouped'),
      countOf(sql`state = 'set-aside'`).as('setAside'),
    ]);
  const stories = db
    .selectFrom('stories')
    .select([
      sql<number>`count(*)`.as('open'),
      countOf(sql`exists (select 1 from summaries where summaries.story_id = stories.id
        and summaries.version = stories.version)`).as('ready'),
      countOf(sql`summary_due_at <= ${now}`).as('summaryDue'),
    ])
    .where('state', '=', 'open');
  return {
    feeds: await feeds.executeTakeFirstOrThrow(),
    articles: await articles.executeTakeFirstOrThrow(),
    stories: await stories.executeTakeFirstOrThrow(),
  };
}
