import { chooseStories } from '../../src/digests/choose/choose-stories.ts';
import { DAY } from '../../src/clock.ts';
import type { Channel } from '../../src/model/channel.ts';
import type { ReadyStory } from '../../src/model/digest.ts';
import type { Store } from '../../src/store/store.ts';

const CANDIDATES = 2_000;

/** What a channel with these settings would have got in the 24 hours before `now`, whatever it has already. Stores nothing. */
export async function previewChannel(
  store: Store,
  channel: Channel,
  now: number,
): Promise<{ stories: readonly ReadyStory[]; leftOut: number }> {
  const since = now - DAY;
  const { languages, maxStories, wishes } = channel;
  const interests = {
    filter: wishes.filter,
    marks: await store.marks.listOf(channel.id),
    withdrawn: await store.withdrawals.listOf(channel),
  };
  const ready = await store.stories.listReady({ since, languages, now, limit: CANDIDATES });
  return chooseStories({ ready, interests, carried: [], since, kind: 'first', maxStories });
}
