import { webApi } from '@slack/bolt';
import { DEFAULT_RETRY_MS } from '../../../config/chat-limits.ts';
import type { EditOutcome, FindOutcome, SendOutcome } from '../chat.ts';
import { judgeConnection } from '../judge-connection.ts';
import { editOutcome, type Fault, findOutcome, type Refusal, sendOutcome } from '../outcome-of-fault.ts';

const REINSTALL = 'Reinstall the Slack app and set SLACK_BOT_TOKEN to its new token.';
const tokenRefused: Refusal = {
  userMessage: `Slack no longer accepts the bot's token. ${REINSTALL}`,
  isChannelGone: true,
};
const notAllowed: Refusal = {
  userMessage:
    'The bot may not post in this channel. Ask a workspace admin to allow it, then resume the channel.',
  isChannelGone: true,
};
const mayNotEdit: Refusal = {
  userMessage: 'Slack does not let this post be edited any more.',
  isChannelGone: false,
};

/** Error codes of chat.postMessage and chat.update (docs.slack.dev/reference/methods) that a person must mend. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  channel_not_found: {
    userMessage:
      'The Slack channel is gone, or private without the bot. Invite the bot to it, then resume the channel.',
    isChannelGone: true,
  },
  not_in_channel: {
    userMessage: 'The bot is not in this Slack channel. Invite it with /invite, then resume the channel.',
    isChannelGone: true,
  },
  is_archived: {
    userMessage: 'The Slack channel is archived. Unarchive it and invite the bot, then resume the channel.',
    isChannelGone: true,
  },
  missing_scope: {
    userMessage: 'The Slack app lacks a permission to post. Update it from the manifest and reinstall it.',
    isChannelGone: true,
  },
  restricted_action: notAllowed,
  restricted_action_read_only_channel: notAllowed,
  restricted_action_thread_only_channel: notAllowed,
  restricted_action_non_threadable_channel: notAllowed,
  not_allowed_token_type: tokenRefused,
  invalid_auth: tokenRefused,
  not_authed: tokenRefused,
  token_revoked: tokenRefused,
  token_expired: tokenRefused,
  account_inactive: tokenRefused,
  cant_update_message: mayNotEdit,
  edit_window_closed: mayNotEdit,
  message_not_found: { userMessage: 'The post was deleted in Slack.', isChannelGone: false },
};
const OTHER_REFUSAL: Refusal = {
  userMessage: 'Slack refused the post; the log has its reason.',
  isChannelGone: false,
};

/** The workspace took the bot out, or never had it. */
export const NOT_INSTALLED = {
  kind: 'refused',
  reason: 'not-installed',
  userMessage: 'The bot is not installed in this Slack workspace any more. Install it again.',
  isChannelGone: true,
} as const;

export const NOT_ANYWHERE_YET =
  'The bot is installed in no Slack workspace yet. Start it, and open /slack/install of its pages to add it.';

/** Slack did nothing and may be asked again. */
const NOT_NOW = new Set([
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);
/** "It's possible some aspect of the operation succeeded before the error was raised." (method reference) */
const HALF_WAY = new Set(['fatal_error', 'internal_error']);

/** What a failed send came to. */
export const sendOutcomeOf = (error: unknown): SendOutcome => sendOutcome(judge(error));

/** What a failed edit came to. */
export const editOutcomeOf = (error: unknown): EditOutcome => editOutcome(judge(error));

/** What a failed look-up came to. */
export const findOutcomeOf = (error: unknown): FindOutcome => findOutcome(judge(error));

/** Slack's own code for a refusal, such as `invalid_auth`; null for any other fault. */
export function platformCodeOf(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** The sentence for a person of a refusal's code. */
export function refusalSentence(code: string): string {
  return (REFUSALS[code] ?? OTHER_REFUSAL).userMessage;
}

function judge(error: unknown): Fault {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'retry', retryAfterMs: error.retryAfter * 1_000, reason: 'rate-limited' };
  }
  const code = platformCodeOf(error);
  if (code !== null) return judgeCode(code, error);
  if (error instanceof webApi.WebAPIHTTPError) {
    const reason = `http-${error.statusCode}`;
    return error.statusCode >= 500
      ? { kind: 'in-doubt', reason }
      : { kind: 'retry', retryAfterMs: DEFAULT_RETRY_MS, reason };
  }
  return judgeConnection(error instanceof webApi.WebAPIRequestError ? error.original : error);
}

function judgeCode(code: string, error: unknown): Fault {
  if (HALF_WAY.has(code)) return { kind: 'in-doubt', reason: code };
  if (NOT_NOW.has(code)) {
    const seconds =
      error instanceof webApi.WebAPIPlatformError ? error.data.response_metadata?.retryAfter : undefined;
    return { kind: 'retry', retryAfterMs: seconds ? seconds * 1_000 : DEFAULT_RETRY_MS, reason: code };
  }
  // An answer that is no JSON is put in place of the code: it came from something between Slack and us.
  if (!/^[a-z_]{1,64}$/.test(code)) return { kind: 'in-doubt', reason: 'unreadable-answer' };
  return { kind: 'refused', reason: code, refusal: REFUSALS[code] ?? OTHER_REFUSAL };
}
