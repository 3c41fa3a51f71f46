import { greatPowers, severities, tollSeverities } from '../../../config/severity.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';
import { HOUR, MINUTE } from '../../clock.ts';
import type { ArticleReading } from '../../model/reading.ts';
import type { Importance } from '../../model/story.ts';

export type Gravity = ArticleReading['gravity'];

/** Who told a story: one entry an article, without syndicated copies. */
export type Teller = {
  family: string;
  /** ISO 3166-1 alpha-2 of the outlet, or null. */
  country: string | null;
  seenAt: number;
};

export type ImportanceInput = {
  tellers: readonly Teller[];
  /** Of each article. */
  gravities: readonly Gravity[];
  /** States that the story is about, ISO 3166-1 alpha-2; UN region names among them are passed over. */
  regions: readonly string[];
  /** International bodies in it (`UN`, `NATO`); may be empty. */
  bodies: readonly string[];
  /** When it started or last moved. */
  changedAt: number;
  now: number;
};

const tuning = storiesTuning.importance;

/**
 * How much a story matters, 0-100: breadth of publisher families and their countries, speed of pick-up, severity, actors
 * and novelty. The parts are whole points and add up to the score. Instants are epoch ms.
 */
export function scoreImportance(input: ImportanceInput): Importance {
  const { points } = tuning;
  const parts = {
    breadth: Math.round(points.breadth * breadthOf(input.tellers)),
    speed: Math.round(points.speed * speedOf(input.tellers)),
    severity: Math.round(points.severity * severityOf(input.gravities)),
    actors: Math.min(points.actors, actorPoints(input)),
    novelty: Math.round(
      points.novelty * 0.5 ** (Math.max(0, input.now - input.changedAt) / tuning.noveltyHalfLifeMs),
    ),
  };
  const score = parts.breadth + parts.speed + parts.severity + parts.actors + parts.novelty;
  return { score, parts };
}

/** The first tellers count most: from one to two families means more than from nine to ten. */
const grown = (count: number, full: number): number =>
  Math.min(1, Math.log2(Math.max(1, count)) / Math.log2(full));

function breadthOf(tellers: readonly Teller[]): number {
  const families = new Set(tellers.map(({ family }) => family)).size;
  const countries = new Set(tellers.flatMap(({ country }) => country ?? [])).size;
  return (
    tuning.familyShare * grown(families, tuning.fullFamilies) +
    (1 - tuning.familyShare) * grown(countries, tuning.fullCountries)
  );
}

function speedOf(tellers: readonly Teller[]): number {
  const first = Math.min(...tellers.map(({ seenAt }) => seenAt));
  const early = tellers.filter(({ seenAt }) => seenAt <= first + tuning.speedMs);
  return grown(new Set(early.map(({ family }) => family)).size, tuning.fullSpeedFamilies);
}

/** The mean over articles, so that one loud headline does not decide. */
function severityOf(gravities: readonly Gravity[]): number {
  if (gravities.length === 0) return 0;
  const sum = gravities.reduce(
    (total, { title, opening }) => total + Math.max(title, tuning.textShare * opening),
    0,
  );
  return sum / gravities.length;
}

function actorPoints({ regions, bodies }: ImportanceInput): number {
  const states = regions.filter((code) => /^[A-Z]{2}$/u.test(code));
  const byState = states.reduce(
    (sum, code) => sum + (greatPowers.has(code) ? tuning.actors.greatPower : tuning.actors.state),
    0,
  );
  return byState + tuning.actors.body * bodies.length;
}

type Said = { text: string; killed: number };

/** How grave an article says that its event is, by its title and the opening of its text (plain) and the killed that each counts. */
export function measureGravity(title: Said, opening: Said): Gravity {
  return {
    title: severityIn(title),
    opening: severityIn(opening),
    killed: Math.max(title.killed, opening.killed),
  };
}

function severityIn({ text, killed }: Said): number {
  const said = severities.find(({ says }) => says.test(text))?.share ?? 0;
  return Math.max(said, tollSeverities.find((step) => killed >= step.killed)?.share ?? 0);
}

/** Why a story is weighty, in one line: `5 outlets of 4 countries within 20 min; 12 killed`. One outlet a publisher family. */
export function explainWeight(tellers: readonly Teller[], gravities: readonly Gravity[]): string {
  const killed = Math.max(0, ...gravities.map((gravity) => gravity.killed));
  const toll = killed > 0 ? [`${killed.toLocaleString('en')} killed`] : [];
  return [toldBy(tellers), ...toll].join('; ');
}

function toldBy(tellers: readonly Teller[]): string {
  const firsts = new Map<string, Teller>();
  for (const teller of tellers.toSorted((a, b) => a.seenAt - b.seenAt))
    if (!firsts.has(teller.family)) firsts.set(teller.family, teller);
  const countries = new Set([...firsts.values()].flatMap(({ country }) => country ?? [])).size;
  const instants = [...firsts.values()].map(({ seenAt }) => seenAt);
  const outlets = firsts.size === 1 ? '1 outlet' : `${firsts.size} outlets`;
  if (firsts.size < 2) return outlets;
  const of = countries > 1 ? ` of ${countries} countries` : '';
  return `${outlets}${of} within ${span(Math.max(...instants) - Math.min(...instants))}`;
}

/** Rounded up, so that it is never less than it was. */
function span(ms: number): string {
  return ms <= 2 * HOUR ? `${Math.max(1, Math.ceil(ms / MINUTE))} min` : `${Math.ceil(ms / HOUR)} h`;
}
