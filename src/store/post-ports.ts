import type { ChannelAddress } from '../model/channel.ts';
import type { Message } from '../model/message.ts';
import type { Post, PostState } from '../model/post.ts';
import type { Claimed, ClaimRequest } from './claim-port.ts';

export type NewPost = { id: string; part: number; message: Message; storyIds: readonly string[] };

export type DuePost = Post & {
  address: ChannelAddress;
  /** The post in whose thread it goes, as the platform knows it; `lost` where that one never came to be. */
  thread: null | { externalId: string } | 'lost';
};

export type PostOutcome = {
  state: PostState;
  reason?: string | null;
  externalId?: string | null;
  notBefore?: number;
  /** The platform refused the edit: replies that were kept for this become due. */
  isEditRefused?: boolean;
  /** The channel cannot be posted to: it is set aside, and where it was active the notices become due. */
  gone?: { userMessage: string; notices: readonly { channelId: string; post: NewPost }[] };
};

/** What a post is to show from now on. */
export type Revision = {
  /** Null where it shows that already. */
  message: Message | null;
  storyId: string;
  /** The version of the story that it shows then; null where the story is withdrawn. */
  version: number | null;
  /** Of that version's summary; the first where none is given. */
  edition?: number;
  /** Tells the same in the post's thread: in any case, or only if the platform refuses the edit. */
  reply?: { post: NewPost; isSpare: boolean; now: number } | null;
};

export type PostStore = {
  /** The first post that is due in each active channel (in order: created, part), each channel held by this instance alone. */
  claimDue(request: ClaimRequest): Promise<Claimed<DuePost>[]>;
  /**
   * Marks the attempt (state `sending`) just before the send; `attemptedAt` becomes `now` unless the post is in doubt,
   * whose first attempt in doubt is kept for the look-up. Returns how many ms of the claim are left,
   * or null when the claim is lost and nothing may be sent.
   */
  beginAttempt(postId: string, token: string, now: number): Promise<number | null>;
  storeOutcome(postId: string, token: string, outcome: PostOutcome, now: number): Promise<boolean>;
  /**
   * Replaces what a post shows (state `edit-due` if it was sent) and notes the version of the story that it shows now, with
   * its reply, all or nothing. False where the channel shows that version already or the story was withdrawn there.
   */
  revise(postId: string, revision: Revision): Promise<boolean>;
  get(id: string): Promise<Post | null>;
  /** Sent posts of a channel, newest first. */
  listSent(channelId: string, limit: number): Promise<Post[]>;
  countByState(): Promise<Partial<Record<PostState, number>>>;
  /** Gives up posts that nobody tried to send, of one channel or all; their stories count as not posted. Returns how many. */
  dropStale(query: { channelId: string | null; createdBefore: number; reason: string }): Promise<number>;
};

/** Whether all posting is stopped; every instance goes by it. */
export type PauseStore = {
  pause(by: string, now: number): Promise<void>;
  resume(): Promise<void>;
  /** Since when and by whom; null while posts go out. */
  get(): Promise<{ by: string; at: number } | null>;
};
