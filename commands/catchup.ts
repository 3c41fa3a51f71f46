import { parseSince } from '../src/channels/parse-since.ts';
import { composeText } from '../src/digests/compose/compose-answers.ts';
import { composeCatchup } from '../src/digests/compose/compose-history.ts';
import type { Channel } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Store } from '../src/store/store.ts';
import { type Command, SHARE_OPTION, textOf } from './command.ts';
import { readPlace } from './context.ts';

/** Digests, and stories that moved, that are looked at: a busy channel's month. */
const DIGESTS = 200;
const CANDIDATES = 1_000;

/** What the channel got, as it stands now, and what moved of what it had. */
export const catchupCommand: Command = {
  definition: {
    name: 'catchup',
    description: 'What this channel got since a day or time, and what moved since',
    access: 'reader',
    options: [
      {
        name: 'since',
        description: 'Since when: friday, 2d, yesterday 18:00, a date',
        type: 'text',
        isRequired: true,
        takesRest: true,
      },
      SHARE_OPTION,
    ],
    examples: ['/catchup since:friday', '/catchup yesterday 18:00'],
  },
  run: async ({ options, address }, context) => {
    const { channel, reading } = await readPlace(address, context);
    const { now, timeZone } = reading;
    const since = parseSince(textOf(options, 'since') ?? '', now, timeZone);
    if (!channel)
      return composeText(
        'This channel gets no digests, so there is nothing to catch up on. /digest shows what matters now.',
      );
    return composeCatchup({ stories: await listHad(context.store, channel, { since, now }), since }, reading);
  },
};

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
