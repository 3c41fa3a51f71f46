export type Platform = 'slack' | 'discord' | 'local';

/** Where posts go. `workspaceId` is a Slack team, a Discord server, or `local`. */
export type ChannelAddress = { platform: Platform; workspaceId: string; channelId: string };

/** Local times by weekday; 1 is Monday, 7 is Sunday (ISO). `minute` counts from midnight, local time. */
export type ScheduleSlot = { weekday: number; minute: number };

export type Schedule = {
  /** The text it was written as, e.g. `mon-fri 07:30,17:30`. */
  text: string;
  slots: readonly ScheduleSlot[];
  /** Post each story as soon as it is ready. */
  asItHappens: boolean;
};

export type Channel = ChannelAddress & {
  id: string;
  name: string;
  state: 'active' | 'paused' | 'unreachable';
  stateReason: string | null;
  schedule: Schedule;
  /** IANA zone. */
  timeZone: string;
  languages: readonly string[];
  maxStories: number;
  addedAt: number;
  /** True once its first digest was made (or found empty). */
  hadFirstDigest: boolean;
  /** A digest covers what came after this instant. */
  cutOffAt: number | null;
  /** Next scheduled digest, epoch ms; null without slots. */
  nextDigestAt: number | null;
};
