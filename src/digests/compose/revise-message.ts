import type { ReadyStory } from '../../model/digest.ts';
import type { Message } from '../../model/message.ts';
import type { SummaryMaker } from '../../model/summary.ts';
import { MAKERS_LINE, summarisedHow } from './compose-digest.ts';
import { composeStory, type Reading } from './compose-story.ts';

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
