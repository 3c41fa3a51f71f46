import { AppError } from '../../errors.ts';
import { platformCodeOf } from './name-outcome.ts';
import { webApi } from '@slack/bolt';
import { DEFAULT_RETRY_MS } from '../../../config/chat-limits.ts';
import { SECOND } from '../../clock.ts';
import type { Logger } from '../../log.ts';

export type SlackConnection = { apiUrl?: string | undefined; timeoutMs: number; log: Logger };
type ClientOptions = NonNullable<ConstructorParameters<typeof webApi.WebClient>[1]>;
type Fetch = NonNullable<ClientOptions['fetch']>;

/**
 * Options for every call to Slack: no retry of the SDK's own (it would post twice after a lost answer), a time-out,
 * and a 429 handed to us (by default the SDK halts all calls of its client, which are those of every channel).
 */
export function clientOptions(connection: SlackConnection, signal?: AbortSignal): ClientOptions {
  return {
    ...(connection.apiUrl ? { slackApiUrl: connection.apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: connection.timeoutMs,
    logger: quietLogger(connection.log),
    fetch: fetchUntil(connection.timeoutMs, signal),
  };
}

/** A client for one call: the SDK takes a signal for none, so each gets a client that carries its own. */
export function openClient(
  token: string,
  connection: SlackConnection,
  signal?: AbortSignal,
): webApi.WebClient {
  return new webApi.WebClient(token, clientOptions(connection, signal));
}

function fetchUntil(timeoutMs: number, signal?: AbortSignal): Fetch {
  return async (url, init) => {
    const ends = [signal, init?.signal, AbortSignal.timeout(timeoutMs)].filter(
      (end) => end instanceof AbortSignal,
    );
    const response = await fetch(url, { ...(init as RequestInit), signal: AbortSignal.any(ends) });
    if (response.status !== 429 || Number(response.headers.get('retry-after')) > 0) return response;
    // The SDK knows a 429 only by this header; proxies leave it out.
    await response.body?.cancel();
    return new Response(null, { status: 429, headers: { 'retry-after': `${DEFAULT_RETRY_MS / SECOND}` } });
  };
}

type SlackLogger = NonNullable<ClientOptions['logger']>;

/** The SDK's warnings at our debug level: what matters of them reaches us as an error too. */
function quietLogger(log: Logger): SlackLogger {
  const note = (...parts: unknown[]) => log.debug({ detail: parts.map(String).join(' ') }, 'slack sdk');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: note,
    error: note,
    setLevel: () => undefined,
    getLevel: () => 'warn' as ReturnType<SlackLogger['getLevel']>,
    setName: () => undefined,
  };
}

export type SlackIdentity = { workspaceId: string; scopes: readonly string[] };

/** Codes by which Slack says that a token is not one it accepts (auth.test, apps.connections.open). */
const TOKEN_CODES = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
]);

/** The fault of a failed start: a token refused, named by its setting, or Slack out of reach. */
export function connectFault(error: unknown, setting: string, hint: string): AppError {
  const code = platformCodeOf(error);
  return code !== null && TOKEN_CODES.has(code)
    ? new AppError('chat/bad-token', `Slack refused ${setting} (${code}). ${hint}`)
    : new AppError('chat/unreachable', 'Slack cannot be reached; it will be tried again.', {
        cause: error,
        retryAfterMs: DEFAULT_RETRY_MS,
      });
}

/** The fault of a socket that was not opened. */
export function appTokenFault(error: unknown): AppError {
  return connectFault(
    error,
    'SLACK_APP_TOKEN',
    'It is the token that starts with xapp-, with the scope connections:write, on the page "Basic Information".',
  );
}

/** Where the bot is and what it may do there (the header `x-oauth-scopes`). Throws AppError `chat/bad-token` or `chat/unreachable`. */
export async function identify(client: webApi.WebClient): Promise<SlackIdentity> {
  try {
    const { team_id, response_metadata } = await client.auth.test();
    return { workspaceId: team_id ?? '', scopes: response_metadata?.scopes ?? [] };
  } catch (error) {
    throw connectFault(
      error,
      'SLACK_BOT_TOKEN',
      'It is the token that starts with xoxb-, on the page "OAuth & Permissions".',
    );
  }
}
