import type { Installation } from '../../model/installation.ts';
import type { Sealer } from './seal.ts';
import type { SlackBot, SlackWorkspaces } from './workspaces.ts';

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
