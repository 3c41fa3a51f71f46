import type { StoryFilter } from '../model/channel.ts';
import { parseWords, type WordQuery } from './parse-words.ts';
import { regionName, topicName } from './names.ts';

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
function describeAlone(queries: readonly WordQuery[], joint: string): string {
  const [only] = queries;
  return queries.length === 1 && only ? describeQuery(only) : queries.map(describeWithin).join(joint);
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
  const { regions, topics, outlets, outletCountries, minImportance, words } = filter;
  const about = regions.length > 0 ? ` about ${either(regions.map(regionName))}` : '';
  const on = topics.length > 0 ? ` on ${either(topics.map(topicName))}` : '';
  const by = outlets.length > 0 ? ` told by ${either(outlets)}` : '';
  const from =
    outletCountries.length > 0 ? ` told by outlets of ${either(outletCountries.map(regionName))}` : '';
  const weight = minImportance > 0 ? ` of importance ${minImportance} or more` : '';
  const rules = `${about}${on}${weight}${by}${from}${words === null ? '' : describeWords(words)}`;
  return rules === '' ? 'all stories' : `stories${rules}`;
}
