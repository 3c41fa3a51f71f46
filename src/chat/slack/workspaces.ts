import type { webApi } from '@slack/bolt';
import { identify } from './web-client.ts';
import { openClient, type SlackConnection } from './web-client.ts';
import type { Installation } from '../../model/installation.ts';
import type { Sealer } from './seal.ts';

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

type Workspace = Pick<Installation, 'platform' | 'workspaceId'>;

/** Where installations are kept; the store has more of it. */
export type InstallationRows = {
  put(installation: Installation): Promise<void>;
  get(workspace: Workspace): Promise<Installation | null>;
  list(platform: 'slack'): Promise<Installation[]>;
  remove(workspace: Workspace, reason: string): Promise<boolean>;
};

export type InstalledWorkspaces = SlackWorkspaces & {
  /** A workspace took the bot in. */
  add(bot: SlackBot & { name: string }, now: number): Promise<void>;
  /** It took the bot out, at an instant (epoch ms): what was installed after that stays. */
  remove(workspaceId: string, at: number): Promise<void>;
};

const TAKEN_OUT =
  'The bot was taken out of this Slack workspace. Install it again (/slack/install), and its channels go on.';

/** Workspaces that installed the bot by OAuth, their tokens sealed. Read anew each time: others may have changed them. */
export function installedWorkspaces(rows: InstallationRows, sealer: Sealer): InstalledWorkspaces {
  const keyOf = (workspaceId: string) => ({ platform: 'slack', workspaceId }) as const;
  const open = ({ workspaceId, sealed }: Installation): SlackBot => {
    const secret = JSON.parse(sealer.open(sealed, workspaceId)) as Pick<SlackBot, 'token' | 'scopes'>;
    return { workspaceId, token: secret.token, scopes: secret.scopes };
  };
  return {
    async find(workspaceId) {
      const row = await rows.get(keyOf(workspaceId));
      return row && open(row);
    },
    async list() {
      return (await rows.list('slack')).map(open);
    },
    async add({ workspaceId, token, scopes, name }, now) {
      const sealed = sealer.seal(JSON.stringify({ token, scopes }), workspaceId);
      await rows.put({ ...keyOf(workspaceId), name, sealed, installedAt: now });
    },
    async remove(workspaceId, at) {
      const row = await rows.get(keyOf(workspaceId));
      if (row && row.installedAt <= at) await rows.remove(keyOf(workspaceId), TAKEN_OUT);
    },
  };
}
