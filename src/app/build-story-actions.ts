import { SEARCH_SPAN_MS } from '../../config/tuning.ts';
import type { CommandServices } from '../../commands/command.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { createAnswerButtons } from '../../commands/answer-buttons.ts';
import { createFindStory } from '../../commands/find-story.ts';
import { createMarkStories } from '../../commands/mark-stories.ts';
import type { ReadingOf } from '../../commands/reading-of.ts';
import type { Store } from '../store/store.ts';

type Parts = {
  store: Store;
  readingOf: ReadingOf;
  why: CommandServices['why'];
  clock: Clock;
  log: Logger;
};

/** What people do about a story: its buttons, following and muting. */
export function buildStoryActions(parts: Parts): Pick<CommandServices, 'marks' | 'pressButton'> {
  const { store, clock } = parts;
  const findStory = createFindStory({ store, clock, spanMs: SEARCH_SPAN_MS });
  const marks = createMarkStories({ store, findStory, clock });
  return { marks, pressButton: createAnswerButtons({ ...parts, marks }) };
}
