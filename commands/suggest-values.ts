import { foldWords } from '../src/channels/fold-words.ts';
import { CHOOSABLE_NAMES } from '../src/channels/names.ts';
import type { Clock } from '../src/clock.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { SuggestionKind } from '../src/model/command.ts';
import type { WithdrawalStore, StoryStore } from '../src/store/store.ts';
import type { ReadingOf } from './reading-of.ts';

type Parts = {
  stories: Pick<StoryStore, 'listReady'>;
  withdrawals: Pick<WithdrawalStore, 'listOf'>;
  readingOf: ReadingOf;
  clock: Clock;
  spanMs: number;
};
type Query = { address: ChannelAddress; kinds: readonly SuggestionKind[]; typed: string };

/** Platforms show no more and no longer ones (Discord: 25 of 100 characters). */
const MAX_SUGGESTIONS = 25;
const MAX_LENGTH = 100;
const STORIES_LOOKED_AT = 200;
/** Settings that take several names, parted by commas: the last one is being typed. */
const LISTED = new Set<SuggestionKind>(['region', 'topic']);

/**
 * What an option may be completed to, best first: names that start with what is typed, then those with a word that
 * does, then those that hold it. In any case, with or without accents.
 */
export function createSuggestValues({ stories, withdrawals, readingOf, clock, spanMs }: Parts) {
  async function headlines(address: ChannelAddress): Promise<string[]> {
    const { languages } = await readingOf(address);
    const now = clock.now();
    const query = { since: now - spanMs, languages, now, limit: STORIES_LOOKED_AT };
    const [ready, withdrawn] = await Promise.all([stories.listReady(query), withdrawals.listOf(address)]);
    return ready
      .filter(({ story }) => !withdrawn.has(story.id))
      .map(({ summary }) => cutAtWord(summary.headline));
  }
  return async ({ address, kinds, typed }: Query): Promise<string[]> => {
    const found: string[] = [];
    for (const kind of kinds) {
      const cut = LISTED.has(kind) ? typed.lastIndexOf(',') + 1 : 0;
      const before = cut > 0 ? `${typed.slice(0, cut)} ` : '';
      const names = kind === 'story' ? await headlines(address) : CHOOSABLE_NAMES[kind];
      found.push(...rank(names, typed.slice(cut)).map((name) => before + name));
    }
    return [...new Set(found)].filter(({ length }) => length <= MAX_LENGTH).slice(0, MAX_SUGGESTIONS);
  };
}

function rank(names: readonly string[], typed: string): string[] {
  const sought = foldWords(typed).join(' ');
  if (sought === '') return [...names];
  const tiers: [string[], string[], string[]] = [[], [], []];
  for (const name of names) {
    const folded = foldWords(name).join(' ');
    if (folded.startsWith(sought)) tiers[0].push(name);
    else if (folded.includes(` ${sought}`)) tiers[1].push(name);
    else if (folded.includes(sought)) tiers[2].push(name);
  }
  return tiers.flat();
}

/** A headline is found again by its words, so that none may be cut in two. */
function cutAtWord(text: string): string {
  return text.length <= MAX_LENGTH ? text : text.slice(0, text.lastIndexOf(' ', MAX_LENGTH));
}
