/**
 * What Slack and Discord refuse, each number with its source, and how much of it we use.
 * Lengths are UTF-16 units: platforms count these or fewer.
 */

/** Source, where no other is named: the block reference of docs.slack.dev and the types of @slack/types 3. */
export const SLACK_LIMITS = {
  /** docs.slack.dev/reference/block-kit/blocks: 50 in a message. */
  blocks: 50,
  /** Header block, plain text. */
  headerText: 150,
  /** Context block. */
  contextElements: 10,
  /** Actions block. */
  actionsElements: 25,
  /** Text objects; we hold rich text to the same. */
  textObject: 3_000,
  buttonText: 75,
  buttonValue: 2_000,
  /** action_id and block_id. */
  id: 255,
  url: 3_000,
  /** The message's own text is cut above this (chat.postMessage). */
  messageText: 40_000,
  /**
   * All text of a message's blocks: not documented. Near 12,000 less something for each block; posts were refused
   * at 13,172 (slackapi/bolt-js#2509) and at 11,341 (#2867). The stand-in refuses above this.
   */
  allBlocksText: 11_000,
  /** A response_url takes 5 messages in 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
  responseUrlUses: 5,
  /** Manifest reference: slash commands. */
  commandName: 32,
  commandUsageHint: 1_000,
  /** Manifest reference: display information. */
  appName: 35,
  appDescription: 140,
} as const;

/** How much of a Slack message we fill. */
export const SLACK_BUDGET = {
  /** Every string of the blocks counted, ids and addresses too; an edit may still add lines to each story. */
  allBlocksText: 9_000,
  blocks: 48,
  headline: 300,
  changeLine: 300,
  bullet: 400,
  detailLine: 400,
  listItem: 1_000,
  footer: 1_000,
  fallbackText: 3_000,
} as const;

/**
 * Names that Slack keeps for itself: one of them makes it refuse the whole manifest. The built-in commands of
 * slack.com/help/articles/201259356 and names that were refused in reports (NousResearch/hermes-agent#17054, #18456;
 * openclaw#29032).
 */
export const SLACK_RESERVED_COMMANDS: readonly string[] = [
  'active',
  'apps',
  'archive',
  'away',
  'call',
  'collapse',
  'dm',
  'dnd',
  'expand',
  'feed',
  'feedback',
  'giphy',
  'huddle',
  'invite',
  'invite_people',
  'invite_to',
  'join',
  'keys',
  'kick',
  'leave',
  'list',
  'me',
  'msg',
  'mute',
  'open',
  'part',
  'poll',
  'prefs',
  'pro',
  'remind',
  'remove',
  'rename',
  'search',
  'shortcuts',
  'shrug',
  'star',
  'status',
  'topic',
  'unarchive',
  'who',
];

/** Source, where no other is named: discord/discord-api-docs, reference of message components and of commands. */
export const DISCORD_LIMITS = {
  /** Components of a message, nested ones counted. */
  components: 40,
  /** Text of all text displays of a message together (guide of discord.js, display components). */
  allText: 4_000,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  /** Resource reference of messages: a nonce. */
  nonce: 25,
  /** Resource reference of channels: a thread's name. */
  threadName: 100,
  url: 512,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  optionChoices: 25,
  choiceName: 100,
  /** Global slash commands of an application. */
  commands: 100,
} as const;

/** How much of a Discord message we fill. Lengths are after escaping. */
export const DISCORD_BUDGET = {
  /** An edit may still add a line to each story. */
  allText: 3_400,
  /** An edit adds no component; a cut answer adds one that says so. */
  components: 39,
  heading: 200,
  headline: 300,
  changeLine: 250,
  bullet: 350,
  detailLine: 300,
  listItem: 700,
  footer: 400,
} as const;

/**
 * Discord answers a repeated nonce with the earlier message "in the past few minutes" (message resource reference).
 * We count on two, and only where a whole send still fits in.
 */
export const DISCORD_NONCE_WINDOW_MS = 120_000;

/**
 * What the Discord library may wait before a post. Longer, and the post goes back to its row: its global limit of 50
 * requests a second clears in little more than one, and a sender that waits longer could outlive its claim.
 */
export const DISCORD_SHORT_WAIT_MS = 1_500;

/** The platforms' clocks and ours may differ: a look-up starts this much before the attempt. */
export const LOOK_UP_MARGIN_MS = 60_000;

/** Pages of 100 messages that a look-up reads before it gives up: a channel that busy is no news channel. */
export const LOOK_UP_MAX_PAGES = 20;

/** What to wait where a platform asks to be called later and does not say when. */
export const DEFAULT_RETRY_MS = 30_000;

/** How long an answer to a message may wait for Slack: as long as Discord keeps a command open. Later nobody waits for it. */
export const ANSWER_PATIENCE_MS = 900_000;

/** How long Slack's answer on who somebody is (admin, zone) is believed; a demoted admin is noticed this late. */
export const SLACK_USER_CACHE_MS = 600_000;
