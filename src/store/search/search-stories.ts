import { sql } from 'kysely';
import {
  NEAR_WORD_WEIGHT,
  SEARCH_CANDIDATES,
  SEARCH_HALF_LIFE_MS,
  SUGGESTIONS_TRIED,
  TITLE_WORD_WEIGHT,
  MAX_TYPOS,
} from '../../../config/search-tuning.ts';
import type { ReadyStory } from '../../model/digest.ts';
import { type ReadyRow, selectReady, toReadyStories } from '../stories/ready-stories.ts';
import type { StoreContext, Tx } from '../engine/store-context.ts';
import type { StoryStore } from '../store.ts';
import { searchIndexOf, type KnownWord } from './search-index.ts';
import { type SearchTerm, termsOf, wordsOf } from './search-words.ts';

type Query = Parameters<StoryStore['search']>[0];

/**
 * The index says which stories hold every word; the order is made here, so that it is the same on both databases:
 * how well the words fit, times importance, halved by age.
 */
export async function searchReady(context: StoreContext, query: Query): Promise<ReadyStory[]> {
  const rows = await findRows(context, query, SEARCH_CANDIDATES);
  const terms = termsOf(query.words);
  const scored = rows.map((row) => ({ row, score: scoreOf(row, terms) }));
  scored.sort((a, b) => b.score - a.score || (a.row.id < b.row.id ? -1 : 1));
  return toReadyStories(
    scored.map(({ row }) => row),
    query.languages,
  ).slice(0, query.limit);
}

async function findRows(
  { db, flavour }: StoreContext,
  { words, since, languages }: Query,
  limit: number,
): Promise<ReadyRow[]> {
  const terms = termsOf(words);
  if (languages.length === 0 || terms.length === 0) return [];
  return selectReady(db, languages)
    .select(['summaries.search_text as summary_text'])
    .where('stories.changed_at', '>=', since)
    .where(sql<boolean>`(summaries.story_id, summaries.language) in ${searchIndexOf(flavour).select(terms)}`)
    .orderBy('stories.changed_at', 'desc')
    .orderBy('stories.id')
    .limit(limit)
    .execute();
}

/** A logarithm, so that half-lives add up without an instant to count from. */
function scoreOf(row: ReadyRow, terms: readonly SearchTerm[]): number {
  const [headline = '', ...bullets] = (row.summary_text ?? '').split('\n');
  const title = new Set([...wordsOf(row.search_text), ...wordsOf(headline)]);
  const body = new Set(wordsOf(bullets.join(' ')));
  const fit = terms.reduce(
    (sum, term) => sum + Math.max(TITLE_WORD_WEIGHT * fitOf(term, title), fitOf(term, body)),
    0,
  );
  return (
    Math.log(fit) + Math.log(1 + row.importance / 100) + (row.changed_at / SEARCH_HALF_LIFE_MS) * Math.LN2
  );
}

/** 1 for the word itself, less for another form; a little where the text was indexed otherwise than it is now. */
function fitOf({ word, forms, isPrefix }: SearchTerm, text: ReadonlySet<string>): number {
  if (text.has(word)) return 1;
  const isNear =
    forms.some((form) => text.has(form)) || (isPrefix && [...text].some((one) => one.startsWith(word)));
  return isNear ? NEAR_WORD_WEIGHT : 0.01;
}

/** The query's words with those that no story has replaced by near ones; null where that finds nothing either. */
export async function didYouMean(context: StoreContext, query: Query): Promise<string[] | null> {
  const terms = termsOf(query.words);
  const choices: { typed: string; near: string[] }[] = [];
  for (const term of terms) {
    const near = await nearOf(context, term);
    if (near !== null) choices.push({ typed: term.word, near });
  }
  if (choices.length === 0) return null;
  for (let place = 0; place < SUGGESTIONS_TRIED; place += 1) {
    const meant = new Map<string, string>();
    for (const { typed, near } of choices) {
      const choice = near[place] ?? near[0];
      if (choice === undefined) return null;
      meant.set(typed, choice);
    }
    const words = terms.map(({ word }) => meant.get(word) ?? word);
    if ((await findRows(context, { ...query, words }, 1)).length > 0) return words;
  }
  return null;
}

/** Null for a word that some story has, else the words it may have been meant for. */
async function nearOf({ db, flavour }: StoreContext, term: SearchTerm): Promise<string[] | null> {
  const index = searchIndexOf(flavour);
  const { rows } = await sql`select 1 from ${index.select([term])} as held limit 1`.execute(db);
  if (rows.length > 0) return null;
  const typos = typosAllowed(term.word);
  if (typos === 0) return [];
  const { length } = term.word;
  return nearestWords(term.word, await index.words(db, { min: length - typos, max: length + typos }));
}

/** Indexes a summary's words with those of its story's title. */
export async function indexSummary(
  { flavour }: Pick<StoreContext, 'flavour'>,
  tx: Tx,
  { storyId, language, texts }: { storyId: string; language: string; texts: readonly string[] },
): Promise<void> {
  const story = await tx.selectFrom('stories').select('title').where('id', '=', storyId).executeTakeFirst();
  const words = wordsOf([story?.title ?? '', ...texts].join('\n'));
  await searchIndexOf(flavour).put(tx, { storyId, language, words });
}

/** Typing mistakes that a word may have and still be recognised. */
function typosAllowed(word: string): number {
  return MAX_TYPOS.find(({ chars }) => word.length >= chars)?.typos ?? 0;
}

/** Known words that differ from `word` by few typing mistakes: nearest first, then same first letter, then more stories. */
function nearestWords(word: string, known: readonly KnownWord[]): string[] {
  const most = typosAllowed(word);
  const isSameStart = (other: string) => (other[0] === word[0] ? 1 : 0);
  return known
    .map((one) => ({ ...one, distance: countTypos(word, one.word, most) }))
    .filter(({ distance }) => distance > 0 && distance <= most)
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        isSameStart(b.word) - isSameStart(a.word) ||
        b.stories - a.stories ||
        (a.word < b.word ? -1 : 1),
    )
    .map((one) => one.word);
}

/**
 * Letters left out, added, exchanged or in the wrong order: the restricted Damerau-Levenshtein distance
 * (optimal string alignment), given up as `most + 1` where it is sure to be larger.
 */
function countTypos(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let best = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
      );
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) best = Math.min(best, at(beforeLast, column - 2) + 1);
      current.push(best);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
