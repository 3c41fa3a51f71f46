import { foldWords } from '../src/language/cut-words.ts';
import { composeText } from '../src/digests/compose/compose-answers.ts';
import { composeMarked, composeMarks } from '../src/digests/compose/compose-marks.ts';
import { AppError } from '../src/errors.ts';
import type { Channel, ChannelAddress } from '../src/model/channel.ts';
import type { Mark, MarkTarget } from '../src/model/mark.ts';
import type { Message } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
import { type Command, type CommandRequest, SHARE_OPTION, textOf } from './command.ts';
import type { CommandContext } from './context.ts';
import { findStory } from './find-story.ts';

type Change = Pick<CommandRequest, 'address' | 'asker'> & { kind: Mark['kind']; isEnd: boolean };

const MAX_CHARACTERS = 100;
const LINK = /https?:\/\//i;

function markCommand(kind: Mark['kind'], description: string, examples: readonly string[]): Command {
  return {
    definition: {
      name: kind,
      description,
      access: 'reader',
      options: [
        {
          name: 'about',
          description: 'A country, a topic, words, or the link of an article; nothing lists what there is',
          type: 'text',
          isRequired: false,
          takesRest: true,
        },
        { name: 'stop', description: 'End it', type: 'boolean', isRequired: false },
        SHARE_OPTION,
      ],
      examples,
    },
    // Anybody may look.
    accessOf: (options) => (textOf(options, 'about') === null ? 'reader' : 'manager'),
    run: async ({ options, address, asker }, context) => {
      const channel = await channelAt(address, context.store);
      const typed = textOf(options, 'about');
      if (typed === null) return listMarks(channel, kind, context.store);
      const target = await readTarget(typed, channel.languages, context);
      return mark(channel, target, { address, asker, kind, isEnd: options.stop === true }, context);
    },
  };
}

export const followCommand = markCommand(
  'follow',
  'Always tell this channel of important changes about something. For managers',
  ['/follow', '/follow ukraine', '/follow ukraine stop:true'],
);

export const muteCommand = markCommand('mute', 'Keep something out of this channel. For managers', [
  '/mute football',
  '/mute football stop:true',
]);

/** What a button does: follows or mutes a story in its channel, or ends that. Throws AppError `marks/no-channel`. */
export async function markStory(
  { storyId, ...change }: Change & { storyId: string },
  context: CommandContext,
): Promise<Message> {
  const channel = await channelAt(change.address, context.store);
  return mark(channel, { kind: 'story', storyId }, change, context);
}

async function channelAt(address: ChannelAddress, { channels }: Store): Promise<Channel> {
  const channel = await channels.find(address);
  if (channel) return channel;
  throw new AppError(
    'marks/no-channel',
    'This channel gets no digests, so there is nothing to follow or mute.',
  );
}

async function listMarks(channel: Channel, kind: Mark['kind'], store: Store): Promise<Message> {
  const marks = (await store.marks.listOf(channel.id)).filter((one) => one.kind === kind);
  return composeMarks(kind, await Promise.all(marks.map(({ target }) => nameOf(store, channel, target))));
}

async function mark(
  channel: Channel,
  target: MarkTarget,
  { kind, isEnd, asker }: Change,
  { store, clock }: CommandContext,
): Promise<Message> {
  const name = await nameOf(store, channel, target);
  if (!isEnd) {
    await store.marks.mark(channel.id, { kind, target, setBy: asker.id, at: clock.now() });
    return composeMarked({ kind, target, name, isOn: true });
  }
  const standing = (await store.marks.listOf(channel.id)).find((one) => isSame(one.target, target));
  if (standing?.kind !== kind)
    return composeText(`${name} is not ${kind === 'follow' ? 'followed' : 'muted'} here.`);
  await store.marks.unmark(channel.id, target);
  return composeMarked({ kind, target, name, isOn: false });
}

function isSame(one: MarkTarget, other: MarkTarget): boolean {
  if (one.kind === 'story') return other.kind === 'story' && one.storyId === other.storyId;
  return other.kind === 'words' && foldWords(one.words).join(' ') === foldWords(other.words).join(' ');
}

async function readTarget(
  typed: string,
  languages: readonly string[],
  context: CommandContext,
): Promise<MarkTarget> {
  if (LINK.test(typed)) {
    const found = await findStory(typed, languages, context);
    if (found.kind === 'story') return { kind: 'story', storyId: found.story.id };
    throw new AppError('marks/no-story', 'No story is known behind this link.');
  }
  if (foldWords(typed).length === 0 || typed.length > MAX_CHARACTERS)
    throw new AppError(
      'marks/bad-words',
      `Write a country, a topic or words of at most ${MAX_CHARACTERS} characters.`,
    );
  return { kind: 'words', words: typed };
}

async function nameOf({ stories }: Store, channel: Channel, target: MarkTarget): Promise<string> {
  if (target.kind === 'words') return `"${target.words.trim()}"`;
  const ready = await stories.getReady(target.storyId, channel.languages);
  return `"${ready?.summary.headline ?? 'This story'}"`;
}
