import { STALE_POST_MS } from '../../../config/follow-up-tuning.ts';
import type { Chat } from '../../chat/chat.ts';
import { composeUnreachable } from '../../digests/compose/compose-notice.ts';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Channel, Platform } from '../../model/channel.ts';
import type { PostOutcome, Store } from '../../store/store.ts';
import { createRoundStep, type Step } from '../step.ts';

type Parts = {
  store: Pick<Store, 'channels' | 'posts'>;
  chatOf: (platform: Platform) => Chat | null;
  idleMs: number;
  clock: Clock;
  log: Logger;
};

/** Channels that could not be posted to -> active again once the platform says that they can be used. */
export function createWatchChannels({ store, chatOf, idleMs, clock, log }: Parts): Step {
  async function look(channel: Channel): Promise<void> {
    const { platform, channelId, workspaceId } = channel;
    const described = await chatOf(platform)?.describe(channelId, workspaceId);
    if (described?.kind !== 'usable') return;
    await resumeChannel(store, channel.id, clock.now());
    log.info({ channelId: channel.id }, 'channel can be posted to again');
  }
  async function round(stopping: AbortSignal): Promise<number> {
    for (const channel of await store.channels.list()) {
      if (stopping.aborted) break;
      if (channel.state !== 'unreachable') continue;
      await look(channel).catch((error: unknown) =>
        log.warn({ channelId: channel.id, error }, 'channel could not be looked at'),
      );
    }
    // Looked at again after the wait, whatever came of it: a channel that flaps must not be asked without end.
    return 0;
  }
  return createRoundStep('watch-channels', round, { clock, log, idleMs });
}

/** Posts go out again, without those that the next digest has overtaken. */
export async function resumeChannel(
  store: Pick<Store, 'channels' | 'posts'>,
  channelId: string,
  now: number,
): Promise<void> {
  await store.posts.dropStale({
    channelId,
    createdBefore: now - STALE_POST_MS,
    reason: 'too old when posting went on',
  });
  await store.channels.update(channelId, { state: 'active', stateReason: null });
}

/** Tells the managers in another channel of the workspace or server; where there is none, `status` shows it. */
export function createNoticesOf({ store, newId }: { store: Pick<Store, 'channels'>; newId: () => string }) {
  return async (
    channelId: string,
    userMessage: string,
  ): Promise<NonNullable<PostOutcome['gone']>['notices']> => {
    const channels = await store.channels.list();
    const gone = channels.find(({ id }) => id === channelId);
    const other = channels.find(
      ({ id, state, platform, workspaceId }) =>
        id !== channelId &&
        state === 'active' &&
        platform === gone?.platform &&
        workspaceId === gone.workspaceId,
    );
    if (!gone || !other) return [];
    const message = composeUnreachable(gone.name, userMessage);
    return [{ channelId: other.id, post: { id: newId(), part: 1, message, storyIds: [] } }];
  };
}
