import type { App } from '../app.ts';
import { AppError } from '../errors.ts';
import type { Post } from '../model/post.ts';

const LOOK_EVERY_MS = 100;

/**
 * Waits until the local channel holds what is wanted: `pick` gets its sent posts, oldest first.
 * Null when stopped; throws AppError `demo/nothing-came` after `timeoutMs`.
 */
export async function watchChannel<T>(
  { store, clock }: App,
  pick: (posts: readonly Post[]) => T | null,
  { timeoutMs, stopping }: { timeoutMs: number; stopping: AbortSignal },
): Promise<T | null> {
  const giveUpAt = clock.now() + timeoutMs;
  while (!stopping.aborted) {
    const channel = (await store.channels.list()).find((one) => one.platform === 'local');
    const posts = channel ? await store.posts.listSent(channel.id, 100) : [];
    const found = pick(posts.toReversed());
    if (found !== null) return found;
    if (clock.now() > giveUpAt)
      throw new AppError(
        'demo/nothing-came',
        'The sample newsroom brought no digest in time. Run it again with LOG_LEVEL=info to see why.',
      );
    await clock.sleep(LOOK_EVERY_MS, stopping);
  }
  return null;
}

/** The parts of the first digest, once all are in the channel. */
export function firstDigest(posts: readonly Post[]): readonly Post[] | null {
  const [first] = posts;
  if (!first) return null;
  const parts = posts.filter((post) => post.digestId === first.digestId);
  // The footer stands on the last part.
  return parts.at(-1)?.message.blocks.at(-1)?.kind === 'footer' ? parts : null;
}

/** The first post that shows a story as changed, once the channel shows it so. */
export function changedPost(posts: readonly Post[]): Post | null {
  return (
    posts.find(
      (post) =>
        post.state === 'sent' &&
        post.message.blocks.some((block) => block.kind === 'story' && block.mark === 'changed'),
    ) ?? null
  );
}
