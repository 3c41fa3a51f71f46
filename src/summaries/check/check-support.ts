import { SUMMARY_TUNING as tuning } from '../../../config/summaries-tuning.ts';
import type { Derivation } from '../../model/summary.ts';
import { readText, type TextSentence } from '../../language/read-text.ts';
import { readWords } from '../../language/read-words.ts';
import { isUnspaced } from '../../language/split-sentences.ts';
import { alignUnits, isSmall } from './align-units.ts';
import { checkGovernors } from './check-governors.ts';
import { checkPhrases } from './check-phrases.ts';
import { checkPredicates, checkRestrictions } from './check-restrictions.ts';
import { checkVerbs } from './check-verbs.ts';
import { checkWords, licensePhrases } from './check-words.ts';
import { type Fault, type Proof, showDerivation } from './proof.ts';
import { readStructure } from './structure/read-structure.ts';
import { readUnits, type Unit } from './structure/read-units.ts';
import type { Structure } from './structure/structure.ts';

export type SupportQuestion = {
  bullet: string;
  /** The cited sentences, or a whole article: what the bullet may rest on. */
  evidence: readonly string[];
  /** When the article was published, epoch ms: what `on Monday` is seen from. */
  publishedAt?: number | null;
  /** Sentences that names in the bullet were taken from. */
  references?: readonly string[];
};

export type SupportVerdict = {
  isSupported: boolean;
  /** A sentence for a person that names the word; null when supported. */
  reason: string | null;
  /** `reworded`: only its wording is not the evidence's. `contradicted`: a fact was lost, added or turned round. */
  kind: 'derived' | 'reworded' | 'contradicted';
  /** The bullet's words that no edit licenses. */
  unlicensed: readonly string[];
  derivation: Derivation | null;
};

/**
 * Whether a bullet is derived from its evidence: each word comes from one of its sentences by a licensed edit, and nothing that governs what
 * is kept was left out. The one check for extractive, model and stored bullets. Pure; never throws.
 */
export function checkSupport(question: SupportQuestion): SupportVerdict {
  const bullet = cleanText(question.bullet);
  const evidence = cleanText(question.evidence.join('\n').slice(0, tuning.mostCharactersOfEvidence));
  if (!/[\p{L}\p{N}]/u.test(bullet) || !/[\p{L}\p{N}]/u.test(evidence))
    return refusal('There is nothing to compare.');
  if (bullet.length > tuning.mostCharactersOfSentence) return refusal('It is too long for a bullet.');
  if (!isEnglish(bullet) || !isEnglish(evidence)) return verdictOfCut(bullet, evidence);
  const quotation = checkQuotations(bullet, evidence);
  const claims = readUnits(bullet, 0);
  const sentences = readText(evidence).sentences.filter(
    ({ text }) => text.length <= tuning.mostCharactersOfSentence,
  );
  const references = (question.references ?? []).map(cleanText);
  const verdicts: Judged[] = [];
  for (const told of candidatesOf(claims, sentences)) {
    const judged = judge(claims, told, sentences, references, question.publishedAt ?? null);
    if (judged.faults.length === 0 && quotation === null)
      return {
        isSupported: true,
        reason: null,
        kind: 'derived',
        unlicensed: [],
        derivation: showDerivation(judged.proof),
      };
    verdicts.push(judged);
  }
  const best = verdicts.sort((a, b) => a.cost - b.cost)[0];
  return verdictOf(best, quotation);
}

type Judged = { proof: Proof; faults: readonly Fault[]; cost: number };

function judge(
  claims: readonly Unit[],
  told: readonly TextSentence[],
  sentences: readonly TextSentence[],
  references: readonly string[],
  publishedAt: number | null,
): Judged {
  const whole = told.flatMap(({ text }, number) => readUnits(text, number));
  const source = withoutBrackets(whole, claims);
  const { places, cost } = alignUnits(claims, source, publishedAt);
  const kept: (number | null)[] = source.map(() => null);
  for (const [at, place] of places.entries()) if (place !== null) kept[place] = at;
  const missing = claims
    .filter((unit, at) => places[at] === null && !isSmall(unit))
    .map(({ lower }) => lower);
  const isNear = ({ index }: TextSentence) =>
    index < (told[0]?.index ?? 0) && index >= (told[0]?.index ?? 0) - 2;
  const earlier = sentences
    .filter(
      (sentence) =>
        !told.includes(sentence) &&
        (isNear(sentence) || missing.some((word) => sentence.text.toLowerCase().includes(word))),
    )
    .slice(0, tuning.sentencesReferredTo);
  const structure = readStructure(source);
  const proof: Proof = {
    bullet: readStructure(asTold(claims, structure, places)),
    told: structure,
    whole,
    references: readAll([...references, ...earlier.filter(isNear).map(({ text }) => text)]),
    mentions: readAll(earlier.filter((sentence) => !isNear(sentence)).map(({ text }) => text)),
    places: [...places],
    kept,
    resolved: new Map(),
  };
  licensePhrases(proof);
  const faults = [
    ...checkWords(proof),
    ...checkVerbs(proof),
    ...checkPhrases(proof),
    ...checkGovernors(proof),
    ...checkRestrictions(proof),
    ...checkPredicates(proof),
  ];
  return { proof, faults, cost };
}

/** What stands in brackets bears on nothing outside them, so it is not read where the bullet has none of it. */
function withoutBrackets(units: readonly Unit[], claims: readonly Unit[]): readonly Unit[] {
  const isInside: boolean[] = [];
  let depth = 0;
  for (const { text } of units) {
    if (text === '(' || text === '[') depth += 1;
    isInside.push(depth > 0);
    if (text === ')' || text === ']') depth = Math.max(0, depth - 1);
  }
  if (depth > 0) return units;
  const outside = units.filter((_, at) => !isInside[at]);
  const known = new Set(outside.map(({ lower }) => lower));
  const inside = new Set(units.flatMap((unit, at) => (isInside[at] && !isSmall(unit) ? [unit.lower] : [])));
  return claims.some(({ lower }) => lower === '(' || (inside.has(lower) && !known.has(lower)))
    ? units
    : outside;
}

const readAll = (texts: readonly string[]) =>
  readStructure(texts.flatMap((text, number) => readUnits(text, number)));

/** A bullet's words with the part of speech that they have in the evidence: the tagger reads whole sentences better. */
function asTold(claims: readonly Unit[], told: Structure, places: readonly (number | null)[]): Unit[] {
  return claims.map((unit, at) => {
    const place = places[at] ?? -1;
    const source = told.units[place];
    if (!source || source.lower !== unit.lower || unit.kind !== 'word') return unit;
    const verb = told.verbs[told.verbAt[place] ?? -1];
    const isFinite = verb?.at === place && verb.form === 'finite' && !verb.isPassive;
    return { ...unit, tag: source.tag, lemma: source.lemma, isFinite };
  });
}

/** The sentences that share most with the bullet, each alone and the best two together, best first. */
function candidatesOf(
  claims: readonly Unit[],
  sentences: readonly TextSentence[],
): (readonly TextSentence[])[] {
  const wanted = new Set(
    claims
      .filter((unit) => !isSmall(unit))
      .flatMap(({ lower, lemma }) => [lower.slice(0, 5), lemma.slice(0, 5)]),
  );
  const shared = (text: string) => {
    const words = new Set(
      (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 5)),
    );
    return [...wanted].filter((word) => words.has(word)).length;
  };
  const ranked = sentences
    .map((sentence) => ({ sentence, shared: shared(sentence.text) }))
    .sort((a, b) => b.shared - a.shared || a.sentence.index - b.sentence.index)
    .slice(0, tuning.sentencesTried)
    .filter((one, at) => at === 0 || one.shared > 0)
    .map(({ sentence }) => sentence);
  const pairs = ranked
    .slice(1, 2)
    .flatMap((other) => (ranked[0] ? [[ranked[0], other].sort((a, b) => a.index - b.index)] : []));
  return [...ranked.map((sentence) => [sentence]), ...pairs];
}

function verdictOf(best: Judged | undefined, quotation: string | null): SupportVerdict {
  if (!best) return refusal('There is nothing to compare.');
  const soft = best.faults.filter(({ kind }) => kind === 'word');
  const hard = best.faults.find(({ kind }) => kind === 'fact' || (kind === 'role' && soft.length === 0));
  const reason = quotation ?? hard?.reason ?? soft[0]?.reason ?? '';
  return {
    isSupported: false,
    reason: sentenceOf(reason),
    kind: hard || quotation !== null ? 'contradicted' : 'reworded',
    unlicensed: [...new Set(soft.map(({ word }) => word))],
    derivation: showDerivation(best.proof),
  };
}

/** In other languages nothing is known of the words, so the bullet has to be cut out of its evidence. */
function verdictOfCut(bullet: string, evidence: string): SupportVerdict {
  return isCutOut(bullet, evidence)
    ? { isSupported: true, reason: null, kind: 'derived', unlicensed: [], derivation: null }
    : refusal('It is not worded as its evidence is.', 'reworded');
}

function refusal(reason: string, kind: 'reworded' | 'contradicted' = 'contradicted'): SupportVerdict {
  return { isSupported: false, reason, kind, unlicensed: [], derivation: null };
}

function sentenceOf(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

/** Hyphens set apart, as they never are by people: `27 - year - old`. */
const TOKENISED = /\d - \p{Ll}+ - old|(?:^|\s)`|[\p{L}\d] - \p{Ll}+ [^-]* - - /u;

/** White space and the marks that a tokeniser set apart as they were. */
function cleanText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/(?<=\d), (?=\d{3}(?!\d))/gu, ',')
    .replace(/(?<=(?<![\d,])\d{1,3})\. (?=\d)/gu, '.')
    .replace(/(?<=[$£€¥]) (?=\d)/gu, '')
    .replace(/(?<=\p{L}) ['’] (?=s\b)/gu, "'")
    .replace(/``|''/gu, '"')
    .replace(/`/gu, "'")
    .replace(
      TOKENISED.test(text)
        ? / - (?!(?:and|but|or|as|which|who|the|an?|it|in|on|he|she|they|with|for|to|is|was)\b)(?=[\p{L}\p{N}])/gu
        : /$^/u,
      '-',
    )
    .trim();
}

const QUOTED =
  /["“„«]([^"“”„»]+)["”“»]|(?<![\p{L}\p{N}])[‘']([^‘’']{2,}?(?:[’'][a-z][^‘’']*)*)[’'](?![\p{L}])/gu;

/** Quotations stand in the evidence word for word; what is wrong, or null. */
function checkQuotations(bullet: string, evidence: string): string | null {
  const told = plain(evidence);
  const bare = plain(evidence.replace(/\([^()]{1,200}\)/gu, ' '));
  for (const match of bullet.matchAll(QUOTED)) {
    const quote = match[1] ?? match[2] ?? '';
    if (!told.includes(plain(quote)) && !bare.includes(plain(quote)))
      return `the quotation "${quote.trim()}" is not in the evidence`;
  }
  return null;
}

function plain(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}

const ENGLISH =
  /^(?:the|of|and|is|are|was|were|has|have|had|will|for|that|by|with|from|as|it|he|she|they|not|been|its|his|their|after|over|said|says|who|to|at|on)$/u;
const FOREIGN =
  /^(?:der|das|und|ist|im|den|von|mit|sich|auf|le|la|les|des|du|et|est|une|dans|que|el|los|las|del|una|por|con|para|il|di|che|della|nel|os|da|em|uma|het|een|van|op|och|att|som|det|av|ett|og|til|w|na|nie|ve|bir|dan|yang)$/u;

/** Told by its commonest words; a short text without any counts as English where it is in Latin letters. */
function isEnglish(text: string): boolean {
  if (isUnspaced(text)) return false;
  const words =
    text
      .slice(0, 600)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const [mine, others] = [ENGLISH, FOREIGN].map((list) => words.filter((word) => list.test(word)).length);
  const isLatin =
    !/[^\p{Script=Latin}\P{L}]/u.test(text) ||
    (text.match(/\p{Script=Latin}/gu)?.length ?? 0) > text.length / 2;
  return isLatin && (mine ?? 0) >= (others ?? 0);
}

/** Whether a bullet is a sentence of its evidence with whole stretches between marks left out; for languages whose words we do not know. */
function isCutOut(bullet: string, evidence: string): boolean {
  const wanted = readWords(bullet).map(({ text }) => text.toLowerCase());
  if (wanted.length === 0) return false;
  return evidence.split('\n').some((line) => isIn(wanted, line));
}

/** In order, where each gap begins and ends at a mark. */
function isIn(wanted: readonly string[], line: string): boolean {
  const pieces = line
    .split(/[^\p{L}\p{M}\p{N}\s'’-]+/u)
    .map((piece) => readWords(piece).map(({ text }) => text.toLowerCase()))
    .filter((piece) => piece.length > 0);
  for (let start = 0; start < pieces.length; start += 1) {
    let at = 0;
    for (const piece of pieces.slice(start)) {
      if (at === wanted.length) break;
      if (piece.every((word, step) => wanted[at + step] === word)) at += piece.length;
      else if (at === 0) break;
    }
    if (at === wanted.length) return true;
  }
  return false;
}
