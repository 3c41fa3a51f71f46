import { alignClaims, NOWHERE } from './align-claims.ts';
import { measureSubject } from './measure-subject.ts';
import type { ClaimToken } from './read-claims.ts';
import { isVerbForm } from '../shorten/verb-cues.ts';

/** What the likelihood of support is computed from, in the order of its numbers. */
export const OVERLAP_FEATURES = [
  'one',
  // Whole stretches of the evidence are seldom wrong: readers found 3 of 100 bullets that are copied unsupported.
  'copied',
  // Runs of words that the evidence has not: where a bullet was put together anew.
  'newFours',
  // Words that no one sentence of the evidence has: where a bullet says more, or joins what does not belong together.
  'missingInBestSentence',
  // In one sentence of evidence a missing word weighs more than in a whole article.
  'shortEvidenceMissing',
  // One cited sentence was chosen for the bullet, an article was not.
  'evidenceLength',
  // Of a short bullet a larger share is said when a word of it is new.
  'length',
  // A verb cut out of the middle of its clause leaves the rest to say something else.
  'verbCutOut',
  // See `measureSubject`.
  'subjectOfAnother',
  'subjectAfterVerb',
  'subjectApart',
] as const;

/** Tokens; about four sentences. Shorter evidence was cited, longer is an article. */
const SHORT_EVIDENCE = 60;

/** How a bullet's words lie in its evidence: one number per entry of `OVERLAP_FEATURES`. */
export function measureOverlap(claims: readonly ClaimToken[], source: readonly ClaimToken[]): number[] {
  const places = alignClaims(claims, source);
  const keys = [...new Set(claims.filter(({ kind }) => kind !== 'stop').map(({ key }) => key))];
  const missing = missingInBest(keys, source) / Math.max(1, keys.length);
  const { ofAnother, afterVerb, apart } = measureSubject(claims, places, source);
  return [
    1,
    isCopied(claims, source) ? 1 : 0,
    shareOfNewFours(claims, source),
    missing,
    source.length < SHORT_EVIDENCE ? missing : 0,
    Math.log(Math.max(1, source.length)),
    Math.log(Math.max(1, claims.length)),
    countVerbsCutOut(places, source),
    ofAnother,
    afterVerb,
    apart,
  ];
}

const textOf = (tokens: readonly ClaimToken[]) => tokens.map(({ text }) => text.toLowerCase());

function isCopied(claims: readonly ClaimToken[], source: readonly ClaimToken[]): boolean {
  return ` ${textOf(source).join(' ')} `.includes(` ${textOf(claims).join(' ')} `);
}

/** Share of the bullet's runs of four words that the evidence has not. */
function shareOfNewFours(claims: readonly ClaimToken[], source: readonly ClaimToken[]): number {
  const [mine, told] = [runsOfFour(textOf(claims)), new Set(runsOfFour(textOf(source)))];
  return mine.filter((run) => !told.has(run)).length / Math.max(1, mine.length);
}

function runsOfFour(words: readonly string[]): string[] {
  return words.slice(0, -3).map((_, at) => words.slice(at, at + 4).join(' '));
}

function missingInBest(keys: readonly string[], source: readonly ClaimToken[]): number {
  const sentences = new Map<number, Set<string>>();
  for (const { sentence, key } of source) {
    const known = sentences.get(sentence) ?? new Set();
    sentences.set(sentence, known.add(key));
  }
  return Math.min(
    keys.length,
    ...[...sentences.values()].map((sentence) => keys.filter((key) => !sentence.has(key)).length),
  );
}

/** Cuts inside a sentence that take a verb away and do not go from one edge of a clause to another. */
function countVerbsCutOut(places: readonly number[], source: readonly ClaimToken[]): number {
  return places.filter((place, at) => {
    const before = places[at - 1] ?? NOWHERE;
    if (before === NOWHERE || place <= before + 1) return false;
    const [left, right, cut] = [source[before], source[place], source.slice(before + 1, place)];
    if (left?.sentence !== right?.sentence) return false;
    const isClean = cut[0]?.clause !== left?.clause && cut.at(-1)?.clause !== right?.clause;
    return !isClean && cut.some(({ text }) => isVerbForm(text));
  }).length;
}
