import type { Post } from '../../model/post.ts';
import type { Store } from '../../store/store.ts';

/** The ids by which a story stands in a post: its own, and those of stories that were merged into it since. */
export async function namesWithin(
  { stories }: Pick<Store, 'stories'>,
  post: Post,
  storyId: string,
): Promise<Set<string>> {
  const names = new Set([storyId]);
  for (const id of post.storyIds)
    if (id !== storyId && (await stories.get(id))?.id === storyId) names.add(id);
  return names;
}
