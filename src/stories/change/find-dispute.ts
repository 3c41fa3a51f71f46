import { storiesTuning } from '../../../config/stories-tuning.ts';
import { cutWords } from '../../language/cut-words.ts';
import { nameFrom, readSayings } from '../../language/read-sayings.ts';
import type { TaggedText } from '../../language/read-text.ts';
import type { Token } from '../../language/tag-words.ts';
import { findRegions, regionName } from '../relevance/find-regions.ts';
import type { ArticleReading, Claim } from '../../model/reading.ts';

type Claims = ArticleReading['claims'];

const DENYING = new Set('deny reject dismiss dispute refute'.split(' '));
const SAYING = new Set('say claim accuse allege blame insist charge'.split(' '));
/** What is denied, where it is a thing: what somebody said or is said to have done. */
const CLAIMS = new Set(
  'claim allegation accusation charge report assertion suggestion rumour rumor story notion idea involvement responsibility wrongdoing role part knowledge link tie guilt'.split(
    ' ',
  ),
);
/** These are turned down, not denied: `denied a request` is politics, not a dispute over what happened. */
const TURNED_DOWN = new Set(
  'plan offer proposal deal demand call bid appeal request invitation truce ceasefire term ultimatum petition lawsuit suit motion bill entry visa access bail permission right application challenge complaint effort attempt case advice agreement'.split(
    ' ',
  ),
);
/** Tokens after a denying verb in which its object begins. */
const OBJECT_WORDS = 7;
/** A single word with an ending that names of peoples have. */
const DEMONYM = /^\p{Lu}\p{Ll}+(?:ian|ean|an|ese|ish|i)$/u;

const ACCUSES = /\b(?:accus|alleg|blam|claim|evidence|responsible|behind)/iu;
/** Others' reactions to a dispute are no side of it. */
const REMARK =
  /\b(?:concern|urge[ds]?\b|call(?:s|ed)? (?:on|for)|welcom|hope[ds]?\b|condemn|cooperat|raised|investigat)/iu;

const DENIAL_WORD = /\b(?:den(?:y|i)|reject|dismiss|disput|refut)/iu;
const SAYING_WORD = /\b(?:sa(?:y|id)|claim|accus|alleg|blam|insist|charg)/iu;
const { maxSentenceCharacters } = storiesTuning.change;
const { claimCharacters, mostClaimWords, mostSayings, mostDenials } = storiesTuning.reading;
/** Words of five letters and more that two claims share: they speak of the same thing. */
const LEAST_SHARED = 2;
/** What nobody is accused of has to be said in more of the same words. */
const LEAST_SHARED_OF_REMARK = 3;
const LONG = 5;
const SHORTEST_NAME = 3;
const STEM = 6;

const trim = (name: string) =>
  name
    .replace(/^the /iu, '')
    .replace(/['’]s?$/u, '')
    .slice(0, 60);

/** Who says and who denies something in a text: its title and sentences, as far as its first part goes. */
export function readClaims(sentences: readonly TaggedText[]): Claims {
  const says: Claim[] = [];
  const denies: Claim[] = [];
  let both: string | null = null;
  let left = claimCharacters;
  for (const { text, tokens } of sentences) {
    if (left <= 0) break;
    left -= text.length;
    if (text.length > maxSentenceCharacters) continue;
    if (!DENIAL_WORD.test(text)) {
      if (SAYING_WORD.test(text) && !REMARK.test(text))
        says.push(...readSayings(tokens, SAYING).map(({ by }) => toClaim(by, text)));
      continue;
    }
    for (const { by, verb, what } of readSayings(tokens, DENYING)) {
      if (!isOfFact(verb, what)) continue;
      denies.push(toClaim(by, text));
      both ??= bothOf(trim(by), what);
    }
  }
  const named = (claims: readonly Claim[]) => claims.filter(({ by }) => by.length > 1);
  // An accusation counts more than a remark.
  says.sort((a, b) => Number(b.accuses ?? false) - Number(a.accuses ?? false));
  return { says: named(says).slice(0, mostSayings), denies: named(denies).slice(0, mostDenials), both };
}

const toClaim = (by: string, text: string): Claim => ({
  by: countryOf(trim(by)),
  words: wordsOf(text),
  ...(ACCUSES.test(text) && { accuses: true }),
});

/** `Iranian` officials speak for Iran. */
function countryOf(name: string): string {
  const [code] = DEMONYM.test(name) ? findRegions(name).codes : [];
  return code === undefined ? name : regionName(code).name;
}

/** Whether what is denied is a statement (that something is so, having done it, a claim) and not a plan or a visa. */
function isOfFact(verb: string, what: readonly Token[]): boolean {
  const start = what.slice(0, OBJECT_WORDS);
  // `denied him entry`
  if (start[0]?.tag === 'PRON' && start[1]?.tag === 'NOUN') return false;
  const end = start.findIndex(({ tag, lemma }) => tag === 'PUNCT' || (tag === 'ADP' && lemma !== 'of'));
  const object = end < 0 ? start : start.slice(0, end);
  if (object.some(({ lemma }) => TURNED_DOWN.has(lemma))) return false;
  if (object.some(({ lemma }) => CLAIMS.has(lemma))) return true;
  return verb === 'deny' && object.some(({ tag }) => ['SCONJ', 'VERB', 'AUX'].includes(tag));
}

/** `denied charges from Estmark that ...`: both sides in one sentence. */
function bothOf(denier: string, what: readonly Token[]): string | null {
  const at = what.findIndex(
    ({ lemma }, index) => /^(?:from|by)$/u.test(lemma) && CLAIMS.has(what[index - 1]?.lemma ?? ''),
  );
  if (at < 0 || at > OBJECT_WORDS) return null;
  const claimer = nameFrom(what, at + 1)
    .map(({ text }) => text)
    .join(' ');
  return claimer === '' || claimer === denier ? null : `${claimer} says, ${denier} denies`;
}

/** Long words, cut so that their forms meet, and short ones that name somebody. */
function wordsOf(sentence: string): string {
  const words = cutWords(sentence).filter(
    (word) => word.length >= LONG || (word.length >= SHORTEST_NAME && /^\p{Lu}/u.test(word)),
  );
  const stems = new Set(words.map((word) => word.toLowerCase().slice(0, STEM)));
  return [...stems].slice(0, mostClaimWords).join(' ');
}

/**
 * Who asserts what another denies: `Estmark says, Norvelia denies`, where the claims of one new article meet those of the
 * others or its own; null where nobody denies, or where nobody is named who says it. The assertion has to name who denies,
 * or speak of the same things.
 */
export function findDispute(known: readonly Claims[], fresh: readonly Claims[]): string | null {
  const both = fresh.find((claims) => claims.both !== null)?.both;
  if (both) return both;
  const denied = (claims: readonly Claims[]) => claims.flatMap(({ denies }) => denies);
  const said = (claims: readonly Claims[]) => claims.flatMap(({ says }) => says).map(toSaying);
  const saidNow = said(fresh);
  const deniedNow = denied(fresh);
  const saidEver = deniedNow.length > 0 ? [...said(known), ...saidNow] : [];
  return firstDispute(denied(known), saidNow) ?? firstDispute(deniedNow, saidEver);
}

type Saying = Claim & { stems: ReadonlySet<string> };

const toSaying = (claim: Claim): Saying => ({ ...claim, stems: new Set(claim.words.split(' ')) });

function firstDispute(denials: readonly Claim[], sayings: readonly Saying[]): string | null {
  for (const denial of denials) {
    const [best] = sayings
      .map((saying) => ({ by: saying.by, weight: weightAgainst(saying, denial) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight);
    if (best) return `${best.by} says, ${denial.by} denies`;
  }
  return null;
}

/** How surely an assertion is what is denied; 0 where it is not. An accusation counts more than a remark. */
function weightAgainst(saying: Saying, denial: Claim): number {
  const [says, denies] = [saying.by.toLowerCase(), denial.by.toLowerCase()];
  if (says === denies || says.includes(denies) || denies.includes(says)) return 0;
  const shared = denial.words
    .split(' ')
    .filter((stem) => stem.length >= LONG && saying.stems.has(stem)).length;
  // Naming the other side is half of an accusation.
  const name = denies.slice(0, LONG);
  const isNamed = saying.words.startsWith(name) || saying.words.includes(` ${name}`);
  const least = (saying.accuses ? LEAST_SHARED : LEAST_SHARED_OF_REMARK) - (isNamed ? 1 : 0);
  if (shared < least) return 0;
  return shared + (isNamed ? 1 : 0) + (saying.accuses ? 3 : 0);
}
