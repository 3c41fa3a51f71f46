import { AS_IT_HAPPENS_CANDIDATES } from '../../../config/tuning.ts';
import { chooseAsItHappens } from '../../digests/choose/choose-stories.ts';
import { composeSingleStory } from '../../digests/compose/compose-digest.ts';
import { startOfLocal } from '../../clock.ts';
import { isQuietAt, quietEndedAt } from '../../channels/quiet-hours.ts';
import type { Channel } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import { makeDigest } from './make-digest.ts';
import { postsLeftToday } from './posts-left-today.ts';
import type { PublishRound } from './publish-round.ts';
import { type ChannelDigest, type PublishParts, storeDigest, storeSingle } from './store-digest.ts';
import { waitsForModel } from '../tell/want-summaries.ts';

/**
 * Posts each story by itself that is new since the channel was added. In quiet hours nothing; what these held back comes
 * as one post after them. What goes over the day's budget is left to the next digest. Returns how many were posted.
 */
export async function publishAsItHappens(
  parts: PublishParts,
  channel: Channel,
  round: PublishRound,
): Promise<number> {
  const { wishes, timeZone } = channel;
  if (isQuietAt(wishes.quietHours, timeZone, round.now)) return 0;
  const since = channel.cutOffAt ?? channel.addedAt;
  const quietEnd = quietEndedAt(wishes.quietHours, timeZone, round.now);
  if (quietEnd !== null && since < quietEnd) return publishAfterQuiet(parts, channel, round);

  const waiting = await leaveOutAwaited(parts, channel, round, await chooseWaiting(parts, channel, round));
  if (waiting.length === 0) return 0;
  const left = await postsLeftToday(parts.store.digests, channel, round.now);
  let posted = 0;
  for (const one of waiting.slice(0, left)) {
    if (!(await publishOne(parts, channel, one, round))) break;
    posted += 1;
  }
  return posted;
}

/** What was held back, chosen as a digest is, so that a long night is one post of the weightiest stories. */
async function publishAfterQuiet(
  parts: PublishParts,
  channel: Channel,
  round: PublishRound,
): Promise<number> {
  const since = Math.max(channel.cutOffAt ?? channel.addedAt, round.now - parts.tuning.lookBackMs);
  const make = (asked: Channel) => makeDigest(parts, asked, { kind: 'after-quiet', since, round });
  const digest = await make(channel);
  if (await waitsForModel(parts.wanted, channel, { make, digest, dueAt: null })) return 0;
  return storeDigest(parts, channel, { ...digest, nextDigestAt: channel.nextDigestAt });
}

async function chooseWaiting(
  { store, tuning }: PublishParts,
  channel: Channel,
  round: PublishRound,
): Promise<ReadyStory[]> {
  const since = Math.max(channel.addedAt, round.now - tuning.asItHappensMs);
  const earliestReady = Math.max(
    // What an earlier digest left out for lack of weight does not come back by this door,
    channel.cutOffAt ?? 0,
    // nor what went over yesterday's budget.
    channel.wishes.postsADay === null ? 0 : startOfLocal('day', round.now, channel.timeZone),
  );
  const all = await round.ready({ languages: channel.languages, since, limit: AS_IT_HAPPENS_CANDIDATES });
  const ready = all.filter(({ summary }) => summary.madeAt >= earliestReady);
  const carried = await store.digests.listCarried(
    channel.id,
    ready.map(({ story }) => story.id),
  );
  return chooseAsItHappens({ ready, carried, since, interests: await round.interests(channel) });
}

/** Without what the model is at work on; it is asked too for what it may translate. */
async function leaveOutAwaited(
  parts: PublishParts,
  channel: Channel,
  round: PublishRound,
  waiting: readonly ReadyStory[],
): Promise<readonly ReadyStory[]> {
  const { wanted } = parts;
  if (!wanted) return waiting;
  const wide = await wanted.widen(channel);
  await wanted.ask(channel, wide ? await chooseWaiting(parts, wide, round) : waiting);
  const awaited = await Promise.all(waiting.map((one) => wanted.isAwaited(channel, [one], null)));
  return waiting.filter((_, at) => !awaited[at]);
}

async function publishOne(
  parts: PublishParts,
  channel: Channel,
  one: ReadyStory,
  round: PublishRound,
): Promise<boolean> {
  const digest: ChannelDigest = {
    id: parts.newId(),
    channelId: channel.id,
    kind: 'as-it-happens',
    at: round.now,
    coversSince: channel.cutOffAt ?? channel.addedAt,
    stories: [one],
    updated: [],
    leftOut: 0,
    articleCount: one.story.articleCount,
    coverage: await round.coverage(),
    nextDigestAt: channel.nextDigestAt,
  };
  const message = composeSingleStory(one, { now: round.now, timeZone: channel.timeZone });
  return storeSingle(parts, channel, digest, { message });
}
