import type { ButtonAction, Message } from './message.ts';
import type { ChannelAddress } from './channel.ts';

/** What is offered while an option is typed, where the platform can. */
export type SuggestionKind = 'story' | 'region' | 'topic' | 'zone' | 'preset';

export type CommandOption = {
  name: string;
  description: string;
  type: 'text' | 'boolean' | 'number';
  isRequired: boolean;
  /** Typed text without `name:` goes to this option. At most one a command. */
  takesRest?: boolean;
  /** Quotation marks stay in its value: "phrases" of a filter. */
  keepsQuotes?: boolean;
  /** The first typed word without `name:` goes to this option, which has `choices`. At most one a command. */
  takesFirst?: boolean;
  choices?: readonly string[];
  /** Offered while it is typed; `of` where that depends on the choice of the option that `takesFirst`. */
  suggests?:
    | { kinds: readonly SuggestionKind[] }
    | { of: Readonly<Record<string, readonly SuggestionKind[]>> };
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

/** `/digest [about] [since:...] [share:true]`: how a command is typed. Of more choices than `maxChoices` only the option's name. */
export function describeUsage(
  { name, options }: Pick<CommandDefinition, 'name' | 'options'>,
  maxChoices = Number.POSITIVE_INFINITY,
): string {
  const written = options.map((option) => {
    const choices = (option.choices?.length ?? 0) <= maxChoices ? option.choices?.join(' | ') : undefined;
    const isTypedAlone = option.takesFirst || option.takesRest;
    const value = choices ?? (option.type === 'boolean' ? 'true' : isTypedAlone ? option.name : '...');
    const shown = isTypedAlone ? value : `${option.name}:${value}`;
    return option.isRequired ? `<${shown}>` : `[${shown}]`;
  });
  return [`/${name}`, ...written].join(' ');
}

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

export type Asker = {
  id: string;
  name: string;
  /** Whether the platform says that this person may change the channel. */
  isManager: boolean;
  /** IANA zone, where the platform tells it. */
  timeZone: string | null;
};

/** What the form of a channel says; an empty value leaves what is set. */
export type SetupValues = { preset: string; schedule: string; zone: string };

export type SetupField = {
  name: keyof SetupValues;
  /** At most 45 characters, the hint at most 100 (Discord). */
  label: string;
  hint: string;
  value: string;
  /** Where one of a few is chosen instead of typed. */
  choices?: readonly { value: string; label: string; says: string }[];
  /** Offered while it is typed, where that can be done in a form. */
  offers?: readonly string[];
};

/** The one form by which a channel is set up; each platform draws it. The title has at most 24 characters (Slack). */
export type SetupForm = { title: string; fields: readonly SetupField[]; submitLabel: string };

/** Where a platform does not tell who it was. */
export const NOBODY: Asker = { id: '', name: '', isManager: false, timeZone: null };

export type InteractionRequest =
  /** Typed words: `digest ukraine`, without the leading slash. */
  | { kind: 'typed'; text: string }
  /** Options already told apart by the platform. */
  | { kind: 'command'; name: string; options: OptionValues }
  /** The links of a message, at most three; none where it has none. */
  | { kind: 'links'; urls: readonly string[] }
  | { kind: 'button'; action: ButtonAction; postId: string; storyId: string }
  /** The form of a channel was sent. */
  | { kind: 'setup'; values: SetupValues }
  /** The bot came to a channel. The asker is who invited it, or nobody where the platform does not tell. */
  | { kind: 'joined' };

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
  /** Shows a form instead of an answer, where a button was pressed; what it is sent with is a request of its own. */
  openForm?: (form: SetupForm) => Promise<void>;
};

/** What somebody has typed of an option so far. */
export type SuggestionQuery = {
  address: ChannelAddress;
  command: string;
  option: string;
  typed: string;
  /** Those that are there already. */
  options: OptionValues;
};

/** At most 25 values of at most 100 characters, best first. */
export type SuggestionHandler = (query: SuggestionQuery) => Promise<readonly string[]>;

export type InteractionHandler = (interaction: Interaction) => Promise<void>;
