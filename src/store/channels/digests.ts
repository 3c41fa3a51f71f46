import { sql } from 'kysely';
import type { Digest } from '../../model/digest.ts';
import { dropHeldAlerts, isNewsToTell, noteEscalated } from './alerts.ts';
import { groupCalls } from '../engine/group-calls.ts';
import { toFlag } from '../map-rows.ts';
import { toNewPostRow } from './new-post-row.ts';
import { noteNewestVersions } from '../stories/newest-versions.ts';
import { isAnyWithdrawn, withdrawnThere } from './withdrawals.ts';
import { inTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { CarriedStory, DigestStore } from '../store.ts';
import type { ChannelStoryRow, DigestRow } from '../engine/tables.ts';

type Entry = Parameters<DigestStore['store']>[0];

export function createDigestStore(context: StoreContext): DigestStore {
  const { db } = context;
  return {
    store: storeInGroups(context),

    async get(id) {
      const row = await db.selectFrom('digests').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toDigest(row) : null;
    },

    async listRecent(channelId, limit) {
      const rows = await db
        .selectFrom('digests')
        .selectAll()
        .where('channel_id', '=', channelId)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toDigest);
    },

    async listCarried(channelId, storyIds) {
      if (storyIds.length === 0) return [];
      const rows = await db
        .selectFrom('channel_stories')
        .selectAll()
        .where('channel_id', '=', channelId)
        .where('story_id', 'in', [...storyIds])
        .orderBy('first_posted_at')
        .orderBy('story_id')
        .execute();
      return rows.map(toCarried);
    },

    async listOutdated(limit) {
      const rows = await db
        .selectFrom('channel_stories')
        .innerJoin('stories', 'stories.id', 'channel_stories.story_id')
        .innerJoin('channels', 'channels.id', 'channel_stories.channel_id')
        .innerJoin('posts', 'posts.id', 'channel_stories.post_id')
        .selectAll('channel_stories')
        // As it stands in the partial index that serves it.
        .where(
          sql<boolean>`(newest_version > channel_stories.version
            or (newest_version = channel_stories.version and newest_edition > edition))`,
        )
        .where('stories.state', '=', 'open')
        .where('channels.state', '=', 'active')
        .where(sql<boolean>`not exists ${withdrawnThere}`)
        // A post that never came to be is not edited either.
        .where('posts.state', 'not in', ['refused', 'unknown'])
        .orderBy('channel_stories.first_posted_at')
        .orderBy('channel_stories.story_id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        channelId: row.channel_id,
        carried: toCarried(row),
        newestEdition: row.newest_edition,
      }));
    },
  };
}

const storeInGroups = (context: StoreContext) =>
  groupCalls(
    (work) => inTransaction(context, work),
    (tx, entry: Entry) => storeDigest(context, tx, entry),
  );

async function storeDigest(context: StoreContext, tx: Tx, entry: Entry): Promise<boolean> {
  const { digest, posts, now, escalated = [] } = entry;
  const channel = await tx
    .selectFrom('channels')
    .select(['cut_off_at', 'revision'])
    .where('id', '=', digest.channelId)
    .$if(context.flavour.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!channel || channel.cut_off_at !== entry.expectedCutOffAt) return false;
  if (channel.revision !== (entry.expectedRevision ?? channel.revision)) return false;
  const carried = toCarriedRows(entry);
  if (await isAnyTaken(context, tx, carried)) return false;
  if (await isAnyWithdrawn(tx, digest.channelId, carried)) return false;
  if (!(await isNewsToTell(tx, digest.channelId, escalated))) return false;

  await tx
    .updateTable('channels')
    .set({
      cut_off_at: entry.newCutOffAt,
      next_digest_at: entry.nextDigestAt,
      had_first_digest: toFlag(entry.hadFirstDigest),
    })
    .where('id', '=', digest.channelId)
    .execute();
  await tx
    .insertInto('digests')
    .values({
      id: digest.id,
      channel_id: digest.channelId,
      at: digest.at,
      digest_json: JSON.stringify(digest),
    })
    .execute();
  for (const post of posts)
    await tx
      .insertInto('posts')
      .values(toNewPostRow(post, { channelId: digest.channelId, digestId: digest.id }, now))
      .execute();
  if (carried.length > 0) await tx.insertInto('channel_stories').values(carried).execute();
  await noteEscalated(tx, digest.channelId, escalated);
  await dropHeldAlerts(tx, digest.channelId, toldOf(entry, carried));
  await noteNewestVersions(
    tx,
    carried.map((row) => row.story_id),
    digest.channelId,
  );
  return true;
}

/** Every story that the digest's posts tell of, in whatever form. */
const toldOf = ({ digest, escalated = [] }: Entry, carried: readonly ChannelStoryRow[]): string[] => [
  ...carried.map((row) => row.story_id),
  ...[...digest.updated, ...escalated].map(({ storyId }) => storyId),
];

/** One row for each story that a post carries as a block. */
function toCarriedRows({ digest, posts, now }: Entry): ChannelStoryRow[] {
  const stories = new Map(digest.stories.map((ready) => [ready.story.id, ready]));
  const rows = new Map<string, ChannelStoryRow>();
  for (const post of posts) {
    for (const storyId of post.storyIds) {
      const ready = stories.get(storyId);
      if (!ready || rows.has(storyId)) continue;
      const place = { channel_id: digest.channelId, story_id: storyId, post_id: post.id };
      const { version, importance } = ready.story;
      const { edition } = ready.summary;
      const shown = { version, newest_version: version, edition, newest_edition: edition };
      const told = { told_version: version, told_importance: importance.score };
      rows.set(storyId, { ...place, ...shown, first_posted_at: now, ...told });
    }
  }
  return [...rows.values()];
}

/** Whether the channel has one of the stories, or one was joined into another or withdrawn since it was chosen. */
async function isAnyTaken(
  { flavour }: StoreContext,
  tx: Tx,
  carried: readonly ChannelStoryRow[],
): Promise<boolean> {
  const [first] = carried;
  if (!first) return false;
  const storyIds = carried.map((row) => row.story_id);
  // Locked, so that a summary or a merging stored at this moment comes wholly before or wholly after.
  const states = await tx
    .selectFrom('stories')
    .select('state')
    .where('id', 'in', storyIds)
    .orderBy('id')
    .$if(flavour.locksRows, (query) => query.forShare())
    .execute();
  if (states.some(({ state }) => state === 'merged' || state === 'withdrawn')) return true;
  const had = await tx
    .selectFrom('channel_stories')
    .select('story_id')
    .where('channel_id', '=', first.channel_id)
    .where('story_id', 'in', storyIds)
    .executeTakeFirst();
  return had !== undefined;
}

function toDigest(row: DigestRow): Digest {
  return JSON.parse(row.digest_json) as Digest;
}

function toCarried(row: ChannelStoryRow): CarriedStory {
  return {
    storyId: row.story_id,
    version: row.version,
    postId: row.post_id,
    firstPostedAt: row.first_posted_at,
  };
}
