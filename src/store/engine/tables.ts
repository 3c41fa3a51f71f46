/** Columns of every table whose rows are worked on. */
type Claimable = {
  claim_token: string | null;
  claimed_by: string | null;
  claimed_at: number | null;
};

export type InstanceRow = { id: string; machine: string; pid: number; started_at: number; beat_at: number };

export type FeedRow = Claimable & {
  id: string;
  url: string;
  title: string;
  folder: string;
  host: string;
  state: string;
  added_at: number;
  next_check_at: number;
  interval_ms: number;
  first_polled_at: number | null;
  last_checked_at: number | null;
  last_success_at: number | null;
  etag: string | null;
  last_modified: string | null;
  body_hash: string | null;
  failure_count: number;
  failure_json: string | null;
  moved_to_json: string | null;
  recent_published_json: string;
  /** What the managers were told last, and when. */
  notice_kind: string | null;
  notice_at: number | null;
};

export type ArticleRow = Claimable & {
  id: string;
  feed_id: string;
  url: string | null;
  /** Host and port of `url`, held by one instance while it reads. */
  host: string | null;
  title: string;
  teaser: string;
  /** Emptied once the article was read. */
  feed_text: string;
  text: string;
  text_source: string | null;
  is_paywall_stub: number;
  byline: string | null;
  language: string | null;
  outlet_domain: string;
  outlet_name: string;
  published_at: number | null;
  first_seen_at: number;
  is_quiet: number;
  state: string;
  set_aside_reason: string | null;
  story_id: string | null;
  read_not_before: number;
  /** What is kept of the text to compare later articles with. */
  reading_json: string | null;
};

export type StoryRow = Claimable & {
  id: string;
  version: number;
  state: string;
  state_reason: string | null;
  merged_into: string | null;
  title: string;
  /** Title without case and accents, for searching. */
  search_text: string;
  first_seen_at: number;
  new_at: number | null;
  changed_at: number;
  last_article_at: number;
  is_quiet: number;
  kind: string;
  regions_json: string;
  topics_json: string;
  publisher_families_json: string;
  outlet_names_json: string;
  url: string | null;
  article_count: number;
  importance: number;
  importance_parts_json: string;
  dispute: string | null;
  change_json: string | null;
  summary_due_at: number | null;
  /** Counts the requests for a summary; with `claimed_round` it tells whether another came during the work. */
  summary_round: number;
  claimed_round: number;
  /** 1 once any version has been summarised: such a story is not dropped. */
  has_summary: number;
};

export type ChannelRow = {
  id: string;
  platform: string;
  workspace_id: string;
  channel_id: string;
  name: string;
  state: string;
  state_reason: string | null;
  schedule_json: string;
  /** Taken from the schedule, for the due query. */
  as_it_happens: number;
  time_zone: string;
  languages_json: string;
  max_stories: number;
  added_at: number;
  had_first_digest: number;
  cut_off_at: number | null;
  next_digest_at: number | null;
  revision: number;
  /** What is missing in it is as in `NO_WISHES`. */
  wishes_json: string;
  /** When managers were last told that it cannot be posted to. */
  unreachable_told_at: number | null;
  /** Taken from the wishes, for the query of channels that want alerts. */
  alert_from: number | null;
};

export type DigestRow = { id: string; channel_id: string; at: number; digest_json: string };

export type PostRow = Claimable & {
  id: string;
  channel_id: string;
  digest_id: string;
  part: number;
  message_json: string;
  story_ids_json: string;
  state: string;
  state_reason: string | null;
  external_id: string | null;
  created_at: number;
  attempted_at: number | null;
  attempts: number;
  not_before: number;
  sent_at: number | null;
  /** 1 where the message was revised after a sender took it: once sent, an edit is due. */
  is_behind: number;
  /** The post in whose thread this one is. */
  reply_to: string | null;
  /** Replies that are sent only if the edit that is due is refused. */
  spare_replies_json: string;
};

export type ChannelStoryRow = {
  channel_id: string;
  story_id: string;
  post_id: string;
  /** The version that the post shows. */
  version: number;
  /** The newest version that is summarised in a language of the channel; the post is outdated where it is later. */
  newest_version: number;
  /** The edition of that version's summary that the post shows, and the newest one of `newest_version`. */
  edition: number;
  newest_edition: number;
  first_posted_at: number;
  /** What the story was when the channel was last told of it by a block or an alert. */
  told_version: number;
  told_importance: number;
};

export type HeldAlertRow = {
  channel_id: string;
  story_id: string;
  version: number;
  importance: number;
  held_at: number;
};

/** `target` is a story's id or words. */
export type StoryMarkRow = {
  channel_id: string;
  target_kind: string;
  target: string;
  kind: string;
  set_by: string;
  at: number;
};

/** `vote` is 1 or -1. */
export type StoryVoteRow = {
  channel_id: string;
  story_id: string;
  asker_id: string;
  vote: number;
  at: number;
};

/** `done_at` is null until the posts that carry the story say so. */
export type WithdrawalRow = {
  platform: string;
  workspace_id: string;
  story_id: string;
  withdrawn_by: string;
  at: number;
  done_at: number | null;
};

export type InstallationRow = {
  platform: string;
  workspace_id: string;
  name: string;
  sealed: string;
  installed_at: number;
};

export type Tables = ArchiveTables & {
  instances: InstanceRow;
  holds: { key: string; instance_id: string; used_at: number };
  deliveries: { interaction_id: string; seen_at: number };
  feeds: FeedRow;
  articles: ArticleRow;
  article_keys: ArticleKeyRow;
  stories: StoryRow;
  summaries: SummaryRow;
  model_usage: ModelUsageRow;
  model_answers: ModelAnswerRow;
  summary_wishes: SummaryWishRow;
  channels: ChannelRow;
  digests: DigestRow;
  posts: PostRow;
  channel_stories: ChannelStoryRow;
  held_alerts: HeldAlertRow;
  story_marks: StoryMarkRow;
  story_votes: StoryVoteRow;
  withdrawals: WithdrawalRow;
  installations: InstallationRow;
  switches: { name: string; set_by: string; at: number };
};

export type ClaimableTable = 'feeds' | 'articles' | 'stories' | 'posts' | 'summary_wishes';

/**
 * Without an article the key is a tombstone: what it named was cleaned up, and is seen, not new.
 * With `SHARED_KEY` in its place the key stood on several articles, and names none.
 */
export type ArticleKeyRow = {
  key: string;
  article_id: string | null;
  /** Of a tombstone: when the article was cleaned up, or a feed was last noted to list it still. */
  buried_at?: number | null;
};
export const SHARED_KEY = '';

/** What a story was at each of its versions. */
export type StoryVersionRow = {
  story_id: string;
  version: number;
  at: number;
  /** `first`, or the kind of the change that made it. */
  kind: string;
  line: string | null;
  title: string;
  url: string | null;
};

type ArchiveTables = {
  story_versions: StoryVersionRow;
  digest_feeds: { channel_id: string; token: string };
};

/** Rows of summaries and of what a model is asked; see `tables.ts`. */

export type SummaryRow = {
  story_id: string;
  version: number;
  language: string;
  headline: string;
  bullets_json: string;
  made_by_json: string;
  /** When the version was summarised first; a better summary of the same version leaves it. */
  made_at: number;
  /** From 1; each better summary of the same version is the next. */
  edition: number;
  /** Headline and bullets without case and accents. */
  search_text: string;
};

type ModelUsageRow = {
  id: string;
  at: number;
  model: string;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number | null;
  /** 1 where a kept answer stood in for a call. */
  is_cached: number;
};

type ModelAnswerRow = { key: string; model: string; answer_json: string; made_at: number };

/** That a model is to summarise a version of a story. */
export type SummaryWishRow = {
  id: string;
  story_id: string;
  language: string;
  version: number;
  wanted_at: number;
  /** Null once it is done or given up. */
  due_at: number | null;
  /** Of this version. */
  attempts: number;
  /** Why the newest attempt brought none. */
  reason: string | null;
  claim_token: string | null;
  claimed_by: string | null;
  claimed_at: number | null;
};
