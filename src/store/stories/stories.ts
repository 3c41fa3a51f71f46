import { sql } from 'kysely';
import type { Story } from '../../model/story.ts';
import { claimRows, isFree, NO_CLAIM } from '../engine/claims.ts';
import { foldText } from '../../language/cut-words.ts';
import { toStory, toFlag, toJsonOrNull } from '../map-rows.ts';
import { getReady, listReady } from './ready-stories.ts';
import { didYouMean, searchReady } from '../search/search-stories.ts';
import { inRepeatableTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { Claimed, ClaimRequest, StoryStore, Grouping } from '../store.ts';
import { moveHeldAlerts } from '../channels/alerts.ts';
import type { StoryVersionRow, ChannelStoryRow, StoryRow } from '../engine/tables.ts';
import { moveMarks } from '../channels/marks.ts';
import { noteNewestVersions } from './newest-versions.ts';

/** Written out, not a parameter: only then do the partial indices serve a query. */
const OPEN = sql.lit('open');

export function createStoryStore(context: StoreContext): StoryStore {
  const { db } = context;
  const find = (id: string) => db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst();
  return {
    storeGrouping: (grouping) => inRepeatableTransaction(context, (tx) => storeGrouping(tx, grouping)),

    async get(id) {
      const row = await find(id);
      // One step is enough: merging turns older aliases to the story that survives.
      const survivor = row?.merged_into ? await find(row.merged_into) : row;
      return survivor ? toStory(survivor) : null;
    },

    claimSummaryDue: (request) =>
      inRepeatableTransaction(context, (tx) => claimSummaryDue(context, tx, request)),

    listReady: (query) => listReady(db, query),

    async listUntold({ since, now, limit }) {
      const rows = await db
        .selectFrom('stories')
        .selectAll()
        .where('state', 'in', ['open', 'dropped'])
        .where('has_summary', '=', sql.lit(0))
        .where('state_reason', 'is not', null)
        .where('new_at', '>=', since)
        .where('new_at', '<=', now)
        .orderBy('importance', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toStory);
    },

    async dropUnready(firstSeenBefore, reason) {
      const { numUpdatedRows } = await db
        .updateTable('stories')
        .set({ state: 'dropped', state_reason: reason, summary_due_at: null, ...NO_CLAIM })
        .where('state', '=', OPEN)
        .where('has_summary', '=', sql.lit(0))
        .where('first_seen_at', '<', firstSeenBefore)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    getReady: (id, languages) => getReady(db, id, languages),

    search: (query) => searchReady(context, query),

    didYouMean: (query) => didYouMean(context, query),
  };
}

async function claimSummaryDue(
  context: StoreContext,
  tx: Tx,
  request: ClaimRequest,
): Promise<Claimed<Story>[]> {
  const due = await tx
    .selectFrom('stories')
    .selectAll()
    .where('state', '=', OPEN)
    .where('summary_due_at', '<=', request.now)
    .where(isFree(context, 'stories', request.now))
    .orderBy('summary_due_at')
    .orderBy('id')
    .limit(request.limit)
    .$if(context.flavour.locksRows, (query) => query.forUpdate().skipLocked())
    .execute();
  const claimed = await claimRows(context, tx, 'stories', due, { request, toModel: toStory });
  const ids = due.map((row) => row.id);
  if (ids.length > 0)
    await tx
      .updateTable('stories')
      .set({ claimed_round: sql.ref('summary_round') })
      .where('id', 'in', ids)
      .execute();
  return claimed;
}

/** An article's place, its story as it is now, and the stories it bridged: whole or not at all. */
async function storeGrouping(tx: Tx, grouping: Grouping): Promise<void> {
  const { articleId, story, mergedIds, summaryDueAt, readings = [] } = grouping;
  const before = await tx.selectFrom('stories').selectAll().where('id', '=', story.id).executeTakeFirst();
  const summary = {
    summary_due_at: summaryDueAt === null ? (before?.summary_due_at ?? null) : earliest(before, summaryDueAt),
    summary_round: (before?.summary_round ?? 0) + (summaryDueAt === null ? 0 : 1),
  };
  // A manager's word stands, whatever the grouping in hand remembers of the story.
  const state =
    before?.state === 'withdrawn' ? { state: before.state, state_reason: before.state_reason } : {};
  const row = { ...toStoryColumns(story), ...state, ...summary };
  await tx
    .insertInto('stories')
    .values({ id: story.id, claimed_round: 0, has_summary: 0, ...NO_CLAIM, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (before?.version !== story.version)
    await tx
      .insertInto('story_versions')
      .values(toVersionRow(story))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (articleId !== null)
    await tx
      .updateTable('articles')
      .set({ state: 'grouped', story_id: story.id })
      .where('id', '=', articleId)
      .execute();

  for (const { articleId: readId, reading } of readings)
    await tx
      .updateTable('articles')
      .set({ reading_json: JSON.stringify(reading) })
      .where('id', '=', readId)
      .execute();
  const merged = mergedIds.filter((id) => id !== story.id);
  if (merged.length === 0) return;
  await mergeStories(tx, merged, story.id);
  await moveHeldAlerts(tx, merged, story.id);
  await moveCarried(tx, merged, story.id, before?.version ?? story.version);
  await moveMarks(tx, merged, story.id);
}

/**
 * A summary that is due stays due at the earlier instant. During work on one, the new request counts alone:
 * the earlier one is being answered.
 */
function earliest(before: StoryRow | undefined, summaryDueAt: number): number {
  if (!before || before.summary_due_at === null || before.claim_token !== null) return summaryDueAt;
  return Math.min(before.summary_due_at, summaryDueAt);
}

async function mergeStories(tx: Tx, merged: readonly string[], survivorId: string): Promise<void> {
  await tx.updateTable('articles').set({ story_id: survivorId }).where('story_id', 'in', merged).execute();
  await tx
    .updateTable('stories')
    .set({ state: 'merged', merged_into: survivorId, summary_due_at: null, ...NO_CLAIM })
    // Older aliases too, so that an alias always names a story that is none.
    .where((eb) => eb.or([eb('id', 'in', merged), eb('merged_into', 'in', merged)]))
    .execute();
}

/**
 * Channels that carry a merged story carry the survivor from now on, in the post that came first.
 * That post counts as showing the survivor as it was before (`shownVersion`): if the merging changed it
 * materially, the post is outdated.
 */
async function moveCarried(
  tx: Tx,
  merged: readonly string[],
  survivorId: string,
  shownVersion: number,
): Promise<void> {
  const rows = await tx
    .selectFrom('channel_stories')
    .selectAll()
    .where('story_id', 'in', [...merged, survivorId])
    .orderBy('first_posted_at')
    .orderBy('post_id')
    .execute();
  const first = new Map<string, ChannelStoryRow>();
  for (const row of rows) if (!first.has(row.channel_id)) first.set(row.channel_id, row);
  await tx
    .deleteFrom('channel_stories')
    .where('story_id', 'in', [...merged, survivorId])
    .execute();
  for (const row of first.values()) {
    const version = row.story_id === survivorId ? row.version : shownVersion;
    await tx
      .insertInto('channel_stories')
      .values({
        ...row,
        story_id: survivorId,
        version,
        ...toldIn(rows, row.channel_id, { survivorId, shownVersion }),
      })
      .execute();
  }
  await noteNewestVersions(tx, [survivorId]);
}

/** What a channel was told of one of the merged stories it was told of the survivor; the weightiest counts. */
function toldIn(
  rows: readonly ChannelStoryRow[],
  channelId: string,
  { survivorId, shownVersion }: { survivorId: string; shownVersion: number },
) {
  const own = rows.filter((row) => row.channel_id === channelId);
  return {
    told_version: Math.max(
      ...own.map((row) => (row.story_id === survivorId ? row.told_version : shownVersion)),
    ),
    told_importance: Math.max(...own.map((row) => row.told_importance)),
  };
}

function toVersionRow({ id, version, title, url, change, firstSeenAt }: Story): StoryVersionRow {
  const place = { story_id: id, version, title, url };
  return change
    ? { ...place, at: change.at, kind: change.kind, line: change.line }
    : { ...place, at: firstSeenAt, kind: 'first', line: null };
}

function toStoryColumns(
  story: Story,
): Omit<
  StoryRow,
  'id' | 'summary_due_at' | 'summary_round' | 'claimed_round' | 'has_summary' | keyof typeof NO_CLAIM
> {
  return {
    version: story.version,
    state: story.state,
    state_reason: story.stateReason,
    merged_into: story.mergedInto,
    title: story.title,
    search_text: foldText(story.title),
    first_seen_at: story.firstSeenAt,
    new_at: story.newAt,
    changed_at: story.changedAt,
    last_article_at: story.lastArticleAt,
    is_quiet: toFlag(story.isQuiet),
    kind: story.kind,
    regions_json: JSON.stringify(story.regions),
    topics_json: JSON.stringify(story.topics),
    publisher_families_json: JSON.stringify(story.publisherFamilies),
    outlet_names_json: JSON.stringify(story.outletNames),
    url: story.url,
    article_count: story.articleCount,
    importance: story.importance.score,
    importance_parts_json: JSON.stringify(story.importance.parts),
    change_json: toJsonOrNull(story.change),
    dispute: story.dispute ?? null,
  };
}
