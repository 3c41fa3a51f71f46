import type { Article, NewsKind, TextSource } from '../model/article.ts';
import {
  type Channel,
  type ChannelWishes,
  NO_WISHES,
  type Platform,
  type Schedule,
} from '../model/channel.ts';
import type { Feed, FeedNotice, FeedSigns } from '../model/feed.ts';
import type { Message } from '../model/message.ts';
import type { Post, PostState } from '../model/post.ts';
import { type ArticleReading, READING_VERSION } from '../model/reading.ts';
import type { Importance, Story, StoryState } from '../model/story.ts';
import type { Summary, SummaryMaker, ThreeBullets } from '../model/summary.ts';
import { NO_DIGEST } from './channels/new-post-row.ts';
import type { ArticleRow, ChannelRow, FeedRow, PostRow, StoryRow, SummaryRow } from './engine/tables.ts';

// Rows to the model's objects. JSON columns and states hold what this program wrote, so they are taken at
// their word; what comes from outside was checked before it was stored.

export function toFeed(row: FeedRow): Feed {
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    folder: row.folder,
    host: row.host,
    state: row.state as Feed['state'],
    addedAt: row.added_at,
    nextCheckAt: row.next_check_at,
    intervalMs: row.interval_ms,
    firstPolledAt: row.first_polled_at,
    lastCheckedAt: row.last_checked_at,
    lastSuccessAt: row.last_success_at,
    etag: row.etag,
    lastModified: row.last_modified,
    bodyHash: row.body_hash,
    failureCount: row.failure_count,
    failure: parseOrNull(row.failure_json) as Feed['failure'],
    movedTo: parseOrNull(row.moved_to_json) as Feed['movedTo'],
    recentPublishedAt: JSON.parse(row.recent_published_json) as number[],
    notice: toNotice(row),
  };
}

type SignColumns = 'state' | 'folder' | 'added_at' | 'last_success_at' | 'failure_json';

export function toSigns(row: Pick<FeedRow, SignColumns>): FeedSigns {
  return {
    state: row.state as Feed['state'],
    folder: row.folder,
    addedAt: row.added_at,
    lastSuccessAt: row.last_success_at,
    failure: parseOrNull(row.failure_json) as Feed['failure'],
  };
}

/** Most feeds have none: asked of thousands of rows it is worth not parsing that. */
function parseOrNull(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

export function toNotice({ notice_kind, notice_at }: Pick<FeedRow, 'notice_kind' | 'notice_at'>) {
  return notice_kind === null ? null : { kind: notice_kind as FeedNotice['kind'], at: notice_at ?? 0 };
}

export function toArticle(row: ArticleRow): Article {
  return {
    id: row.id,
    feedId: row.feed_id,
    url: row.url,
    title: row.title,
    teaser: row.teaser,
    text: row.text,
    textSource: row.text_source as TextSource | null,
    isPaywallStub: row.is_paywall_stub === 1,
    byline: row.byline,
    language: row.language,
    outletDomain: row.outlet_domain,
    outletName: row.outlet_name,
    publishedAt: row.published_at,
    firstSeenAt: row.first_seen_at,
    isQuiet: row.is_quiet === 1,
    state: row.state as Article['state'],
    setAsideReason: row.set_aside_reason,
    storyId: row.story_id,
  };
}

/** What was read by another version of the program says other things: it is read anew. */
export function toReading({ reading_json }: Pick<ArticleRow, 'reading_json'>): ArticleReading | null {
  const reading = parseOrNull(reading_json) as ArticleReading | null;
  return reading?.v === READING_VERSION ? reading : null;
}

export function toStory(row: StoryRow): Story {
  return {
    id: row.id,
    version: row.version,
    state: row.state as StoryState,
    stateReason: row.state_reason,
    mergedInto: row.merged_into,
    title: row.title,
    firstSeenAt: row.first_seen_at,
    newAt: row.new_at,
    changedAt: row.changed_at,
    lastArticleAt: row.last_article_at,
    isQuiet: row.is_quiet === 1,
    kind: row.kind as NewsKind,
    regions: JSON.parse(row.regions_json) as string[],
    topics: JSON.parse(row.topics_json) as string[],
    publisherFamilies: JSON.parse(row.publisher_families_json) as string[],
    outletNames: JSON.parse(row.outlet_names_json) as string[],
    url: row.url,
    articleCount: row.article_count,
    importance: {
      score: row.importance,
      parts: JSON.parse(row.importance_parts_json) as Importance['parts'],
    },
    change: parseOrNull(row.change_json) as Story['change'],
    ...(row.dispute !== null && { dispute: row.dispute }),
  };
}

export function toSummary(row: SummaryRow): Summary {
  return {
    storyId: row.story_id,
    version: row.version,
    language: row.language,
    headline: row.headline,
    bullets: JSON.parse(row.bullets_json) as ThreeBullets,
    madeBy: JSON.parse(row.made_by_json) as SummaryMaker,
    madeAt: row.made_at,
    edition: row.edition,
  };
}

export function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    platform: row.platform as Platform,
    workspaceId: row.workspace_id,
    channelId: row.channel_id,
    name: row.name,
    state: row.state as Channel['state'],
    stateReason: row.state_reason,
    schedule: JSON.parse(row.schedule_json) as Schedule,
    timeZone: row.time_zone,
    languages: JSON.parse(row.languages_json) as string[],
    maxStories: row.max_stories,
    wishes: { ...NO_WISHES, ...(JSON.parse(row.wishes_json) as Partial<ChannelWishes>) },
    revision: row.revision,
    addedAt: row.added_at,
    hadFirstDigest: row.had_first_digest === 1,
    cutOffAt: row.cut_off_at,
    nextDigestAt: row.next_digest_at,
  };
}

export function toPost(row: PostRow): Post {
  return {
    id: row.id,
    channelId: row.channel_id,
    digestId: row.digest_id === NO_DIGEST ? null : row.digest_id,
    part: row.part,
    message: JSON.parse(row.message_json) as Message,
    storyIds: JSON.parse(row.story_ids_json) as string[],
    replyTo: row.reply_to,
    state: row.state as PostState,
    stateReason: row.state_reason,
    externalId: row.external_id,
    createdAt: row.created_at,
    attemptedAt: row.attempted_at,
    attempts: row.attempts,
    notBefore: row.not_before,
    sentAt: row.sent_at,
  };
}

export function toFlag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

export function toJsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
