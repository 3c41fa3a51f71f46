import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { createPacer } from '../../outbound/pacer.ts';
import type { Chat } from '../chat.ts';
import { splitMessage } from '../split-message.ts';
import { createPeople, describeChannel, identify, type SlackIdentity } from './know-workspace.ts';
import { createSlackPosts } from './post-messages.ts';
import { receiveInteractions } from './receive-interactions.ts';
import { fitsSlack } from './render-blocks.ts';
import { openClient } from './web-client.ts';

export type SlackChatOptions = {
  /** Starts with xoxb-. */
  botToken: string;
  /** Starts with xapp-: opens Socket Mode. */
  appToken: string;
  /** Another server that speaks Slack's Web API, ending in `/api/`. */
  apiUrl?: string;
  /** The one registered command, without its slash. */
  commandName: string;
  /** User ids that may change channels beside the workspace's admins. */
  managers: readonly string[];
  clock: Clock;
  log: Logger;
  /** Between two messages to one channel; Slack asks for about a second (rate limits, chat.postMessage). */
  pacing: { minGapMs: number };
  timeoutMs: number;
};

/** Slack through the Web API and Socket Mode, in one workspace. */
export function createSlackChat(options: SlackChatOptions): Chat {
  const { botToken, clock, log } = options;
  const connection = { apiUrl: options.apiUrl, timeoutMs: options.timeoutMs, log };
  const open = (signal?: AbortSignal) => openClient(botToken, connection, signal);
  const pacer = createPacer({ minGapMs: options.pacing.minGapMs, maxConcurrent: 1 });
  const whoIs = createPeople({ open, managers: options.managers, clock, log });
  let identity: SlackIdentity | undefined;
  let receiving: { stop(): Promise<void> } | undefined;
  const whoAmI = async () => (identity ??= await identify(open()));
  return {
    platform: 'slack',
    async start(handle) {
      const deps = { ...options, connection, identity: await whoAmI(), whoIs };
      receiving = await receiveInteractions(deps, handle);
    },
    async stop() {
      await receiving?.stop();
      await pacer.close();
    },
    async describe(channelId) {
      return describeChannel(open(), await whoAmI(), channelId);
    },
    split: (message) => splitMessage(message, fitsSlack),
    ...createSlackPosts({ open, pacer }),
  };
}
