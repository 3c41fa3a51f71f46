import { composeEvidence, composeSources, composeText } from '../digests/compose-answers.ts';
import type { ChannelAddress } from '../model/channel.ts';
import type { ReadyStory } from '../model/digest.ts';
import type { Message } from '../model/message.ts';
import type { Store } from '../store/store.ts';
import type { ReadingOf } from './reading-of.ts';

type Query = { address: ChannelAddress; storyId: string };

/** The answers behind a story's buttons. They work on old posts too: a story that is gone says so. */
export function createAnswerButtons({ store, readingOf }: { store: Store; readingOf: ReadingOf }) {
  async function withStory(
    { address, storyId }: Query,
    compose: (ready: ReadyStory, reading: { now: number; timeZone: string }) => Message | Promise<Message>,
  ): Promise<Message> {
    const { reading, languages } = await readingOf(address);
    const ready = await store.stories.getReady(storyId, languages);
    return ready
      ? compose(ready, reading)
      : composeText(
          'This story is no longer kept, or its summary is being rewritten. Try again in a minute.',
        );
  }
  return {
    evidence: (query: Query) => withStory(query, (ready) => composeEvidence(ready)),
    sources: (query: Query) =>
      withStory(query, async (ready, reading) =>
        composeSources(ready, await store.articles.listOfStory(ready.story.id), reading),
      ),
  };
}
