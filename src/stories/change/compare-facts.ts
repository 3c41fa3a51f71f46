import { ENDING_RANK, moving, quotedStages, stages } from '../../../config/change-words.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import { extractFacts, type Fact, familyOf, findDates, readNumber, subjectsOf } from './extract-facts.ts';
import { namesIn } from './find-fact-names.ts';
import { quoteClause } from './phrase-change.ts';

/** Sentences by how much they count: title and lead say what the news is, the body may only continue it. */
export type Told = { title: string | null; leads: readonly string[]; body: readonly string[] };

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }> & { sentence: string };

const { leastTollGrowth, wildTollFactor, leastMagnitudeStep } = storiesTuning.change;

/**
 * What moved between the facts told and those of a new article, as parts of a line, the weightiest first. `hasMet`:
 * the meeting itself is in the line already, so its stages are not.
 */
export function compareFacts(known: Told, fresh: Told, hasMet: boolean): string[] {
  return [
    ...compareTolls(known, fresh),
    ...compareStages(known, fresh, hasMet),
    ...compareDates(known, fresh),
    ...compareAmounts(known, fresh),
  ];
}

const everything = ({ leads, body }: Told): string[] => [...leads, ...body];

const factsOf = <K extends Fact['kind']>(sentences: readonly string[], kind: K): Of<K>[] =>
  sentences.flatMap((sentence) =>
    extractFacts(sentence).flatMap((fact) =>
      fact.kind === kind ? [{ ...(fact as Extract<Fact, { kind: K }>), sentence }] : [],
    ),
  );

/** A toll only moves up; a lower one is an older report unless it is called a correction. */
function compareTolls(known: Told, fresh: Told): string[] {
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
    return isNumberTold(known, now) ? [] : [of === 'toll' ? `${show(now)} dead` : `${show(now)} ${of}`];
  });
}

/** "Five Americans on board" already told that five were freed. */
const isNumberTold = ({ leads }: Told, value: number): boolean =>
  leads.some((sentence) =>
    (sentence.match(/[\p{L}\d,-]+/gu) ?? []).some((word) => readNumber(word) === value),
  );

function compareStages(known: Told, fresh: Told, hasMet: boolean): string[] {
  const had = factsOf(known.leads, 'stage');
  const words = new Set(known.leads.flatMap(wordsIn));
  const saidStages = new Set(had.map(({ stage }) => stage));
  for (const { of, stage, rank, sentence } of factsOf(fresh.leads, 'stage')) {
    const same = had.filter((fact) => familyOf(fact.of) === familyOf(of));
    if (hasMet && familyOf(of) === 'meeting' && rank < ENDING_RANK) continue;
    if (same.length === 0 || saidStages.has(stage) || isSaid(known, stage) || !isOfSame(sentence, words))
      continue;
    const furthest = same.reduce((a, b) => (b.rank > a.rank ? b : a));
    if (rank <= furthest.rank && rank < ENDING_RANK) continue;
    const quoted = quotedStages.has(stage) ? quoteClause(sentence, saying(stage)) : null;
    return [quoted ?? `${of} ${stage} (was: ${furthest.stage})`];
  }
  return [];
}

const saying = (stage: string): RegExp => stages.find(({ name }) => name === stage)?.says ?? /$^/u;

/** An ending that any lead told already, of whatever thing, is not news. */
const isSaid = ({ leads }: Told, stage: string): boolean =>
  stages.some(
    ({ name, rank, says }) => name === stage && rank === ENDING_RANK && leads.some((lead) => says.test(lead)),
  );

const wordsIn = (sentence: string): string[] => sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Shares a name with the leads told, or names nobody. */
function isOfSame(sentence: string, words: ReadonlySet<string>): boolean {
  const here = namesIn(sentence).flatMap(wordsIn);
  return here.length === 0 || here.some((name) => words.has(name));
}

function compareDates(known: Told, fresh: Told): string[] {
  const had = factsOf(known.leads, 'date');
  const told = new Set(everything(known).flatMap(findDates));
  const about = new Set(known.leads.flatMap(subjectsOf).map(familyOf));
  for (const { of, shown } of factsOf(fresh.leads, 'date')) {
    if (told.has(shown) || !about.has(familyOf(of))) continue;
    const before = had.find((fact) => familyOf(fact.of) === familyOf(of));
    return [before ? `${of} moved from ${before.shown} to ${shown}` : `${of} dated ${shown}`];
  }
  return [];
}

function compareAmounts(known: Told, fresh: Told): string[] {
  const had = factsOf(known.leads, 'amount');
  const told = factsOf(everything(known), 'amount');
  for (const { of, value, shown, sentence } of factsOf(fresh.leads, 'amount')) {
    const before = had.find((fact) => fact.of === of);
    if (!before || told.some((fact) => fact.value === value)) continue;
    const isOwn =
      of === 'magnitude'
        ? Math.abs(value - before.value) >= leastMagnitudeStep
        : isSameAmount(before, sentence);
    if (isOwn) return [`${of.replace(/ [$€£¥%]$/u, '')} ${before.shown} -> ${shown}`];
  }
  return [];
}

/** Another sum for the same purpose is no change unless the sentence says that it moved or repeats the old one's words. */
function isSameAmount(before: Of<'amount'>, sentence: string): boolean {
  if (moving.test(sentence)) return true;
  const words = new Set(wordsOf(before.sentence));
  return wordsOf(sentence).filter((word) => words.has(word)).length >= storiesTuning.change.leastSharedWords;
}

const wordsOf = (sentence: string): string[] => [
  ...new Set(sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []),
];

const show = (value: number): string => value.toLocaleString('en');
