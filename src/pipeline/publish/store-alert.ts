import { composeDigest } from '../../digests/compose/compose-digest.ts';
import type { ToldStory } from '../../model/alert.ts';
import type { Channel } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { PublishRound } from './publish-round.ts';
import { type ChannelDigest, type PublishParts, storeSingle } from './store-digest.ts';
import { explainAlert } from '../tell/weigh-story.ts';

/** A story that a channel is to be told of at once; `more` where it has the story's block already. */
export type Alert = { kind: 'alert' | 'more'; ready: ReadyStory };

export const toTold = ({ ready: { story } }: Alert): ToldStory => ({
  storyId: story.id,
  version: story.version,
  importance: story.importance.score,
});

/** Stores one post with some alerts. False where the channel moved meanwhile. */
export async function storeAlert(
  parts: PublishParts,
  channel: Channel,
  { alerts, since, round }: { alerts: readonly Alert[]; since: number; round: PublishRound },
): Promise<boolean> {
  const { now } = round;
  const of = (kind: Alert['kind']) => alerts.filter((alert) => alert.kind === kind);
  const stories = of('alert').map(({ ready }) => ready);
  const digest: ChannelDigest = {
    id: parts.newId(),
    channelId: channel.id,
    kind: 'alert',
    at: now,
    coversSince: since,
    stories,
    updated: of('more').map(({ ready: { story, summary } }) => ({
      storyId: story.id,
      headline: summary.headline,
      line: story.change?.line ?? 'it has become weightier',
    })),
    leftOut: 0,
    articleCount: stories.reduce((sum, { story }) => sum + story.articleCount, 0),
    coverage: await round.coverage(),
    nextDigestAt: channel.nextDigestAt,
    reasons: await reasonsOf(parts, alerts),
  };
  const message = composeDigest(digest, { now, timeZone: channel.timeZone });
  return storeSingle(parts, channel, digest, { message, escalated: of('more').map(toTold) });
}

async function reasonsOf({ store }: PublishParts, alerts: readonly Alert[]): Promise<Record<string, string>> {
  const reasons: Record<string, string> = {};
  for (const { ready } of alerts)
    reasons[ready.story.id] = explainAlert(ready.story, await store.articles.listOfStory(ready.story.id));
  return reasons;
}
