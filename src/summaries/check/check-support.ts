import weights from '../../../config/support-weights.json' with { type: 'json' };
import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import { checkEnding } from './check-ending.ts';
import { checkExchanges, checkNumberExchanges } from './check-exchange.ts';
import { checkDates, checkNumbers, checkQuotations, type FactCheck } from './check-facts.ts';
import { checkDoer, checkNames } from './check-names.ts';
import { checkHedges, checkNegation, checkOffices, checkRoles } from './check-senses.ts';
import { likelihoodOf } from './likelihood.ts';
import { measureOverlap, OVERLAP_FEATURES } from './measure-overlap.ts';
import { type ClaimToken, joinSplitNumbers, readClaims } from './read-claims.ts';

export type SupportQuestion = {
  bullet: string;
  /** The cited sentences, or whole articles: what the bullet may rest on. */
  evidence: readonly string[];
};

/** `score` is the likelihood of support from 0 to 1; `reason` is a sentence for a person, or null when supported. */
export type SupportVerdict = { isSupported: boolean; reason: string | null; score: number };

const CHECKS: readonly FactCheck[] = [
  checkQuotations,
  checkNumbers,
  checkDates,
  checkNames,
  checkDoer,
  checkOffices,
  checkNegation,
  checkHedges,
  checkRoles,
  checkExchanges,
  checkNumberExchanges,
  checkEnding,
];
const WEIGHTS = OVERLAP_FEATURES.map((feature) => weights[feature]);

/**
 * Whether evidence says what a bullet says. Quotations, numbers with units, dates, names, offices, negation, certainty and
 * who did what are compared one by one; what is left is weighed by how the bullet's words lie in the evidence (a logistic
 * score, weights from `config/support-weights.json`). The one check for extractive, model and stored bullets. Pure; never throws.
 */
export function checkSupport(question: SupportQuestion): SupportVerdict {
  const bullet = joinSplitNumbers(question.bullet);
  const told = joinSplitNumbers(question.evidence.join('\n').slice(0, tuning.mostCharactersOfEvidence));
  const claims = readClaims(bullet);
  const source = readClaims(told);
  if (claims.length === 0 || source.length === 0)
    return { isSupported: false, reason: 'There is nothing to compare.', score: 0 };
  const features = measureOverlap(claims, source);
  const score = likelihoodOf(features, WEIGHTS);
  const wrong = checkFacts(claims, source, bullet, told);
  if (wrong !== null) return { isSupported: false, reason: sentenceOf(wrong), score };
  const isSupported = score >= tuning.leastSupport && shareTold(claims, source) >= tuning.leastShared;
  return { isSupported, reason: isSupported ? null : unlikelyBecause(features), score };
}

/** What weighed against a bullet without a wrong fact, for a person. */
function unlikelyBecause(features: readonly number[]): string {
  const isAbove0 = (name: (typeof OVERLAP_FEATURES)[number]) =>
    (features[OVERLAP_FEATURES.indexOf(name)] ?? 0) > 0;
  if (isAbove0('subjectOfAnother')) return 'The evidence says it of somebody else.';
  return isAbove0('verbCutOut')
    ? 'It leaves out a verb of its evidence, and more.'
    : 'It says more than its evidence does.';
}

/** The first thing that a bullet says otherwise than its evidence, as a phrase, or null. */
export const checkFacts: FactCheck = (claims, source, bullet, told) => {
  for (const check of CHECKS) {
    const wrong = check(claims, source, bullet, told);
    if (wrong !== null) return wrong;
  }
  return null;
};

/** Share of the bullet's content words that the evidence has anywhere. */
function shareTold(claims: readonly ClaimToken[], source: readonly ClaimToken[]): number {
  const told = new Set(source.map((token) => token.key));
  const content = claims.filter((token) => token.kind !== 'stop');
  return content.filter((token) => told.has(token.key)).length / Math.max(1, content.length);
}

function sentenceOf(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
