import type { ReadyStory } from '../../model/digest.ts';
import type { Block, Message, StoryBlock } from '../../model/message.ts';
import { composeStory, type Reading } from './compose-story.ts';
import type { SummaryMaker } from '../../model/summary.ts';
import { MAKERS_LINE, summarisedHow } from './compose-digest.ts';

const WITHDRAWN = 'Withdrawn by a manager';

/** Characters of a headline that name a story well enough; a reply is one message, so no feed may make it too long. */
const NAMING_LENGTH = 300;

/** What is said in the thread of a story's post: what changed, and the story as it is now. */
export function composeReply(ready: ReadyStory, reading: Reading): Message {
  const block = composeStory(ready, reading, { number: null, hasMoved: true });
  return {
    blocks: [block],
    fallbackText: [block.changeLine, block.headline].filter((line) => line !== null).join('\n'),
  };
}

/** The same where a withdrawn story's post cannot be edited. */
export function composeWithdrawnReply(headline: string): Message {
  const characters = Array.from(headline);
  const name =
    characters.length > NAMING_LENGTH ? `${characters.slice(0, NAMING_LENGTH).join('')}…` : headline;
  const text = `${WITHDRAWN}: ${name}`;
  return { blocks: [{ kind: 'text', spans: [{ text, style: 'bold' }] }], fallbackText: text };
}

/**
 * A message without the stories that a manager withdrew: their headlines, bullets and lines are gone, in the text for
 * notifications too. The same message where none of them stands in it.
 */
export function withdrawFrom(message: Message, isWithdrawn: (storyId: string) => boolean): Message {
  const gone = new Set<string>();
  const blocks = message.blocks.map((block): Block => {
    if (block.kind === 'story' && isWithdrawn(block.storyId) && block.headline !== WITHDRAWN) {
      gone.add(block.headline);
      return emptied(block);
    }
    if (block.kind !== 'list' || !block.storyIds?.some((id) => id !== null && isWithdrawn(id))) return block;
    const { storyIds, items } = block;
    const kept = items.map((item, index) => {
      const id = storyIds[index] ?? null;
      if (id === null || !isWithdrawn(id) || item[0]?.text === WITHDRAWN) return item;
      if (item[0]) gone.add(item[0].text);
      return [{ text: WITHDRAWN }];
    });
    return { ...block, items: kept };
  });
  if (gone.size === 0) return message;
  const lines = message.fallbackText.split('\n').map((line) => (gone.has(line) ? WITHDRAWN : line));
  return { blocks, fallbackText: lines.join('\n') };
}

const emptied = (block: StoryBlock): StoryBlock => ({
  ...block,
  headline: WITHDRAWN,
  url: null,
  mark: null,
  changeLine: null,
  bullets: ['', '', ''],
  detailLine: '',
  hasButtons: false,
});

/**
 * The message with one story's block replaced by its newest version, or by a better summary of the version that it shows
 * (`hasMoved` false: nothing happened in the world, so its marks stay). Everything else stays as it was posted.
 * `names` are the ids by which the story stands in it: its own, and those of stories that were merged into it.
 */
export function reviseMessage(
  message: Message,
  ready: ReadyStory,
  { hasMoved, ...reading }: Reading & { hasMoved: boolean },
  names: ReadonlySet<string>,
): Message {
  const blocks = message.blocks.map((block) => {
    if (block.kind !== 'story' || !names.has(block.storyId)) return block;
    const newest = composeStory(ready, reading, { number: block.number, hasMoved });
    return hasMoved
      ? newest
      : { ...newest, mark: block.mark, changeLine: block.changeLine, detailLine: block.detailLine };
  });
  return { ...message, blocks };
}

/** The message with its footer saying how the digest's stories are summarised now. */
export function retellMakers(message: Message, makers: readonly SummaryMaker[]): Message {
  if (makers.length === 0) return message;
  const blocks = message.blocks.map((block) =>
    block.kind === 'footer'
      ? {
          ...block,
          text: block.text
            .split(' · ')
            .map((piece) => (MAKERS_LINE.test(piece) ? summarisedHow(makers) : piece))
            .join(' · '),
        }
      : block,
  );
  return { ...message, blocks };
}
