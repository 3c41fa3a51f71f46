import {
  ARTICLES_A_ROUND,
  AS_IT_HAPPENS_MS,
  BEAT_MS,
  CHANNELS_AT_ONCE,
  DEFAULT_LANGUAGE,
  DIGEST_CANDIDATES,
  DIGEST_LOOK_BACK_MS,
  FEEDS_AT_ONCE,
  FIRST_DIGEST_MS,
  FIRST_ROUND_MS,
  GROUPING_WINDOW_MS,
  IDLE_MS,
  PAGES_AT_ONCE,
  SEND_ATTEMPTS,
  SEND_RETRY_MS,
  SEND_TIMEOUT_MS,
  SILENT_FEED_MS,
  UNREADY_STORY_MS,
} from '../../config/tuning.ts';
import { alertsTuning } from '../../config/alerts-tuning.ts';
import { NOTICE_CHECK_MS } from '../../config/manage-feeds-tuning.ts';
import { UNREACHABLE_CHECK_MS } from '../../config/follow-up-tuning.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { createDeliverPosts } from '../pipeline/deliver-posts.ts';
import { createGroupStories } from '../pipeline/tell/group-stories.ts';
import { createNoticeFeeds } from '../pipeline/publish/notice-feeds.ts';
import { createPollFeeds } from '../pipeline/poll-feeds.ts';
import { createPublishAlerts } from '../pipeline/publish/publish-alerts.ts';
import { createPublishDigests } from '../pipeline/publish/publish-digests.ts';
import { createReadArticles } from '../pipeline/read-articles.ts';
import { createPipeline, type Pipeline } from '../pipeline/run-pipeline.ts';
import type { PublishParts } from '../pipeline/publish/store-digest.ts';
import type { Step } from '../pipeline/step.ts';
import { createNoticesOf, createWatchChannels } from '../pipeline/publish/watch-channels.ts';
import { machineIdentity } from '../store/engine/process-identity.ts';
import type { Store } from '../store/store.ts';
import { createGrouper } from '../stories/grouping/group-articles.ts';
import { judgeRelevance } from '../stories/relevance/judge-relevance.ts';
import { buildCleanUp } from './build-clean-up.ts';
import type { Reading } from './build-reading.ts';
import type { Summarising } from './build-summariser.ts';
import { buildModelSteps, buildSummarise, buildWantSummaries } from './build-summary-steps.ts';
import type { AppOverrides, Observer } from './overrides.ts';

type Parts = {
  store: Store;
  reading: Reading;
  summarising: Summarising;
  observer: Required<Observer>;
  overrides: AppOverrides;
  chatOf: CommandContext['chatOf'];
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  newId: () => string;
  clock: Clock;
  log: Logger;
};

/** The steps with their numbers; each wakes the one after it, so that nothing waits for an idle wait. */
export function buildPipeline(parts: Parts): Pipeline {
  const { store, overrides, newId, clock, log } = parts;
  const instanceId = newId();
  const common = { instanceId, idleMs: overrides.idleMs ?? IDLE_MS, clock, log };
  const deliver = buildDeliver(parts, common);
  const model: Step[] = [];
  const wanted = buildWantSummaries(parts, () => model.forEach((step) => step.wake()));
  const publishing = { ...publishPartsOf(parts, common, () => deliver.wake()), wanted };
  const publish = createPublishDigests(publishing);
  const alert = createPublishAlerts({
    ...publishing,
    idleMs: overrides.idleMs ?? alertsTuning.checkMs,
  });
  const wakePublishing = () => {
    // First, so that what is urgent is told as such.
    alert.wake();
    publish.wake();
  };
  model.push(
    ...buildModelSteps(parts, common, {
      publishing,
      idleMs: overrides.idleMs,
      wakeNext: () => publish.wake(),
    }),
  );
  const summarise = buildSummarise(parts, common, wakePublishing);
  const group = buildGroup(parts, common, () => summarise.wake());
  const read = createReadArticles({
    ...common,
    articles: store.articles,
    judge: judgeRelevance,
    readArticle: parts.reading.readArticle,
    slots: PAGES_AT_ONCE,
    onRead: (article, result) => {
      parts.observer.onRead(article, result);
      group.wake();
    },
  });
  const notice = buildNotice(parts, common, () => deliver.wake());
  const poll = createPollFeeds({
    ...common,
    feeds: store.feeds,
    pollFeed: parts.reading.pollFeed,
    slots: FEEDS_AT_ONCE,
    onPolled: (polled) => {
      parts.observer.onPolled(polled);
      if (polled.added > 0) read.wake();
      if (isWorthNotice(polled)) notice.wake();
    },
  });
  const others = [notice, buildWatch(parts, common)];
  return createPipeline({
    instance: { id: instanceId, machine: machineIdentity(), pid: process.pid },
    instances: store.instances,
    steps: [
      poll,
      read,
      group,
      summarise,
      ...model,
      alert,
      publish,
      deliver,
      ...others,
      buildCleanUp({ ...parts, instanceId }),
    ],
    beatMs: overrides.beatMs ?? BEAT_MS,
    clock,
    log,
  });
}

function buildNotice(
  { store, chatOf, slackWord, newId }: Parts,
  common: Common,
  onNoticed: () => void,
): Step {
  return createNoticeFeeds({
    ...common,
    store,
    chatOf,
    slackWord,
    newId,
    idleMs: NOTICE_CHECK_MS,
    onNoticed,
  });
}

/** What managers are told at once, or gladly soon: given up by its site, or read again. */
const isWorthNotice = ({ feed, result }: Parameters<Required<Observer>['onPolled']>[0]): boolean =>
  result.feed.state === 'retired' || (feed.notice?.kind === 'failing' && result.feed.failure === null);

type Common = { instanceId: string; idleMs: number; clock: Clock; log: Logger };

function buildGroup({ store, observer, overrides, newId }: Parts, common: Common, wakeNext: () => void) {
  return createGroupStories({
    ...common,
    store,
    newGrouper: () => createGrouper({ newId }),
    language: DEFAULT_LANGUAGE,
    tuning: {
      windowMs: GROUPING_WINDOW_MS,
      batch: ARTICLES_A_ROUND,
      unreadyMs: UNREADY_STORY_MS,
      quietMs: overrides.quietMs ?? null,
    },
    onGrouped: (article, story) => {
      observer.onGrouped(article, story);
      wakeNext();
    },
  });
}

/** What the steps that publish share. */
function publishPartsOf(
  { store, chatOf, observer, overrides, newId }: Parts,
  common: Common,
  wakeNext: () => void,
): PublishParts {
  return {
    ...common,
    store,
    chatOf,
    newId,
    tuning: {
      lookBackMs: DIGEST_LOOK_BACK_MS,
      firstDigestMs: FIRST_DIGEST_MS,
      firstRoundMs: overrides.firstRoundMs ?? FIRST_ROUND_MS,
      settleMs: overrides.quietMs ?? 0,
      asItHappensMs: AS_IT_HAPPENS_MS,
      silentFeedMs: SILENT_FEED_MS,
      candidates: DIGEST_CANDIDATES,
    },
    onPublished: (digest, channel) => {
      observer.onPublished(digest, channel);
      wakeNext();
    },
  };
}

function buildDeliver({ store, chatOf, observer, overrides, newId }: Parts, common: Common) {
  return createDeliverPosts({
    ...common,
    posts: store.posts,
    noticesOf: createNoticesOf({ store, newId }),
    chatOf,
    tuning: {
      slots: CHANNELS_AT_ONCE,
      sendTimeoutMs: overrides.sendTimeoutMs ?? SEND_TIMEOUT_MS,
      retryMs: overrides.retryMs ?? SEND_RETRY_MS,
      maxAttempts: SEND_ATTEMPTS,
    },
    onDelivered: observer.onDelivered,
  });
}

function buildWatch({ store, chatOf, overrides }: Parts, common: Common) {
  const idleMs = overrides.idleMs ?? UNREACHABLE_CHECK_MS;
  return createWatchChannels({ ...common, store, chatOf, idleMs });
}
