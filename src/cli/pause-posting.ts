import { STALE_POST_MS } from '../../config/follow-up-tuning.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

/** Stops and starts all posting, on every instance that uses the database. Each says in a sentence what came of it. */
export function createPausePosting({
  store,
  clock,
}: {
  store: Pick<Store, 'pause' | 'posts'>;
  clock: Clock;
}) {
  return {
    async pause(by: string): Promise<string> {
      if (await store.pause.get()) return 'Posting is paused already.';
      await store.pause.pause(by, clock.now());
      return 'Posting is paused: nothing goes to any channel until "sitrep resume". Feeds are read on.';
    },
    async resume(): Promise<string> {
      if (!(await store.pause.get())) return 'Posting is not paused.';
      const dropped = await store.posts.dropStale({
        channelId: null,
        createdBefore: clock.now() - STALE_POST_MS,
        reason: 'too old when posting went on',
      });
      await store.pause.resume();
      const left = dropped === 0 ? '' : ` ${dropped} posts were too old by now and are not sent.`;
      return `Posting goes on.${left}`;
    },
  };
}
