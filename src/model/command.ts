import type { ButtonAction, Message } from './message.ts';
import type { ChannelAddress } from './channel.ts';

export type CommandOption = {
  name: string;
  description: string;
  type: 'text' | 'boolean' | 'number';
  isRequired: boolean;
  /** Typed text without `name:` goes to this option. At most one a command. */
  takesRest?: boolean;
  /** The first typed word without `name:` goes to this option, which has `choices`. At most one a command. */
  takesFirst?: boolean;
  choices?: readonly string[];
};

/** One definition serves every platform's registration, the text parser and the help text. */
export type CommandDefinition = {
  /** Lower case, at most 32 characters. */
  name: string;
  /** At most 100 characters. */
  description: string;
  options: readonly CommandOption[];
  access: 'reader' | 'manager';
  /** Shown by help, typed as on the local channel. */
  examples: readonly string[];
};

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

export type Asker = {
  id: string;
  name: string;
  /** Whether the platform says that this person may change the channel. */
  isManager: boolean;
  /** IANA zone, where the platform tells it. */
  timeZone: string | null;
};

export type InteractionRequest =
  /** Typed words: `digest ukraine`, without the leading slash. */
  | { kind: 'typed'; text: string }
  /** Options already told apart by the platform. */
  | { kind: 'command'; name: string; options: OptionValues }
  | { kind: 'button'; action: ButtonAction; postId: string; storyId: string };

/** What an adapter hands over after it has acknowledged the platform. */
export type Interaction = {
  /** The platform's id; handled once though delivered twice. */
  id: string;
  address: ChannelAddress;
  asker: Asker;
  request: InteractionRequest;
  /** Shows a short line while the answer is made; replaced by the reply. */
  progress(text: string): Promise<void>;
  /** Answers once. Private to the asker unless `isShared`. */
  reply(message: Message, options: { isShared: boolean }): Promise<void>;
};

export type InteractionHandler = (interaction: Interaction) => Promise<void>;
