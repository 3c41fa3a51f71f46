import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { createPacer } from '../../outbound/pacer.ts';
import type { CalledChat, Callback, ChannelDescription } from '../chat.ts';
import { splitMessage } from '../split-message.ts';
import { createPeople, describeChannel } from './know-workspace.ts';
import { openCallbacks } from './open-callbacks.ts';
import { openInstallPages } from './open-install-pages.ts';
import { openSocket } from './open-socket.ts';
import { inspectSlack } from './inspect-slack.ts';
import { NOT_ANYWHERE_YET, NOT_INSTALLED } from './name-outcome.ts';
import { createSlackPosts } from './post-messages.ts';
import {
  type InstallationRows,
  installedWorkspaces,
  clientsOf,
  oneWorkspace,
  type SlackWorkspaces,
} from './workspaces.ts';
import type { CheckSetup, Door, ReceivingDeps } from './intake.ts';
import { receiveInteractions } from './receive-interactions.ts';
import { fitsSlack } from './render-blocks.ts';
import { createSealer } from './seal.ts';
import { openClient, type SlackConnection } from './web-client.ts';

export type OAuthAccess = {
  clientId: string;
  clientSecret: string;
  /** Random, 32 characters or more. */
  encryptionKey: string;
  /** Where browsers and Slack reach the pages. */
  publicUrl: string;
  installations: InstallationRows;
};

export type SlackChatOptions = {
  /** One workspace by its token, which starts with xoxb-, or all that install the bot by OAuth. */
  access: { kind: 'token'; botToken: string } | ({ kind: 'oauth' } & OAuthAccess);
  /** Socket Mode by a token that starts with xapp-, or HTTP with Slack's signatures. */
  door: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string };
  /** Another server that speaks Slack's Web API, ending in `/api/`. */
  apiUrl?: string;
  /** The one registered command, without its slash. */
  commandName: string;
  /** User ids that may change channels beside the workspace's admins. */
  managers: readonly string[];
  checkSetup: CheckSetup;
  clock: Clock;
  log: Logger;
  /** Between two messages to one channel; Slack asks for about a second (rate limits, chat.postMessage). */
  pacing: { minGapMs: number };
  timeoutMs: number;
};

/** Slack through the Web API, and Socket Mode or HTTP. */
export function createSlackChat(options: SlackChatOptions): CalledChat {
  const { clock, log } = options;
  const connection = { apiUrl: options.apiUrl, timeoutMs: options.timeoutMs, log };
  let onInstalled = (): Promise<void> => Promise.resolve();
  const { workspaces, forget, pages } = openAccess(options, connection, () => onInstalled());
  const open = clientsOf(workspaces, connection);
  const pacer = createPacer({ minGapMs: options.pacing.minGapMs });
  const posts = createSlackPosts({ open, pacer });
  const whoIs = createPeople({ workspaces, connection, managers: options.managers, clock, log });
  const { door, callbacks } = openDoor(options, connection);
  let receiving: { stop(): Promise<void> } | undefined;
  return {
    platform: 'slack',
    callbacks: [...callbacks, ...pages],
    async start(handle, heardOf) {
      if (heardOf) onInstalled = heardOf;
      await workspaces.list();
      const { commandName, checkSetup } = options;
      receiving = await receiveInteractions(
        { door, commandName, connection, posts, open, checkSetup, whoIs, forget, clock, log },
        handle,
      );
    },
    async stop() {
      await receiving?.stop();
      await pacer.close();
    },
    async describe(channelId, workspaceId) {
      const bots = workspaceId === null ? await workspaces.list() : [await workspaces.find(workspaceId)];
      let described: ChannelDescription | undefined;
      for (const bot of bots) {
        if (!bot) continue;
        described = await describeChannel(openClient(bot.token, connection), bot.workspaceId, channelId);
        if (described.kind === 'usable') break;
      }
      return described ?? (workspaceId === null ? NOT_ANYWHERE : NOT_HERE);
    },
    inspect: (address) =>
      inspectSlack({ workspaces, connection, access: options.access, door: options.door }, address),
    split: (message) => splitMessage(message, fitsSlack),
    ...posts,
  };
}

function openAccess(
  { access, commandName, clock, log }: SlackChatOptions,
  connection: SlackConnection,
  onInstalled: () => Promise<void>,
): Pick<ReceivingDeps, 'forget'> & { workspaces: SlackWorkspaces; pages: readonly Callback[] } {
  if (access.kind === 'token') {
    const workspaces = oneWorkspace(access.botToken, connection);
    // There is nothing to clear: the next post is refused, and that is told.
    return { workspaces, forget: () => Promise.resolve(), pages: [] };
  }
  const workspaces = installedWorkspaces(access.installations, createSealer(access.encryptionKey));
  const pages = openInstallPages({
    ...access,
    commandName,
    workspaces,
    onInstalled,
    connection,
    clock,
    log,
  });
  return { workspaces, forget: (workspaceId, at) => workspaces.remove(workspaceId, at), pages };
}

function openDoor(
  { door, clock, log }: SlackChatOptions,
  connection: SlackConnection,
): { door: Door; callbacks: readonly Callback[] } {
  if (door.kind === 'socket') return { door: openSocket({ ...door, connection, clock, log }), callbacks: [] };
  const called = openCallbacks({ ...door, connection });
  return { door: called, callbacks: [called.callback] };
}

const NOT_HERE: ChannelDescription = { kind: 'unusable', userMessage: NOT_INSTALLED.userMessage };

const NOT_ANYWHERE: ChannelDescription = {
  kind: 'unusable',
  userMessage: NOT_ANYWHERE_YET,
};
