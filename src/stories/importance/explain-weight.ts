import { HOUR, MINUTE } from '../../clock.ts';
import { tollIn } from '../change/extract-facts.ts';
import type { Teller } from './score-importance.ts';

/**
 * Why a story is weighty, in one line: `5 outlets of 4 countries within 20 min; 12 killed`. One outlet a publisher family;
 * `texts` are titles and openings, plain.
 */
export function explainWeight(tellers: readonly Teller[], texts: readonly string[]): string {
  const killed = Math.max(0, ...texts.map(tollIn));
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
