import type { Receiver } from '@slack/bolt';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Asker, Interaction, SetupValues } from '../../model/command.ts';
import type { Chat } from '../chat.ts';
import type { SlackConnection } from './web-client.ts';
import type { OpenClient } from './workspaces.ts';

/** How Slack's deliveries come in: Socket Mode or HTTP. */
export type Door = {
  receiver: Receiver;
  /** Starts taking deliveries; what it returns ends that. Throws AppError `chat/bad-token` or `chat/unreachable`. */
  open(): Promise<() => Promise<void>>;
};

/** What is wrong with the fields of a form, a sentence each; pure, because Slack waits for it. */
export type CheckSetup = (values: SetupValues) => Partial<Record<keyof SetupValues, string>>;

export type ReceivingDeps = {
  door: Door;
  commandName: string;
  connection: SlackConnection;
  /** Answers to messages go the way of posts. */
  posts: Pick<Chat, 'send' | 'edit' | 'find'>;
  open: OpenClient;
  checkSetup: CheckSetup;
  whoIs: (workspaceId: string, userId: string) => Promise<Asker>;
  /** The workspace took the bot out, at an instant (epoch ms). */
  forget: (workspaceId: string, at: number) => Promise<void>;
  clock: Clock;
  log: Logger;
};

/** One delivery, already acknowledged. */
export type Received = Pick<Interaction, 'id' | 'request' | 'progress' | 'reply' | 'openForm'> & {
  workspaceId: string;
  channelId: string;
  /** Null where Slack does not tell. */
  userId: string | null;
};

/** What listeners hand their deliveries to. */
export type Intake = { take: (received: Received) => void; isStopping: () => boolean; stopping: AbortSignal };
