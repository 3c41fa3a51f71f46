import { RELATIVES } from '../../../../config/governing-words.ts';
import { type Verb, type Segment, type Structure } from './read-structure.ts';
import { isMark, isQuote, isAdverb, isSpeech, isAside } from './unit-kinds.ts';
import type { Unit } from './read-units.ts';

/** What an infinitive or gerund hangs on; `is to meet` is a future. */
export function findGovernors({
  units,
  verbs,
  phrases,
  segments,
  verbAt,
  phraseAt,
  asideAt,
}: Structure): void {
  for (const [number, verb] of verbs.entries()) {
    if (verb.form !== 'infinitive' && verb.form !== 'gerund') continue;
    let before = verb.first - 1;
    if (verb.form === 'infinitive' && units[before]?.lower === 'to') before -= 1;
    if (verb.form === 'gerund' && units[before]?.tag === 'ADP') {
      verb.connective = before;
      before -= 1;
    }
    while (isAdverb(units[before]) || isQuote(units[before])) before -= 1;
    const held = verbAt[before];
    const copula = held === null || held === undefined ? undefined : verbs[held];
    if (
      verb.form === 'infinitive' &&
      copula?.at === before &&
      units[before]?.lemma === 'be' &&
      units[before]?.tag === 'AUX'
    ) {
      verb.form = 'finite';
      verb.modal = 'future';
      verb.negation ??= copula.negation;
      verb.subject = copula.subject;
      continue;
    }
    if (
      verb.form === 'gerund' &&
      verb.connective === null &&
      (before < 0 || isMark(units[before]) || units[before]?.tag === 'CCONJ')
    ) {
      verb.isFree = true;
      continue;
    }
    const outside = verbs
      .slice(0, number)
      .filter(
        (one) =>
          units[one.at]?.sentence === units[verb.at]?.sentence &&
          (asideAt[one.at] === null || asideAt[one.at] === asideAt[verb.at]),
      );
    const own = outside.findLast((one) => one.segment === verb.segment);
    const main = outside.filter((one) => !isAside(units, segments[one.segment] as Segment));
    if (verb.form === 'gerund' && verb.connective === null && phraseAt[before] !== null) {
      verb.form = 'participle';
      verb.subject = phraseAt[before] ?? null;
      continue;
    }
    const phrase =
      phraseAt[before] === null || phraseAt[before] === undefined
        ? undefined
        : phrases[phraseAt[before] as number];
    const isPlain =
      phrase !== undefined && (phrase.preposition === null || units[phrase.preposition]?.lower === 'of');
    if (copula) verb.governor = copula.at;
    else if (units[before]?.tag === 'ADJ' && phrase?.head === before) verb.governor = before;
    else {
      verb.via = isPlain && !phrase.isTime ? phrase.head : null;
      // `As wheels turn, the attempt to lift ...` hangs on the attempt alone.
      verb.governor = (own ?? (verb.via === null ? (main.at(-1) ?? outside.at(-1)) : undefined))?.at ?? null;
    }
  }
}

const wordOf = (units: readonly Unit[], segments: readonly Segment[], { segment }: Verb) =>
  units[segments[segment]?.opener ?? -1]?.lower ?? '';

/** Which verb of saying each verb stands under: the one before it, or the one that closes the sentence. */
export function findSpeakers({ units, verbs, phrases, segments }: Structure): void {
  for (const [number, verb] of verbs.entries()) {
    if (
      !isSpeech(units[verb.at]) ||
      verb.form === 'participle' ||
      (verb.form === 'gerund' && units[verb.at]?.lower !== 'according')
    )
      continue;
    const sentence = units[verb.at]?.sentence;
    const rest = verbs.slice(number + 1).filter((one) => units[one.at]?.sentence === sentence);
    const next = rest.find(
      (one) => one.form === 'finite' && !RELATIVES.has(wordOf(units, segments, one).replace('that', '')),
    );
    const mine = segments[verb.segment] as Segment;
    const isAfterMark =
      mine.first > 0 && isMark(units[mine.first - 1]) && units[mine.first - 1]?.sentence === sentence;
    const opener = next ? units[segments[next.segment]?.opener ?? -1] : undefined;
    const isNext = next !== undefined && rest[0] === next;
    const starts = next?.subject === null || next?.subject === undefined ? undefined : phrases[next.subject];
    const isBegun =
      starts !== undefined &&
      !RELATIVES.has(opener?.lower ?? '') &&
      starts.first > verb.at &&
      starts.first <= mine.last;
    const behind = segments[verb.segment + 1];
    const isThat =
      behind !== undefined && behind.first === mine.last + 1 && units[behind.opener ?? -1]?.lower === 'that';
    const takesClause =
      next !== undefined &&
      (isThat ||
        next.segment === verb.segment ||
        isBegun ||
        (isNext && (opener?.lower === 'that' || opener?.lower === 'whether')) ||
        (isQuote(units[verb.at + 1]) ?? false) ||
        isQuote(units[verb.at + 2]));
    const speaking = segments.find(
      ({ first, last }) =>
        verb.subject !== null &&
        (phrases[verb.subject]?.head ?? -1) >= first &&
        (phrases[verb.subject]?.head ?? -1) <= last,
    );
    const isMainAgain = (one: Verb) => {
      const there = segments[one.segment] as Segment;
      const begins = one.subject !== null && (phrases[one.subject]?.first ?? 0) >= there.first;
      return (
        mine.opener !== null &&
        there.opener === null &&
        there !== mine &&
        begins &&
        isMark(units[there.first - 1])
      );
    };
    const waiting = segments
      .slice(0, verb.segment)
      .findLastIndex((_, at) => verbs.some((one) => one.segment === at));
    const isAlone = segments
      .slice(waiting + 1, verb.segment)
      .every(({ opener: word, sentence: here }) => word === null || here !== sentence);
    const isObjectNext = verb.objects.some((object) => phrases[object]?.first === verb.at + 1);
    if (
      isAfterMark &&
      !takesClause &&
      mine.opener === null &&
      !verb.isPassive &&
      isAlone &&
      (speaking === undefined || speaking.opener === null) &&
      (!isObjectNext || units[verb.at]?.lemma === 'tell')
    ) {
      for (const one of verbs)
        if (
          units[one.at]?.sentence === sentence &&
          one.speaker === null &&
          one !== verb &&
          one.form === 'finite'
        )
          one.speaker = number;
    } else if (takesClause) {
      for (const one of rest) {
        if (
          units
            .slice(verb.at, one.at)
            .some((unit) => unit.text === ';' || unit.lower === 'but' || unit.lower === 'while') ||
          isMainAgain(one)
        )
          break;
        one.speaker = number;
      }
    }
  }
}
