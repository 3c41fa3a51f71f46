import type { CommandContext } from '../../commands/context.ts';
import { alertsTuning } from '../../config/alerts-tuning.ts';
import {
  CLEAN_UP_CHECK_MS,
  CLEAN_UP_PAUSE_MS,
  CLEAN_UP_ROWS,
  KEEP_LOOSE_POSTS_MS,
  KEEP_MODEL_ANSWERS_MS,
  KEEP_MODEL_USAGE_MS,
  KEEP_STORIES_MS,
  KEEP_TOMBSTONES_MS,
  KEEP_UNUSED_MS,
} from '../../config/clean-up-tuning.ts';
import { UNREACHABLE_CHECK_MS } from '../../config/follow-up-tuning.ts';
import { NOTICE_CHECK_MS } from '../../config/manage-feeds-tuning.ts';
import { INSTANCE_MEMORY_MS } from '../../config/store-tuning.ts';
import {
  ARTICLES_A_ROUND,
  ASKED_LOOK_MS,
  ASKED_WAIT_MS,
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
  LANGUAGES_LOOK_MS,
  MODEL_LEAD_CHECK_MS,
  MODEL_LEAD_MS,
  MODEL_WAIT_MS,
  PAGES_AT_ONCE,
  SEND_ATTEMPTS,
  SEND_RETRY_MS,
  SEND_TIMEOUT_MS,
  SILENT_FEED_MS,
  SOURCES_PER_SUMMARY,
  SUMMARIES_AT_ONCE,
  SUMMARY_RETRY_MS,
  UNREADY_STORY_MS,
} from '../../config/tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { createCleanUp } from '../pipeline/clean-up.ts';
import { createDeliverPosts } from '../pipeline/deliver-posts.ts';
import { createPollFeeds } from '../pipeline/poll-feeds.ts';
import { createNoticeFeeds } from '../pipeline/publish/notice-feeds.ts';
import { createPublishAlerts } from '../pipeline/publish/publish-alerts.ts';
import { createPublishDigests } from '../pipeline/publish/publish-digests.ts';
import type { PublishParts } from '../pipeline/publish/store-digest.ts';
import { createNoticesOf, createWatchChannels } from '../pipeline/publish/watch-channels.ts';
import { createReadArticles } from '../pipeline/read-articles.ts';
import { type Pipeline, createPipeline } from '../pipeline/run-pipeline.ts';
import type { Step } from '../pipeline/step.ts';
import { createGroupStories } from '../pipeline/tell/group-stories.ts';
import { createSummariseStories } from '../pipeline/tell/summarise-stories.ts';
import { createWantAhead } from '../pipeline/tell/want-ahead.ts';
import {
  type WantSummaries,
  createAwaitModel,
  createWantSummaries,
} from '../pipeline/tell/want-summaries.ts';
import { createWriteWanted } from '../pipeline/tell/write-wanted.ts';
import { machineIdentity } from '../store/engine/process-identity.ts';
import type { Store } from '../store/store.ts';
import { createGrouper } from '../stories/grouping/group-articles.ts';
import { judgeRelevance } from '../stories/relevance/judge-relevance.ts';
import type { Reading } from './build-reading.ts';
import type { Summarising } from './build-summariser.ts';
import type { Observer } from './observe-pipeline.ts';
import type { AppOverrides } from './overrides.ts';

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

type Common = { instanceId: string; idleMs: number; clock: Clock; log: Logger };
type ModelParts = Pick<Parts, 'store' | 'summarising' | 'clock'>;

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
  model.push(...buildModelSteps(parts, common, { publishing, wakeNext: () => publish.wake() }));
  const summarise = buildSummarise(parts, common, wakePublishing);
  const group = buildGroup(parts, common, () => summarise.wake());
  const read = createReadArticles({
    ...common,
    articles: store.articles,
    judge: judgeRelevance,
    readArticle: parts.reading.readArticle,
    makeReading: parts.reading.makeReading,
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
  const others = [notice, buildWatch(parts, common), buildCleanUp(parts, common)];
  return createPipeline({
    instance: { id: instanceId, machine: machineIdentity(), pid: process.pid },
    instances: store.instances,
    steps: [poll, read, group, summarise, ...model, alert, publish, deliver, ...others],
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

function buildGroup(
  { store, reading, observer, overrides, newId }: Parts,
  common: Common,
  wakeNext: () => void,
) {
  return createGroupStories({
    ...common,
    store,
    newGrouper: () => createGrouper({ newId }),
    makeReading: reading.makeReading,
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

/** The step that needs no model. */
function buildSummarise({ store, summarising, observer }: Parts, common: Common, wakeNext: () => void): Step {
  return createSummariseStories({
    ...common,
    articles: store.articles,
    stories: store.stories,
    summaries: store.summaries,
    channels: store.channels,
    summariser: summarising.extractive,
    defaultLanguage: DEFAULT_LANGUAGE,
    canTranslate: summarising.model !== null,
    tuning: {
      slots: SUMMARIES_AT_ONCE,
      sourcesPerSummary: SOURCES_PER_SUMMARY,
      languagesMs: LANGUAGES_LOOK_MS,
    },
    onSummarised: (story, result) => {
      observer.onSummarised(story, result);
      wakeNext();
    },
  });
}

/** What asks the model; nothing where there is none. */
function buildWantSummaries(
  { store, summarising, clock }: ModelParts,
  onWanted: () => void,
): WantSummaries | undefined {
  if (!summarising.model) return undefined;
  const tuning = { waitMs: MODEL_WAIT_MS, lookBackMs: DIGEST_LOOK_BACK_MS, languagesMs: LANGUAGES_LOOK_MS };
  return createWantSummaries({ store, tuning, onWanted, clock });
}

/** For whoever asks for a story's summary; null without a model. */
export function buildAwaitModel(parts: ModelParts): CommandContext['awaitModel'] {
  // The step that asks the model looks for new wishes by itself.
  const wanted = buildWantSummaries(parts, () => {});
  if (!wanted) return null;
  const tuning = { waitMs: ASKED_WAIT_MS, lookMs: ASKED_LOOK_MS };
  return createAwaitModel({ wanted, stories: parts.store.stories, tuning, clock: parts.clock });
}

/** The steps of the model: what it is asked for ahead of digests, and its answers. None where there is no model. */
function buildModelSteps(
  { store, summarising, observer, overrides }: Parts,
  common: Common,
  { publishing, wakeNext }: { publishing: PublishParts; wakeNext: () => void },
): Step[] {
  if (!summarising.model) return [];
  const write = createWriteWanted({
    ...common,
    store,
    summariser: summarising.model,
    defaultLanguage: DEFAULT_LANGUAGE,
    tuning: {
      slots: SUMMARIES_AT_ONCE,
      sourcesPerSummary: SOURCES_PER_SUMMARY,
      retryMs: SUMMARY_RETRY_MS,
      freshMs: UNREADY_STORY_MS,
    },
    onSummarised: (story, result) => {
      observer.onSummarised(story, result);
      wakeNext();
    },
  });
  const ahead = createWantAhead(
    { ...publishing, idleMs: overrides.idleMs ?? MODEL_LEAD_CHECK_MS },
    { leadMs: MODEL_LEAD_MS },
  );
  return [write, ahead];
}

/** The step that deletes what has grown old, with its numbers. */
function buildCleanUp({ store, clock, log }: Parts, { instanceId }: Common): Step {
  return createCleanUp({
    store,
    instanceId,
    keepMs: {
      stories: KEEP_STORIES_MS,
      unused: KEEP_UNUSED_MS,
      loosePosts: KEEP_LOOSE_POSTS_MS,
      modelUsage: KEEP_MODEL_USAGE_MS,
      modelAnswers: KEEP_MODEL_ANSWERS_MS,
      tombstones: KEEP_TOMBSTONES_MS,
      instances: INSTANCE_MEMORY_MS,
    },
    rows: CLEAN_UP_ROWS,
    pauseMs: CLEAN_UP_PAUSE_MS,
    idleMs: CLEAN_UP_CHECK_MS,
    clock,
    log,
  });
}
