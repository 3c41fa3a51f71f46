import type { ReadyStory } from '../src/model/digest.ts';
import type { StorySearch, StoryStore } from '../src/store/store.ts';

type Stories = Pick<StoryStore, 'search' | 'didYouMean'>;
type Finding = { found: ReadyStory[]; meant: readonly string[] | null };

/** Of longer questions no word is left out: each costs a search. */
const MAX_WORDS = 6;
/** What is shorter stands in too many stories to mean one. */
const MIN_LETTERS = 4;

/**
 * What a search finds; `meant` holds the words that it was made with instead, where those asked for find nothing:
 * with a typing mistake mended, else with one word left out, else by the one word that fewest stories hold.
 */
export async function searchTolerantly(stories: Stories, asked: StorySearch): Promise<Finding> {
  const found = await stories.search(asked);
  if (found.length > 0) return { found, meant: null };
  const meant = await stories.didYouMean(asked);
  if (meant) return { found: await stories.search({ ...asked, words: meant }), meant };
  return (await loosen(stories, asked)) ?? { found, meant: null };
}

async function loosen(stories: Stories, asked: StorySearch): Promise<Finding | null> {
  const { words } = asked;
  if (words.length < 2 || words.length > MAX_WORDS) return null;
  const allButOne = words.length > 2 ? words.map((_, left) => words.filter((__, at) => at !== left)) : [];
  const single = words.filter(({ length }) => length >= MIN_LETTERS).map((word) => [word]);
  return (await narrowest(stories, asked, allButOne)) ?? narrowest(stories, asked, single);
}

/** The words that find fewest; none where they find more than is shown, for these mean nothing in particular. */
async function narrowest(
  stories: Stories,
  asked: StorySearch,
  choices: readonly (readonly string[])[],
): Promise<Finding | null> {
  const findings = await Promise.all(
    choices.map(async (meant) => ({
      meant,
      found: await stories.search({ ...asked, words: meant, limit: asked.limit + 1 }),
    })),
  );
  const [best] = findings
    .filter(({ found }) => found.length > 0 && found.length <= asked.limit)
    .toSorted((a, b) => a.found.length - b.found.length);
  return best ?? null;
}
