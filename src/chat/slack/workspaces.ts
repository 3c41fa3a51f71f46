import type { webApi } from '@slack/bolt';
import { identify } from './know-workspace.ts';
import { openClient, type SlackConnection } from './web-client.ts';

/** The bot as it is installed in one workspace. */
export type SlackBot = {
  workspaceId: string;
  token: string;
  /** What the token may do; empty where it was not asked yet. */
  scopes: readonly string[];
};

/** Where the bot is installed: in the one workspace of SLACK_BOT_TOKEN, or wherever it was installed by OAuth. */
export type SlackWorkspaces = {
  /** Null where it is not installed. */
  find(workspaceId: string): Promise<SlackBot | null>;
  /** Throws AppError `chat/bad-token` or `chat/unreachable`. */
  list(): Promise<readonly SlackBot[]>;
};

/** A client for one call in a workspace; null where the bot is not installed there. */
export type OpenClient = (workspaceId: string, signal?: AbortSignal) => Promise<webApi.WebClient | null>;

export function clientsOf(workspaces: SlackWorkspaces, connection: SlackConnection): OpenClient {
  return async (workspaceId, signal) => {
    const bot = await workspaces.find(workspaceId);
    return bot && openClient(bot.token, connection, signal);
  };
}

/** The one workspace of a token, asked once who it is. What is sent goes with the token, whatever the address says. */
export function oneWorkspace(token: string, connection: SlackConnection): SlackWorkspaces {
  let known: SlackBot | undefined;
  return {
    find: (workspaceId) => Promise.resolve(known ?? { workspaceId, token, scopes: [] }),
    list: async () => [(known ??= { ...(await identify(openClient(token, connection))), token })],
  };
}
