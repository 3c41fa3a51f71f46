import { storiesTuning } from '../../../config/stories-tuning.ts';
import { cutWords } from '../../language/cut-words.ts';
import type { ArticleReading, Claim } from '../../model/reading.ts';

type Claims = ArticleReading['claims'];

/** A name as a subject: a capitalised run, with an article or an office before it perhaps. */
const NAME = String.raw`(?:[Tt]he )?\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:of |the )?\p{Lu}[\p{L}\p{M}'’.-]*){0,3}`;
/** `, its foreign ministry,` and the like between a name and its verb. */
const ASIDE = String.raw`(?:,[^,.]{1,60},|'s [\p{Ll} ]{3,40}|’s [\p{Ll} ]{3,40}| (?:has|have|had|also|later|again|promptly|quickly|flatly|strongly|repeatedly|categorically|officials?|leaders?|government|ministry|army|military|spokesman|spokeswoman))*`;

const DENIES = new RegExp(
  String.raw`(?<name>${NAME})${ASIDE} (?:denied|denies|deny|denying|rejected|rejects|reject|dismissed|dismisses|dismiss|disputed|disputes|refuted|refutes) (?:that |having |any |all |the |its |it |both |these |those |such |this |as |responsib|involve|claim|alleg|accus|charge|report|wrongdoing|\p{Ll}{3,}ing\b)`,
  'u',
);
const ASSERTS = new RegExp(
  String.raw`(?<name>${NAME})${ASIDE} (?:says?|said|claims?|claimed|accuses?|accused|alleges?|alleged|blames?|blamed|insists?|insisted|charges?|charged) [^.]{5}`,
  'u',
);
/** `Moscow warned Kyiv and denied charges from Ukraine that ...`: both sides in one sentence. */
const DENIES_ITS_CLAIM = new RegExp(
  String.raw`^["“]?(?<denier>${NAME})[^.]{0,160}? (?:denied|denies|rejected|rejects|dismissed|dismisses) (?:\p{Ll}+ )?(?:charges|claims|accusations|allegations|assertions) (?:made )?(?:from|by) (?<claimer>${NAME})`,
  'u',
);
/** `Kyiv rejected a plan` is politics, not a dispute over what happened. */
const NO_FACT =
  /^(?:the |its |any |all |a |an |that )?(?:\p{Ll}+ ){0,2}(?:plan|offer|proposal|deal|demand|call|bid|appeal|request|idea|invitation|truce|ceasefire|terms|ultimatum|petition|lawsuit|motion|bill)s?\b/u;
const DENIAL_WORD =
  /\b(?:den(?:y|ied|ies|ying)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es?|ed)|refut(?:es?|ed))\b/u;
const PRONOUN =
  /^(?:the |The )?(?:He|She|It|They|We|But|And|In|On|At|A|An|This|That|These|Those|However|Meanwhile|Officials?|Both|Neither|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/u;

const ACCUSES = /\b(?:accus|alleg|blam|claim|evidence|responsible|behind)/iu;
/** Others' reactions to a dispute are no side of it. */
const REMARK =
  /\b(?:concern|urge[ds]?\b|call(?:s|ed)? (?:on|for)|welcom|hope[ds]?\b|condemn|cooperat|raised|investigat)/iu;

const { claimCharacters, mostClaimWords, mostSayings, mostDenials } = storiesTuning.reading;
/** Words of five letters and more that two claims share: they speak of the same thing. */
const LEAST_SHARED = 2;
const LONG = 5;
const SHORTEST_NAME = 3;
const STEM = 6;

const trim = (name: string) =>
  name
    .replace(/^the /iu, '')
    .replace(/['’]s?$/u, '')
    .slice(0, 60);

/** Who says and who denies something in a text: its title and sentences (plain), as far as its first part goes. */
export function readClaims(sentences: readonly string[]): Claims {
  const says: Claim[] = [];
  const denies: Claim[] = [];
  let both: string | null = null;
  let left = claimCharacters;
  for (const whole of sentences) {
    if (left <= 0) break;
    const sentence = whole.slice(0, left);
    left -= whole.length;
    if (!DENIAL_WORD.test(sentence)) says.push(...claimsIn(sentence, ASSERTS));
    else {
      both ??= bothIn(sentence);
      denies.push(...denialsIn(sentence));
    }
  }
  // An accusation counts more than a remark.
  says.sort((a, b) => Number(b.accuses ?? false) - Number(a.accuses ?? false));
  return { says: says.slice(0, mostSayings), denies: denies.slice(0, mostDenials), both };
}

function bothIn(sentence: string): string | null {
  const found = DENIES_ITS_CLAIM.exec(sentence)?.groups;
  const [denier, claimer] = [trim(found?.['denier'] ?? ''), trim(found?.['claimer'] ?? '')];
  return found && !PRONOUN.test(denier) && denier !== claimer ? `${claimer} says, ${denier} denies` : null;
}

function denialsIn(sentence: string): Claim[] {
  const what = /\b(?:rejected|rejects|reject|dismissed|dismisses|dismiss) (.*)/u.exec(sentence)?.[1];
  return what !== undefined && NO_FACT.test(what) ? [] : claimsIn(sentence, DENIES);
}

function claimsIn(sentence: string, pattern: RegExp): Claim[] {
  const by = trim(pattern.exec(sentence)?.groups?.['name'] ?? '');
  if (by.length < 2 || PRONOUN.test(by)) return [];
  if (pattern === ASSERTS && REMARK.test(sentence)) return [];
  return [{ by, words: wordsOf(sentence), ...(ACCUSES.test(sentence) && { accuses: true }) }];
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
  if (shared < (isNamed ? 1 : LEAST_SHARED)) return 0;
  return shared + (isNamed ? 1 : 0) + (saying.accuses ? 3 : 0);
}
