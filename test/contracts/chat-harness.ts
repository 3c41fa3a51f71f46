import { afterEach, beforeEach } from 'vitest';
import type { Chat, SendOutcome } from '../../src/chat/chat.ts';
import type { ChannelAddress } from '../../src/model/channel.ts';
import type { CommandDefinition, Interaction } from '../../src/model/command.ts';
import type { ButtonAction, Message } from '../../src/model/message.ts';

/** What a reader sees: `text` holds everything visible of the message, in order. */
export type ShownMessage = { externalId: string; text: string };
/** A message in the thread of another, or under it. */
export type ShownReply = ShownMessage & { under: string };
export type ShownAnswer = { text: string; isPrivate: boolean };

/** Something that goes wrong with the next send; `after` means that the message is in the channel all the same. */
export type SendFault =
  | 'rate-limited'
  | 'error-before'
  | 'error-after'
  | 'drop-before'
  | 'drop-after'
  | 'too-slow-after'
  | 'channel-gone';

/** One platform under test: the real implementation, and a person who looks at the channel and types. */
export type ChatHarness = {
  chat: Chat;
  /** A usable channel, and its id as the settings write it. */
  address: ChannelAddress;
  channelId: string;
  /** The channel's messages, oldest first. */
  shown(): Promise<readonly ShownMessage[]>;
  /** Messages in threads and under others, oldest first; they are not among `shown`. */
  replies(): Promise<readonly ShownReply[]>;
  /** A person runs the command `echo` with the option `words` (and `share`). */
  typeEcho(words: string, options?: { isShared?: boolean; isManager?: boolean }): Promise<void>;
  press(externalId: string, action: ButtonAction, storyId: string): Promise<void>;
  /** All answers that people got, oldest first, each as it stands after its last change. */
  answers(): Promise<readonly ShownAnswer[]>;
  /** Null where nothing can go wrong between the bot and the channel. */
  faults: null | {
    failNextSend(fault: SendFault): void;
    failNextEdit(fault: 'rate-limited' | 'refused' | 'error-after'): void;
    forbidLooking(): void;
    /** Moves the clock on, past any window in which the platform itself would prevent a duplicate. */
    letTimePass(): void;
    now(): number;
  };
  close(): Promise<void>;
};

/** The command that a harness registers for `typeEcho`. */
export const ECHO_COMMAND: CommandDefinition = {
  name: 'echo',
  description: 'Says the words again.',
  options: [
    { name: 'words', description: 'What to say', type: 'text', isRequired: true, takesRest: true },
    { name: 'share', description: 'Show the answer to everybody', type: 'boolean', isRequired: false },
  ],
  access: 'reader',
  examples: ['echo hello'],
};

export const POST_ID = '019a0000-0000-7000-8000-0000000000ff';
export const never = new AbortController().signal;

export const plain = (text: string): Message => ({
  blocks: [{ kind: 'text', spans: [{ text }] }],
  fallbackText: text,
});

export type ChatTraits = {
  /** False where sending is a call in the process, so that no outcome is ever in doubt. */
  canLoseAnswers: boolean;
};

export type OpenHarness = () => Promise<ChatHarness>;

export type HarnessInUse = {
  /** The harness of the test that runs. */
  readonly current: ChatHarness;
  send(message: Message, postId?: string): Promise<SendOutcome>;
  /** Sends and returns the message's id; fails the test where it was not sent. */
  mustSend(message: Message, postId?: string): Promise<string>;
  /** Starts the chat; the inner promise resolves when the first interaction was handled. */
  startWith(handle: (interaction: Interaction) => Promise<void>): Promise<{ handled: Promise<void> }>;
};

/** Opens a fresh harness before each test of the suite that calls this, and closes it after. */
export function useHarness(open: OpenHarness): HarnessInUse {
  let harness: ChatHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());
  const send = (message: Message, postId = POST_ID) =>
    harness.chat.send(harness.address, { postId, message }, never);
  return {
    get current() {
      return harness;
    },
    send,
    async mustSend(message, postId) {
      const outcome = await send(message, postId);
      if (outcome.kind !== 'sent') throw new Error(`not sent: ${outcome.kind}, ${outcome.reason}`);
      return outcome.externalId;
    },
    async startWith(handle) {
      const first = Promise.withResolvers<void>();
      await harness.chat.start((interaction) =>
        handle(interaction).then(() => first.resolve(), first.reject),
      );
      return { handled: first.promise };
    },
  };
}
