import type { Installation } from '../model/installation.ts';
import type { Workspace } from './mark-ports.ts';

/** Where the bot was installed with a token of its own. */
export type InstallationStore = {
  /** In place of an earlier one there; channels of the workspace that could not be reached are active again. */
  put(installation: Installation): Promise<void>;
  get(workspace: Workspace): Promise<Installation | null>;
  /** Of a platform, as they came. */
  list(platform: Installation['platform']): Promise<Installation[]>;
  /** Forgets the token; active channels of the workspace become unreachable, for that reason. False where there was none. */
  remove(workspace: Workspace, reason: string): Promise<boolean>;
};
