import { composeText } from '../src/digests/compose/compose-answers.ts';
import { WITHDRAWN_HERE } from '../src/digests/compose/compose-marks.ts';
import { composeHistory } from '../src/digests/compose/compose-history.ts';
import { composeLooseArticle, composeNothingFound } from '../src/digests/compose/compose-why.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { Message } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
import type { FindStory } from './find-story.ts';
import { readHistory } from './read-history.ts';
import type { ReadingOf } from './reading-of.ts';

type Parts = {
  store: Store;
  readingOf: ReadingOf;
  findStory: FindStory;
  /** Where people on a platform find the pages, without a closing slash; null where they cannot. */
  pagesFor: (platform: ChannelAddress['platform']) => string | null;
};

/** The answer to `/story <link or words>`. */
export function createAnswerStory({ store, readingOf, findStory, pagesFor }: Parts) {
  return async ({ address, about }: { address: ChannelAddress; about: string }): Promise<Message> => {
    const { reading, languages } = await readingOf(address);
    const found = await findStory(about, languages);
    if (found.kind === 'article') return composeLooseArticle(found.article, reading);
    if (found.kind === 'nothing') return composeNothingFound(about);
    if ((await store.withdrawals.listOf(address)).has(found.story.id)) return composeText(WITHDRAWN_HERE);
    const pages = pagesFor(address.platform);
    const history = await readHistory(store, found.story, languages);
    return composeHistory(history, reading, pages && `${pages}/stories/${found.story.id}`);
  };
}
