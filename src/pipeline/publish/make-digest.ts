import { chooseStories } from '../../digests/choose/choose-stories.ts';
import { nextSlot } from '../../channels/parse-schedule.ts';
import type { Channel } from '../../model/channel.ts';
import type { Digest } from '../../model/digest.ts';
import type { Story } from '../../model/story.ts';
import type { PublishRound } from './publish-round.ts';
import type { ChannelDigest, PublishParts } from './store-digest.ts';

/** Chooses what a channel's digest at the round's instant has: nothing is stored. `since`: epoch ms from which things are new. */
export async function makeDigest(
  { store, newId, tuning }: Pick<PublishParts, 'store' | 'newId' | 'tuning'>,
  channel: Channel,
  { kind, since, round }: { kind: Digest['kind']; since: number; round: PublishRound },
): Promise<ChannelDigest> {
  const { now } = round;
  const ready = await round.ready({
    languages: channel.languages,
    // Readiness may come up to a day after a story was first seen: `chooseStories` decides by both.
    since: since - tuning.firstDigestMs,
    limit: tuning.candidates,
  });
  const choice = chooseStories({
    ready,
    interests: await round.interests(channel),
    carried: await store.digests.listCarried(
      channel.id,
      ready.map(({ story }) => story.id),
    ),
    untold: await untoldIn(store, channel, { since: since - tuning.firstDigestMs, round }),
    since,
    kind,
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
    coverage: await round.coverage(),
    nextDigestAt: nextSlot(channel.schedule, channel.timeZone, now),
  };
}

/** Digests back in which a story without bullets may have been named: of a busy channel's day. */
const DIGESTS_BACK = 6;

async function untoldIn(
  store: PublishParts['store'],
  channel: Channel,
  { since, round }: { since: number; round: PublishRound },
): Promise<{ stories: readonly Story[]; named: ReadonlySet<string> }> {
  const stories = await round.untold(since);
  if (stories.length === 0) return { stories, named: new Set() };
  const before = await store.digests.listRecent(channel.id, DIGESTS_BACK);
  const named = before.flatMap(({ alsoReported = [] }) => alsoReported.map(({ storyId }) => storyId));
  return { stories, named: new Set(named) };
}

type Making = { round: PublishRound; parts: Pick<PublishParts, 'store' | 'newId' | 'tuning'> };

/** The digest that a channel's schedule asks for: what came since the one before, as far back as a digest looks. */
export function makeScheduledDigest(channel: Channel, { parts, round }: Making): Promise<ChannelDigest> {
  const since = Math.max(channel.cutOffAt ?? channel.addedAt, round.now - parts.tuning.lookBackMs);
  return makeDigest(parts, channel, { kind: 'scheduled', since, round });
}

/** The digest that a new channel begins with. */
export function makeFirstDigest(channel: Channel, { parts, round }: Making): Promise<ChannelDigest> {
  return makeDigest(parts, channel, { kind: 'first', since: round.now - parts.tuning.firstDigestMs, round });
}
