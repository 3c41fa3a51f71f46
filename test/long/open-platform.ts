import type { Chat } from '../../src/chat/chat.ts';
import { createDiscordChat } from '../../src/chat/discord/create-discord-chat.ts';
import { createSlackChat } from '../../src/chat/slack/create-slack-chat.ts';
import { silentLogger } from '../../src/log.ts';
import type { ChannelAddress } from '../../src/model/channel.ts';
import { startDiscordStandIn } from '../support/discord-stand-in.ts';
import type { FaultPlan } from '../support/faults.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { startSlackStandIn } from '../support/slack-stand-in.ts';
import type { FaultRun } from './send-through-faults.ts';

/** The real adapter and its stand-in, with many channels. */
export type Platform = {
  chat: Chat;
  addressOf(index: number): ChannelAddress;
  /** What a channel shows, oldest first. */
  messages(channelId: string): string[];
  /** Lets requests that are under way go on while the clock of the run stands still. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

type Parts = { clock: ManualClock; plan: FaultPlan };

const settle = () => new Promise<void>((resolve) => void setTimeout(resolve, 1));
/** Real time: a busy machine must not look like a platform that does not answer. */
const timeoutMs = 5_000;

export const openPlatform = (run: FaultRun, parts: Parts): Promise<Platform> =>
  run.platform === 'slack' ? openSlack(run, parts) : openDiscord(run, parts);

async function openSlack({ mayLook, channels }: FaultRun, { clock, plan }: Parts): Promise<Platform> {
  const standIn = await startSlackStandIn({ now: () => clock.now(), faults: plan });
  if (!mayLook) standIn.removeScope('channels:history');
  const idOf = (index: number) => `C0RUN${String(index).padStart(4, '0')}`;
  for (let index = 0; index < channels; index += 1) standIn.addChannel(idOf(index), `run-${index}`);
  const chat = createSlackChat({
    access: { kind: 'token', botToken: standIn.botToken },
    door: { kind: 'socket', appToken: standIn.appToken },
    apiUrl: standIn.apiUrl,
    commandName: 'sitrep',
    managers: [],
    checkSetup: () => ({}),
    clock,
    log: silentLogger,
    pacing: { minGapMs: 0 },
    timeoutMs,
  });
  return {
    chat,
    settle,
    addressOf: (index) => ({ platform: 'slack', workspaceId: standIn.teamId, channelId: idOf(index) }),
    messages: (channelId) => standIn.messages(channelId).map(({ shown }) => shown),
    async close() {
      await chat.stop();
      await standIn.close();
    },
  };
}

async function openDiscord({ mayLook, channels }: FaultRun, { clock, plan }: Parts): Promise<Platform> {
  const standIn = await startDiscordStandIn({ now: () => clock.now(), faults: plan });
  if (!mayLook) standIn.forbidHistory();
  const idOf = (index: number) => String(300_000_000_000_001_000n + BigInt(index));
  for (let index = 0; index < channels; index += 1) standIn.addChannel(idOf(index), `run-${index}`);
  const chat = createDiscordChat({
    token: standIn.token,
    apiUrl: standIn.apiUrl,
    commands: [],
    suggest: async () => [],
    clock,
    log: silentLogger,
    timeoutMs,
  });
  return {
    chat,
    settle,
    addressOf: (index) => ({ platform: 'discord', workspaceId: standIn.guildId, channelId: idOf(index) }),
    messages: (channelId) => standIn.messages(channelId).map(({ shown }) => shown),
    async close() {
      await chat.stop();
      await standIn.close();
    },
  };
}
