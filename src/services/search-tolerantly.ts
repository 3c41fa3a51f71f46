import type { ReadyStory } from '../model/digest.ts';
import type { StorySearch, StoryStore } from '../store/store.ts';

/** What a search finds; `meant` holds the words that it was made with instead, where those asked for find nothing. */
export async function searchTolerantly(
  stories: Pick<StoryStore, 'search' | 'didYouMean'>,
  asked: StorySearch,
): Promise<{ found: ReadyStory[]; meant: readonly string[] | null }> {
  const found = await stories.search(asked);
  const meant = found.length === 0 ? await stories.didYouMean(asked) : null;
  return meant ? { found: await stories.search({ ...asked, words: meant }), meant } : { found, meant };
}
