import type { Chat } from '../../chat/chat.ts';
import type { Clock } from '../../clock.ts';
import { composeDigest, composeQuietNight } from '../../digests/compose/compose-digest.ts';
import type { Logger } from '../../log.ts';
import type { ToldStory } from '../../model/alert.ts';
import type { Channel } from '../../model/channel.ts';
import type { Digest } from '../../model/digest.ts';
import type { Message } from '../../model/message.ts';
import type { NewPost, Store } from '../../store/store.ts';
import type { WantSummaries } from '../tell/want-summaries.ts';

export type PublishTuning = {
  lookBackMs: number;
  firstDigestMs: number;
  firstRoundMs: number;
  /** Summaries due within this are waited for by a first digest. */
  settleMs: number;
  asItHappensMs: number;
  silentFeedMs: number;
  candidates: number;
};

/** What the publishing steps share. */
export type PublishParts = {
  store: Store;
  chatOf: (platform: Channel['platform']) => Chat | null;
  newId: () => string;
  tuning: PublishTuning;
  instanceId: string;
  idleMs: number;
  /** Not there without a model. */
  wanted?: WantSummaries | undefined;
  onPublished: (digest: Digest, channel: Channel) => void;
  clock: Clock;
  log: Logger;
};

/** A digest as it is stored: it always has a channel. */
export type ChannelDigest = Digest & { channelId: string };

/** A digest with nothing new moves the cut-off and is posted only where the channel wants to be told of quiet nights. */
export async function storeDigest(
  parts: PublishParts,
  channel: Channel,
  digest: ChannelDigest,
): Promise<number> {
  const { at: now } = digest;
  const hasNews = digest.stories.length + digest.updated.length + (digest.alsoReported?.length ?? 0) > 0;
  const isTold = hasNews || (digest.kind === 'scheduled' && channel.wishes.tellsQuietNights);
  const reading = { now, timeZone: channel.timeZone };
  const message = () =>
    hasNews ? composeDigest(digest, reading, channel) : composeQuietNight(digest, reading);
  const isStored = await parts.store.digests.store({
    digest,
    posts: isTold ? cutIntoPosts(parts, channel, message()) : [],
    expectedCutOffAt: channel.cutOffAt,
    expectedRevision: channel.revision,
    newCutOffAt: now,
    nextDigestAt: digest.nextDigestAt,
    hadFirstDigest: true,
    now,
  });
  if (isStored && isTold) await announce(parts, channel, digest);
  return isStored ? 1 : 0;
}

/**
 * Stores a post that comes outside the schedule and leaves the channel's cut-off and schedule as they are. `escalated`:
 * stories that the channel has, of which it tells more. False where the channel moved meanwhile, has one of the digest's
 * stories already, or was told of an escalated one.
 */
export async function storeSingle(
  parts: PublishParts,
  channel: Channel,
  digest: ChannelDigest,
  { message, escalated = [] }: { message: Message; escalated?: readonly ToldStory[] },
): Promise<boolean> {
  const isStored = await parts.store.digests.store({
    digest,
    posts: cutIntoPosts(parts, channel, message),
    expectedCutOffAt: channel.cutOffAt,
    expectedRevision: channel.revision,
    newCutOffAt: channel.cutOffAt ?? digest.at,
    nextDigestAt: channel.nextDigestAt,
    hadFirstDigest: true,
    now: digest.at,
    escalated,
  });
  if (isStored) await announce(parts, channel, digest);
  return isStored;
}

/** What went out without the model's summary is wanted from it still: the post is edited then. */
async function announce(parts: PublishParts, channel: Channel, digest: ChannelDigest): Promise<void> {
  parts.onPublished(digest, channel);
  await parts.wanted?.ask(channel, digest.stories);
}

function cutIntoPosts({ chatOf, newId }: PublishParts, channel: Channel, message: Message): NewPost[] {
  const parts = chatOf(channel.platform)?.split(message) ?? [message];
  return parts.map((part, index) => ({
    id: newId(),
    part: index + 1,
    message: part,
    storyIds: storyIdsOf(part),
  }));
}

/** The stories that a message tells of, as blocks or lines. */
function storyIdsOf({ blocks }: Message): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'story') return [block.storyId];
    return block.kind === 'list' ? (block.storyIds ?? []).filter((id) => id !== null) : [];
  });
}
