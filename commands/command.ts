import type { ChannelAddress } from '../src/model/channel.ts';
import type { Asker, CommandDefinition, OptionValues } from '../src/model/command.ts';
import type { Message } from '../src/model/message.ts';

type FeedPlace = { address: ChannelAddress };

/** What `/feeds` does. Those that take an address throw AppError `feeds/...` with what to do. */
export type FeedServices = {
  list(query: FeedPlace & { words: string | null }): Promise<Message>;
  health(query: FeedPlace & { words: string | null }): Promise<Message>;
  /** What would come from an address; stores nothing. */
  test(query: FeedPlace & { typed: string }): Promise<Message>;
  add(query: FeedPlace & { typed: string }): Promise<Message>;
  /** By name or address. */
  remove(query: FeedPlace & { typed: string }): Promise<Message>;
  /** The feeds of an OPML file at an address. */
  import(query: FeedPlace & { typed: string }): Promise<Message>;
  export(query: FeedPlace): Promise<Message>;
};

/** The narrow services that commands are handed; `src/services` implements them. */
export type CommandServices = {
  /** What matters now for a channel, optionally about some words, since an instant. Stores nothing. */
  digestNow(query: { address: ChannelAddress; about: string | null; since: number | null }): Promise<Message>;
  /** Reads a page and writes three bullets about it. */
  summariseLink(query: {
    url: string;
    hasEvidence: boolean;
    progress: (line: string) => Promise<void>;
  }): Promise<Message>;
  /** The stories that match some words, each with its three bullets. */
  summariseWords(query: { address: ChannelAddress; words: string; hasEvidence: boolean }): Promise<Message>;
  status(address: ChannelAddress): Promise<Message>;
  feeds: FeedServices;
  evidence(query: { address: ChannelAddress; storyId: string }): Promise<Message>;
  sources(query: { address: ChannelAddress; storyId: string }): Promise<Message>;
};

export type CommandRequest = {
  options: OptionValues;
  address: ChannelAddress;
  asker: Asker;
  now: number;
  progress: (line: string) => Promise<void>;
};

export type Command = {
  definition: CommandDefinition;
  /** Where who may use it depends on what is asked; else the definition's `access` holds. */
  accessOf?(options: OptionValues): CommandDefinition['access'];
  /** Returns the answer; throws AppError for what the person can mend. */
  run(request: CommandRequest, services: CommandServices): Promise<Message>;
};

/** Every command that answers with a message may be shared with the channel. */
export const SHARE_OPTION = {
  name: 'share',
  description: 'Show the answer to everybody in the channel',
  type: 'boolean',
  isRequired: false,
} as const;

export const textOf = (options: OptionValues, name: string): string | null => {
  const value = options[name];
  return value === undefined || value === '' ? null : String(value);
};
