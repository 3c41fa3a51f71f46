import { roughRange } from './number-words.ts';
import type { ClaimToken } from './read-claims.ts';

const NEAR = 4;
const UP = /\b(?:more than|over|at least|above|exceed\w*|upwards of|not less than|no fewer than)\s*[$£€]?$/iu;
const DOWN =
  /\b(?:less than|fewer than|under|at most|up to|below|nearly|almost|no more than|close to)\s*[$£€]?$/iu;

/** A sentence that says what of `claims` the evidence does not give, or null. */
export type FactCheck = (
  claims: readonly ClaimToken[],
  source: readonly ClaimToken[],
  bullet: string,
  evidence: string,
) => string | null;

/** Quotations of three words or more stand in the evidence word for word. */
export const checkQuotations: FactCheck = (_claims, _source, bullet, evidence) => {
  const plain = (text: string) =>
    ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  const told = plain(evidence);
  for (const match of bullet.matchAll(
    /["“„«]([^"“”„»]+)["”“»]|``([^`']+)''|(?<![\p{L}\p{N}])[‘']([^‘’']{2,}?(?:[’'][a-z][^‘’']*)*)[’'](?![\p{L}])/gu,
  )) {
    const quote = match[1] ?? match[2] ?? match[3] ?? '';
    if (!told.includes(plain(quote))) return `the quotation "${quote.trim()}" is not in the evidence`;
  }
  return null;
};

/** Each number has its like in the evidence, with its unit, beside one of the same things, and on the same side of `more than`. */
export const checkNumbers: FactCheck = (claims, source, bullet, evidence) => {
  for (const [at, claim] of claims.entries()) {
    const range = roughRange(claim.text.toLowerCase());
    if (
      range &&
      !source.some(
        (token) =>
          token.key === claim.key ||
          (token.value !== null && token.value >= range[0] && token.value <= range[1]),
      )
    )
      return `"${claim.text}" is not in the evidence`;
    if (claim.kind !== 'number' || claim.value === null || (claim.value === 1 && !/\d/u.test(claim.text)))
      continue;
    const same = source.flatMap((token, place) =>
      token.kind === 'number' && isSameNumber(claim, token) ? [place] : [],
    );
    if (same.length === 0 && isRounded(claim, bullet, source)) continue;
    if (same.length === 0) return `the number "${claim.text}" is not in the evidence`;
    if (belongsElsewhere(claims, at, source, same))
      return `"${claim.text}" counts something else in the evidence`;
    if (
      isOtherSide(
        claim,
        bullet,
        same.map((place) => source[place]),
        evidence,
      )
    )
      return `"${claim.text}" is a bound on the other side in the evidence`;
  }
  return null;
};

function isSameNumber(claim: ClaimToken, token: ClaimToken): boolean {
  const a = claim.value ?? 0;
  const b = token.value ?? 0;
  const isClose =
    a === b ||
    (Math.max(a, b) >= 1_000 &&
      /\p{L}/u.test(claim.text + token.text) &&
      Math.abs(a - b) / Math.max(a, b) < 0.005);
  return (
    isClose &&
    isSameUnit(claim, token) &&
    (claim.isOrdinal === token.isOrdinal || claim.value === token.value)
  );
}

function isSameUnit(claim: ClaimToken, token: ClaimToken): boolean {
  return (
    claim.unit === token.unit ||
    claim.unit === '' ||
    token.unit === '' ||
    claim.unit === 'year' ||
    token.unit === 'year'
  );
}

/** `More than 100` where the evidence counts 105, `nearly 50` for 48, `about 300` for 296. */
function isRounded(claim: ClaimToken, bullet: string, source: readonly ClaimToken[]): boolean {
  const side = sideOf(bullet, claim.text);
  const isAbout = /\b(?:about|around|some|roughly|approximately)\s*[$£€]?$/iu.test(
    bullet.slice(0, Math.max(0, bullet.indexOf(claim.text))),
  );
  if (side === 0 && !isAbout) return false;
  const [least, most] = side === 1 ? [1, 1.25] : side === -1 ? [0.9, 1] : [0.95, 1.05];
  return source.some(
    (token) =>
      token.value !== null &&
      isSameUnit(claim, token) &&
      token.value >= (claim.value ?? 0) * least &&
      token.value <= (claim.value ?? 0) * most,
  );
}

/** Whether another number counts what this claim counts, and this number counts something else; or `2 of 6` against `6 of 2`. */
function belongsElsewhere(
  claims: readonly ClaimToken[],
  at: number,
  source: readonly ClaimToken[],
  same: readonly number[],
): boolean {
  if (isTurnedRound(claims, at, source)) return true;
  const counted = countedThings(claims, at);
  if (counted.size === 0) return false;
  const isHere = same.some((place) => {
    const own = countedThings(source, place);
    return overlaps(counted, own.size > 0 && own.size + counted.size > 1 ? own : around(source, place));
  });
  return (
    !isHere &&
    source.some(
      (token, place) =>
        token.kind === 'number' && !same.includes(place) && overlaps(counted, countedThings(source, place)),
    )
  );
}

function isTurnedRound(claims: readonly ClaimToken[], at: number, source: readonly ClaimToken[]): boolean {
  const total = totalAfter(claims, at);
  if (total === null) return false;
  const parts = source.filter((_, place) => totalAfter(source, place) !== null);
  const key = claims[at]?.key;
  return (
    source.some((token, place) => token.key === total && totalAfter(source, place) === key) &&
    !parts.some((token) => token.key === key)
  );
}

/** The 6 of `2 of its 6`, as a key. */
function totalAfter(tokens: readonly ClaimToken[], at: number): string | null {
  if (tokens[at]?.kind !== 'number' || tokens[at + 1]?.key !== 'of') return null;
  return tokens.slice(at + 2, at + 4).find((token) => token.kind === 'number')?.key ?? null;
}

function countedThings(tokens: readonly ClaimToken[], at: number): Set<string> {
  const things = new Set<string>();
  const clause = tokens[at]?.clause;
  for (let next = at + 1; next <= at + 3; next += 1) {
    const token = tokens[next];
    if (!token || token.clause !== clause || token.kind === 'number') break;
    if (token.kind === 'word') things.add(token.key);
  }
  return things;
}

function around(tokens: readonly ClaimToken[], at: number): Set<string> {
  const near = tokens.slice(Math.max(0, at - NEAR), at + NEAR + 2);
  return new Set(near.filter((token) => token.sentence === tokens[at]?.sentence).map((token) => token.key));
}

const overlaps = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((key) => b.has(key));

function isOtherSide(
  claim: ClaimToken,
  bullet: string,
  same: readonly (ClaimToken | undefined)[],
  evidence: string,
): boolean {
  const side = sideOf(bullet, claim.text);
  if (side === 0) return false;
  const sides = same.map((token) => sideOf(evidence, token?.text ?? ''));
  return sides.length > 0 && sides.every((other) => other === -side);
}

function sideOf(text: string, number: string): number {
  const at = text.indexOf(number);
  const before = at === -1 ? '' : text.slice(Math.max(0, at - 24), at);
  return UP.test(before) ? 1 : DOWN.test(before) ? -1 : 0;
}

/** Months and days of the week occur in the evidence. */
export const checkDates: FactCheck = (claims, source) => {
  const told = new Set(source.map((token) => token.key));
  const missing = claims.find(
    (claim) => (claim.kind === 'month' || claim.kind === 'day') && !told.has(claim.key),
  );
  return missing ? `the date "${missing.text}" is not in the evidence` : null;
};
