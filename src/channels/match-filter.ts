import { outlets } from '../../config/outlets.ts';
import { countries, unRegionOf } from '../../config/regions.ts';
import { NO_WISHES, type StoryFilter } from '../model/channel.ts';
import type { TellableStory } from '../model/digest.ts';
import { foldStory, hasWords, parseWords, type WordQuery } from './parse-words.ts';
import { regionName, topicName } from './names.ts';

/** Whether a filter lets everything through. */
export const isUnfiltered = (filter: StoryFilter): boolean =>
  JSON.stringify(filter) === JSON.stringify(NO_WISHES.filter);

/** `reason` is half a sentence for a person that goes on from "because": `it is about none of Iran, Iraq`. */
export type FilterVerdict = { ok: true } | { ok: false; reason: string };

const withinOf = new Map(countries.map(({ code, within }) => [code, within]));
const countryOfOutlet = new Map(outlets.map(({ name, country }) => [name, country]));
const namesOfFamily = Map.groupBy(outlets, ({ family }) => family.toLowerCase());

/** A story's regions with the UN regions that they lie in. */
function regionsOf({ story }: TellableStory): ReadonlySet<string> {
  const all = new Set(story.regions);
  for (const region of story.regions) {
    const within = withinOf.get(region) ?? region;
    all.add(within);
    const above = unRegionOf[within];
    if (above) all.add(above);
  }
  return all;
}

/** Of a long list the first few: `Iran, Iraq, Israel and 14 more`. */
function few(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function isToldBy(wanted: string, { story }: TellableStory): boolean {
  const name = wanted.toLowerCase();
  const isIt = (told: string) => told.toLowerCase() === name;
  return (
    story.outletNames.some(isIt) ||
    story.publisherFamilies.some(isIt) ||
    // A family is known by its name, a story by the names of its outlets.
    (namesOfFamily.get(name) ?? []).some((outlet) => story.outletNames.includes(outlet.name))
  );
}

// Each words' query is read once; a channel's filter is asked about hundreds of stories.
const queries = new Map<string, WordQuery>();
const MAX_QUERIES = 5_000;

function queryOf(words: string): WordQuery {
  const known = queries.get(words);
  if (known) return known;
  const query = parseWords(words);
  if (queries.size >= MAX_QUERIES) queries.clear();
  queries.set(words, query);
  return query;
}

/**
 * Whether a channel's filter takes a story, and if not, the first rule that refused it. An empty list or null asks for
 * nothing. Pure; throws AppError `words/invalid` only where `filter.words` was never checked by `parseWords`.
 */
export function matchesFilter(filter: StoryFilter, ready: TellableStory): FilterVerdict {
  const { story } = ready;
  if (story.importance.score < filter.minImportance)
    return refuse(
      `its importance is ${Math.round(story.importance.score)} and the channel takes stories from ${filter.minImportance}`,
    );
  if (filter.regions.length > 0) {
    const regions = regionsOf(ready);
    if (!filter.regions.some((region) => regions.has(region)))
      return refuse(`it is about none of ${few(filter.regions.map(regionName))}`);
  }
  if (filter.topics.length > 0 && !filter.topics.some((topic) => story.topics.includes(topic)))
    return refuse(`its topic is none of ${few(filter.topics.map(topicName))}`);
  if (filter.outlets.length > 0 && !filter.outlets.some((outlet) => isToldBy(outlet, ready)))
    return refuse(`none of ${few(filter.outlets)} tells it`);
  if (filter.outletCountries.length > 0) {
    const told = new Set(story.outletNames.map((name) => countryOfOutlet.get(name)));
    if (!filter.outletCountries.some((country) => told.has(country)))
      return refuse(`no outlet of ${few(filter.outletCountries.map(regionName))} tells it`);
  }
  if (filter.words !== null && !hasWords(queryOf(filter.words), foldStory(ready)))
    return refuse(`its text does not fit the words ${filter.words}`);
  return { ok: true };
}

const refuse = (reason: string): FilterVerdict => ({ ok: false, reason });

/** `Iran, Iraq or Israel`. */
function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function describePhrase({ text, isStart, words }: WordQuery & { kind: 'phrase' }): string {
  if (isStart) return `a word that begins with ${text.replace(/\*+$/, '')}`;
  return words.length > 1 && /\s/.test(text) ? `“${text}”` : text;
}

/** What must be there and what must not; a double negation is none. */
function splitParts(query: WordQuery): { wanted: WordQuery[]; unwanted: WordQuery[] } {
  if (query.kind === 'not') {
    const inner = splitParts(query.part);
    const isNegation = query.part.kind === 'not';
    return isNegation
      ? { wanted: inner.unwanted, unwanted: inner.wanted }
      : { wanted: [], unwanted: [query.part] };
  }
  if (query.kind !== 'all') return { wanted: [query], unwanted: [] };
  const parts = query.parts.map(splitParts);
  return {
    wanted: parts.flatMap(({ wanted }) => wanted),
    unwanted: parts.flatMap(({ unwanted }) => unwanted),
  };
}

function describeQuery(query: WordQuery): string {
  if (query.kind === 'phrase') return describePhrase(query);
  if (query.kind === 'any') return query.parts.map(describeWithin).join(' or ');
  const { wanted, unwanted } = splitParts(query);
  const without = unwanted.length > 0 ? `not ${unwanted.map(describeWithin).join(' and not ')}` : '';
  return [wanted.map(describeWithin).join(' and '), without].filter(Boolean).join(' and ');
}

const describeWithin = (query: WordQuery): string =>
  query.kind === 'phrase' ? describeQuery(query) : `(${describeQuery(query)})`;

/** A lone group needs no parentheses. */
function describeAlone(parts: readonly WordQuery[], joint: string): string {
  const [only] = parts;
  return parts.length === 1 && only ? describeQuery(only) : parts.map(describeWithin).join(joint);
}

function describeWords(words: string): string {
  const { wanted, unwanted } = splitParts(parseWords(words));
  if (wanted.length === 0) return ` that do not mention ${describeAlone(unwanted, ' or ')}`;
  const without = unwanted.length > 0 ? `, without ${describeAlone(unwanted, ' or ')}` : '';
  return ` that mention ${describeAlone(wanted, ' and ')}${without}`;
}

/**
 * A filter in plain words that go on from "This channel gets": `stories about Iran that mention nuclear or enrichment,
 * without football`. Throws AppError `words/invalid` where `filter.words` was never checked.
 */
export function explainFilter(filter: StoryFilter): string {
  const { regions, topics, outletCountries, minImportance, words } = filter;
  const about = regions.length > 0 ? ` about ${either(regions.map(regionName))}` : '';
  const on = topics.length > 0 ? ` on ${either(topics.map(topicName))}` : '';
  const by = filter.outlets.length > 0 ? ` told by ${either(filter.outlets)}` : '';
  const from =
    outletCountries.length > 0 ? ` told by outlets of ${either(outletCountries.map(regionName))}` : '';
  const weight = minImportance > 0 ? ` of importance ${minImportance} or more` : '';
  const rules = `${about}${on}${weight}${by}${from}${words === null ? '' : describeWords(words)}`;
  return rules === '' ? 'all stories' : `stories${rules}`;
}
