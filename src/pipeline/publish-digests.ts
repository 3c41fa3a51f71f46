import type { Chat } from '../chat/chat.ts';
import type { Clock } from '../clock.ts';
import { chooseAsItHappens, chooseStories } from '../digests/choose-stories.ts';
import { composeDigest, composeSingleStory } from '../digests/compose-digest.ts';
import { reviseMessage } from '../digests/compose-story.ts';
import { coverageOf } from '../digests/coverage.ts';
import { nextSlot } from '../digests/schedule.ts';
import type { Logger } from '../log.ts';
import type { Channel } from '../model/channel.ts';
import type { Digest } from '../model/digest.ts';
import type { Message } from '../model/message.ts';
import type { NewPost, Store } from '../store/store.ts';
import { createRoundStep, type Step } from './step.ts';

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

type Parts = {
  store: Store;
  chatOf: (platform: Channel['platform']) => Chat | null;
  newId: () => string;
  tuning: PublishTuning;
  instanceId: string;
  idleMs: number;
  onPublished: (digest: Digest, channel: Channel) => void;
  clock: Clock;
  log: Logger;
};

/** Channels that are due -> their digests as stored posts, and posts that a story's change has overtaken. */
export function createPublishDigests(parts: Parts): Step {
  const { store, instanceId, clock, log } = parts;
  const startedAt = clock.now();

  async function round(stopping: AbortSignal): Promise<number> {
    let published = await reviseOvertaken(parts);
    for (const channel of await store.channels.listDue(clock.now())) {
      if (stopping.aborted) break;
      if (!parts.chatOf(channel.platform)) continue;
      if (!(await store.instances.hold(`channel:${channel.id}`, instanceId, clock.now()))) continue;
      published += await publishTo(channel).catch((error: unknown) => {
        log.error({ channelId: channel.id, error }, 'digest failed');
        return 0;
      });
    }
    return published;
  }

  async function publishTo(channel: Channel): Promise<number> {
    const now = clock.now();
    if (!channel.hadFirstDigest) return (await isFirstRoundOver(now)) ? publishFirst(parts, channel, now) : 0;
    if (channel.nextDigestAt !== null && channel.nextDigestAt <= now)
      return publishScheduled(parts, channel, now);
    return channel.schedule.asItHappens ? publishAsItHappens(parts, channel, now) : 0;
  }

  /** Every feed was tried and what the first polls found has gone through, or waiting longer helps nobody. */
  async function isFirstRoundOver(now: number): Promise<boolean> {
    if (now - startedAt >= parts.tuning.firstRoundMs) return true;
    const { feeds, articles, stories } = await store.counts(now + parts.tuning.settleMs);
    return (
      feeds.total > 0 && feeds.neverPolled + articles.unread + articles.ungrouped + stories.summaryDue === 0
    );
  }

  return createRoundStep('publish-digests', round, { clock, log, idleMs: parts.idleMs });
}

async function makeDigest(
  { store, newId, tuning }: Parts,
  channel: Channel,
  { kind, since, now }: { kind: 'first' | 'scheduled'; since: number; now: number },
): Promise<Digest & { channelId: string }> {
  // Readiness may come up to a day after a story was first seen: `chooseStories` decides by both.
  const query = {
    since: since - tuning.firstDigestMs,
    languages: channel.languages,
    now,
    limit: tuning.candidates,
  };
  const ready = await store.stories.listReady(query);
  const carried = await store.digests.listCarried(
    channel.id,
    ready.map(({ story }) => story.id),
  );
  const choice = chooseStories({
    ready,
    carried,
    since,
    isFirst: kind === 'first',
    maxStories: channel.maxStories,
  });
  return {
    id: newId(),
    channelId: channel.id,
    kind,
    at: now,
    coversSince: since,
    ...choice,
    articleCount: choice.stories.reduce((sum, { story }) => sum + story.articleCount, 0),
    coverage: coverageOf(await store.feeds.list(), now, tuning.silentFeedMs),
    nextDigestAt: nextSlot(channel.schedule, channel.timeZone, now),
  };
}

async function publishFirst(parts: Parts, channel: Channel, now: number): Promise<number> {
  const digest = await makeDigest(parts, channel, {
    kind: 'first',
    since: now - parts.tuning.firstDigestMs,
    now,
  });
  // With nothing to show yet (no network, say) the channel keeps waiting for its first digest.
  return digest.stories.length === 0 ? 0 : storeDigest(parts, channel, digest, now);
}

async function publishScheduled(parts: Parts, channel: Channel, now: number): Promise<number> {
  const earliest = now - parts.tuning.lookBackMs;
  const since = Math.max(channel.cutOffAt ?? channel.addedAt, earliest);
  return storeDigest(
    parts,
    channel,
    await makeDigest(parts, channel, { kind: 'scheduled', since, now }),
    now,
  );
}

/** A digest with nothing new moves the cut-off and is not posted. */
async function storeDigest(
  parts: Parts,
  channel: Channel,
  digest: Digest & { channelId: string },
  now: number,
): Promise<number> {
  const hasNews = digest.stories.length + digest.updated.length > 0;
  const message = composeDigest(digest, { now, timeZone: channel.timeZone });
  const isStored = await parts.store.digests.store({
    digest,
    posts: hasNews ? cutIntoPosts(parts, channel, message) : [],
    expectedCutOffAt: channel.cutOffAt,
    newCutOffAt: now,
    nextDigestAt: digest.nextDigestAt,
    hadFirstDigest: true,
    now,
  });
  if (isStored && hasNews) parts.onPublished(digest, channel);
  return isStored ? 1 : 0;
}

async function publishAsItHappens(parts: Parts, channel: Channel, now: number): Promise<number> {
  const { store, tuning, newId } = parts;
  const since = Math.max(channel.addedAt, now - tuning.asItHappensMs);
  const ready = (
    await store.stories.listReady({ since, languages: channel.languages, now, limit: tuning.candidates })
  )
    // What an earlier digest left out for lack of weight does not come back by this door.
    .filter(({ summary }) => summary.madeAt >= (channel.cutOffAt ?? 0));
  const carried = await store.digests.listCarried(
    channel.id,
    ready.map(({ story }) => story.id),
  );
  let posted = 0;
  for (const one of chooseAsItHappens({ ready, carried, since })) {
    const digest: Digest & { channelId: string } = {
      id: newId(),
      channelId: channel.id,
      kind: 'as-it-happens',
      at: now,
      coversSince: since,
      stories: [one],
      updated: [],
      leftOut: 0,
      articleCount: one.story.articleCount,
      coverage: coverageOf(await store.feeds.list(), now, tuning.silentFeedMs),
      nextDigestAt: channel.nextDigestAt,
    };
    const isStored = await store.digests.store({
      digest,
      posts: cutIntoPosts(parts, channel, composeSingleStory(one, { now, timeZone: channel.timeZone })),
      expectedCutOffAt: channel.cutOffAt,
      newCutOffAt: channel.cutOffAt ?? now,
      nextDigestAt: channel.nextDigestAt,
      hadFirstDigest: true,
      now,
    });
    if (!isStored) return posted;
    posted += 1;
    parts.onPublished(digest, channel);
  }
  return posted;
}

function cutIntoPosts({ chatOf, newId }: Parts, channel: Channel, message: Message): NewPost[] {
  const parts = chatOf(channel.platform)?.split(message) ?? [message];
  return parts.map((part, index) => ({
    id: newId(),
    part: index + 1,
    message: part,
    storyIds: part.blocks.flatMap((block) => (block.kind === 'story' ? [block.storyId] : [])),
  }));
}

/** A later material version edits the post that carries it. Returns how many posts were revised. */
async function reviseOvertaken({ store, clock, tuning }: Parts): Promise<number> {
  let revised = 0;
  for (const { channelId, carried } of await store.digests.listOutdated(tuning.candidates)) {
    const channel = await store.channels.get(channelId);
    const post = await store.posts.get(carried.postId);
    const ready = channel && (await store.stories.getReady(carried.storyId, channel.languages));
    if (!channel || !post || !ready) continue;
    const reading = { now: clock.now(), timeZone: channel.timeZone };
    const message = reviseMessage(post.message, ready, reading);
    revised += (await store.posts.revise(post.id, {
      message,
      storyId: carried.storyId,
      version: ready.story.version,
    }))
      ? 1
      : 0;
  }
  return revised;
}
