import type { Installation } from '../../model/installation.ts';
import type { InstallationStore, Workspace } from '../store.ts';
import { inTransaction, type StoreContext, type Tx } from '../engine/store-context.ts';
import type { InstallationRow } from '../engine/tables.ts';

export function createInstallationStore(context: StoreContext): InstallationStore {
  const { db } = context;
  return {
    put: (installation) =>
      inTransaction(context, async (tx) => {
        const { name, sealed, installedAt } = installation;
        const changing = { name, sealed, installed_at: installedAt };
        await tx
          .insertInto('installations')
          .values({ ...keyOf(installation), ...changing })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace_id']).doUpdateSet(changing))
          .execute();
        await setChannels(tx, installation, { from: 'unreachable', to: 'active', reason: null });
      }),

    async get(workspace) {
      const row = await db
        .selectFrom('installations')
        .selectAll()
        .where('platform', '=', workspace.platform)
        .where('workspace_id', '=', workspace.workspaceId)
        .executeTakeFirst();
      return row ? toInstallation(row) : null;
    },

    async list(platform) {
      const rows = await db
        .selectFrom('installations')
        .selectAll()
        .where('platform', '=', platform)
        .orderBy('installed_at')
        .orderBy('workspace_id')
        .execute();
      return rows.map(toInstallation);
    },

    remove: (workspace, reason) =>
      inTransaction(context, async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('installations')
          .where('platform', '=', workspace.platform)
          .where('workspace_id', '=', workspace.workspaceId)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await setChannels(tx, workspace, { from: 'active', to: 'unreachable', reason });
        return true;
      }),
  };
}

const keyOf = ({ platform, workspaceId }: Workspace) => ({ platform, workspace_id: workspaceId });

const toInstallation = (row: InstallationRow): Installation => ({
  platform: row.platform as Installation['platform'],
  workspaceId: row.workspace_id,
  name: row.name,
  sealed: row.sealed,
  installedAt: row.installed_at,
});

async function setChannels(
  tx: Tx,
  { platform, workspaceId }: Workspace,
  { from, to, reason }: { from: string; to: string; reason: string | null },
): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ state: to, state_reason: reason })
    .where('platform', '=', platform)
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', from)
    .execute();
}
