import type { Clock } from '../src/clock.ts';
import type { Reading } from '../src/digests/compose/compose-story.ts';
import type { Channel, ChannelAddress } from '../src/model/channel.ts';
import type { ChannelStore } from '../src/store/store.ts';

/** How a place is answered: in the zone and languages of its channel, or the defaults where it is none of ours. */
export type ReadingOf = (
  address: ChannelAddress,
) => Promise<{ channel: Channel | null; reading: Reading; languages: readonly string[] }>;

export function createReadingOf(
  channels: ChannelStore,
  defaults: { timeZone: string; languages: readonly string[] },
  clock: Clock,
): ReadingOf {
  return async (address) => {
    const channel = await channels.find(address);
    return {
      channel,
      reading: { now: clock.now(), timeZone: channel?.timeZone ?? defaults.timeZone },
      languages: channel?.languages ?? defaults.languages,
    };
  };
}
