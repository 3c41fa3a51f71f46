import type { ChannelAddress, ChannelSetting } from '../src/model/channel.ts';
import type { Asker, CommandDefinition, OptionValues, SetupForm, SetupValues } from '../src/model/command.ts';
import type { Mark } from '../src/model/mark.ts';
import type { Message, StoryAction } from '../src/model/message.ts';

type Place = { address: ChannelAddress };

/** What `/feeds` does. Those that take an address throw AppError `feeds/...` with what to do. */
export type FeedServices = {
  list(query: Place & { words: string | null }): Promise<Message>;
  health(query: Place & { words: string | null }): Promise<Message>;
  /** What would come from an address; stores nothing. */
  test(query: Place & { typed: string }): Promise<Message>;
  add(query: Place & { typed: string }): Promise<Message>;
  /** By name or address. */
  remove(query: Place & { typed: string }): Promise<Message>;
  /** The feeds of an OPML file at an address. */
  import(query: Place & { typed: string }): Promise<Message>;
  export(query: Place): Promise<Message>;
};

/** What `/channel` does. Those that change something throw AppError `channel/...` with what is wrong, and change nothing then. */
export type ChannelServices = {
  show(query: Place): Promise<Message>;
  /** What the settings would have posted in the last 24 hours. */
  preview(query: Place): Promise<Message>;
  set(query: Place & { setting: ChannelSetting; typed: string; asker: Asker }): Promise<Message>;
  /** The form that sets several things at once, filled in with what is set or what would be. */
  form(query: Place & { asker: Asker }): Promise<SetupForm>;
  /** Sets all that the form says, or nothing. */
  setUp(query: Place & { values: SetupValues; asker: Asker }): Promise<Message>;
  /** What the bot says where it was invited. */
  greet(query: Place): Promise<Message>;
  pause(query: Place & { asker: Asker }): Promise<Message>;
  resume(query: Place): Promise<Message>;
};

/** What `/follow` and `/mute` do. Throws AppError `marks/...` with what to do. */
export type MarkServices = {
  list(query: Place & { kind: Mark['kind'] }): Promise<Message>;
  /** Marks what was typed, a link or words; or ends that. */
  change(
    query: Place & { kind: Mark['kind']; typed: string; isEnd: boolean; asker: Asker },
  ): Promise<Message>;
};

/** The narrow services that commands are handed; `src/services` implements them. */
export type CommandServices = {
  /** What matters now for a channel, optionally about some words. `since` as typed: `2d`, `friday`. Stores nothing. */
  digestNow(query: { address: ChannelAddress; about: string | null; since: string | null }): Promise<Message>;
  /** What the channel got since `friday`, `2d`, `yesterday 18:00`, and what moved since then. */
  catchUp(query: { address: ChannelAddress; since: string }): Promise<Message>;
  /** A story's timeline, who told it and what its bullets rest on; `about` is its id, a link or words. */
  story(query: { address: ChannelAddress; about: string }): Promise<Message>;
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
  channel: ChannelServices;
  /** The secret address under which the channel's digests are read as a feed. */
  digestFeed(query: { address: ChannelAddress }): Promise<Message>;
  /** Why a story is or is not in the channel; `about` is a story's id, a link or words. */
  why(query: { address: ChannelAddress; about: string }): Promise<Message>;
  marks: MarkServices;
  /** A button about a story. Who may press it was checked. */
  pressButton(query: {
    address: ChannelAddress;
    asker: Asker;
    action: StoryAction;
    storyId: string;
  }): Promise<Message>;
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

/** What names one story, as `/story` and `/why` take it. */
export const ABOUT_OPTION = {
  name: 'about',
  description: 'A link, or words of a story',
  type: 'text',
  isRequired: true,
  takesRest: true,
  suggests: { kinds: ['story'] },
} as const;

export const textOf = (options: OptionValues, name: string): string | null => {
  const value = options[name];
  return value === undefined || value === '' ? null : String(value);
};
