import { alignClaims, NOWHERE } from './align-claims.ts';
import type { FactCheck } from './check-facts.ts';
import type { ClaimToken } from './read-claims.ts';

/** Verbs that assert nothing before what follows them; `may` and `will` are names too. */
const WAITING_VERB = /^(?:is|are|was|were|be|been|being|has|have|had|would|can|could|might|must|should)$/u;
const ADVERB = /^\p{Ll}{3,}ly$/u;
/** Phrases that wait for the thing they speak of. */
const WAITING_PHRASE =
  /\b(?:in connection|as part|on behalf|in favou?r|in terms|in search|in line|in breach|in violation|in need)$/iu;

/** A bullet does not stop where its evidence has yet to say what is said of its subject: `Killings are, unfortunately.` */
export const checkEnding: FactCheck = (claims, source, bullet) => {
  const phrase = WAITING_PHRASE.exec(bullet.replace(/[\s.!?]+$/u, ''))?.[0];
  const verb = waitingVerb(claims);
  // Most bullets end here, without the dearer look at where their words stand.
  if (phrase === undefined && verb === undefined) return null;
  const last = alignClaims(claims, source).findLast((place) => place !== NOWHERE);
  const next = last === undefined ? undefined : source[last + 1];
  if (last === undefined || next === undefined || next.sentence !== source[last]?.sentence) return null;
  if (phrase !== undefined && next.kind === 'stop') return `it breaks off after "${phrase}"`;
  // `As fast as they could, he said` ends its clause there; `are, unfortunately, nothing new` does not.
  const isOpen = verb !== claims.at(-1) || next.clause === source[last]?.clause;
  return verb !== undefined && isOpen ? `it breaks off after "${verb.text}"` : null;
};

/** The last word apart from adverbs, if it is a verb that waits for more. */
function waitingVerb(claims: readonly ClaimToken[]): ClaimToken | undefined {
  const word = claims.findLast(({ text }) => !ADVERB.test(text));
  return word !== undefined && WAITING_VERB.test(word.text) ? word : undefined;
}
