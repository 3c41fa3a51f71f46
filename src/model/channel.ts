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

/** Which stories a channel wants. An empty list asks for nothing in particular. */
export type StoryFilter = {
  /** ISO 3166-1 alpha-2 codes and UN region names; one of them is enough. */
  regions: readonly string[];
  /** One of them is enough. */
  topics: readonly string[];
  /** Display names of outlets or publisher families; one of them tells the story. */
  outlets: readonly string[];
  /** ISO 3166-1 alpha-2 codes of the outlets' countries. */
  outletCountries: readonly string[];
  /** 0-100. */
  minImportance: number;
  /** `iran AND (nuclear OR enrichment) NOT football`, as typed; null where any words do. */
  words: string | null;
};

/** What a channel wants besides when and in which language. Stored as one JSON value, so that it changes as a whole. */
export type ChannelWishes = {
  /** The preset that was chosen last, for showing; the filter is what counts. */
  preset: string | null;
  filter: StoryFilter;
  /** Importance from which a story is posted at once; null without alerts. */
  alertFrom: number | null;
  /** Local minutes from midnight in which alerts wait; may run across midnight. */
  quietHours: { from: number; until: number } | null;
  /** Whether a digest with nothing new says so in a line. */
  tellsQuietNights: boolean;
  /** Posts a local day, alerts and stories as they happen together; null without limit. */
  postsADay: number | null;
};

export const NO_WISHES: ChannelWishes = {
  preset: null,
  filter: { regions: [], topics: [], outlets: [], outletCountries: [], minImportance: 0, words: null },
  alertFrom: null,
  quietHours: null,
  tellsQuietNights: false,
  postsADay: null,
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
  wishes: ChannelWishes;
  /** Counts changes of settings, so that of two managers who change at once the second is told. */
  revision: number;
  addedAt: number;
  /** True once its first digest was made (or found empty). */
  hadFirstDigest: boolean;
  /** A digest covers what came after this instant. */
  cutOffAt: number | null;
  /** Next scheduled digest, epoch ms; null without slots. */
  nextDigestAt: number | null;
};

/** What a manager sets by name, each as a whole. */
export const CHANNEL_SETTINGS = [
  'preset',
  'schedule',
  'zone',
  'quiet',
  'stories',
  'regions',
  'topics',
  'words',
  'outlets',
  'countries',
  'importance',
  'alerts',
  'budget',
  'languages',
  'quiet-night',
] as const;

export type ChannelSetting = (typeof CHANNEL_SETTINGS)[number];
