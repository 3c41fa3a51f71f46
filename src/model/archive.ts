import type { Channel } from './channel.ts';
import type { Digest } from './digest.ts';
import type { Message } from './message.ts';
import type { ModelSpend } from './summary.ts';

/** A digest as its channel shows it now: edits and withdrawals included. */
export type ArchivedDigest = {
  id: string;
  kind: Digest['kind'];
  /** Epoch ms. */
  at: number;
  /** Its first line; of a story posted by itself the headline. */
  title: string;
  /** All of its parts as one. */
  message: Message;
};

export type ArchivedChannel = Pick<Channel, 'id' | 'name' | 'platform' | 'timeZone'>;

/** One page of a channel's digests, newest first. */
export type ArchivePage = {
  channel: ArchivedChannel;
  digests: readonly ArchivedDigest[];
  /** Where the next page begins, epoch ms; null on the last. */
  before: number | null;
};

/** What models cost; days are those of `timeZone`, oldest first, the last one today. */
export type SpendReport = {
  timeZone: string;
  days: readonly (ModelSpend & { day: string })[];
  monthUsd: number;
  /** A day's budget in US dollars, where one is set. */
  budgetUsd: number | null;
  /** How stories are summarised now, in a few words. */
  summariser: string;
};
