import type { ChannelAddress } from '../model/channel.ts';
import type { Mark, MarkTarget, Votes } from '../model/mark.ts';

/** What people say of stories. What is said of a story that is merged into another moves to that one. */
export type MarkStore = {
  /** Follows or mutes; the newer mark of a target replaces the older. */
  mark(channelId: string, mark: Mark): Promise<void>;
  /** False where the target was neither followed nor muted. */
  unmark(channelId: string, target: MarkTarget): Promise<boolean>;
  listOf(channelId: string): Promise<Mark[]>;
  /** One vote a person and channel; a second one replaces it. */
  vote(vote: {
    channelId: string;
    storyId: string;
    askerId: string;
    isUseful: boolean;
    now: number;
  }): Promise<void>;
  countVotes(storyId: string): Promise<Votes>;
};

/** A Slack workspace or a Discord server. */
export type Workspace = Omit<ChannelAddress, 'channelId'>;

/** Stories that managers took back, each in one workspace or server. */
export type WithdrawalStore = {
  /** False where it was withdrawn there already. */
  withdraw(entry: Workspace & { storyId: string; by: string; now: number }): Promise<boolean>;
  /** The ids of all stories that were withdrawn in a workspace or server. */
  listOf(workspace: Workspace): Promise<ReadonlySet<string>>;
  /** Those whose posts do not all say so yet, oldest first, with the posts that carry the story there. */
  listOpen(
    limit: number,
  ): Promise<(Workspace & { storyId: string; at: number; postIds: readonly string[] })[]>;
  markDone(workspace: Workspace, storyId: string, now: number): Promise<void>;
};
