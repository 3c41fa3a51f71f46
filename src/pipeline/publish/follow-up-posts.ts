import { WITHDRAWAL_SETTLE_MS } from '../../../config/follow-up-tuning.ts';
import {
  composeWithdrawnReply,
  withdrawFrom,
  composeReply,
  retellMakers,
  reviseMessage,
} from '../../digests/compose/compose-follow-up.ts';
import type { Message } from '../../model/message.ts';
import type { PublishParts } from './store-digest.ts';
import { isDeepStrictEqual } from 'node:util';
import { isImportantChange } from '../../digests/choose/judge-alert.ts';
import type { Channel } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { Post } from '../../model/post.ts';
import type { CarriedStory, Store } from '../../store/store.ts';

/** What was posted and is no longer so -> edits, and replies in the threads. Returns how many posts were revised. */
export async function followUpPosts(parts: PublishParts): Promise<number> {
  return (await showWithdrawals(parts)) + (await reviseOvertaken(parts));
}

/** Withdrawn stories -> their posts say so in every channel of the workspace or server. */
async function showWithdrawals(parts: PublishParts): Promise<number> {
  const { store, clock, tuning, newId } = parts;
  let revised = 0;
  for (const entry of await store.withdrawals.listOpen(tuning.candidates)) {
    const now = clock.now();
    for (const postId of entry.postIds) {
      const post = await store.posts.get(postId);
      if (!post) continue;
      const names = await namesWithin(store, post, entry.storyId);
      const message = withdrawFrom(post.message, (id) => names.has(id));
      if (message === post.message) continue;
      const headline = headlineOf(post.message, names);
      const reply = { id: newId(), part: 1, message: composeWithdrawnReply(headline), storyIds: [] };
      revised += (await store.posts.revise(postId, {
        message,
        storyId: entry.storyId,
        version: null,
        // A reply stands in the thread that would be told.
        reply: post.replyTo === null ? { post: reply, isSpare: true, now } : null,
      }))
        ? 1
        : 0;
    }
    if (now - entry.at >= WITHDRAWAL_SETTLE_MS) await store.withdrawals.markDone(entry, entry.storyId, now);
  }
  return revised;
}

function headlineOf({ blocks }: Message, names: ReadonlySet<string>): string {
  for (const block of blocks) if (block.kind === 'story' && names.has(block.storyId)) return block.headline;
  return 'a story of this digest';
}

const PARTS_LOOKED_AT = 50;

/**
 * A later material version edits the post that carries it; so does a better summary of the version that it shows, silently.
 * With a model a later version waits a little for its summary. An important change is told in the post's thread too, and any
 * other one where the edit is refused. Returns how many posts were revised.
 */
async function reviseOvertaken(parts: PublishParts): Promise<number> {
  const { store, tuning, wanted, log } = parts;
  let revised = 0;
  for (const { channelId, carried, newestEdition } of await store.digests.listOutdated(tuning.candidates)) {
    const channel = await store.channels.get(channelId);
    const post = await store.posts.get(carried.postId);
    const ready = channel && (await store.stories.getReady(carried.storyId, channel.languages));
    if (!channel || !post || !ready) continue;
    const hasMoved = ready.story.version > carried.version;
    if (hasMoved && (await wanted?.isAwaited(channel, [ready], null))) continue;
    const change = { carried, ready, hasMoved, edition: hasMoved ? ready.summary.edition : newestEdition };
    const isRevised = await revise(parts, channel, post, change).catch((error: unknown) => {
      log.error({ channelId, postId: post.id, error }, 'post could not be revised');
      return false;
    });
    revised += isRevised ? 1 : 0;
  }
  return revised;
}

async function revise(
  parts: PublishParts,
  channel: Channel,
  post: Post,
  change: { carried: CarriedStory; ready: ReadyStory; hasMoved: boolean; edition: number },
): Promise<boolean> {
  const { store, clock } = parts;
  const { carried, ready, hasMoved, edition } = change;
  const makers = await listMakers({ store }, channel, post);
  const reading = { now: clock.now(), timeZone: channel.timeZone };
  const names = await namesWithin(store, post, carried.storyId);
  const message = retellMakers(reviseMessage(post.message, ready, { ...reading, hasMoved }, names), makers);
  const isSame = isDeepStrictEqual(message, post.message);
  const shown = { storyId: carried.storyId, version: ready.story.version, edition };
  const isRevised = await store.posts.revise(post.id, {
    message: isSame ? null : message,
    ...shown,
    reply: hasMoved ? await replyOf(parts, channel, ready) : null,
  });
  // The line that says how the stories were summarised may stand in a later part of the digest.
  for (const part of await listOtherParts({ store }, post)) {
    const told = retellMakers(part.message, makers);
    if (!isDeepStrictEqual(told, part.message))
      await store.posts.revise(part.id, { message: told, ...shown });
  }
  return isRevised && !isSame;
}

async function replyOf({ store, clock, newId }: PublishParts, channel: Channel, ready: ReadyStory) {
  const now = clock.now();
  const [told] = await store.alerts.listTold(channel.id, [ready.story.id]);
  const isImportant = isImportantChange(ready, {
    marks: await store.marks.listOf(channel.id),
    toldImportance: told?.importance ?? ready.story.importance.score,
  });
  const message = composeReply(ready, { now, timeZone: channel.timeZone });
  const post = { id: newId(), part: 1, message, storyIds: [ready.story.id] };
  return { post, isSpare: !isImportant, now };
}

/** How each story of the post's digest is summarised now. */
async function listMakers({ store }: Pick<PublishParts, 'store'>, channel: Channel, post: Post) {
  const digest = post.digestId === null ? null : await store.digests.get(post.digestId);
  const ready = await Promise.all(
    (digest?.stories ?? []).map(({ story }) => store.stories.getReady(story.id, channel.languages)),
  );
  return (digest?.stories ?? []).map(({ summary }, at) => ready[at]?.summary.madeBy ?? summary.madeBy);
}

async function listOtherParts({ store }: Pick<PublishParts, 'store'>, post: Post): Promise<Post[]> {
  if (post.digestId === null) return [];
  const sent = await store.posts.listSent(post.channelId, PARTS_LOOKED_AT);
  return sent.filter((one) => one.digestId === post.digestId && one.id !== post.id);
}

/** The ids by which a story stands in a post: its own, and those of stories that were merged into it since. */
async function namesWithin(
  { stories }: Pick<Store, 'stories'>,
  post: Post,
  storyId: string,
): Promise<Set<string>> {
  const names = new Set([storyId]);
  for (const id of post.storyIds)
    if (id !== storyId && (await stories.get(id))?.id === storyId) names.add(id);
  return names;
}
