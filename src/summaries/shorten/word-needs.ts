import endings from '../../../config/ending-weights.json' with { type: 'json' };
import { MONTHS, OBJECT_PRONOUNS } from '../../../config/grammar.ts';
import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import type { Tag, Token } from '../../language/tag-words.ts';

const readTable = (table: string) =>
  new Map(
    table
      .split(' ')
      .map((entry): [string, number] => [
        entry.slice(0, entry.lastIndexOf(':')),
        Number(entry.slice(entry.lastIndexOf(':') + 1)),
      ]),
  );
const NOUN = readTable(endings.noun);
const VERB = readTable(endings.verb);
const PASSIVE = readTable(endings.passive);
const ADJECTIVE = readTable(endings.adjective);
const ADVERB = readTable(endings.adverb);
const PARTICLE = readTable(endings.particle);
const BOUND = readTable(endings.prepositions);
const MOBILITY = readTable(endings.mobility);
const REPORTS = readTable(endings.reports);

/** A verb counts as one of reporting where so many of a hundred of its uses stand before `that`. */
const LEAST_REPORTS = 5;
/** Whether a verb reports a clause: `said (that) the talks had failed`. */
export const isReport = (lemma: string) => lemma === 'tell' || (REPORTS.get(lemma) ?? 0) >= LEAST_REPORTS;

const of = (table: ReadonlyMap<string, number>, lemma: string) => table.get(lemma) ?? table.get('') ?? 0;

const ENDS: Partial<Record<Tag, (token: Token, isPassive: boolean) => number>> = {
  NOUN: ({ lemma }) => of(NOUN, lemma),
  VERB: ({ lemma }, isPassive) => of(isPassive ? PASSIVE : VERB, lemma),
  ADJ: ({ lemma }) => of(ADJECTIVE, lemma),
  ADV: ({ lemma }) => of(ADVERB, lemma),
  ADP: ({ lemma }) => PARTICLE.get(lemma) ?? 0,
  PROPN: () => 50,
  NUM: ({ text }) => (/^\d{4}$/u.test(text) ? 50 : 15),
  SYM: () => 30,
  PRON: ({ lemma }) => (OBJECT_PRONOUNS.has(lemma) ? 30 : 0),
};

/** How many of a hundred clauses end after the token before `at`, where a phrase could end. */
export function endsAt({ tokens, tags, groups }: Clauses, at: number): number {
  let last = at - 1;
  while (last > 0 && (tags[last] === 'PUNCT' || tags[last] === 'SYM') && tokens[last]?.text !== '%')
    last -= 1;
  const token = tokens[last];
  const tag = tags[last];
  if (tag === 'NUM' && MONTHS.includes((tokens[last - 1]?.text ?? '').toLowerCase())) return 50;
  if (token === undefined || tag === undefined) return 0;
  return (
    ENDS[tag]?.(
      token,
      groups.some(({ head, isPassive }) => head === last && isPassive),
    ) ?? 0
  );
}

/** What ending before `at` costs: nothing after a word that ends nearly half of its clauses. */
export const tornAt = (clauses: Clauses, at: number) =>
  (tuning.tornCost * Math.max(0, 45 - endsAt(clauses, at))) / 45;

/** Of a hundred uses of a verb, how many have this preposition behind them. */
export const boundTo = (verb: string, preposition: string): number =>
  BOUND.get(`${verb}+${preposition}`) ?? 0;

/** Of a hundred uses of a preposition, how many open a sentence or follow a comma. */
export const mobilityOf = (preposition: string): number => MOBILITY.get(preposition) ?? 0;

/** Whether a word after a verb is rather its particle than a preposition: `up`, `out`. */
export const isParticle = (word: string): boolean => PARTICLE.has(word);

/** Whether a word is used as a noun that is no name. */
export const isCommonNoun = (lemma: string): boolean => NOUN.has(lemma);
