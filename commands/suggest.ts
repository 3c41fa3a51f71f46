import { SUGGESTED_SPAN_MS } from '../config/tuning.ts';
import { foldWords } from '../src/language/cut-words.ts';
import { CHOOSABLE_NAMES } from '../src/channels/names.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { SuggestionHandler, SuggestionKind } from '../src/model/command.ts';
import type { Command } from './command.ts';
import { type CommandContext, readPlace } from './context.ts';

type Context = Pick<CommandContext, 'store' | 'defaults' | 'clock'>;

/** Platforms show no more and no longer ones (Discord: 25 of 100 characters). */
const MAX_SUGGESTIONS = 25;
const MAX_LENGTH = 100;
const STORIES_LOOKED_AT = 200;
/** Settings that take several names, parted by commas: the last one is being typed. */
const LISTED = new Set<SuggestionKind>(['region', 'topic']);

/** Completes the options of the commands; nothing for an option that takes anything. */
export function createSuggestionHandler(commands: readonly Command[], context: Context): SuggestionHandler {
  return async ({ address, command, option, typed, options }) => {
    const definition = commands.find((candidate) => candidate.definition.name === command)?.definition;
    const suggests = definition?.options.find(({ name }) => name === option)?.suggests;
    if (!definition || !suggests) return [];
    // What a value may be can depend on what is to be set.
    const first = definition.options.find(({ takesFirst }) => takesFirst);
    const chosen = first ? String(options[first.name] ?? '') : '';
    const kinds = 'of' in suggests ? suggests.of[chosen] : suggests.kinds;
    return kinds ? suggestValues({ address, kinds, typed }, context) : [];
  };
}

/**
 * What an option may be completed to, best first: names that start with what is typed, then those with a word that
 * does, then those that hold it. In any case, with or without accents.
 */
async function suggestValues(
  { address, kinds, typed }: { address: ChannelAddress; kinds: readonly SuggestionKind[]; typed: string },
  context: Context,
): Promise<string[]> {
  const found: string[] = [];
  for (const kind of kinds) {
    const cut = LISTED.has(kind) ? typed.lastIndexOf(',') + 1 : 0;
    const before = cut > 0 ? `${typed.slice(0, cut)} ` : '';
    const names = kind === 'story' ? await headlines(address, context) : CHOOSABLE_NAMES[kind];
    found.push(...rank(names, typed.slice(cut)).map((name) => before + name));
  }
  return [...new Set(found)].filter(({ length }) => length <= MAX_LENGTH).slice(0, MAX_SUGGESTIONS);
}

async function headlines(address: ChannelAddress, context: Context): Promise<string[]> {
  const { stories, withdrawals } = context.store;
  const { reading, languages } = await readPlace(address, context);
  const { now } = reading;
  const query = { since: now - SUGGESTED_SPAN_MS, languages, now, limit: STORIES_LOOKED_AT };
  const [ready, withdrawn] = await Promise.all([stories.listReady(query), withdrawals.listOf(address)]);
  return ready
    .filter(({ story }) => !withdrawn.has(story.id))
    .map(({ summary }) => cutAtWord(summary.headline));
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
