import { countries } from '../../../config/regions.ts';
import { MONTHS, RELATIVES, TITLES, WEEKDAYS } from '../../../config/grammar.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { isNominal } from '../../language/read-verbs.ts';
import type { TextSentence } from '../../language/read-text.ts';
import type { Token } from '../../language/tag-words.ts';
import { isCommonNoun, isReport } from './word-needs.ts';
import type { Replacement } from './resolve-dates.ts';

/** How a sentence's subject stands alone: what it is told as, and the sentences that this was taken from. */
export type Reference = {
  replacement: Replacement | null;
  /** Still says `he` or `the group` of what stands elsewhere. */
  points: boolean;
  sources: readonly string[];
};

type Mention = {
  name: string;
  last: string;
  isPerson: boolean;
  sentence: TextSentence;
  at: number;
  size: number;
  /** Stands before the verb as its subject, or says what the sentence quotes. */
  isSubject: boolean;
};

/** Countries act as persons do: `Estmark said`. */
const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });
const LANDS: ReadonlySet<string> = new Set(
  countries.flatMap(({ code, capital = '' }) => capital.split('|').concat(regionNames.of(code) ?? '')),
);

/** A name is sought so far back; a pronoun's one less far. */
const NAME_REACH = 60;
const PRONOUN_REACH = 3;

/** What the words at `at`, where a sentence or its main clause begins, stand for in the sentences before it (nearest last). */
export function resolveReference(clauses: Clauses, at: number, before: readonly TextSentence[]): Reference {
  const { tokens, tags, lower } = clauses;
  const word = lower[at] ?? '';
  if (/^['’]/u.test(tokens[at + 1]?.text ?? '') && tags[at] === 'PRON') return POINTS;
  if (/^(?:he|she|his|her)$/u.test(word)) return resolvePerson(clauses, at, before);
  if (word === 'it' || word === 'its') return resolveThing(clauses, at, before);
  if (/^(?:they|their|this|that|these|those|such|both|another|others|him|them|here|there)$/u.test(word)) {
    const isOwn =
      (word === 'there' && /^(?:is|are|was|were|has|have|had|will)$/u.test(lower[at + 1] ?? '')) ||
      (word === 'both' && tags[at + 1] === 'PROPN');
    return isOwn ? STANDS : POINTS;
  }
  if (word === 'the') return resolveDefinite(clauses, at, before);
  if (tags[at] === 'PROPN' && tags[at + 1] !== 'PROPN') return resolveSurname(tokens, at, before);
  return STANDS;
}

const STANDS: Reference = { replacement: null, points: false, sources: [] };
const POINTS: Reference = { replacement: null, points: true, sources: [] };

const isCapital = (token: Token | undefined) => token !== undefined && /^\p{Lu}/u.test(token.text);

/** A capitalised word that is no day, no month and no headline. */
const isNameWord = (token: Token | undefined) =>
  isCapital(token) &&
  token !== undefined &&
  !WEEKDAYS.has(token.lemma) &&
  !MONTHS.includes(token.lemma) &&
  !/^\p{Lu}{5,}$/u.test(token.text);

/** Runs of names of a sentence, without titles and offices before them. */
function findNames(sentence: TextSentence): Mention[] {
  let names = known.get(sentence);
  if (names === undefined) known.set(sentence, (names = readNames(sentence)));
  return names;
}

/** An article's sentences are asked again and again for their names. */
const known = new WeakMap<TextSentence, Mention[]>();

function readNames(sentence: TextSentence): Mention[] {
  const { tokens } = sentence;
  const verb = tokens.findIndex(({ tag }) => tag === 'VERB' || tag === 'AUX');
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.tag !== 'PROPN' || !isCapital(tokens[at])) continue;
    let to = at + 1;
    while (tokens[to]?.tag === 'PROPN' && isCapital(tokens[to]) && to - at < 7) to += 1;
    let from = at;
    let isTitled =
      at > 0 &&
      (TITLES.has(tokens[at - 1]?.lemma ?? '') || /^(?:mr|mrs|ms|dr)\.?$/u.test(tokens[at - 1]?.lemma ?? ''));
    for (let index = at; index < to - 1; index += 1)
      if (TITLES.has((tokens[index]?.text ?? '').toLowerCase().replace(/\.$/u, ''))) {
        from = index + 1;
        isTitled = true;
      }
    // `Actor Ada Lund` at the start of a sentence.
    if (at === 0 && to - from > 2 && isCommonNoun(tokens[from]?.lemma ?? '')) from += 1;
    const size = to - from;
    const last = tokens[to - 1]?.text ?? '';
    mentions.push({
      name: sentence.text.slice(tokens[from]?.start, tokens[to - 1]?.end),
      last,
      isPerson: isTitled || (size >= 2 && size <= 3 && looksLikePerson(tokens, from, to)),
      sentence,
      at,
      size,
      isSubject: isSubjectAt(tokens, at, to, verb),
    });
    at = to - 1;
  }
  return mentions;
}

function isSubjectAt(tokens: readonly Token[], at: number, to: number, verb: number): boolean {
  const next = tokens[to];
  if (next?.tag === 'VERB' && isReport(next.lemma)) return true;
  if (/^(?:said|says|added|told)$/u.test(tokens[at - 1]?.text ?? '')) return true;
  if (at > verb && verb >= 0) return false;
  // `He and partner Ada Lund said`, `Ada Lund and Jon Hake said`: one of several is not whom a pronoun means.
  if (next?.tag === 'CCONJ' || next?.text === "'s" || next?.text === '’s') return false;
  let before = at - 1;
  while (before >= 0 && /^(?:ADJ|NOUN|PROPN|DET|PART)$/u.test(tokens[before]?.tag ?? '')) before -= 1;
  const opener = tokens[before];
  return (
    opener === undefined ||
    /^[,"“]$/u.test(opener.text) ||
    opener.tag === 'SCONJ' ||
    (before === 0 && (opener.tag === 'CCONJ' || opener.tag === 'ADV'))
  );
}

/** Two or three capitalised words that something only a person does or has stands beside. */
function looksLikePerson(tokens: readonly Token[], from: number, to: number): boolean {
  const before = tokens[from - 1];
  const next = tokens[to];
  if (before?.tag === 'DET' || tokens.slice(from, to).some(({ text }) => /^\p{Lu}{2,}$/u.test(text)))
    return false;
  if (next?.text === ',' && /^\d{1,2}$/u.test(tokens[to + 1]?.text ?? '')) return true;
  if (next?.text === ',' && RELATIVES.has(tokens[to + 1]?.lemma ?? '') && tokens[to + 1]?.lemma === 'who')
    return true;
  if (
    before?.tag === 'NOUN' &&
    /(?:er|or|ist|ian|man|woman|ess|ant|chief|head|boss|coach|wife|husband|son|daughter|father|mother|rival|ally|president|mp)$/u.test(
      before.lemma,
    )
  )
    return true;
  // `Newtown Police said` is none: what is a common noun too names no person.
  return (
    next !== undefined &&
    next.tag === 'VERB' &&
    isReport(next.lemma) &&
    !tokens.slice(from, to).some(({ lemma }) => isCommonNoun(lemma))
  );
}

/** Of the last sentences' names, all that the article tells of them: only sentences that hold one are read. */
function fullNamesOf(before: readonly TextSentence[]): Mention[] {
  const near = new Set(mentionsIn(before.slice(-PRONOUN_REACH)).map(({ last }) => last));
  return mentionsIn(
    before.slice(-NAME_REACH).filter(({ text }) => [...near].some((name) => text.includes(name))),
  );
}

function mentionsIn(sentences: readonly TextSentence[]): Mention[] {
  return sentences.flatMap(findNames);
}

/** Persons of some sentences, one entry each, by full name where one is given. A bare surname counts where the text before gives it in full. */
function personsIn(sentences: readonly TextSentence[], all: readonly Mention[]): Map<string, Mention> {
  const persons = new Map<string, Mention>();
  for (const mention of mentionsIn(sentences)) {
    const full = all.find((one) => one.last === mention.last && one.isPerson && one.size >= 2);
    if (mention.isPerson || (full !== undefined && mention.size === 1))
      persons.set(mention.last, full ?? mention);
  }
  return persons;
}

function resolvePerson({ lower, tokens }: Clauses, at: number, before: readonly TextSentence[]): Reference {
  const all = fullNamesOf(before);
  const own = new Set(tokens.map(({ text }) => text));
  for (const [back, sentence] of before.slice(-PRONOUN_REACH).toReversed().entries()) {
    const persons = personsIn([sentence], all);
    for (const surname of persons.keys()) if (own.has(surname)) persons.delete(surname);
    // Who else acts there and is no country may be meant.
    const rival = findNames(sentence).find(
      ({ last, isSubject: acts, size }) => acts && size === 1 && !persons.has(last) && !LANDS.has(last),
    );
    if (rival !== undefined && !own.has(rival.last)) break;
    const [person] = [...persons.values()];
    const isSubject = findNames(sentence).some(({ last, isSubject: acts }) => acts && last === person?.last);
    if (person !== undefined && persons.size === 1 && isSubject) {
      const isPossessive = lower[at] === 'his' || (lower[at] === 'her' && tokens[at + 1]?.tag !== 'VERB');
      const sources = person.sentence === sentence ? [sentence.text] : [person.sentence.text, sentence.text];
      return {
        replacement: {
          from: at,
          to: at + 1,
          text: isPossessive ? `${person.name}${person.name.endsWith('s') ? '’' : '’s'}` : person.name,
        },
        points: false,
        sources,
      };
    }
    // A sentence that only goes on about the same person lets the search go on.
    const first = sentence.tokens.find(({ tag }) => tag !== 'PUNCT')?.lemma ?? '';
    if (
      persons.size > 1 ||
      (back === 0 && first !== lower[at] && !sentence.text.startsWith('"') && !sentence.text.startsWith('“'))
    )
      break;
  }
  return POINTS;
}

/** `It` is whoever acted before where it says or does what only an organisation does. */
function resolveThing(
  { lower, tokens, groups }: Clauses,
  at: number,
  before: readonly TextSentence[],
): Reference {
  const sentence = before.at(-1);
  const verb = groups.find(({ from, isFinite }) => from > at && isFinite);
  if (
    sentence === undefined ||
    verb === undefined ||
    !isReport(tokens[verb.head]?.lemma ?? '') ||
    verb.isPassive ||
    verb.from > at + 3
  )
    return isEmptyIt({ lower }, at) ? STANDS : POINTS;
  const names = findNames(sentence).filter(({ isPerson }) => !isPerson);
  const [first] = names;
  const isSubject =
    first !== undefined && (first.at === 0 || (first.at === 1 && sentence.tokens[0]?.lemma === 'the'));
  const others = new Set(names.map(({ name }) => name));
  if (!isSubject || others.size !== 1 || lower[at] === 'its') return POINTS;
  const text = first.at === 1 ? `The ${first.name}` : first.name;
  return { replacement: { from: at, to: at + 1, text }, points: false, sources: [sentence.text] };
}

/** `It is the first time that`, `It was not clear`: stands for nothing. */
function isEmptyIt({ lower }: Pick<Clauses, 'lower'>, at: number): boolean {
  return (
    /^(?:is|was|remains|remained|comes|came)$/u.test(lower[at + 1] ?? '') &&
    /^(?:not|the|unclear|expected|unknown|also|likely|as|after|a)$/u.test(lower[at + 2] ?? '') &&
    /\b(?:clear|unclear|known|first|likely|expected|comes|came)\b/u.test(lower.slice(at, at + 7).join(' '))
  );
}

/** `The group said` is the only group that the text before names or describes. */
function resolveDefinite(clauses: Clauses, at: number, before: readonly TextSentence[]): Reference {
  const { tokens, tags, groups } = clauses;
  let head = at + 1;
  while (tags[head] === 'NOUN' && tags[head + 1] === 'NOUN') head += 1;
  const noun = tokens[head];
  const next = tags[head + 1];
  const isBare =
    noun !== undefined &&
    (tags[head] === 'NOUN' || (tags[head] === 'ADJ' && noun.lemma === 'military')) &&
    head <= at + 2;
  // `the band founded in 1984` is described by itself.
  const isDescribed = next === 'VERB' && groups.some(({ from, isFinite }) => from === head + 1 && !isFinite);
  if (!isBare || isDescribed || next === 'ADP' || isNominal(next) || before.length === 0) return STANDS;
  const word = noun.text.toLowerCase();
  const fuller = new Map<string, string>();
  for (const sentence of before.slice(-NAME_REACH).filter(({ text }) => text.toLowerCase().includes(word)))
    for (const name of fullerNames(sentence, word)) if (!fuller.has(name)) fuller.set(name, sentence.text);
  const [only] = [...fuller];
  // `the security forces` are more than any forces.
  if (only === undefined || fuller.size !== 1 || head > at + 1) return POINTS;
  return { replacement: { from: at, to: head + 1, text: only[0] }, points: false, sources: [only[1]] };
}

/** `Anera` of `the aid group Anera`, `the Israeli military` of itself. */
function fullerNames({ tokens, text }: TextSentence, word: string): string[] {
  const names: string[] = [];
  tokens.forEach((token, at) => {
    if (token.text.toLowerCase() !== word || token.tag === 'VERB' || /^\p{Lu}{2,}$/u.test(token.text)) return;
    let to = at + 1;
    while (tokens[to]?.tag === 'PROPN' && isNameWord(tokens[to])) to += 1;
    if (to > at + 1) {
      const isFollowed = tokens[at + 1];
      if (isFollowed !== undefined) names.push(text.slice(isFollowed.start, tokens[to - 1]?.end));
      return;
    }
    let from = at;
    while (
      from > 0 &&
      (tokens[from - 1]?.tag === 'PROPN' || tokens[from - 1]?.tag === 'ADJ') &&
      isNameWord(tokens[from - 1])
    )
      from -= 1;
    if (from < at) names.push(`The ${text.slice(tokens[from]?.start, token.end)}`);
  });
  return names;
}

function resolveSurname(tokens: readonly Token[], at: number, before: readonly TextSentence[]): Reference {
  const surname = tokens[at]?.text ?? '';
  const full = new Map<string, Mention>();
  let isKnownAlone = false;
  for (const mention of mentionsIn(before.slice(-NAME_REACH).filter(({ text }) => text.includes(surname))))
    if (mention.last === surname) {
      if (mention.size >= 2 && mention.size <= 3 && mention.isPerson)
        full.set(mention.name, full.get(mention.name) ?? mention);
      else if (mention.size === 1) isKnownAlone = true;
    }
  const [only] = [...full.values()];
  if (only === undefined) return STANDS;
  if (full.size > 1) return isKnownAlone ? STANDS : POINTS;
  return {
    replacement: { from: at, to: at + 1, text: only.name },
    points: false,
    sources: [only.sentence.text],
  };
}
