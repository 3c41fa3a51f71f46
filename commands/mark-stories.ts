import type { Clock } from '../src/clock.ts';
import { composeText } from '../src/digests/compose/compose-answers.ts';
import { composeMarked, composeMarks } from '../src/digests/compose/compose-marks.ts';
import { foldWords } from '../src/channels/fold-words.ts';
import { AppError } from '../src/errors.ts';
import type { Channel, ChannelAddress } from '../src/model/channel.ts';
import type { Asker } from '../src/model/command.ts';
import type { Mark, MarkTarget } from '../src/model/mark.ts';
import type { Message } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
import type { FindStory } from './find-story.ts';

type Place = { address: ChannelAddress };
type Change = Place & { kind: Mark['kind']; isEnd: boolean; asker: Asker };

const MAX_CHARACTERS = 100;
const LINK = /https?:\/\//i;

/** What managers follow and mute in a channel, by command and by button. */
export function createMarkStories({
  store,
  findStory,
  clock,
}: {
  store: Store;
  findStory: FindStory;
  clock: Clock;
}) {
  async function known({ address }: Place): Promise<Channel> {
    const channel = await store.channels.find(address);
    if (channel) return channel;
    throw new AppError(
      'marks/no-channel',
      'This channel gets no digests, so there is nothing to follow or mute.',
    );
  }

  async function apply(
    channel: Channel,
    target: MarkTarget,
    { kind, isEnd, asker }: Change,
  ): Promise<Message> {
    const name = await nameOf(store, channel, target);
    if (!isEnd) {
      await store.marks.mark(channel.id, { kind, target, setBy: asker.id, at: clock.now() });
      return composeMarked({ kind, target, name, isOn: true });
    }
    const standing = (await store.marks.listOf(channel.id)).find((mark) => isSame(mark.target, target));
    if (standing?.kind !== kind)
      return composeText(`${name} is not ${kind === 'follow' ? 'followed' : 'muted'} here.`);
    await store.marks.unmark(channel.id, target);
    return composeMarked({ kind, target, name, isOn: false });
  }

  return {
    async list({ address, kind }: Place & { kind: Mark['kind'] }): Promise<Message> {
      const channel = await known({ address });
      const marks = (await store.marks.listOf(channel.id)).filter((mark) => mark.kind === kind);
      return composeMarks(kind, await Promise.all(marks.map(({ target }) => nameOf(store, channel, target))));
    },
    async change(query: Change & { typed: string }): Promise<Message> {
      const channel = await known(query);
      return apply(channel, await readTarget(findStory, query.typed, channel.languages), query);
    },
    async markStory(query: Change & { storyId: string }): Promise<Message> {
      return apply(await known(query), { kind: 'story', storyId: query.storyId }, query);
    },
  };
}

function isSame(one: MarkTarget, other: MarkTarget): boolean {
  if (one.kind === 'story') return other.kind === 'story' && one.storyId === other.storyId;
  return other.kind === 'words' && foldWords(one.words).join(' ') === foldWords(other.words).join(' ');
}

async function readTarget(
  findStory: FindStory,
  typed: string,
  languages: readonly string[],
): Promise<MarkTarget> {
  if (LINK.test(typed)) {
    const found = await findStory(typed, languages);
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
