import { DIRECTIONS, OFFICES, TELLING } from '../../../config/governing-words.ts';
import {
  type Fault,
  type Proof,
  isSameGroup,
  isTitled,
  phraseOf,
  phraseText,
  sourceOf,
  textOf,
  verbOf,
} from './proof.ts';
import { isBoundKept } from './structure/read-amount.ts';
import { isAge } from './structure/read-phrases.ts';
import type { Unit } from './structure/read-units.ts';
import { type Phrase, type Structure, isPossessive } from './structure/structure.ts';

const TIMES = /^(?:time|day|week|month|year|night|morning|evening|afternoon|hour)$/u;

/** Prepositions that say the same of a place or time. */
const PLACES = /^(?:in|at|on|near|inside|within)$/u;

/** Each noun of the bullet has the preposition that it has in the evidence, belongs to the same verb or noun, and keeps its describers and numbers. */
export function checkPhrases(proof: Proof): Fault[] {
  const faults: Fault[] = [];
  for (const [number, phrase] of proof.bullet.phrases.entries()) {
    const source = sourceOf(proof, number);
    const word = phraseText(proof.bullet, phrase);
    if (source !== null && !proof.resolved.has(number)) {
      const preposition = prepositionFault(proof, number, source);
      if (preposition !== null) faults.push(preposition);
      else {
        const owner = ownerFault(proof, number, source);
        if (owner !== null) faults.push({ word, reason: owner, kind: 'role' });
      }
    }
    faults.push(
      ...describerFaults(proof, number),
      ...numberFaults(proof, phrase),
      ...ageFaults(proof, number),
    );
  }
  return faults;
}

/** `from` for `to`, `before` for `after`; a genitive may become `of` and the other way round. */
function prepositionFault(proof: Proof, number: number, source: number): Fault | null {
  const { bullet, told, places } = proof;
  const mine = bullet.phrases[number] as Phrase;
  const other = told.phrases[source] as Phrase;
  const isInside = (places[mine.head] ?? null) !== other.head;
  const [claimed, real] = [bullet.units[mine.preposition ?? -1], told.units[other.preposition ?? -1]];
  if (claimed === undefined) {
    if (real === undefined || isInside) return null;
    return isBareAllowed(proof, number, source)
      ? null
      : {
          word: phraseText(bullet, mine),
          reason: `in the evidence it is "${real.text} ${phraseText(told, other)}"`,
          kind: 'role',
        };
  }
  if (claimed.lower === real?.lower && !isInside) return null;
  const isLand = bullet.units[mine.head]?.kind === 'country';
  if (isInside && (isLand ? /^(?:of|from|by)$/u : /^(?:of|from|in|by)$/u).test(claimed.lower)) return null;
  if (mine.isTime || other.isTime) {
    const isPlain = (unit: Unit | undefined) =>
      unit === undefined || /^(?:on|in|at|during|of)$/u.test(unit.lower);
    if (isPlain(claimed) && isPlain(real)) return null;
  }
  if (real && PLACES.test(claimed.lower) && PLACES.test(real.lower)) return null;
  // `In Mubende` for `in the district of Mubende`; `in Oslo` for `to Oslo, where`.
  const around = other.after === null ? undefined : told.phrases[other.after];
  if (real?.lower === 'of' && around && told.units[around.preposition ?? -1]?.lower === claimed.lower)
    return null;
  if (claimed.lower === 'in' && isWhere(proof, mine, other)) return null;
  // `In Suffolk` for `in Acton, Suffolk`.
  const shared =
    real === undefined &&
    told.phrases.some(
      ({ group, preposition }) =>
        group === other.group && told.units[preposition ?? -1]?.lower === claimed.lower,
    );
  if (shared || (claimed.lower === 'by' && isAgent(proof, number))) return null;
  if (claimed.lower === 'of' && real === undefined && isInside) return null;
  const isHard = real === undefined || DIRECTIONS.has(claimed.lower) || DIRECTIONS.has(real.lower);
  return {
    word: claimed.text,
    reason: real
      ? `the evidence says "${real.text}" where "${claimed.text}" stands`
      : `the evidence has no "${claimed.text}" before "${phraseText(bullet, mine)}"`,
    kind: isHard ? 'role' : 'word',
  };
}

/** `To Oslo, where ...`: it happened in Oslo. */
function isWhere({ bullet, told, places }: Proof, { verb }: Phrase, { last }: Phrase): boolean {
  const where = last + (told.units[last + 1]?.text === ',' ? 2 : 1);
  if (told.units[where]?.lower !== 'where') return false;
  const claimed = verb === null ? undefined : bullet.verbs[verb];
  const same = claimed ? verbOf(told, places[claimed.at] ?? null) : null;
  return same !== null && same.at > where;
}

/** A noun that lost its preposition: an agent that became the doer, a date, or one of several owners. */
function isBareAllowed(proof: Proof, number: number, source: number): boolean {
  const { bullet, told, places } = proof;
  const other = told.phrases[source] as Phrase;
  if (other.isTime || TIMES.test(told.units[other.head]?.lemma ?? '') || isTitled(told, source, other.after))
    return true;
  const preposition = told.units[other.preposition ?? -1]?.lower ?? '';
  if (preposition === 'by' || preposition === 'to') {
    const verb = bullet.verbs.find(({ subject, objects }) => subject === number || objects.includes(number));
    const same = verb ? verbOf(told, places[verb.at] ?? null) : null;
    // `Send Ukraine vehicles` for `send vehicles to Ukraine`.
    if (preposition === 'to' && same && verb && verb.objects[0] === number && verb.objects.length > 1)
      return true;
    if (preposition === 'by') return same?.isPassive === true && verb?.isPassive === false;
  }
  // `According to the ministry` says what `the ministry said` says.
  const before = told.units[(other.preposition ?? 0) - 1];
  if (preposition === 'to' && before?.lower === 'according')
    return bullet.verbs.some(
      ({ subject, at }) => subject === number && TELLING.has(bullet.units[at]?.lemma ?? ''),
    );
  // `Two border crossings` for `two of its six border crossings`.
  const part = other.after === null ? undefined : told.phrases[other.after];
  const mine = bullet.phrases[number] as Phrase;
  const isPart =
    part !== undefined && told.units[part.head]?.kind === 'number' && proof.kept[part.head] !== null;
  if (
    preposition === 'of' &&
    isPart &&
    (proof.kept[part.head] ?? -1) >= mine.first &&
    (proof.kept[part.head] ?? -1) <= mine.last
  )
    return true;
  // A member of a list keeps the list's preposition.
  const group = bullet.phrases.find(
    (phrase, at) =>
      at !== number && phrase.group === bullet.phrases[number]?.group && phrase.preposition !== null,
  );
  if (group !== undefined) return true;
  // `The blast wounded 17` for `the blast, which wounded 17`; `became president` for `was sworn in as president`.
  const doing = bullet.verbs
    .filter(({ subject }) => subject === number)
    .map(({ at }) => verbOf(told, places[at] ?? null));
  if (
    doing.some(
      (verb) =>
        verb !== null &&
        [verb.subject, ...verb.otherSubjects].some((subject) => isSameGroup(told, subject, source)),
    )
  )
    return true;
  if (
    preposition === 'as' &&
    bullet.verbs.some(({ at, objects }) => objects.includes(number) && bullet.units[at]?.lemma === 'become')
  )
    return true;
  const particle = bullet.units[(bullet.phrases[number]?.first ?? 0) - 1]?.lower;
  if (particle === preposition) return true;
  // `16 hostages were handed over` for `handed over 16 hostages`.
  return bullet.verbs.some(
    ({ subject, isPassive, at }) =>
      subject === number && isPassive && other.preposition === (places[at] ?? -2) + 1,
  );
}

function isAgent({ bullet }: Proof, number: number): boolean {
  const verb = bullet.phrases[number]?.verb;
  return verb !== null && verb !== undefined && bullet.verbs[verb]?.isPassive === true;
}

/** A place, time or other circumstance is told of the event that it belongs to. */
function ownerFault(proof: Proof, number: number, source: number): string | null {
  const { bullet, told, places } = proof;
  const mine = bullet.phrases[number] as Phrase;
  const other = told.phrases[source] as Phrase;
  if ((mine.preposition === null && !mine.isTime) || isWhere(proof, mine, other)) return null;
  if (bullet.units[mine.preposition ?? -1]?.lower === 'by' && isAgent(proof, number)) return null;
  const before = mine.after === null ? null : sourceOf(proof, mine.after);
  if (
    before !== null &&
    other.after !== null &&
    before !== other.after &&
    told.units[told.phrases[before]?.head ?? -1]?.kind === 'number' &&
    told.units[told.phrases[other.after]?.head ?? -1]?.kind === 'number'
  )
    return `in the evidence it is "${phraseText(told, told.phrases[other.after] as Phrase)}" of "${phraseText(told, other)}"`;
  if (before !== null && other.after !== null && isSameGroup(told, before, other.after)) return null;
  if ((places[mine.head] ?? null) !== other.head) return null;
  if (mine.verb === null) return null;
  const verb = bullet.verbs[mine.verb];
  const same = verb ? verbOf(told, places[verb.at] ?? null) : null;
  if (!verb || !same) return null;
  if (bullet.units[mine.preposition ?? -1]?.lower === 'of') return null;
  if (told.units[other.head]?.sentence !== told.units[same.at]?.sentence)
    return `in the evidence "${phraseText(told, other)}" does not belong to "${textOf(bullet, verb.at)}"`;
  const owner = other.verb === null ? null : told.verbs[other.verb];
  if (!owner || owner === same) return null;
  // Between commas without a verb it may belong to either.
  const segment = told.segments.findIndex(({ first, last }) => other.head >= first && other.head <= last);
  if (segment !== owner.segment && !told.verbs.some((one) => one.segment === segment)) return null;
  if (isSharedCircumstance(told, other, same)) return null;
  return `in the evidence "${textOf(told, other.preposition)} ${phraseText(told, other)}" belongs to "${textOf(told, owner.at)}", not to "${textOf(bullet, verb.at)}"`
    .replace('"  ', '"')
    .replace('" ', '"');
}

/** A participle's circumstance is its main verb's, and what opens a sentence is all of its main clause's. */
function isSharedCircumstance(
  { verbs, phrases, segments, units }: Structure,
  phrase: Phrase,
  verb: NonNullable<ReturnType<typeof verbOf>>,
): boolean {
  const owner = phrase.verb === null ? undefined : verbs[phrase.verb];
  if (!owner) return false;
  // An infinitive and the verb that it hangs on are one event: `agreed to meet in Geneva`, `met in Geneva to agree`.
  if (owner.form === 'infinitive' && owner.governor === verb.at) return true;
  if (verb.form === 'infinitive' && verb.governor === owner.at) return phrase.first > verb.at;
  if (owner.form === 'participle' && !owner.isFree && owner.first > verb.at) return true;
  const first = segments[0]?.first === phrase.first || segments[0]?.first === phrase.preposition;
  if (first && isSameGroup({ phrases } as Structure, verb.subject, owner.subject)) return true;
  return (
    first &&
    units[phrase.first]?.sentence === units[verb.at]?.sentence &&
    verb.form === 'finite' &&
    verbs.slice(0, verbs.indexOf(verb)).every(({ form }) => form !== 'finite')
  );
}

/** `Iraqi drones struck northern Turkey` for `Turkish drones struck northern Iraq`; `the second city` for `the second-largest`. */
function describerFaults(proof: Proof, number: number): Fault[] {
  const { bullet, told, places } = proof;
  const phrase = bullet.phrases[number] as Phrase;
  const source = sourceOf(proof, number);
  if (source === null || proof.resolved.has(number)) return [];
  const faults: Fault[] = [...shareFaults(proof, number, source)];
  for (let at = phrase.first; at <= phrase.last; at += 1) {
    const unit = bullet.units[at] as Unit;
    const place = places[at] ?? null;
    // Other describers move freely between mentions of one thing.
    const isTelling = unit.kind === 'number' || unit.kind === 'country' || OFFICES.has(unit.lemma);
    if (at === phrase.head || place === null || !isTelling) continue;
    if (unit.kind === 'number' && places[at + 1] === place + 1) continue;
    if (unit.kind === 'number' && at > phrase.first && places[at - 1] === place - 1) continue;
    const other = phraseOf(told, place);
    if (other === null || other === source || isDescribing(proof, unit, other, source)) continue;
    faults.push({
      word: unit.text,
      reason: `"${unit.text}" is not said of "${textOf(bullet, phrase.head)}" in the evidence`,
      kind: unit.kind === 'number' ? 'fact' : 'role',
    });
  }
  return faults;
}

/** Whether what describes `other` in the evidence may describe `source`: a share of it, an apposition, or the owner said in another way. */
function isDescribing({ told }: Proof, unit: Unit, other: number, source: number): boolean {
  const [from, to] = [told.phrases[other] as Phrase, told.phrases[source] as Phrase];
  if (unit.kind === 'number')
    return told.units[from.head]?.kind === 'number' && isOwnerOf(told, source, other, /^of$/u);
  if (unit.kind !== 'country')
    return (
      isSameGroup(told, other, source) ||
      isOwnerOf(told, other, source, OWNERS) ||
      isOwnerOf(told, source, other, OWNERS)
    );
  if (isHis(told, other, source)) return true;
  const isTaken = told.units
    .slice(to.first, to.last + 1)
    .some(({ country }) => country !== null && country !== unit.country);
  return !isTaken && (isOwnerOf(told, other, source, OWNERS) || isOwnerOf(told, source, other, OWNERS));
}

const OWNERS = /^(?:of|in|from|for|at|on|with|by)$/u;

/** `6 of the 2` for `2 of the 6`. */
function shareFaults({ bullet, told, places }: Proof, number: number, source: number): Fault[] {
  const { head } = bullet.phrases[number] as Phrase;
  const isShare =
    bullet.units[head]?.kind === 'number' &&
    bullet.phrases.some(
      ({ after, preposition }) => after === number && bullet.units[preposition ?? -1]?.lower === 'of',
    );
  const other = told.phrases[source] as Phrase;
  if (
    !isShare ||
    (places[head] ?? null) === null ||
    places[head] === other.head ||
    told.units[other.head]?.kind === 'number'
  )
    return [];
  return [
    {
      word: textOf(bullet, head),
      reason: `"${textOf(bullet, head)}" counts "${textOf(told, other.head)}" in the evidence`,
      kind: 'fact',
    },
  ];
}

/** `China expelled its former minister`: China's former minister. */
function isHis({ phrases, units, verbs }: Structure, owner: number, owned: number): boolean {
  const thing = phrases[owned] as Phrase;
  const isTheirs = units.slice(thing.first, thing.head).some(isPossessive);
  return isTheirs && verbs.some(({ subject }) => isSameGroup({ phrases } as Structure, subject, owner));
}

/** Whether `a` follows `b` with `of`, `in`, `from` or the like, itself or by others of that kind. */
function isOwnerOf({ phrases, units }: Structure, a: number, b: number, prepositions: RegExp): boolean {
  let at: number | null = a;
  for (let steps = 0; at !== null && steps < 4; steps += 1) {
    const phrase: Phrase | undefined = phrases[at];
    if (!phrase || !prepositions.test(units[phrase.preposition ?? -1]?.lower ?? '')) return false;
    if (phrase.after !== null && isSameGroup({ phrases } as Structure, phrase.after, b)) return true;
    at = phrase.after;
  }
  return false;
}

/** `Ada Lund, 27,` for `Ada Lund, 28, and her brother, 27,`. */
function ageFaults(proof: Proof, number: number): Fault[] {
  const { bullet, told, places } = proof;
  const phrase = bullet.phrases[number] as Phrase;
  const other = phraseOf(told, places[phrase.head] ?? null);
  if (number === 0 || !isAge(bullet.units, phrase) || other === null || other === 0) return [];
  const holder = sourceOf(proof, number - 1);
  if (holder === null || isSameGroup(told, holder, other) || holder === other - 1) return [];
  return [
    {
      word: textOf(bullet, phrase.head),
      reason: `"${textOf(bullet, phrase.head)}" is not said of "${phraseText(bullet, bullet.phrases[number - 1] as Phrase)}" in the evidence`,
      kind: 'fact',
    },
  ];
}

/** What a number counts, and on which side of the true one it is. */
function numberFaults({ bullet, told, places }: Proof, phrase: Phrase): Fault[] {
  const faults: Fault[] = [];
  for (let at = phrase.first; at <= phrase.last; at += 1) {
    const unit = bullet.units[at] as Unit;
    const place = places[at] ?? null;
    const other = place === null ? undefined : told.units[place];
    if (!unit.amount || !other?.amount || place === null) continue;
    if (!isBoundKept(unit.amount, other.amount))
      faults.push({
        word: unit.text,
        reason: `"${unit.text}" is not as exact, or on the same side, in the evidence`,
        kind: 'fact',
      });
    const counted = at === phrase.head ? null : (places[phrase.head] ?? null);
    const thing = phraseOf(told, place);
    if (at !== phrase.head && counted === null && thing !== null && told.phrases[thing]?.head !== place) {
      const head = told.phrases[thing]?.head ?? place;
      const isSame = bullet.units[phrase.head]?.lemma === told.units[head]?.lemma;
      if (!isSame && head > place && !/^(?:people|person)$/u.test(bullet.units[phrase.head]?.lower ?? ''))
        faults.push({
          word: unit.text,
          reason: `"${unit.text}" counts "${told.units[head]?.text}" in the evidence`,
          kind: 'role',
        });
    }
  }
  return faults;
}
