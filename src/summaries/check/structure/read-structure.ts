import { RELATIVES } from '../../../../config/governing-words.ts';
import { findPhrases, findSegments, joinPhrases } from './read-phrases.ts';
import type { Unit } from './read-units.ts';
import { findArguments, findVerbs, settleForms } from './read-verbs.ts';
import {
  type Segment,
  type Structure,
  type Verb,
  isAdverb,
  isAside,
  isMark,
  isQuote,
  isSpeech,
} from './structure.ts';

/**
 * A shallow reading of English sentences: verbs with their form, denial, certainty, subject, objects and what they hang on, and nouns with
 * their prepositions. By rules over parts of speech; where it errs it errs alike in a bullet and its evidence.
 */
export function readStructure(units: readonly Unit[]): Structure {
  const verbs = findVerbs(units);
  const phrases = findPhrases(units, verbs);
  const verbAt = placesOf(
    units.length,
    verbs.map(({ first, at }) => [first, at]),
  );
  const phraseAt = placesOf(
    units.length,
    phrases.map(({ first, last }) => [first, last]),
  );
  const segments = findSegments(units, verbs, verbAt, phraseAt);
  const base = { units, verbs, phrases, segments, verbAt, phraseAt, asideAt: findAsides(units) };
  for (const phrase of phrases)
    if (segments.some(({ opener }) => opener !== null && opener === phrase.preposition))
      Object.assign(phrase, { preposition: null, after: null });
  placeInSegments(base);
  joinPhrases(base);
  settleForms(base);
  findArguments(base);
  findGovernors(base);
  findSpeakers(base);
  return base;
}

function placesOf(length: number, spans: readonly (readonly [number, number])[]): (number | null)[] {
  const places: (number | null)[] = Array.from({ length }, () => null);
  for (const [number, [first, last]] of spans.entries())
    for (let at = first; at <= last; at += 1) places[at] = number;
  return places;
}

const DASH = /^(?:[—–]|--?)$/u;

/** Brackets and pairs of dashes; what stands in them bears on nothing outside. */
function findAsides(units: readonly Unit[]): (number | null)[] {
  const asides: (number | null)[] = units.map(() => null);
  let count = 0;
  for (let at = 0; at < units.length; at += 1) {
    const { text, sentence } = units[at] as Unit;
    if (text !== '(' && !DASH.test(text)) continue;
    const end = units.findIndex(
      (unit, place) =>
        place > at && unit.sentence === sentence && (text === '(' ? unit.text === ')' : DASH.test(unit.text)),
    );
    if (end === -1) continue;
    for (let place = at; place <= end; place += 1) asides[place] = count;
    count += 1;
    at = end;
  }
  return asides;
}

function placeInSegments({ units, verbs, phrases, segments, asideAt }: Structure): void {
  for (const [number, segment] of segments.entries()) {
    const mine = verbs.filter(({ at }) => at >= segment.first && at <= segment.last);
    for (const verb of mine) verb.segment = number;
    for (const phrase of phrases) {
      if (phrase.head < segment.first || phrase.head > segment.last) continue;
      const before = mine.findLast(({ at }) => at < phrase.first) ?? mine.find(({ at }) => at > phrase.last);
      const isWaiting = segment.opener !== null;
      const near = (list: readonly Verb[]) =>
        list.filter(
          ({ at }) =>
            segments.find(({ first, last }) => at >= first && at <= last)?.sentence === segment.sentence,
        );
      const outside = near(verbs).filter(
        ({ at }) => asideAt[at] === null || asideAt[at] === asideAt[phrase.head],
      );
      const main = outside.filter(
        ({ at }) => !isAside(units, segments.find(({ first, last }) => at >= first && at <= last) as Segment),
      );
      const later = main.find(({ at }) => at > phrase.last) ?? outside.find(({ at }) => at > phrase.last);
      const other =
        before ?? (isWaiting ? later : undefined) ?? outside.findLast(({ at }) => at < phrase.first) ?? later;
      phrase.verb = other ? verbs.indexOf(other) : null;
    }
  }
}

/** What an infinitive or gerund hangs on; `is to meet` is a future. */
function findGovernors(structure: Structure): void {
  const { units, verbs, verbAt, phraseAt } = structure;
  for (const verb of verbs) {
    if (verb.form !== 'infinitive' && verb.form !== 'gerund') continue;
    let before = verb.first - 1;
    if (verb.form === 'infinitive' && units[before]?.lower === 'to') before -= 1;
    if (verb.form === 'gerund' && units[before]?.tag === 'ADP') {
      verb.connective = before;
      before -= 1;
    }
    while (isAdverb(units[before]) || isQuote(units[before])) before -= 1;
    const held = verbs[verbAt[before] ?? -1];
    const isBehindBe = held?.at === before && units[before]?.lemma === 'be' && units[before]?.tag === 'AUX';
    const isBare = verb.form === 'gerund' && verb.connective === null;
    if (verb.form === 'infinitive' && held && isBehindBe)
      Object.assign(verb, {
        form: 'finite',
        modal: 'future',
        negation: verb.negation ?? held.negation,
        subject: held.subject,
      });
    else if (isBare && (before < 0 || isMark(units[before]) || units[before]?.tag === 'CCONJ'))
      verb.isFree = true;
    else if (isBare && phraseAt[before] !== null)
      Object.assign(verb, { form: 'participle', subject: phraseAt[before] ?? null });
    else hang(structure, verb, before);
  }
}

/** Hangs a verb on what stands at `before`, or on the verb whose noun stands there. */
function hang(
  { units, verbs, phrases, segments, verbAt, phraseAt, asideAt }: Structure,
  verb: Verb,
  before: number,
): void {
  const held = verbs[verbAt[before] ?? -1];
  const phrase = phrases[phraseAt[before] ?? -1];
  if (held) verb.governor = held.at;
  else if (units[before]?.tag === 'ADJ' && phrase?.head === before) verb.governor = before;
  else {
    const outside = verbs.filter(
      (one) =>
        one.at < verb.at &&
        units[one.at]?.sentence === units[verb.at]?.sentence &&
        (asideAt[one.at] === null || asideAt[one.at] === asideAt[verb.at]),
    );
    const own = outside.findLast((one) => one.segment === verb.segment);
    const main = outside.filter((one) => !isAside(units, segments[one.segment] as Segment));
    // `Is expected to discuss whether to allow`
    const near = units[verb.first - 2]?.lower === 'whether' ? undefined : main.at(-1);
    const isPlain = phrase && (phrase.preposition === null || units[phrase.preposition]?.lower === 'of');
    verb.via = isPlain && !phrase.isTime ? phrase.head : null;
    // `As wheels turn, the attempt to lift ...` hangs on the attempt alone.
    verb.governor = (own ?? (verb.via === null ? (near ?? outside.at(-1)) : undefined))?.at ?? null;
  }
}

/** Which verb of saying each verb stands under: the one before it, or the one that closes the sentence. */
function findSpeakers(structure: Structure): void {
  const { units, verbs } = structure;
  for (const [number, verb] of verbs.entries()) {
    const isBound =
      verb.form === 'participle' ||
      (verb.form === 'gerund' && !verb.isFree && units[verb.at]?.lower !== 'according');
    if (!isSpeech(units[verb.at]) || isBound) continue;
    const others = verbs.filter(
      (one) => one !== verb && units[one.at]?.sentence === units[verb.at]?.sentence,
    );
    if (takesClause(structure, verb)) {
      for (const one of others.filter(({ at }) => at > verb.at)) {
        if (isParted(structure, verb, one)) break;
        one.speaker = number;
      }
    } else if (closesSentence(structure, verb))
      for (const one of others) if (one.speaker === null && one.form === 'finite') one.speaker = number;
  }
}

/** `Said that ...`, `said three were ...`, `said, "..."`. */
function takesClause({ units, verbs, phrases, segments }: Structure, verb: Verb): boolean {
  const openerOf = (one: Verb) => units[segments[one.segment]?.opener ?? -1]?.lower ?? '';
  const rest = verbs.filter(
    (one) => one.at > verb.at && units[one.at]?.sentence === units[verb.at]?.sentence,
  );
  const next = rest.find(
    (one) => one.form === 'finite' && (openerOf(one) === 'that' || !RELATIVES.has(openerOf(one))),
  );
  if (!next) return false;
  const mine = segments[verb.segment] as Segment;
  const behind = segments[verb.segment + 1];
  const isThat = behind?.first === mine.last + 1 && units[behind.opener ?? -1]?.lower === 'that';
  const isAsked = rest[0] === next && /^(?:that|whether)$/u.test(openerOf(next));
  // `Hall said Paxman, 63, was`
  const begin = next.subject === null ? -1 : (phrases[next.subject]?.first ?? -1);
  const isBegun = begin > verb.at && begin <= mine.last && !RELATIVES.has(openerOf(next));
  const isQuoted = isQuote(units[verb.at + 1]) || isQuote(units[verb.at + 2]);
  return isThat || next.segment === verb.segment || isBegun || isAsked || isQuoted;
}

/** Whether what a speaker says ends between him and a later verb: at a semicolon, `but`, or where the main clause goes on. */
function isParted({ units, phrases, segments }: Structure, verb: Verb, one: Verb): boolean {
  if (
    units
      .slice(verb.at, one.at)
      .some(({ text, lower }) => text === ';' || lower === 'but' || lower === 'while')
  )
    return true;
  const [mine, there] = [segments[verb.segment] as Segment, segments[one.segment] as Segment];
  const begins = one.subject !== null && (phrases[one.subject]?.first ?? 0) >= there.first;
  return (
    mine.opener !== null &&
    there.opener === null &&
    there !== mine &&
    begins &&
    isMark(units[there.first - 1])
  );
}

/** `..., the ministry said`: behind a comma, in a main clause, without an object of its own. */
function closesSentence({ units, verbs, phrases, segments }: Structure, verb: Verb): boolean {
  const mine = segments[verb.segment] as Segment;
  const isAfterMark =
    mine.first > 0 && isMark(units[mine.first - 1]) && units[mine.first - 1]?.sentence === mine.sentence;
  if (!isAfterMark || mine.opener !== null || verb.isPassive) return false;
  const isObjectNext = verb.objects.some((object) => phrases[object]?.first === verb.at + 1);
  if (isObjectNext && units[verb.at]?.lemma !== 'tell') return false;
  // `..., which the spokesman, Captain Prada, denied`
  const begin = segments
    .slice(0, verb.segment)
    .findLastIndex((_, at) => verbs.some((one) => one.segment === at));
  const head = verb.subject === null ? -1 : (phrases[verb.subject]?.head ?? -1);
  const own = segments.find(({ first, last }) => head >= first && head <= last);
  return [own, ...segments.slice(begin + 1, verb.segment)].every(
    (one) => !one || one.opener === null || one.sentence !== mine.sentence,
  );
}
