import { ABBREVIATIONS, ABBREVIATIONS_BEFORE_NAMES } from '../../language/abbreviations.ts';
import { STOP_WORDS, stemOf } from '../../language/read-words.ts';
import { matchCountry } from './country-words.ts';
import { matchNumber } from './number-words.ts';

export type ClaimToken = {
  text: string;
  /** What is compared: a stem, `@KP` for a country, `#12` for a number, `month:9`. */
  key: string;
  kind: 'word' | 'stop' | 'name' | 'country' | 'capital' | 'number' | 'month' | 'day' | 'office';
  value: number | null;
  isOrdinal: boolean;
  /** `%`, `$`, `£`, `€`, `year` or empty. */
  unit: string;
  sentence: number;
  /** Counts every stop, comma, bracket and dash. */
  clause: number;
  /** Set by the nearest cue before it in its clause. */
  isNegated: boolean;
  isHedged: boolean;
  /** Content words from the negation before it, 1 for the first; 0 where there is none. */
  negationGap: number;
  /** The cue of that negation, as a key. */
  negatedBy: string;
};

const TOKEN =
  /[$£€¥]?\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|k|mn|m|bn|b|tn|s)?%?(?![\p{L}\d])|[\p{L}\p{N}]+(?:[.’'‘](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*\.?|[.!?;:,()"“”—–]/gu;
const SENTENCE_BEGINS = /^["”’'»)]*(?:\s*$|\s+["“„«‘'`(]*[\p{Lu}\p{N}]|\s+["“„«‘`])/u;
const CLAUSE_END = /^[.!?;:,()—–]$|^(?:but|although|though|while|whereas|because|after|before|which|who)$/u;
const NEGATION_REACH = 3;
const HEDGE_REACH = 6;

/** A text as comparable tokens, with the polarity of each. Stops and punctuation carry no token but end clauses. */
export function readClaims(text: string): ClaimToken[] {
  const raw = cutWords(joinSplitNumbers(text));
  const lower = raw.map((word) => word.toLowerCase().replace(/[’‘]/gu, "'"));
  const tokens: ClaimToken[] = [];
  let sentence = 0;
  let clause = 0;
  let gap = 0;
  let cue = '';
  let hedgedAt = -99;
  let isStart = true;
  for (let at = 0; at < raw.length; at += 1) {
    const word = lower[at] ?? '';
    if (CLAUSE_END.test(word)) {
      cue = '';
      if (word !== ',') hedgedAt = -99;
      if (/^[.!?]$/u.test(word)) {
        sentence += 1;
        isStart = true;
      }
      if (/^\P{L}$/u.test(word)) {
        clause += 1;
        continue;
      }
    }
    const isCue = NEGATIONS.has(word) || word.endsWith("n't");
    if (HEDGES.has(word) || (word === 'to' && /^(?:is|are|was|were)$/u.test(lower[at - 1] ?? '')))
      hedgedAt = tokens.length;
    if (/^["“”]$/u.test(word)) continue;
    const { token, length } = readToken(raw, lower, at, isStart);
    if (cue !== '' && token.kind !== 'stop') gap += 1;
    const isNegated = cue !== '' && token.kind !== 'stop' && gap <= NEGATION_REACH;
    const hedgeGap = tokens.length - hedgedAt;
    tokens.push({
      ...token,
      sentence,
      clause,
      isNegated,
      negationGap: isNegated ? gap : 0,
      negatedBy: isNegated ? cue : '',
      isHedged: hedgeGap > 0 && hedgeGap <= HEDGE_REACH,
    });
    if (isCue) {
      cue = PLAIN_NEGATIONS.has(word) || word.endsWith("n't") ? 'not' : stemOf(word);
      gap = 0;
    }
    at += length - 1;
    isStart = false;
  }
  return tokens;
}

/** Words, numbers and marks as written; the stop after a word stands alone where it ends a sentence, and is dropped elsewhere. */
function cutWords(text: string): string[] {
  return [...text.matchAll(TOKEN)].flatMap(({ 0: word, index }) => {
    if (!/[\p{L}\d]\.$/u.test(word) || /^\p{L}\.$/u.test(word) || /\.\p{L}\.$/u.test(word)) return [word];
    const bare = word.slice(0, -1);
    const isShortForm =
      ABBREVIATIONS.has(bare.toLowerCase()) || ABBREVIATIONS_BEFORE_NAMES.has(bare.toLowerCase());
    return !isShortForm && SENTENCE_BEGINS.test(text.slice(index + word.length, index + word.length + 6))
      ? [bare, '.']
      : [bare];
  });
}

/** `235, 000`, `1. 7 million` and `$ 36` as they were before a tokeniser cut them. */
export function joinSplitNumbers(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<=\d), (?=\d{3}(?!\d))/gu, ',')
    .replace(/(?<=(?<![\d,])\d{1,3})\. (?=\d)/gu, '.')
    .replace(/(?<=[$£€¥]) (?=\d)/gu, '')
    .replace(/(?<=\p{L}) ['’] (?=s\b)/gu, "'")
    .replace(/(?<=\w) - (?=\w)/gu, '-');
}

type Bare = Omit<ClaimToken, 'sentence' | 'clause' | 'isNegated' | 'isHedged' | 'negationGap' | 'negatedBy'>;

function readToken(
  raw: readonly string[],
  lower: readonly string[],
  at: number,
  isStart: boolean,
): { token: Bare; length: number } {
  const text = raw[at] ?? '';
  const bare = (key: string, kind: ClaimToken['kind'], more: Partial<Bare> = {}): Bare => ({
    text,
    key,
    kind,
    value: null,
    isOrdinal: false,
    unit: '',
    ...more,
  });
  const country = matchCountry(raw, at);
  if (country)
    return {
      token: bare(`@${country.code}`, country.isCapital ? 'capital' : 'country', {
        text: raw.slice(at, at + country.length).join(' '),
      }),
      length: country.length,
    };
  const number = readNumber(lower, at);
  if (number) {
    const { value, isOrdinal, unit, length } = number;
    return {
      token: bare(`#${value}`, 'number', {
        value,
        isOrdinal,
        unit,
        text: raw.slice(at, at + length).join(' '),
      }),
      length,
    };
  }
  const word = (lower[at] ?? '').replace(/'s?$/u, '');
  const month = MONTHS.get(word);
  if (month !== undefined && /^\p{Lu}|^(?!may$|march$|mar$|dec$)/u.test(text))
    return { token: bare(`month:${month}`, 'month'), length: 1 };
  if (/^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/u.test(word))
    return { token: bare(word, 'day'), length: 1 };
  const stem = stemOf(word);
  if (/^(?:say|says|said|saying|told|tells|tell)$/u.test(word))
    return { token: bare('say', 'stop'), length: 1 };
  if (STOP_WORDS.has(word)) return { token: bare(stem, 'stop'), length: 1 };
  if (word === 'prime' && lower[at + 1] === 'minister')
    return { token: bare('primeminister', 'office', { text: `${text} ${raw[at + 1] ?? ''}` }), length: 2 };
  if (OFFICES.has(stem)) return { token: bare(sameWord(stem), 'office'), length: 1 };
  return { token: bare(sameWord(stem), /^\p{Lu}/u.test(text) && !isStart ? 'name' : 'word'), length: 1 };
}

function readNumber(
  lower: readonly string[],
  at: number,
): { value: number; isOrdinal: boolean; unit: string; length: number } | null {
  const first = lower[at] ?? '';
  const currency = /^[$£€¥]/u.exec(first)?.[0] ?? '';
  const isShare = first.endsWith('%');
  const words = lower.slice(at, at + 6);
  words[0] = first.replace(/^[$£€¥]|%$/gu, '');
  const match = matchNumber(words, 0);
  if (match === null) return null;
  let { length } = match;
  let unit = currency || (isShare ? '%' : '');
  const next = words[length] ?? '';
  if (unit === '' && (next === 'percent' || next === 'pc')) {
    unit = '%';
    length += 1;
  } else if (unit === '' && next === 'per' && words[length + 1] === 'cent') {
    unit = '%';
    length += 2;
  } else if (unit === '' && /^(?:dollars?|pounds?|euros?)$/u.test(next)) {
    unit = next.startsWith('d') ? '$' : next.startsWith('p') ? '£' : '€';
    length += 1;
  }
  if (
    unit === '' &&
    match.value >= 1_800 &&
    match.value <= 2_100 &&
    Number.isInteger(match.value) &&
    /^\d{4}$/u.test(first)
  )
    unit = 'year';
  return { value: match.value, isOrdinal: match.isOrdinal, unit, length };
}

/** Words that turn what follows into its contrary, or say that it did not happen. Lower case, straight apostrophes. */
const NEGATIONS: ReadonlySet<string> = new Set(
  `not no never nobody none neither nor without cannot can't won't unable unlikely deny denies denied denying refuse refuses refused refusing reject rejects
  rejected rejecting fail fails failed failing decline declines declined hardly barely`.split(/\s+/u),
);

/** Those that deny whatever follows, and mean nothing else. */
const PLAIN_NEGATIONS: ReadonlySet<string> = new Set(
  "not no never nobody none neither nor cannot can't won't".split(' '),
);

/** Words that keep what follows from being a plain fact. */
const HEDGES: ReadonlySet<string> = new Set(
  `may might could would likely unlikely possibly perhaps probably reportedly allegedly alleged accused suspected expected plan plans planned planning propose
  proposed proposes consider considers considering considered expects threaten threatens threatened hope hopes hoping seek seeks seeking want wants wanted if whether
  potential possible due intends intend intended claim claims claimed believe believed believes fear fears feared suggest suggests suggested urge urges urged
  ask asks asked call calls called demand demands demanded wish aim aims aimed try tried trying attempt attempted should ought will must`.split(
    /\s+/u,
  ),
);

/** Stems of offices and ranks: a person is not given one that the evidence does not give. */
const OFFICES: ReadonlySet<string> = new Set(
  `president minist primeminister chancellor premi king queen princ princess emperor emir sultan pope bishop cardinal ayatollah ambassador envoi senator governor mayor
  judg justic prosecutor general colonel captain major lieutenant admiral commander marshal spokesman spokeswoman spokesperson secretar chairman chairwoman
  chief director ceo founder professor doctor lawyer deput vice speaker lawmaker congressman congresswoman councillor commission inspector sheriff detectiv
  coach manager striker goalkeep midfield winger captain skipp actor actress singer author editor attorney treasurer monarch dictator heir`.split(
    /\s+/u,
  ),
);

const SAME: ReadonlyMap<string, string> = new Map(
  `kill=die dead=die death=die died=die slain=die murder=die wound=injur hurt=injur talk=negotiat meet=met summit=met said=say told=say spokesman=spokesperson
  spokeswoman=spokesperson pm=primeminister premi=primeminister children=child kid=child kids=child women=woman men=man people=person
  assault=attack strik=attack bomb=attack arm=weapon weaponr=weapon munition=weapon troop=soldier forc=militari armi=militari militar=militari
  detain=arrest jail=prison imprison=prison buy=purchas bought=purchas automobil=car vehicl=car begin=start began=start begun=start launch=start
  end=halt stop=halt ceas=halt finish=halt leave=left quit=resign step=resign rais=increas ris=increas rose=increas risen=increas grow=increas grew=increas
  fall=decreas fell=decreas drop=decreas declin=decreas cut=decreas reduc=decreas big=larg huge=larg major=larg warn=caution
  agre=agreement deal=agreement accord=agreement pact=agreement treat=agreement help=aid assist=aid assistanc=aid won=win winn=win victor=win lost=los
  beat=defeat went=go gone=go made=mak took=tak taken=tak gave=giv given=giv held=hold found=find sent=send built=build broke=break broken=break
  chose=choos chosen=choos wrote=writ written=writ spoke=speak spoken=speak met=meet scottish=scotland welsh=wal english=england withdrew=withdraw withdrawn=withdraw drew=draw bought=purchas sold=sell paid=pay led=lead shot=shoot struck=strik hit=strik`
    .split(/\s+/u)
    .flatMap((pair): [string, string][] => {
      const [from = '', to = ''] = pair.split('=');
      return [
        [from, to],
        [stemOf(from), to],
      ];
    }),
);

/** One stem for words that news uses for the same thing. */
function sameWord(stem: string): string {
  return SAME.get(stem) ?? stem;
}

/** Month names and their short forms; value from 1. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index): [string, number][] => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
      [name === 'september' ? 'sept' : name, index + 1],
    ]),
);
