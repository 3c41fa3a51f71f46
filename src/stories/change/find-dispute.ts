/** One article's title and text, plain. */
type Told = { title: string; text: string };

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

const MAX_CHARACTERS = 4_000;
/** Words of five letters and more that two claims share: they speak of the same thing. */
const LEAST_SHARED = 2;

const sentencesOf = ({ title, text }: Told): string[] => [
  title,
  ...text.slice(0, MAX_CHARACTERS).split(/(?<=[.!?]["”’]?)\s+(?=["“‘]?\p{Lu})/u),
];

const stemsOf = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(/\p{L}{5,}/gu) ?? []).map((word) => word.slice(0, 6)));

const trim = (name: string) => name.replace(/^the /iu, '').replace(/['’]s?$/u, '');

type Claim = { by: string; sentence: string };

function claimIn(sentence: string, pattern: RegExp): Claim | null {
  const found = pattern.exec(sentence)?.groups;
  const by = trim(found?.['name'] ?? '');
  return by.length < 2 || PRONOUN.test(by) ? null : { by, sentence };
}

function denialIn(sentence: string): Claim | null {
  if (!DENIAL_WORD.test(sentence)) return null;
  const what = /\b(?:rejected|rejects|reject|dismissed|dismisses|dismiss) (.*)/u.exec(sentence)?.[1];
  return what !== undefined && NO_FACT.test(what) ? null : claimIn(sentence, DENIES);
}

/**
 * Who asserts what another denies, over all articles of a story: `Estmark says, Norvelia denies`; null where nobody
 * denies, or where nobody is named who says it. The assertion has to name who denies, or speak of the same things.
 */
export function findDispute(articles: readonly Told[]): string | null {
  if (!articles.some(({ title, text }) => DENIAL_WORD.test(title) || DENIAL_WORD.test(text))) return null;
  const sentences = articles.flatMap(sentencesOf);
  for (const sentence of sentences) {
    const found = DENIAL_WORD.test(sentence) ? DENIES_ITS_CLAIM.exec(sentence)?.groups : undefined;
    const [denier, claimer] = [trim(found?.['denier'] ?? ''), trim(found?.['claimer'] ?? '')];
    if (found && !PRONOUN.test(denier) && denier !== claimer) return `${claimer} says, ${denier} denies`;
  }
  const denials = sentences.map(denialIn).filter((claim) => claim !== null);
  if (denials.length === 0) return null;
  const assertions = sentences
    .filter((sentence) => !DENIAL_WORD.test(sentence))
    .map((sentence) => claimIn(sentence, ASSERTS))
    .filter((claim) => claim !== null);
  for (const denial of denials) {
    const [best] = assertions
      .map((one) => ({ by: one.by, weight: weightAgainst(one, denial) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight);
    if (best) return `${best.by} says, ${denial.by} denies`;
  }
  return null;
}

/** How surely an assertion is what is denied; 0 where it is not. An accusation counts more than a remark. */
function weightAgainst(assertion: Claim, denial: Claim): number {
  const [says, denies] = [assertion.by.toLowerCase(), denial.by.toLowerCase()];
  if (says === denies || says.includes(denies) || denies.includes(says)) return 0;
  if (REMARK.test(assertion.sentence)) return 0;
  const stems = stemsOf(denial.sentence);
  const shared = [...stemsOf(assertion.sentence)].filter((stem) => stems.has(stem)).length;
  // Naming the other side is half of an accusation.
  const isNamed = assertion.sentence.toLowerCase().includes(denies.slice(0, 5));
  if (shared < (isNamed ? 1 : LEAST_SHARED)) return 0;
  return shared + (isNamed ? 1 : 0) + (ACCUSES.test(assertion.sentence) ? 3 : 0);
}
