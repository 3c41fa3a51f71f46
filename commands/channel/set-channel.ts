import { STALE_POST_MS } from '../../config/follow-up-tuning.ts';
import { DIGEST_STORIES } from '../../config/tuning.ts';
import type { Chat } from '../../src/chat/chat.ts';
import type { Clock } from '../../src/clock.ts';
import {
  composeChannel,
  composePreview,
  describeDifferences,
  describeSetting,
  composeGreeting,
  composeSetupForm,
} from '../../src/digests/compose/compose-channel.ts';
import { parseSchedule, nextSlot } from '../../src/channels/parse-schedule.ts';
import { type ChannelSettings, readChannelSetting } from '../../src/channels/read-channel-setting.ts';
import { readSetup } from '../../src/channels/read-setup.ts';
import { typedAs } from '../../src/digests/compose/type-command.ts';
import { AppError } from '../../src/errors.ts';
import {
  type Channel,
  type ChannelAddress,
  type ChannelSetting,
  NO_WISHES,
  type Platform,
} from '../../src/model/channel.ts';
import type { Asker, SetupForm, SetupValues } from '../../src/model/command.ts';
import type { Block, Message } from '../../src/model/message.ts';
import type { ChannelPatch, Store } from '../../src/store/store.ts';
import { previewChannel } from './preview-channel.ts';

type Parts = {
  store: Store;
  chatOf: (platform: Platform) => Chat | null;
  defaults: { schedule: string; timeZone: string; languages: readonly string[] };
  /** Slack's one registered command, without its slash. */
  slackWord: string;
  clock: Clock;
};

type Place = { address: ChannelAddress };
type By = Place & { asker: Asker };
type Change = By & { read: (settings: ChannelSettings) => ChannelSettings };

/** The answers to `/channel`. What cannot be read changes nothing; of two changes at once the second is told. */
export function createSetChannel(parts: Parts) {
  const { store, clock, slackWord } = parts;
  const command = ({ platform }: ChannelAddress) => typedAs('channel', platform, slackWord);

  async function known({ address }: Place): Promise<Channel> {
    const channel = await store.channels.find(address);
    if (channel) return channel;
    const start = `${command(address)} preset World`;
    throw new AppError(
      'channel/none',
      `This channel gets no digests yet. A manager starts them with ${start}, or with any other setting.`,
    );
  }

  return {
    async show({ address }: Place): Promise<Message> {
      const channel = await store.channels.find(address);
      if (!channel) return composeGreeting(null, command(address));
      return composeChannel(channel, { now: clock.now(), command: command(address) });
    },

    async preview(place: Place): Promise<Message> {
      const channel = await known(place);
      return asMessage(await preview(parts, channel));
    },

    set: ({ setting, typed, ...by }: By & { setting: ChannelSetting; typed: string }): Promise<Message> =>
      answerChange(parts, [setting], {
        ...by,
        read: (settings) => readChannelSetting(setting, typed, settings),
      }),

    setUp: ({ values, ...by }: By & { values: SetupValues }): Promise<Message> =>
      answerChange(parts, ['preset', 'schedule', 'zone'], {
        ...by,
        read: (settings) => readSetup(values, settings),
      }),

    async form({ address, asker }: By): Promise<SetupForm> {
      return composeSetupForm((await store.channels.find(address)) ?? startSettings(parts, asker));
    },

    async greet({ address }: Place): Promise<Message> {
      return composeGreeting(await store.channels.find(address), command(address));
    },

    async pause({ address, asker }: By): Promise<Message> {
      const channel = await known({ address });
      if (channel.state === 'paused') return asMessage([line('This channel is paused already.')]);
      await changeChannel(parts, channel, { state: 'paused', stateReason: `Paused by ${asker.name}` });
      return asMessage([line(`Paused: nothing is posted here until ${command(address)} resume.`)]);
    },

    async resume(place: Place): Promise<Message> {
      const channel = await known(place);
      if (channel.state === 'active') return asMessage([line('This channel is not paused.')]);
      // What was due while it was paused is not made up for.
      await store.posts.dropStale({
        channelId: channel.id,
        createdBefore: clock.now() - STALE_POST_MS,
        reason: 'too old when posting went on',
      });
      const nextDigestAt = nextSlot(channel.schedule, channel.timeZone, clock.now());
      await changeChannel(parts, channel, { state: 'active', stateReason: null, nextDigestAt });
      const schedule = describeSetting('schedule', { ...channel, nextDigestAt }, clock.now());
      return asMessage([line(`Resumed. ${schedule}`)]);
    },
  };
}

/** Makes a change and says how the settings read now that it was about, and what they would bring. */
async function answerChange(
  parts: Parts,
  settings: readonly ChannelSetting[],
  change: Change,
): Promise<Message> {
  const { channel, isNew } = await setChannel(parts, change);
  const now = parts.clock.now();
  const lines = settings.map((setting) => line(describeSetting(setting, channel, now)));
  if (isNew) lines.push(line('This channel gets digests from now on; the first comes within a minute.'));
  return asMessage([...lines, ...(await preview(parts, channel))]);
}

/** Reads everything before anything is stored. A channel that gets no digests yet is made with the defaults for the rest. */
async function setChannel(
  parts: Parts,
  { address, asker, read }: Change,
): Promise<{ channel: Channel; isNew: boolean }> {
  const { store, clock } = parts;
  const found = await store.channels.find(address);
  const settings = read(found ?? startSettings(parts, asker));
  const nextDigestAt = nextSlot(settings.schedule, settings.timeZone, clock.now());
  if (found)
    return { channel: await changeChannel(parts, found, { ...settings, nextDigestAt }), isNew: false };
  const chat = parts.chatOf(address.platform);
  const described = await chat?.describe(address.channelId, address.workspaceId);
  if (!described || described.kind === 'unusable')
    throw new AppError('channel/unusable', described?.userMessage ?? 'This platform is not connected.');
  const added = { ...described.address, name: described.name, ...settings };
  return { channel: await store.channels.ensure(added, nextDigestAt, clock.now()), isNew: true };
}

function startSettings({ defaults }: Parts, asker: Asker): ChannelSettings {
  return {
    schedule: parseSchedule(defaults.schedule),
    timeZone: asker.timeZone ?? defaults.timeZone,
    languages: defaults.languages,
    maxStories: DIGEST_STORIES,
    wishes: NO_WISHES,
  };
}

/** Throws AppError `channel/changed-meanwhile`, with what is set now, where somebody else was quicker. */
async function changeChannel(
  { store, clock }: Parts,
  channel: Channel,
  patch: ChannelPatch,
): Promise<Channel> {
  if (await store.channels.change(channel.id, channel.revision, patch)) return { ...channel, ...patch };
  const after = await store.channels.get(channel.id);
  const changes = after ? describeDifferences(channel, after, clock.now()) : [];
  throw new AppError(
    'channel/changed-meanwhile',
    `Somebody else changed this channel at the same moment${changes.length > 0 ? ` (${changes.join('; ')})` : ''}. Your change was not made; send it again if you still want it.`,
  );
}

const line = (text: string): Block => ({ kind: 'text', spans: [{ text }] });

async function preview({ store, clock }: Parts, channel: Channel): Promise<Block[]> {
  const { stories, leftOut } = await previewChannel(store, channel, clock.now());
  return composePreview(stories, leftOut);
}

const textsOf = (block: Block): string[] => {
  if (block.kind === 'text') return [block.spans.map(({ text }) => text).join('')];
  if (block.kind === 'list') return block.items.map((spans) => spans.map(({ text }) => text).join(''));
  return [];
};

const asMessage = (blocks: readonly Block[]): Message => ({
  blocks,
  fallbackText: blocks.flatMap(textsOf).join('\n'),
});
