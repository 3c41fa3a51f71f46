import type { FactCheck } from './check-facts.ts';
import { AUXILIARIES, PLAIN_NEGATIONS, STANCES, SYMMETRIC } from './claim-words.ts';
import type { ClaimToken } from './read-claims.ts';

const isEntity = (token: ClaimToken) =>
  token.kind === 'name' || token.kind === 'country' || token.kind === 'capital';
const isContent = (token: ClaimToken) =>
  token.kind === 'word' || token.kind === 'office' || token.kind === 'name';

/** An office that the bullet gives occurs in the evidence, beside the same name where both have it. */
export const checkOffices: FactCheck = (claims, source) => {
  const told = new Set(source.map((token) => token.key));
  for (const [at, claim] of claims.entries()) {
    if (claim.kind !== 'office') continue;
    if (!told.has(claim.key)) return `the office "${claim.text}" is not in the evidence`;
    const holder = claims[at + 1];
    if (holder?.kind !== 'name' || holder.sentence !== claim.sentence) continue;
    const isTold = source.some(
      (token, place) =>
        token.key === claim.key &&
        source.slice(Math.max(0, place - 6), place + 7).some((near) => near.key === holder.key),
    );
    if (!isTold) return `the office "${claim.text}" is not that of ${holder.text} in the evidence`;
  }
  return null;
};

/** What the bullet says happened is not what the evidence says did not, nor the other way round. */
export const checkNegation: FactCheck = (claims, source) => {
  const cues = new Set(source.filter((token) => token.negationGap > 0).map((token) => token.negatedBy));
  const denied = claims.find((claim) => isPlainNegation(claim));
  if (denied && cues.size === 0 && !source.some(isPlainNegation))
    return `the evidence has no "${denied.text}"`;
  const stance = claims.find(
    (claim) => STANCES.has(claim.key) && !source.some((token) => token.key === claim.key),
  );
  if (stance) return `"${stance.text}" is not in the evidence`;
  const isSettled = new Set<string>();
  for (const claim of claims) {
    if (!isContent(claim)) continue;
    const same = source.filter((token) => token.key === claim.key);
    if (same.length === 0) continue;
    if (
      claim.negationGap > 0 &&
      claim.negationGap <= (claim.negatedBy === 'not' ? 2 : 1) &&
      (claim.negatedBy === 'not' || !source.some((token) => token.key === claim.negatedBy)) &&
      !isSettled.has(`${claim.clause}`)
    ) {
      isSettled.add(`${claim.clause}`);
      if (same.every((token) => !token.isNegated)) return `the evidence does not deny "${claim.text}"`;
    }
    const isDenied = same.every((token) => token.negationGap === 1);
    const hasCue = same.some((token) =>
      claims.some(
        (other) => other.key === token.negatedBy || (token.negatedBy === 'not' && other.negationGap > 0),
      ),
    );
    if (!claim.isNegated && isDenied && !hasCue) return `the evidence denies "${claim.text}"`;
  }
  return null;
};

function isPlainNegation(token: ClaimToken): boolean {
  const word = token.text.toLowerCase().replace(/’/gu, "'");
  return PLAIN_NEGATIONS.has(word) || word.endsWith("n't");
}

/** What the evidence calls planned, likely or claimed is not told as done. */
export const checkHedges: FactCheck = (claims, source) => {
  if (claims.some((claim) => claim.isHedged)) return null;
  const done = claims.find((claim) => {
    if (claim.kind !== 'word' || !isPast(claim.text)) return false;
    const same = source.filter((token) => token.key === claim.key);
    return (
      same.length > 0 &&
      same.every(
        (token) =>
          token.isHedged &&
          token.text.toLowerCase() !== claim.text.toLowerCase() &&
          !token.text.endsWith('ing'),
      )
    );
  });
  return done ? `the evidence does not say "${done.text}" as done` : null;
};

const IRREGULAR_PAST =
  /^(?:bought|sold|sent|gave|given|took|taken|made|went|came|left|won|lost|met|held|grew|fell|rose|built|began|struck|hit|cut|shot|spoke|wrote|fled|drew|led|paid|put|set|ran|beat|told|said|withdrew|withdrawn|retook|retaken)$/u;

/** Whether a word looks like a verb in the past. */
export function isPast(text: string): boolean {
  return /^(?!need|indeed)\p{Ll}{2,}ed$/u.test(text) || IRREGULAR_PAST.test(text);
}

/** Where bullet and evidence have the same verb, the doer of one is not what it is done to in the other. */
export const checkRoles: FactCheck = (claims, source) => {
  for (const [at, verb] of claims.entries()) {
    if ((verb.kind !== 'word' && verb.key !== 'say') || SYMMETRIC.has(verb.key) || !isVerbLike(claims, at))
      continue;
    const claimed = rolesAround(claims, at);
    if (claimed.doer.length === 0) continue;
    const told = source.flatMap((token, place) =>
      token.key === verb.key && token.kind === verb.kind ? [rolesAround(source, place)] : [],
    );
    const isSwapped =
      told.some((roles) => areSwapped(claimed, roles)) &&
      told.every((roles) => !meet(claimed.doer, roles.doer));
    if (isSwapped) return `in the evidence ${claimed.doer[0]?.text} is not who "${verb.text}" is said of`;
  }
  return null;
};

type Roles = { doer: readonly ClaimToken[]; rest: readonly ClaimToken[] };

/** The claimed doer is a name (or the head of a phrase without one) that the evidence has on the other side of the verb. */
function areSwapped(claimed: Roles, told: Roles): boolean {
  if (told.doer.length === 0 || meet(claimed.doer, told.doer)) return false;
  const names = claimed.doer.filter(isEntity);
  const wanted = names.length > 0 ? names : claimed.doer.slice(-1);
  return wanted.some((token) => told.rest.some((other) => other.key === token.key));
}

function isVerbLike(tokens: readonly ClaimToken[], at: number): boolean {
  return (
    tokens[at]?.key === 'say' ||
    isPast(tokens[at]?.text ?? '') ||
    /^(?:will|would|can|could|may|might|must|should|to)$/u.test(tokens[at - 1]?.text.toLowerCase() ?? '')
  );
}

/** Whether two noun phrases share a name, or where one has none a word. */
function meet(a: readonly ClaimToken[], b: readonly ClaimToken[]): boolean {
  const [namesA, namesB] = [a.filter(isEntity), b.filter(isEntity)];
  const [left, right] = namesA.length > 0 && namesB.length > 0 ? [namesA, namesB] : [a, b];
  return left.some((token) => right.some((other) => other.key === token.key));
}

/** Who does what the verb at `at` says, and what else its sentence tells after it (before it, in the passive). */
function rolesAround(tokens: readonly ClaimToken[], at: number): Roles {
  const before = phraseBefore(tokens, at);
  const sentence = tokens[at]?.sentence;
  const after = tokens.slice(at + 1).filter((token) => token.sentence === sentence && token.kind !== 'stop');
  const isPassive = BE.test(
    tokens
      .slice(Math.max(0, at - 3), at)
      .map(lowerText)
      .join(' '),
  );
  const by = tokens.findIndex(
    (token, place) =>
      place > at && place <= at + 4 && token.sentence === sentence && lowerText(token) === 'by',
  );
  const isAgent = by !== -1 && tokens[by + 1]?.kind !== 'number' && (isPassive || by === at + 1);
  if (!isAgent) return { doer: isPassive ? [] : before, rest: after };
  const agent = tokens
    .slice(by + 1, by + 6)
    .filter((token) => token.kind !== 'stop' && token.clause === tokens[by]?.clause);
  const patients = tokens
    .slice(0, at)
    .filter((token) => token.sentence === sentence && token.kind !== 'stop');
  return { doer: agent, rest: patients };
}

const BE = /\b(?:is|are|was|were|been|being|be)\b/u;
const lowerText = (token: ClaimToken) => token.text.toLowerCase();

const PREPOSITION =
  /^(?:in|of|from|at|to|with|for|by|near|on|over|between|against|about|than|under|into|across|outside|after)$/iu;

function phraseBefore(tokens: readonly ClaimToken[], at: number): ClaimToken[] {
  const phrase: ClaimToken[] = [];
  const clause = tokens[at]?.clause;
  let place = at - 1;
  while (tokens[place]?.clause === clause && AUXILIARIES.has(tokens[place]?.text.toLowerCase() ?? ''))
    place -= 1;
  while (tokens[place]?.clause === clause && tokens[place]?.kind !== 'stop' && phrase.length < 5) {
    const token = tokens[place];
    if (token) phrase.unshift(token);
    place -= 1;
  }
  // `crossings with Belarus will close`: what follows a preposition is not the doer.
  return PREPOSITION.test(tokens[place]?.text ?? '') && tokens[place]?.clause === clause ? [] : phrase;
}
