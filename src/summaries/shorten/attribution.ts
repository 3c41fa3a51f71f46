import { DAY } from './verb-cues.ts';

/** Speakers without a side of their own: what they report may stand without them. */
export const NEUTRAL_SPEAKER = String.raw`(?:(?:[Tt]he |[Ll]ocal |[Ss]tate |[Cc]ity |[Cc]ounty )?(?:[Pp]olice|[Ff]irefighters|[Rr]escuers|[Rr]escue workers|[Ee]mergency services|[Mm]eteorologists|[Ff]orecasters|[Ss]eismologists|[Cc]oroner|[Cc]ourt (?:documents?|records|papers)|[Ll]ocal media|[Oo]rgani[sz]ers)|(?:[Aa]|[Tt]he) (?:police|fire|hospital|coast ?guard|airport) (?:spokes(?:man|woman|person)|statement|official|chief))`;

const VERB =
  '(?:said|says|say|added|adds|reported|reports|announced|confirmed|testified|noted|has (?:said|concluded|learned|learnt)|told [^,]{2,30})';
const WHEN_OR_WHERE = String.raw`(?:,? (?:(?:late |early )?(?:on )?${DAY}(?: (?:morning|afternoon|evening|night))?|in an? [^,]{3,60}|at an? [^,]{3,60}|on (?:Twitter|X|social media|state television|television|Facebook)|last (?:week|month|night|year)|this week|earlier|later|yesterday|today|on condition of anonymity))*`;
const TRAILING = new RegExp(
  String.raw`,(["”]?) ((?:according to [^,"“”]{2,90})|(?:(?:said|says) (?!in |on |at |during |from |to )[^,"“”]{2,70})|(?:it (?:has been|was) (?:claimed|reported|alleged|announced))|(?:(?!which|who|and|but|while|as |with|that|after|when)[^,"“”]{1,100}? ${VERB}))${WHEN_OR_WHERE}\.$`,
  'u',
);
const NEUTRAL = new RegExp(`^(?:according to )?${NEUTRAL_SPEAKER}\\b`, 'u');

/** `at` is where the comma before it stands; `quote` closes a quotation before it, or is empty. */
export type Attribution = { at: number; quote: string; speaker: string; isNeutral: boolean };

/** The `, the ministry said on Monday in a statement.` at the end of an English sentence, without day and place; or null. */
export function findTrailingAttribution(sentence: string): Attribution | null {
  const match = TRAILING.exec(sentence);
  if (match === null) return null;
  const [, quote = '', whole = ''] = match;
  const speaker = whole
    .replace(
      /^(according to \S+ \S+(?: \S+)*?) (?:released|published|issued|posted|from|on|by|in) .*$/u,
      '$1',
    )
    .replace(/ told [^,]+$/u, ' said');
  return { at: match.index, quote, speaker, isNeutral: NEUTRAL.test(speaker) };
}
