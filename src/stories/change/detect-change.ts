import { ENDING_RANK } from '../../../config/change-words.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import { cutWords } from '../../language/cut-words.ts';
import type { ArticleReading, Fact, ReadSentence } from '../../model/reading.ts';
import type { StoryChange } from '../../model/story.ts';
import { familyOf } from './read-sentence.ts';
import { clipLine, joinParts } from './phrase-change.ts';

export type ChangeOutcome =
  | { kind: 'none' }
  | { kind: 'material'; change: Pick<StoryChange, 'kind' | 'line'> };

const { leadSentences, leastTollGrowth, wildTollFactor, leastMagnitudeStep, leastSharedWords } =
  storiesTuning.change;
const ENOUGH_NAMES = 2;
const MEETING = 'meeting';

/** Sentences by how much they count: title and lead say what the news is, the body may only continue it. */
type Told = { leads: readonly ReadSentence[]; body: readonly ReadSentence[] };

/** What the articles of a story told already. */
type Known = Told & { articles: readonly ArticleReading[] };

/** What a new article says that none of them did, and the sentence of it that is its title. */
type Fresh = Told & { title: ReadSentence | null };

/**
 * Whether a story has moved by a new article, told from the readings of its articles alone: numbers (tolls, amounts, dates),
 * who takes part, how far something has come, how it ended; or a correction or retraction. Title and lead of the new
 * article decide; its body may only continue a toll that the story's leads carry. The line says what changed in plain
 * words of at most `maxLineCharacters`. More of the same is `none`.
 */
export function detectChange(known: readonly ArticleReading[], next: ArticleReading): ChangeOutcome {
  const old = new Set(known.flatMap(({ sentences }) => sentences.map(({ hash }) => hash)));
  const isFresh = ({ hash }: ReadSentence) => !old.has(hash);
  const fresh: Fresh = {
    title: next.sentences[0] ?? null,
    leads: next.sentences.slice(0, 1 + leadSentences).filter(isFresh),
    body: next.sentences.slice(1 + leadSentences).filter(isFresh),
  };
  const said = [...fresh.leads, ...fresh.body];
  const taken = findWithdrawal(said);
  if (taken) return { kind: 'material', change: taken };
  if (old.size === 0 || said.length === 0) return { kind: 'none' };
  const told: Known = {
    articles: known,
    leads: known.flatMap(({ sentences }) => sentences.slice(0, 1 + leadSentences)),
    body: known.flatMap(({ sentences }) => sentences.slice(1 + leadSentences)),
  };
  const meeting = findMeeting(told.leads, fresh.leads);
  const parts = [
    ...(meeting ? [meeting] : []),
    ...compareTolls(told, fresh),
    ...compareStages(told, fresh, meeting !== null),
    ...compareDates(told, fresh),
    ...compareAmounts(told, fresh),
    ...findJoiners(known, next),
  ];
  return parts.length === 0
    ? { kind: 'none' }
    : { kind: 'material', change: { kind: 'update', line: joinParts(parts) } };
}

function findWithdrawal(said: readonly ReadSentence[]): Pick<StoryChange, 'kind' | 'line'> | null {
  const found = said.flatMap(({ withdraws }) => withdraws ?? []);
  return found.find(({ kind }) => kind === 'retraction') ?? found[0] ?? null;
}

/** The classic change: the leads planned a meeting or visit of somebody, and the new article's lead has it happen. */
function findMeeting(known: readonly ReadSentence[], fresh: readonly ReadSentence[]): string | null {
  const plans = known.filter(({ plans: planned }) => planned !== undefined);
  if (plans.length === 0) return null;
  const names = new Set(plans.flatMap((sentence) => sentence.names ?? []));
  const isIt = (sentence: ReadSentence) => sentence.met !== undefined && isOfSameNames(sentence, names);
  if (known.some(isIt)) return null;
  const [best] = fresh
    .filter(isIt)
    .flatMap(({ met }, index) => (met ? [{ met, points: met.points - index / 10 }] : []))
    .sort((a, b) => b.points - a.points);
  if (!best) return null;
  if (best.met.line) return best.met.line;
  const called = plans.map(({ plans: planned }) => planned).find(Boolean) ?? 'talks';
  return clipLine(`${called === 'visit' ? 'meeting' : called} held${best.met.where}`);
}

function isOfSameNames({ names = [] }: ReadSentence, known: ReadonlySet<string>): boolean {
  const here = new Set(names);
  const shared = [...here].filter((name) => known.has(name)).length;
  return shared >= Math.min(ENOUGH_NAMES, Math.max(1, here.size));
}

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }> & { sentence: ReadSentence };

const everything = ({ leads, body }: Told): ReadSentence[] => [...leads, ...body];

const factsOf = <K extends Fact['kind']>(sentences: readonly ReadSentence[], kind: K): Of<K>[] =>
  sentences.flatMap((sentence) =>
    (sentence.facts ?? []).flatMap((fact) =>
      fact.kind === kind ? [{ ...(fact as Extract<Fact, { kind: K }>), sentence }] : [],
    ),
  );

/** A toll only moves up; a lower one is an older report unless it is called a correction. */
function compareTolls(known: Known, fresh: Fresh): string[] {
  const had = factsOf(everything(known), 'toll');
  const carried = new Set(factsOf(known.leads, 'toll').map(({ of }) => of));
  const inLeads = factsOf(fresh.leads, 'toll');
  const told = [...inLeads, ...factsOf(fresh.body, 'toll').filter(({ of }) => carried.has(of))];
  return [...new Set(told.map(({ of }) => of))].flatMap((of) => {
    const before = Math.max(0, ...had.filter((fact) => fact.of === of).map(({ value }) => value));
    const isBelievable = ({ value, sentence }: Of<'toll'>) =>
      before === 0 || sentence === fresh.title || value <= before * wildTollFactor;
    const now = Math.max(
      0,
      ...told.filter((fact) => fact.of === of && isBelievable(fact)).map(({ value }) => value),
    );
    if (now <= before || now < before * leastTollGrowth) return [];
    if (before > 0) return [`${of} ${show(before)} -> ${show(now)}`];
    // "Five Americans on board" already told that five were freed.
    const isTold = known.articles.some(({ numbers }) => numbers.includes(now));
    return isTold ? [] : [of === 'toll' ? `${show(now)} dead` : `${show(now)} ${of}`];
  });
}

function compareStages(known: Known, fresh: Fresh, hasMet: boolean): string[] {
  const told = factsOf(fresh.leads, 'stage');
  if (told.length === 0) return [];
  const had = factsOf(known.leads, 'stage');
  const saidStages = new Set(had.map(({ stage }) => stage));
  // An ending that any lead told already, of whatever thing, is not news.
  const endings = new Set(known.articles.flatMap((article) => article.endings));
  const words = new Set(known.articles.flatMap((article) => article.words.split(' ')));
  for (const { of, stage, rank, line, sentence } of told) {
    const same = had.filter((fact) => familyOf(fact.of) === familyOf(of));
    if (hasMet && familyOf(of) === MEETING && rank < ENDING_RANK) continue;
    if (same.length === 0 || saidStages.has(stage) || endings.has(stage) || !isOfSame(sentence, words))
      continue;
    const furthest = same.reduce((a, b) => (b.rank > a.rank ? b : a));
    if (rank <= furthest.rank && rank < ENDING_RANK) continue;
    return [line ?? `${of} ${stage} (was: ${furthest.stage})`];
  }
  return [];
}

/** Shares a name with the leads told, or names nobody. */
function isOfSame({ names = [] }: ReadSentence, words: ReadonlySet<string>): boolean {
  const here = names.flatMap((name) => cutWords(name.toLowerCase()));
  return here.length === 0 || here.some((name) => words.has(name));
}

function compareDates(known: Known, fresh: Fresh): string[] {
  const dated = factsOf(fresh.leads, 'date');
  if (dated.length === 0) return [];
  const had = factsOf(known.leads, 'date');
  const told = new Set(everything(known).flatMap(({ days = [] }) => days));
  const about = new Set(known.leads.flatMap((sentence) => sentence.about ?? []));
  for (const { of, shown } of dated) {
    if (told.has(shown) || !about.has(familyOf(of))) continue;
    const before = had.find((fact) => familyOf(fact.of) === familyOf(of));
    return [before ? `${of} moved from ${before.shown} to ${shown}` : `${of} dated ${shown}`];
  }
  return [];
}

function compareAmounts(known: Known, fresh: Fresh): string[] {
  const had = factsOf(known.leads, 'amount');
  const told = factsOf(everything(known), 'amount');
  for (const amount of factsOf(fresh.leads, 'amount')) {
    const { of, value, shown } = amount;
    const before = had.find((fact) => fact.of === of);
    if (!before || told.some((fact) => fact.value === value)) continue;
    const isOwn =
      of === 'magnitude'
        ? Math.abs(value - before.value) >= leastMagnitudeStep
        : isSameAmount(before, amount);
    if (isOwn) return [`${of.replace(/ [$€£¥%]$/u, '')} ${before.shown} -> ${shown}`];
  }
  return [];
}

/** Another sum for the same purpose is no change unless the sentence says that it moved or repeats the old one's words. */
function isSameAmount(before: Of<'amount'>, now: Of<'amount'>): boolean {
  if (now.isMoving) return true;
  const words = new Set(before.beside.split(' '));
  return now.beside.split(' ').filter((word) => words.has(word)).length >= leastSharedWords;
}

/** States and bodies that no earlier sentence names and that, in the new leads, do something of their own. */
function findJoiners(known: readonly ArticleReading[], next: ArticleReading): string[] {
  if (next.joins.length === 0) return [];
  const there = new Set(known.flatMap(({ places }) => [...places.title, ...places.opening, ...places.body]));
  return next.joins.flatMap(({ code, line }) => (there.has(code) ? [] : [line]));
}

const show = (value: number): string => value.toLocaleString('en');
