import { correcting, joinings, retracting } from '../../config/change-words.ts';
import { storiesTuning } from '../../config/stories-tuning.ts';
import type { StoryChange } from '../model/story.ts';
import { extractFacts, type Fact } from './extract-facts.ts';
import { findRegions, regionName } from './find-regions.ts';

export type EvidenceSentence = { text: string; outletDomain: string; seenAt: number };

/** What a story rests on: a headline and the sentences (titles too) of its articles. */
export type StoryEvidence = { headline: string; sentences: readonly EvidenceSentence[] };

export type ChangeOutcome =
  | { kind: 'none' }
  | { kind: 'material'; change: Pick<StoryChange, 'kind' | 'line'> };

type Kept = { fact: Fact; isHeadline: boolean };

const { maxLineCharacters, leastTollGrowth, wildTollFactor, leadSentences } = storiesTuning.change;

/**
 * Whether a story has moved between two states of its evidence: numbers (tolls, amounts, dates), who takes part, how far
 * something has come, how it ended; or a correction or retraction. `after` holds `before`'s sentences and the new ones.
 * The line says what changed in plain words of at most `maxLineCharacters`. More of the same is `none`.
 */
export function detectChange(before: StoryEvidence, after: StoryEvidence): ChangeOutcome {
  const known = new Set(before.sentences.map(({ text }) => text));
  const fresh = after.sentences.map(({ text }) => text).filter((text) => !known.has(text));
  if (fresh.length === 0) return { kind: 'none' };
  const taken = findWithdrawal(fresh);
  if (taken) return { kind: 'material', change: taken };
  const old = factsOf([before.headline, ...known], before.headline);
  const isFirst = known.size === 0;
  const parts = isFirst
    ? []
    : [...compareFacts(old, factsOf(fresh, after.headline)), ...findJoiners(known, fresh, before.headline)];
  return parts.length === 0
    ? { kind: 'none' }
    : { kind: 'material', change: { kind: 'update', line: joinParts(parts) } };
}

function findWithdrawal(fresh: readonly string[]): Pick<StoryChange, 'kind' | 'line'> | null {
  const retraction = fresh.find((text) => retracting.test(text));
  if (retraction) return { kind: 'retraction', line: clip(`withdrawn: ${retraction}`) };
  const correction = fresh.find((text) => correcting.test(text));
  if (!correction) return null;
  const said = correction.replace(/^\s*(?:correction|clarification|corrected)s?:?\s*/iu, '');
  return { kind: 'correction', line: clip(`corrected: ${said}`) };
}

const factsOf = (sentences: readonly string[], headline: string): Kept[] =>
  sentences.flatMap((text) => extractFacts(text).map((fact) => ({ fact, isHeadline: text === headline })));

function compareFacts(old: readonly Kept[], fresh: readonly Kept[]): string[] {
  return [
    ...compareTolls(old, fresh),
    ...compareStages(old, fresh),
    ...compareDates(old, fresh),
    ...compareAmounts(old, fresh),
  ];
}

const pick = <K extends Fact['kind']>(kept: readonly Kept[], kind: K) =>
  kept.flatMap(({ fact, isHeadline }) =>
    fact.kind === kind ? [{ ...(fact as Extract<Fact, { kind: K }>), isHeadline }] : [],
  );

/** A toll only moves up; a lower one is an older report unless it is called a correction. */
function compareTolls(old: readonly Kept[], fresh: readonly Kept[]): string[] {
  const known = pick(old, 'toll');
  const told = pick(fresh, 'toll');
  return [...new Set(told.map(({ of }) => of))].flatMap((of) => {
    const had = Math.max(0, ...known.filter((fact) => fact.of === of).map(({ value }) => value));
    const isBelievable = ({ value, isHeadline }: { value: number; isHeadline: boolean }) =>
      had === 0 || isHeadline || value <= had * wildTollFactor;
    const now = Math.max(
      0,
      ...told.filter((fact) => fact.of === of && isBelievable(fact)).map(({ value }) => value),
    );
    if (now === 0 || now < had * leastTollGrowth || now <= had) return [];
    if (had === 0) return [of === 'toll' ? `${show(now)} dead` : `${show(now)} ${of}`];
    return [`${of} ${show(had)} -> ${show(now)}`];
  });
}

function compareStages(old: readonly Kept[], fresh: readonly Kept[]): string[] {
  const known = pick(old, 'stage');
  const parts = new Set<string>();
  for (const { of, stage, rank } of pick(fresh, 'stage')) {
    const same = known.filter((fact) => fact.of === of);
    if (same.length === 0 || same.some((fact) => fact.stage === stage)) continue;
    const furthest = same.reduce((a, b) => (b.rank > a.rank ? b : a));
    if (rank <= furthest.rank && rank < 9) continue;
    parts.add(`${of} ${stage} (was: ${furthest.stage})`);
  }
  return [...parts].slice(0, 1);
}

function compareDates(old: readonly Kept[], fresh: readonly Kept[]): string[] {
  const known = pick(old, 'date');
  const parts = pick(fresh, 'date').flatMap(({ of, shown }) => {
    if (known.some((fact) => fact.shown === shown)) return [];
    const had = known.find((fact) => fact.of === of);
    return [had ? `${of} moved from ${had.shown} to ${shown}` : `${of} dated ${shown}`];
  });
  return parts.slice(0, 1);
}

function compareAmounts(old: readonly Kept[], fresh: readonly Kept[]): string[] {
  const known = pick(old, 'amount');
  const parts = pick(fresh, 'amount').flatMap(({ of, value, shown }) => {
    const same = known.filter((fact) => fact.of === of);
    const [had] = same;
    if (!had || same.some((fact) => fact.value === value)) return [];
    return [`${of.replace(/ [$€£¥%]$/u, '')} ${had.shown} -> ${shown}`];
  });
  return parts.slice(0, 1);
}

/** States and bodies that no earlier sentence names and that now do something of their own. */
function findJoiners(known: ReadonlySet<string>, fresh: readonly string[], headline: string): string[] {
  const there = new Set(findRegions([headline, ...known].join('\n')).codes);
  const joiners = new Map<string, string>();
  for (const sentence of fresh.slice(0, leadSentences))
    for (const code of findRegions(sentence).codes) {
      if (there.has(code) || joiners.has(code)) continue;
      const { name } = regionName(code);
      const at = sentence.indexOf(name);
      if (at < 0) continue;
      const says = joinings.find((joining) => joining.says.test(sentence.slice(at + name.length)));
      if (says) joiners.set(code, `${name} ${says.shown}${says.shown === 'joins' ? objectOf(sentence) : ''}`);
    }
  return [...joiners.values()];
}

const objectOf = (sentence: string): string => {
  const match =
    /\b(talks|negotiations|war|alliance|coalition|boycott|sanctions|summit|search|operation|mission|effort|bloc)\b/iu.exec(
      sentence,
    );
  return match ? ` ${match[0].toLowerCase()}` : '';
};

const show = (value: number): string => value.toLocaleString('en');

/** As many parts as fit, the weightiest first. */
function joinParts(parts: readonly string[]): string {
  let line = clip(parts[0] ?? '');
  for (const part of parts.slice(1)) {
    const longer = `${line}; ${part}`;
    if (longer.length <= maxLineCharacters) line = longer;
  }
  return line;
}

/** Cuts between words. */
function clip(text: string): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim();
  if (plain.length <= maxLineCharacters) return plain;
  const cut = plain.slice(0, maxLineCharacters - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maxLineCharacters / 2)).trimEnd()}…`;
}
