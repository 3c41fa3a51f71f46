import { DIGEST_STORIES } from '../../config/tuning.ts';
import type { Clock } from '../clock.ts';
import { nextSlot, parseSchedule } from '../digests/schedule.ts';
import type { Logger } from '../log.ts';
import type { ChannelStore } from '../store/store.ts';
import type { Chats } from './build-chats.ts';

type Parts = {
  chats: Chats;
  channels: ChannelStore;
  defaults: { schedule: string; timeZone: string; languages: readonly string[] };
  clock: Clock;
  log: Logger;
};

/**
 * Makes the channels that the settings name, once each; what was set for one since then stays.
 * A channel that cannot be used is logged with what to do and keeps nobody else from starting.
 */
export async function joinChannels({ chats, channels, defaults, clock, log }: Parts): Promise<void> {
  for (const [chat, ids] of chats.channelIds) {
    // The local channel is on the same screen as the reader: it also gets stories as they happen.
    const text =
      chat.platform === 'local' && !/as it happens/i.test(defaults.schedule)
        ? `${defaults.schedule}; as it happens`
        : defaults.schedule;
    const schedule = parseSchedule(text);
    for (const id of ids) {
      const described = await chat.describe(id);
      if (described.kind === 'unusable') {
        log.error(
          { platform: chat.platform, channel: id, advice: described.userMessage },
          'channel cannot be used',
        );
        continue;
      }
      const { timeZone, languages } = defaults;
      await channels.ensure(
        {
          ...described.address,
          name: described.name,
          schedule,
          timeZone,
          languages,
          maxStories: DIGEST_STORIES,
        },
        nextSlot(schedule, timeZone, clock.now()),
        clock.now(),
      );
    }
  }
}
