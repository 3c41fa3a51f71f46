import { NEUTRAL_SPEAKER } from './attribution.ts';
import { DAY, FINITE, waitsForVerb } from './verb-cues.ts';

/**
 * What may be left out of an English sentence without changing what the rest of it asserts. Each pattern matches
 * exactly the piece to delete. `guard` sees what stands before and after the piece and may forbid the deletion.
 */
export type CompressionRule = {
  name: string;
  pattern: RegExp;
  guard?: (before: string, piece: string, after: string) => boolean;
};

const CLAUSE_START = String.raw`(?=(?:the|a|an|he|she|it|they|there|this|these|his|her|its|their|some|many|most|at least|more than|about|police|officials|\p{Lu}|\d)\b)`;
const OPENERS =
  'After|As|While|When|Since|Although|Though|Despite|Following|During|With|For|By|Before|Because of|Amid|Once|Due to|Thanks to|Along with|Asked|In|On|At|Within|Over|According to local media|\\p{Lu}\\p{Ll}{2,}ing';

/** `Soon after the fire` has nothing that an apposition could stand for. */
const NO_SUBJECT = new RegExp(String.raw`^(?:${OPENERS}|Soon|Shortly|Of|From|Under)\b[^,]*$`, 'u');

/** Always applied. */
export const FORCED_RULES: readonly CompressionRule[] = [
  {
    name: 'leading conjunction',
    pattern:
      /^(?:(?:But|And|Yet|So|Or|Plus)(?=,? \p{L})|(?:However|Meanwhile|Moreover|Furthermore|In addition|Additionally|Also|Still|Instead|Indeed|Then|Nevertheless|Nonetheless|In fact|Of course|For example|For instance|As a result|Separately|Besides|Thus|Therefore|Hence|On the other hand|At the same time|In the meantime|Elsewhere|Finally|Earlier|Later|Afterwards?|Now|Today|Yesterday|Last night|Tonight|What is more|In other words|To be sure|Just as|Even so|That said)(?=,)),?\s+/u,
  },
  {
    name: 'rotting day at the start',
    pattern: /^(?:Yesterday|Today|Tonight|Last night),? (?=\p{Lu}|(?:the|a|an|police|officials)\b)/u,
  },
  { name: 'parentheses', pattern: /\s*\((?!s\))[^()]*\)|\s*\[[^[\]]*\]/gu },
  {
    name: 'inner adverb',
    pattern:
      /, (?:however|meanwhile|though|too|for example|for instance|of course|in fact|moreover|therefore|by contrast|in turn|then),/gu,
  },
  {
    name: 'rotting day',
    pattern:
      /(?<!\b(?:of|until|by|since|for|from|than|as|here))(?:,(?= [^,. ]+(?: [^,. ]+)?[,.]))? (?:later |earlier )?(?:today|yesterday|tonight|tomorrow|last night|this morning|this afternoon|this evening)(?=[,. ])(?! of\b)/gu,
  },
];

/** Tried one with another, wherever they stand before the end. */
export const INNER_RULES: readonly CompressionRule[] = [
  {
    name: 'week day',
    pattern: new RegExp(
      String.raw`(?<=[\p{Ll}\d”"]),? (?:late |early )?(?:on )?(?:last |next |this )?${DAY}(?: (?:morning|afternoon|evening|night))?(?=[,. ])(?! and\b)`,
      'gu',
    ),
    guard: (before) => !/\b(?:on|since|until|from|by|for|of|to|the|a|and|next|every)$/iu.test(before),
  },
  {
    name: 'near time',
    pattern:
      /,? (?:earlier |later )?(?:last|this) (?:week|month|year|weekend|spring|summer|autumn|fall|winter)(?=[,. ])/gu,
    guard: (before) => !/\b(?:since|until|from|by|for|of|to|the|than|just|only|as)$/iu.test(before),
  },
  {
    name: 'where it was said',
    pattern:
      / (?:in an? (?:[\p{L}-]+ )?(?:statement|interview|email|e-mail|tweet|post|press release|news release|letter|news conference|press conference|briefing|speech|report)|at an? (?:news|press) (?:conference|briefing))(?: (?:on|to|with|for|at) [^,.]{2,40}?)?(?=[,.]| that\b)/gu,
  },
  { name: 'dashes', pattern: / (?:--|[–—-]) [^–—]{3,120}? (?:--|[–—-])(?= )/gu },
  {
    name: 'neutral attribution at start',
    pattern: new RegExp(
      String.raw`^${NEUTRAL_SPEAKER} (?:said|say|says|reported|confirmed)(?: (?:on )?${DAY})?(?: that)? ${CLAUSE_START}`,
      'gu',
    ),
  },
  {
    name: 'relative clause inside',
    pattern: new RegExp(String.raw`, (?:who|which|whose|where|whom)\b[^,]{3,150},(?= ${FINITE})`, 'gu'),
    guard: waitsForVerb,
  },
  {
    name: 'apposition',
    pattern: new RegExp(
      String.raw`, (?:an?|the|one of|its|his|her|their|now|then|former|currently)\b[^,]{3,130},(?= ${FINITE})`,
      'gu',
    ),
    guard: (before) => waitsForVerb(before) && !NO_SUBJECT.test(before),
  },
  {
    name: 'aside before the verb',
    pattern: new RegExp(
      String.raw`, (?:\p{Ll}{3,}(?:ed|ing)|known|led|made|held|shot|of|from|in|instead of|along with|as well as|like|despite|just) [^,]{3,130},(?= ${FINITE})`,
      'gu',
    ),
    guard: waitsForVerb,
  },
  { name: 'age', pattern: /, (?:aged )?\d{1,2},(?= )/gu },
  {
    name: 'opening clause',
    pattern: new RegExp(String.raw`^(?:${OPENERS})\b[^,]{3,140}, ${CLAUSE_START}`, 'gu'),
    guard: (_, piece, after) =>
      !(
        /^(?:In|On|At|For|With|By|As|Over)\b/u.test(piece) &&
        /\p{Lu}[\p{L}’'-]+, $/u.test(piece) &&
        /^\p{Lu}/u.test(after)
      ) &&
      !/^(?:In|For) (?:order|return|exchange|theory)|^On condition|^(?:Assuming|Depending|Providing|Nothing|During)/u.test(
        piece,
      ),
  },
  {
    name: 'opening time',
    pattern: new RegExp(
      String.raw`^(?:On |Last |Late |Early |Earlier |Later )(?:this |on |last |in )?(?:${DAY}|week|month|year|night|\p{Lu}\p{Ll}+ \d{1,2})(?: (?:morning|afternoon|evening|night))?,? ${CLAUSE_START}`,
      'gu',
    ),
  },
];
