import { STALE_POST_MS } from '../../config/follow-up-tuning.ts';
import { DIGEST_STORIES } from '../../config/tuning.ts';
import { nextSlot, parseSchedule } from '../../src/channels/parse-schedule.ts';
import { type ChannelSettings, readChannelSetting } from '../../src/channels/read-channel-setting.ts';
import { readSetup } from '../../src/channels/read-setup.ts';
import { DAY } from '../../src/clock.ts';
import { chooseStories } from '../../src/digests/choose/choose-stories.ts';
import {
  composeGreeting,
  composePreview,
  composeSetupForm,
  describeDifferences,
  describeSetting,
} from '../../src/digests/compose/compose-channel.ts';
import { typedAs } from '../../src/digests/compose/type-command.ts';
import { AppError } from '../../src/errors.ts';
import {
  type Channel,
  type ChannelAddress,
  type ChannelSetting,
  NO_WISHES,
} from '../../src/model/channel.ts';
import type { Asker, SetupForm, SetupValues } from '../../src/model/command.ts';
import type { Block, Message } from '../../src/model/message.ts';
import type { ChannelPatch } from '../../src/store/store.ts';
import type { CommandRequest } from '../command.ts';
import type { CommandContext } from '../context.ts';

type By = Pick<CommandRequest, 'address' | 'asker'>;
type Change = By & { read: (settings: ChannelSettings) => ChannelSettings };

/** Stories that a preview looks at. */
const CANDIDATES = 2_000;

/** How `/channel` is typed in a place. */
export const commandAt = ({ platform }: ChannelAddress, { slackWord }: CommandContext): string =>
  typedAs('channel', platform, slackWord);

/** Sets one thing. What cannot be read changes nothing; of two changes at once the second is told. */
export function setChannel(
  { setting, typed, ...by }: By & { setting: ChannelSetting; typed: string },
  context: CommandContext,
): Promise<Message> {
  const read = (settings: ChannelSettings) => readChannelSetting(setting, typed, settings);
  return answerChange([setting], { ...by, read }, context);
}

/** Sets all that the form says, or nothing. */
export function setUpChannel(
  { values, ...by }: By & { values: SetupValues },
  context: CommandContext,
): Promise<Message> {
  const read = (settings: ChannelSettings) => readSetup(values, settings);
  return answerChange(['preset', 'schedule', 'zone'], { ...by, read }, context);
}

/** The form that sets several things at once, filled in with what is set or what would be. */
export async function fillSetupForm({ address, asker }: By, context: CommandContext): Promise<SetupForm> {
  return composeSetupForm((await context.store.channels.find(address)) ?? startSettings(context, asker));
}

/** What the bot says where it was invited. */
export async function greet(address: ChannelAddress, context: CommandContext): Promise<Message> {
  return composeGreeting(await context.store.channels.find(address), commandAt(address, context));
}

/** What the settings would have posted in the last 24 hours. */
export async function previewChannel(address: ChannelAddress, context: CommandContext): Promise<Message> {
  return asMessage(await preview(await channelAt(address, context), context));
}

export async function pauseChannel({ address, asker }: By, context: CommandContext): Promise<Message> {
  const channel = await channelAt(address, context);
  if (channel.state === 'paused') return asMessage([line('This channel is paused already.')]);
  await changeChannel(channel, { state: 'paused', stateReason: `Paused by ${asker.name}` }, context);
  return asMessage([line(`Paused: nothing is posted here until ${commandAt(address, context)} resume.`)]);
}

export async function resumeChannel(address: ChannelAddress, context: CommandContext): Promise<Message> {
  const { store, clock } = context;
  const channel = await channelAt(address, context);
  if (channel.state === 'active') return asMessage([line('This channel is not paused.')]);
  // What was due while it was paused is not made up for.
  await store.posts.dropStale({
    channelId: channel.id,
    createdBefore: clock.now() - STALE_POST_MS,
    reason: 'too old when posting went on',
  });
  const nextDigestAt = nextSlot(channel.schedule, channel.timeZone, clock.now());
  await changeChannel(channel, { state: 'active', stateReason: null, nextDigestAt }, context);
  const schedule = describeSetting('schedule', { ...channel, nextDigestAt }, clock.now());
  return asMessage([line(`Resumed. ${schedule}`)]);
}

async function channelAt(address: ChannelAddress, context: CommandContext): Promise<Channel> {
  const channel = await context.store.channels.find(address);
  if (channel) return channel;
  const start = `${commandAt(address, context)} preset World`;
  throw new AppError(
    'channel/none',
    `This channel gets no digests yet. A manager starts them with ${start}, or with any other setting.`,
  );
}

/** Makes a change and says how the settings read now that it was about, and what they would bring. */
async function answerChange(
  settings: readonly ChannelSetting[],
  change: Change,
  context: CommandContext,
): Promise<Message> {
  const { channel, isNew } = await applyChange(change, context);
  const now = context.clock.now();
  const lines = settings.map((setting) => line(describeSetting(setting, channel, now)));
  if (isNew) lines.push(line('This channel gets digests from now on; the first comes within a minute.'));
  return asMessage([...lines, ...(await preview(channel, context))]);
}

/** Reads everything before anything is stored. A channel that gets no digests yet is made with the defaults for the rest. */
async function applyChange(
  { address, asker, read }: Change,
  context: CommandContext,
): Promise<{ channel: Channel; isNew: boolean }> {
  const { store, clock } = context;
  const found = await store.channels.find(address);
  const settings = read(found ?? startSettings(context, asker));
  const nextDigestAt = nextSlot(settings.schedule, settings.timeZone, clock.now());
  if (found)
    return { channel: await changeChannel(found, { ...settings, nextDigestAt }, context), isNew: false };
  const chat = context.chatOf(address.platform);
  const described = await chat?.describe(address.channelId, address.workspaceId);
  if (!described || described.kind === 'unusable')
    throw new AppError('channel/unusable', described?.userMessage ?? 'This platform is not connected.');
  const added = { ...described.address, name: described.name, ...settings };
  return { channel: await store.channels.ensure(added, nextDigestAt, clock.now()), isNew: true };
}

function startSettings({ defaults }: CommandContext, asker: Asker): ChannelSettings {
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
  channel: Channel,
  patch: ChannelPatch,
  { store, clock }: CommandContext,
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

/** What a channel with these settings would have got in the last 24 hours, whatever it has already. Stores nothing. */
async function preview(channel: Channel, { store, clock }: CommandContext): Promise<Block[]> {
  const now = clock.now();
  const since = now - DAY;
  const { languages, maxStories, wishes } = channel;
  const interests = {
    filter: wishes.filter,
    marks: await store.marks.listOf(channel.id),
    withdrawn: await store.withdrawals.listOf(channel),
  };
  const ready = await store.stories.listReady({ since, languages, now, limit: CANDIDATES });
  const chosen = chooseStories({ ready, interests, carried: [], since, kind: 'first', maxStories });
  return composePreview(chosen.stories, chosen.leftOut);
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
