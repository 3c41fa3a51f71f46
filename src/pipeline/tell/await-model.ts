import type { Clock } from '../../clock.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { WantSummaries } from './want-summaries.ts';
import type { StoryStore } from '../../store/store.ts';

/** The same stories, with the model's summaries where it writes them within a few seconds. */
export type AwaitModel = (
  languages: readonly string[],
  stories: readonly ReadyStory[],
) => Promise<readonly ReadyStory[]>;

type Parts = {
  wanted: Pick<WantSummaries, 'isAwaited'>;
  stories: Pick<StoryStore, 'getReady'>;
  /** Longest wait, and the time between two looks. */
  tuning: { waitMs: number; lookMs: number };
  clock: Clock;
};

/** Asks the model for what somebody is shown. What is not there in time is shown as it is, and is there for the next asker. */
export function createAwaitModel({ wanted, stories, tuning, clock }: Parts): AwaitModel {
  return async (languages, asked) => {
    const until = clock.now() + tuning.waitMs;
    const read = async () =>
      (await Promise.all(asked.map(({ story }) => stories.getReady(story.id, languages)))).map(
        (ready, at) => ready ?? asked[at],
      );
    let newest = asked;
    while (clock.now() < until && (await wanted.isAwaited({ languages }, newest, null))) {
      await clock.sleep(tuning.lookMs);
      newest = (await read()).filter((ready) => ready !== undefined);
    }
    return newest;
  };
}
