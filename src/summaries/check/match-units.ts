import { SYNONYMS } from '../../../config/synonyms.ts';
import { isSameAmount } from './structure/read-amount.ts';
import { isSameMoment, yearOf } from './structure/read-moment.ts';
import type { Unit } from './structure/read-units.ts';

/** How a bullet's unit comes from one of the evidence; the lower, the closer. */
export const CLOSENESS = { same: 0, form: 0.1, name: 0.2, value: 0.1, part: 0.3, synonym: 0.4 } as const;
export type Closeness = keyof typeof CLOSENESS;

const SAYABLE = new Map<string, Set<string>>();
for (const [told, said] of SYNONYMS) SAYABLE.set(told, (SAYABLE.get(told) ?? new Set()).add(said));

/** Whether a bullet may have `claimed` for `told` by a licensed edit; null where it may not. `publishedAt` in epoch ms or null. */
export function matchUnits(claimed: Unit, told: Unit, publishedAt: number | null): Closeness | null {
  if (claimed.kind === 'mark' || told.kind === 'mark') return null;
  if (claimed.amount && told.amount)
    return claimed.lower === told.lower ? 'same' : isSameAmount(claimed.amount, told.amount) ? 'value' : null;
  if (claimed.moment && told.moment) {
    if (claimed.lower === told.lower) return 'same';
    return isSameMoment(claimed.moment, told.moment, publishedAt) ? 'value' : null;
  }
  if (claimed.amount && told.moment)
    return claimed.amount.value === yearOf(told.moment, publishedAt) ? 'value' : null;
  if (claimed.country !== null && told.country !== null) {
    if (claimed.country !== told.country) return null;
    if (claimed.lower === told.lower) return 'same';
    return 'name';
  }
  if (claimed.lower === told.lower) return 'same';
  if (claimed.kind !== 'word' || told.kind !== 'word') return null;
  if (claimed.lemma === told.lemma && isSameClass(claimed, told)) return 'form';
  if (claimed.plain === told.plain) return 'form';
  if (SAYABLE.get(told.lemma)?.has(claimed.lemma)) return 'synonym';
  if (told.parts.includes(claimed.lower)) return 'part';
  return isSameName(claimed, told) ? 'name' : null;
}

const CLASSES: Readonly<Record<string, string>> = { VERB: 'verb', AUX: 'verb', NOUN: 'noun', PROPN: 'noun' };

function isSameClass(a: Unit, b: Unit): boolean {
  return (CLASSES[a.tag] ?? a.tag) === (CLASSES[b.tag] ?? b.tag);
}

/**
 * Whether two capitalised words write one name of another script: long, few letters apart, and the same consonants once letters
 * that stand for one sound are one (`Zelenskyy` and `Zelensky`, `Qaddafi` and `Gaddafi`).
 */
function isSameName(a: Unit, b: Unit): boolean {
  return a.skeleton.length > 1 && a.skeleton === b.skeleton && isFewApart(a.lower, b.lower);
}

const MOST_LETTERS = 40;

function isFewApart(a: string, b: string): boolean {
  if (a.length > MOST_LETTERS || b.length > MOST_LETTERS) return false;
  const most = Math.min(a.length, b.length) >= 8 ? 3 : 2;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return (row[b.length] ?? most + 1) <= most;
}
