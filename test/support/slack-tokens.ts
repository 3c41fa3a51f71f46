import type { Answer } from './faults.ts';

type Form = Readonly<Record<string, string>>;
type Team = { id: string; name: string };

export const CLIENT_ID = '100.200';
export const CLIENT_SECRET = 'stand-in-client-secret';

/** Which scope a method needs; public channels only. */
export const NEEDED_SCOPES: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'channels:history',
  'conversations.replies': 'channels:history',
  'conversations.info': 'channels:read',
  'users.info': 'users:read',
};

export type SlackTokens = {
  /** The workspace of a token; undefined for one that was never given or was taken back. */
  teamOf(token: string): string | undefined;
  /** Somebody agrees to the installation in a workspace: the code that the browser brings back. */
  grant(team: Team): string;
  /** `oauth.v2.access`. */
  exchange(form: Form): Answer;
  revoke(teamId: string): void;
};

/** Slack's side of an installation by OAuth. Source: docs.slack.dev/authentication/installing-with-oauth. */
export function createSlackTokens(
  first: { token: string; teamId: string },
  scopes: () => string[],
): SlackTokens {
  const teams = new Map([[first.token, first.teamId]]);
  const codes = new Map<string, Team>();
  let count = 0;
  const refuse = (error: string): Answer => ({ status: 200, body: { ok: false, error } });
  return {
    teamOf: (token) => teams.get(token),
    grant(team) {
      const code = `code-${++count}`;
      codes.set(code, team);
      return code;
    },
    exchange(form) {
      if (form['client_id'] !== CLIENT_ID || form['client_secret'] !== CLIENT_SECRET)
        return refuse('bad_client_secret');
      const team = codes.get(form['code'] ?? '');
      if (!team) return refuse('invalid_code');
      codes.delete(form['code'] ?? '');
      const token = `xoxb-installed-${team.id}-${++count}`;
      teams.set(token, team.id);
      return {
        status: 200,
        body: {
          ok: true,
          app_id: 'A0SITREP',
          authed_user: { id: 'U0ADMIN' },
          scope: scopes().join(','),
          token_type: 'bot',
          access_token: token,
          bot_user_id: 'U0BOT',
          team,
          enterprise: null,
          is_enterprise_install: false,
        },
      };
    },
    revoke(teamId) {
      for (const [token, team] of teams) if (team === teamId) teams.delete(token);
    },
  };
}
