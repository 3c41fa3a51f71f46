/**
 * The rows as they are stored, the same in SQLite and PostgreSQL: instants as epoch milliseconds,
 * booleans as 0 or 1, lists and objects as JSON text (columns ending in `_json`), ids as UUIDv7 text.
 */

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
};

/** Without an article the key is a tombstone: what it named was cleaned up, and is seen, not new. */
export type ArticleKeyRow = { key: string; article_id: string | null };

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
  change_json: string | null;
  summary_due_at: number | null;
  /** Counts the requests for a summary; with `claimed_round` it tells whether another came during the work. */
  summary_round: number;
  claimed_round: number;
  /** 1 once any version has been summarised: such a story is not dropped. */
  has_summary: number;
};

export type SummaryRow = {
  story_id: string;
  version: number;
  language: string;
  headline: string;
  bullets_json: string;
  made_by_json: string;
  made_at: number;
  /** Headline and bullets without case and accents. */
  search_text: string;
};

export type ModelUsageRow = {
  id: string;
  story_id: string;
  at: number;
  model: string;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number | null;
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
};

export type ChannelStoryRow = {
  channel_id: string;
  story_id: string;
  post_id: string;
  /** The version that the post shows. */
  version: number;
  /** The newest version that is summarised in a language of the channel; the post is outdated where it is later. */
  newest_version: number;
  first_posted_at: number;
};

export type Tables = {
  instances: InstanceRow;
  holds: { key: string; instance_id: string; used_at: number };
  deliveries: { interaction_id: string; seen_at: number };
  feeds: FeedRow;
  articles: ArticleRow;
  article_keys: ArticleKeyRow;
  stories: StoryRow;
  summaries: SummaryRow;
  model_usage: ModelUsageRow;
  channels: ChannelRow;
  digests: DigestRow;
  posts: PostRow;
  channel_stories: ChannelStoryRow;
};

export type ClaimableTable = 'feeds' | 'articles' | 'stories' | 'posts';
