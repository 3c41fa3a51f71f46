import { alertsTuning } from '../../../config/alerts-tuning.ts';
import { judgeAlert } from '../../digests/choose/judge-alert.ts';
import { judgeInterest } from '../../channels/judge-interest.ts';
import { isQuietAt } from '../../channels/quiet-hours.ts';
import type { HeldAlert, ToldStory } from '../../model/alert.ts';
import type { Channel } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import { postsLeftToday } from './posts-left-today.ts';
import { openRound, type PublishRound } from './publish-round.ts';
import { isReadyFor } from '../tell/ready-at.ts';
import { createRoundStep, type Step } from '../step.ts';
import { type PublishParts, type ChannelDigest, storeSingle } from './store-digest.ts';
import { composeDigest } from '../../digests/compose/compose-digest.ts';
import { explainAlert } from '../tell/weigh-story.ts';

/**
 * Stories that become important enough for a channel -> stored posts, one a story; in the channel's quiet hours they are
 * held back as rows and posted together when these end. A channel is looked at again when something changed for it.
 */
export function createPublishAlerts(parts: PublishParts): Step {
  const { store, instanceId, clock, log } = parts;
  /** What each channel was last looked at with; only ever saves work. */
  const seen = new Map<string, string>();

  async function round(stopping: AbortSignal): Promise<number> {
    const channels = await store.alerts.listChannels();
    const shared = openRound({ store, now: clock.now(), silentFeedMs: parts.tuning.silentFeedMs });
    let published = 0;
    for (const channel of channels) {
      if (stopping.aborted) break;
      if (!parts.chatOf(channel.platform)) continue;
      const weighty = await listWeighty(parts, channel, shared);
      const isQuiet = isQuietAt(channel.wishes.quietHours, channel.timeZone, shared.now);
      const sight = sightOf(channel, weighty, isQuiet);
      if (seen.get(channel.id) === sight) continue;
      if (!(await store.instances.hold(`channel:${channel.id}`, instanceId, clock.now()))) continue;
      const told = await alertChannel(parts, channel, { weighty, isQuiet, round: shared }).catch(
        (error: unknown) => {
          log.error({ channelId: channel.id, error }, 'alert failed');
          return null;
        },
      );
      if (told !== null) seen.set(channel.id, sight);
      published += told ?? 0;
    }
    return published;
  }

  return createRoundStep('publish-alerts', round, { clock, log, idleMs: parts.idleMs });
}

/** What decides a channel's alerts, in short: while it is the same, so is what there is to do. */
function sightOf({ revision }: Channel, weighty: readonly ReadyStory[], isQuiet: boolean): string {
  const stories = weighty.map(({ story }) => `${story.id} ${story.version} ${story.importance.score}`);
  return [revision, isQuiet, ...stories].join('|');
}

/** Stories that reach the channel's threshold and may be told at once, weightiest first. */
async function listWeighty(
  { tuning }: PublishParts,
  { languages, wishes }: Channel,
  round: PublishRound,
): Promise<readonly ReadyStory[]> {
  const since = round.now - alertsTuning.freshMs;
  const ready = await round.ready({ languages, since, limit: alertsTuning.candidates });
  const threshold = wishes.alertFrom ?? Number.POSITIVE_INFINITY;
  const weighty = ready.filter(
    ({ story }) => story.importance.score >= threshold && story.changedAt >= since,
  );
  return tuning.settleMs > 0 ? weighty : weighty.filter(isReadyFor('alert', round.now));
}

type Sight = { weighty: readonly ReadyStory[]; isQuiet: boolean; round: PublishRound };

/** How many posts the channel gets now; null where it moved meanwhile and is to be looked at again. */
async function alertChannel(
  parts: PublishParts,
  channel: Channel,
  { weighty, isQuiet, round }: Sight,
): Promise<number | null> {
  const { store } = parts;
  const alerts = await judgeAll(parts, channel, { weighty, round });
  if (isQuiet) {
    await store.alerts.hold(channel.id, alerts.map(toTold), round.now);
    return 0;
  }
  const held = await store.alerts.listHeld(channel.id);
  if (alerts.length + held.length === 0) return 0;
  // What goes over the day's budget is left to the next digest.
  const left = await postsLeftToday(store.digests, channel, round.now);
  if (held.length > 0) return left > 0 ? publishHeld(parts, channel, { held, fresh: alerts, round }) : 0;
  let posted = 0;
  for (const alert of alerts.slice(0, left)) {
    if (!(await storeAlert(parts, channel, { alerts: [alert], since: round.now, round }))) return null;
    posted += 1;
  }
  return posted;
}

async function judgeAll(
  { store }: PublishParts,
  channel: Channel,
  { weighty, round }: Pick<Sight, 'weighty' | 'round'>,
): Promise<Alert[]> {
  const wanted = await leaveOutUnwanted(channel, weighty, round);
  const told = await toldOf(store, channel, wanted);
  return wanted.flatMap((ready) => {
    const verdict = judgeAlert({
      story: ready.story,
      threshold: channel.wishes.alertFrom ?? Number.POSITIVE_INFINITY,
      channelSince: channel.addedAt,
      told: told.get(ready.story.id) ?? null,
      now: round.now,
    });
    return verdict.kind === 'none' ? [] : [{ kind: verdict.kind, ready }];
  });
}

/** Without what the channel's filter refuses, what it muted, and what was withdrawn in its workspace. */
async function leaveOutUnwanted(
  channel: Channel,
  ready: readonly ReadyStory[],
  round: PublishRound,
): Promise<readonly ReadyStory[]> {
  if (ready.length === 0) return [];
  const interests = await round.interests(channel);
  return ready.filter((one) => judgeInterest(one, interests).ok);
}

async function toldOf(store: PublishParts['store'], channel: Channel, ready: readonly ReadyStory[]) {
  const ids = ready.map(({ story }) => story.id);
  return new Map((await store.alerts.listTold(channel.id, ids)).map((told) => [told.storyId, told]));
}

/** Everything that quiet hours held back, and what came at this moment, in one. */
async function publishHeld(
  parts: PublishParts,
  channel: Channel,
  { held, fresh, round }: { held: readonly HeldAlert[]; fresh: readonly Alert[]; round: PublishRound },
): Promise<number | null> {
  const { store } = parts;
  const recent = held.filter(({ heldAt }) => heldAt > round.now - alertsTuning.heldMs);
  const awaited = await Promise.all(
    recent.map(({ storyId }) => store.stories.getReady(storyId, channel.languages)),
  );
  const known = awaited.filter((ready) => ready !== null);
  const wanted = await leaveOutUnwanted(channel, known, round);
  const told = await toldOf(store, channel, wanted);
  const all = new Map<string, Alert>(fresh.map((alert) => [alert.ready.story.id, alert]));
  for (const ready of wanted) {
    const before = told.get(ready.story.id);
    // What a digest told meanwhile is gone from the held ones; a version told otherwise is no news any more.
    if (!before) all.set(ready.story.id, { kind: 'alert', ready });
    else if (ready.story.version > before.version) all.set(ready.story.id, { kind: 'more', ready });
  }
  if (all.size > 0) {
    const since = Math.min(round.now, ...recent.map(({ heldAt }) => heldAt));
    const alerts = [...all.values()].toSorted(byWeight);
    if (!(await storeAlert(parts, channel, { alerts, since, round }))) return null;
  }
  await store.alerts.dropHeld(
    channel.id,
    held.map(({ storyId }) => storyId),
  );
  return all.size > 0 ? 1 : 0;
}

const byWeight = (a: Alert, b: Alert): number =>
  b.ready.story.importance.score - a.ready.story.importance.score;

/** A story that a channel is to be told of at once; `more` where it has the story's block already. */
type Alert = { kind: 'alert' | 'more'; ready: ReadyStory };

const toTold = ({ ready: { story } }: Alert): ToldStory => ({
  storyId: story.id,
  version: story.version,
  importance: story.importance.score,
});

/** Stores one post with some alerts. False where the channel moved meanwhile. */
async function storeAlert(
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
    reasons[ready.story.id] = explainAlert(ready.story, await store.articles.listTold([ready.story.id]));
  return reasons;
}
