import type { Clock } from '../src/clock.ts';
import { composeText } from '../src/digests/compose/compose-answers.ts';
import { composeCatchup } from '../src/digests/compose/compose-catchup.ts';
import { parseSince } from '../src/channels/parse-since.ts';
import type { Channel, ChannelAddress } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Message } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
import type { ReadingOf } from './reading-of.ts';

type Parts = { store: Store; readingOf: ReadingOf; clock: Clock };

/** Digests, and stories that moved, that are looked at: a busy channel's month. */
const DIGESTS = 200;
const CANDIDATES = 1_000;

/** The answer to `/catchup since:...`: what the channel got, as it stands now, and what moved of what it had. */
export function createAnswerCatchup({ store, readingOf, clock }: Parts) {
  return async ({ address, since: typed }: { address: ChannelAddress; since: string }): Promise<Message> => {
    const now = clock.now();
    const { channel, reading } = await readingOf(address);
    const since = parseSince(typed, now, reading.timeZone);
    if (!channel)
      return composeText(
        'This channel gets no digests, so there is nothing to catch up on. /digest shows what matters now.',
      );
    return composeCatchup({ stories: await listHad(store, channel, { since, now }), since }, reading);
  };
}

async function listHad(
  store: Store,
  channel: Channel,
  { since, now }: { since: number; now: number },
): Promise<ReadyStory[]> {
  const { languages } = channel;
  const digests = await store.archive.listDigests({ channelId: channel.id, before: now + 1, limit: DIGESTS });
  const got = digests
    .filter(({ at }) => at >= since)
    .flatMap(({ stories }) => stories.map(({ story }) => story.id));
  const moving = (await store.stories.listReady({ since, languages, now, limit: CANDIDATES })).map(
    ({ story }) => story.id,
  );
  const moved = (await store.digests.listCarried(channel.id, moving)).map(({ storyId }) => storyId);
  const withdrawn = await store.withdrawals.listOf(channel);
  const stories = new Map<string, ReadyStory>();
  for (const id of new Set([...got, ...moved])) {
    // As it stands now: merged stories under the one that they became.
    const ready = await store.stories.getReady(id, languages);
    if (ready && !withdrawn.has(ready.story.id)) stories.set(ready.story.id, ready);
  }
  return [...stories.values()];
}
