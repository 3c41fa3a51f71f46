import type { Platform } from './channel.ts';

/** The bot's installation in one workspace or server, where that gives it a token of its own. */
export type Installation = {
  platform: Platform;
  workspaceId: string;
  /** The workspace's name. */
  name: string;
  /** Its token and what that may do, encrypted. */
  sealed: string;
  installedAt: number;
};
