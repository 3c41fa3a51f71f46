import { IMPLYING } from '../../../config/governing-words.ts';
import {
  type Fault,
  type Proof,
  isPronoun,
  isSameGroup,
  isTitled,
  phraseOf,
  phraseText,
  sourceOf,
  textOf,
  unitOf,
  verbOf,
} from './proof.ts';
import { type Phrase, type Verb, isSpeech } from './structure/structure.ts';

const FACTIVE = /^(?:after|by|while|when|since|in)$/u;

/** Each verb of the bullet is as sure, as denied, of the same time and of the same doer as in the evidence. */
export function checkVerbs(proof: Proof): Fault[] {
  const faults: Fault[] = [];
  for (const claimed of proof.bullet.verbs) {
    const told = verbOf(proof.told, proof.places[claimed.at] ?? null);
    if (!told) continue;
    const word = textOf(proof.bullet, claimed.at);
    const say = (kind: Fault['kind'], reason: string | null) => {
      if (reason !== null) faults.push({ word, reason, kind });
    };
    say('fact', doneFault(proof, claimed, told, word));
    say('role', hangFault(proof, claimed, told, word));
    say('fact', certaintyFault(proof, claimed, told, word));
    if ((claimed.negation === null) !== (told.negation === null))
      say(
        'fact',
        claimed.negation === null ? `the evidence denies "${word}"` : `the evidence does not deny "${word}"`,
      );
    say('role', doerFault(proof, claimed, told, word));
    say('role', objectFault(proof, claimed, told, word));
    say('role', antecedentFault(proof, claimed, told, word));
  }
  return faults;
}

/** What was planned, refused or feared is not told as done. */
function doneFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  const isDone = claimed.form !== 'infinitive' && claimed.form !== 'gerund';
  if (!isDone || (told.form !== 'infinitive' && told.form !== 'gerund')) return null;
  const governor = unitOf(proof.told, told.governor);
  const isImplied = governor !== undefined && IMPLYING.has(governor.lemma);
  const isFact = told.isFree || isImplied || FACTIVE.test(textOf(proof.told, told.connective).toLowerCase());
  if (isFact && claimed.modal === null) return null;
  return `the evidence does not say "${word}" as done${governor ? `, but "${governor.text}"` : ''}`;
}

/** What hangs on a verb or noun hangs on the same in the evidence, in the same sentence. */
function hangFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  if (claimed.form !== 'infinitive' && claimed.form !== 'gerund') return null;
  const { units } = proof.told;
  const main = proof.bullet.verbs.findLast(
    ({ form, at }) =>
      form === 'finite' && at < claimed.at && verbOf(proof.told, proof.places[at] ?? null) !== null,
  );
  const sentence = main ? units[proof.places[main.at] ?? -1]?.sentence : undefined;
  if (sentence !== undefined && sentence !== units[told.at]?.sentence)
    return `the evidence tells "${word}" of something else`;
  if (told.form === 'infinitive' || told.form === 'gerund') return governorFault(proof, claimed, told, word);
  const mine = unitOf(proof.bullet, claimed.governor);
  const place = claimed.governor === null ? null : (proof.places[claimed.governor] ?? null);
  if (claimed.isFree || mine === undefined || place === null || IMPLYING.has(mine.lemma)) return null;
  const isHeld = verbOf(proof.told, place) !== null && !isSpeech(units[place]) && claimed.connective === null;
  return isHeld ? `the evidence does not say "${word}" of "${mine.text}"` : null;
}

function governorFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  const { kept, places } = proof;
  if (told.governor === null && told.via === null) return null;
  const lost = [told.governor, told.via, told.connective].find(
    (at) => at !== null && kept[at] === null && !isImpliedAt(proof, at),
  );
  if (lost !== undefined && lost !== null && !isResolved(proof, lost))
    return `it leaves out "${textOf(proof.told, lost)}", on which "${word}" hangs`;
  const mine = claimed.governor === null ? null : (places[claimed.governor] ?? null);
  const isSame = mine === null || mine === told.governor || mine === told.via || claimed.governor === null;
  return isSame ? null : `in the evidence "${word}" hangs on "${textOf(proof.told, told.governor)}"`;
}

const isImpliedAt = (proof: Proof, at: number) => IMPLYING.has(proof.told.units[at]?.lemma ?? '');
const isResolved = (proof: Proof, at: number) => {
  const phrase = phraseOf(proof.told, at);
  return phrase !== null && proof.told.phrases[phrase]?.head !== at;
};

/** May, will, would and must stay what they are; a speaker's `will` may become `would`. */
function certaintyFault(
  { bullet, told: structure }: Proof,
  claimed: Verb,
  told: Verb,
  word: string,
): string | null {
  if (claimed.modal === told.modal && (claimed.modal === null || claimed.hasPerfect === told.hasPerfect))
    return null;
  if (claimed.form !== 'finite' && told.form !== 'finite') return null;
  if (claimed.form !== 'finite' && told.form === 'finite' && told.modal === null) return null;
  const isReported = told.speaker !== null || claimed.speaker !== null;
  const pair = `${told.modal}>${claimed.modal}`;
  if (isReported && /^(?:would>future|future>would|can>may)$/u.test(pair)) return null;
  const helper = structure.units.slice(told.first, told.at).find(({ tag }) => tag === 'AUX');
  if (claimed.modal === null)
    return told.form === 'finite' ? `the evidence says "${helper?.text ?? told.modal}" of "${word}"` : null;
  const mine = bullet.units.slice(claimed.first, claimed.at).find(({ tag }) => tag === 'AUX');
  if (told.form !== 'finite')
    return `the evidence does not say "${mine?.text ?? claimed.modal}" of "${word}"`;
  return told.modal === null
    ? `the evidence does not say "${mine?.text ?? claimed.modal}" of "${word}"`
    : `the evidence says "${helper?.text ?? told.modal}", not "${mine?.text ?? claimed.modal}"`;
}

/** Who does it in the bullet does it in the evidence, in whatever voice; where a sentence leaves open who it is, any reading may do. */
function doerFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  if (claimed.subject === null) return null;
  const faults = [claimed.subject, ...claimed.otherSubjects].map((subject) => {
    const source = sourceOf(proof, subject);
    if (source === null || isDoer(proof, claimed, told, source)) return null;
    return `in the evidence "${word}" is not said of "${phraseText(proof.bullet, proof.bullet.phrases[subject] as Phrase)}"`;
  });
  const agent = claimed.isPassive && !told.isPassive ? agentFault(proof, claimed, told, word) : null;
  return faults.includes(null) ? agent : (faults[0] ?? null);
}

/** Whether `source`, a phrase of the evidence, does or suffers there what the bullet says it does or suffers. */
function isDoer(proof: Proof, claimed: Verb, told: Verb, source: number): boolean {
  if (standsAlone(proof, claimed, told, source)) return true;
  const isObject = told.objects.some((object) => isSameGroup(proof.told, object, source));
  const isLoose = claimed.form !== 'finite' || told.form !== 'finite';
  if (isLoose && !isObject && (claimed.form !== 'finite' || isSharedDoer(proof, told, source))) return true;
  const isSaid = [told.subject, ...told.otherSubjects].some(
    (subject) => subject !== null && isSubject(proof, source, subject, told),
  );
  // `Lund named envoy`: a headline leaves out that she was.
  const isHeadline = told.isPassive && claimed.first === claimed.at && claimed.isPast && isSaid;
  if (claimed.isPassive === told.isPassive || isHeadline) return told.subject === null ? !isObject : isSaid;
  if (claimed.isPassive) return isObject || isRightBehind(proof, told, source);
  return isSameGroup(proof.told, agentOf(proof.told, told), source);
}

/** A verb without a doer of its own has that of a verb beside it: `having won the race, Lund retired`. */
function isSharedDoer(proof: Proof, told: Verb, source: number): boolean {
  const { verbs, units, phrases } = proof.told;
  const own = told.subject === null ? [] : [told.subject];
  const beside = verbs
    .filter(({ at, form }) => units[at]?.sentence === units[told.at]?.sentence && form === 'finite')
    .flatMap(({ subject, objects }) => objects.concat(subject ?? []));
  const possible = [...own, ...beside, ...(told.via === null ? [] : [phraseOf(proof.told, told.via)])];
  return possible.some(
    (phrase) => phrase !== null && phrases[phrase] !== undefined && isSubject(proof, source, phrase, told),
  );
}

/** The same phrase, one that it is joined with, or one that a pronoun there stands for. */
function isSubject(proof: Proof, source: number, subject: number, told: Verb): boolean {
  if (isSameGroup(proof.told, source, subject)) return true;
  const { phrases, units } = proof.told;
  const mine = phrases[subject];
  const other = phrases[source] as Phrase;
  if (!mine) return false;
  if (isTitled(proof.told, source, subject)) return true;
  if (!isPronoun(units[mine.head])) {
    // The same name once more.
    return units[mine.head]?.lemma === units[other.head]?.lemma && units[mine.head]?.tag === 'PROPN';
  }
  if (other.first > mine.first) return false;
  // What somebody says of himself is not told without that he says it.
  const speaker = told.speaker === null ? null : proof.told.verbs[told.speaker];
  if (speaker && isSameGroup(proof.told, speaker.subject, source)) return proof.kept[speaker.at] !== null;
  return isSubjectSomewhere(proof, source) || isNearestName(proof, source, mine);
}

/** Somebody named before the pronoun, with nobody else named between. */
function isNearestName({ told }: Proof, source: number, pronoun: Phrase): boolean {
  const names = told.phrases.filter(
    (phrase) =>
      phrase.last < pronoun.first &&
      told.units
        .slice(phrase.first, phrase.last + 1)
        .some(({ tag, kind }) => tag === 'PROPN' && kind === 'word'),
  );
  return names.length > 0 && told.phrases[source] === names.at(-1);
}

/**
 * The doer stands where its clause begins and nothing that was left out between it and the verb has a verb of its own, unless commas part it
 * off: then it is the doer, however the rest of the sentence is read.
 */
function standsAlone(proof: Proof, claimed: Verb, told: Verb, source: number): boolean {
  const { units, verbs } = proof.told;
  if (claimed.isPassive !== told.isPassive || claimed.form !== 'finite' || told.form !== 'finite')
    return false;
  const { first, last, preposition } = proof.told.phrases[source] as Phrase;
  if (preposition !== null || last >= told.first || units[first]?.sentence !== units[told.at]?.sentence)
    return false;
  const before = units[first - 1];
  const isOpening =
    first === 0 ||
    before?.sentence !== units[first]?.sentence ||
    before?.tag === 'CCONJ' ||
    before?.tag === 'SCONJ' ||
    before?.kind === 'mark' ||
    /^(?:that|after|when|as|while|because)$/u.test(before?.lower ?? '') ||
    isSpeech(before);
  if (!isOpening) return false;
  return verbs.every(
    ({ at, form }) =>
      at <= last ||
      at >= told.first ||
      proof.kept[at] !== null ||
      form !== 'finite' ||
      isAsideAt(proof, at, last, told.first),
  );
}

function isAsideAt({ told }: Proof, at: number, from: number, to: number): boolean {
  const marks = told.units
    .slice(from, to)
    .flatMap(({ text }, step) => (/^[,()—–-]$/u.test(text) ? [from + step] : []));
  return marks.some((mark) => mark < at) && marks.some((mark) => mark > at);
}

const isSubjectSomewhere = ({ told }: Proof, phrase: number) =>
  told.verbs.some(({ subject }) => isSameGroup(told, subject, phrase));

function isRightBehind({ told }: Proof, verb: Verb, phrase: number): boolean {
  return told.phrases[phrase]?.preposition === verb.at + 1;
}

function agentOf({ phrases, units, verbs }: Proof['told'], verb: Verb): number | null {
  const number = verbs.indexOf(verb);
  const found = phrases.findIndex(
    ({ preposition, verb: owner, first }) =>
      preposition !== null && units[preposition]?.lower === 'by' && owner === number && first > verb.at,
  );
  return found === -1 ? null : found;
}

function agentFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  const agent = agentOf(proof.bullet, claimed);
  const source = agent === null ? null : sourceOf(proof, agent);
  const isManner =
    source !== null && unitOf(proof.told, proof.told.phrases[source]?.preposition ?? null)?.lower === 'by';
  if (
    agent === null ||
    source === null ||
    isManner ||
    told.subject === null ||
    isSubject(proof, source, told.subject, told)
  )
    return null;
  const head = proof.told.units[(proof.told.phrases[source] as Phrase).head];
  if (head?.kind === 'number' || head?.kind === 'date') return null;
  return `in the evidence "${word}" is not said of "${phraseText(proof.bullet, proof.bullet.phrases[agent] as Phrase)}"`;
}

/** `Was filmed emptying the cabinets`: the cabinets were not filmed. */
function passiveObjectFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  const { phrases, verbs } = proof.told;
  for (const object of claimed.objects) {
    const source = sourceOf(proof, object);
    const owner = source === null ? null : (phrases[source]?.verb ?? null);
    if (source === null || owner === null || phrases[source]?.preposition !== null) continue;
    if (verbs[owner] !== told && verbs[owner]?.objects.includes(source) && !told.objects.includes(source))
      return `the evidence does not say "${word}" of "${phraseText(proof.bullet, proof.bullet.phrases[object] as Phrase)}"`;
  }
  return null;
}

/** `..., where 200 were killed`: `where` and `which` stand for the same as in the evidence. */
function antecedentFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  const [mine, real] = [antecedentOf(proof.bullet, claimed), antecedentOf(proof.told, told)];
  const source = mine === null ? null : sourceOf(proof, mine);
  if (source === null || real === null || isSameGroup(proof.told, source, real)) return null;
  const [one, other] = [proof.told.phrases[source], proof.told.phrases[real]];
  // Of `the capital of Chad, where` either may be meant.
  if (one?.after === real || other?.after === source) return null;
  return `in the evidence "${word}" is not said of "${phraseText(proof.told, one as Phrase)}"`;
}

function antecedentOf({ phrases, segments, units, asideAt }: Proof['told'], verb: Verb): number | null {
  const segment = segments[verb.segment];
  if (
    !segment ||
    segment.opener === null ||
    !/^(?:who|which|where|whose|whom)$/u.test(units[segment.opener]?.lower ?? '')
  )
    return null;
  if (units[segment.opener - 1]?.tag === 'VERB') return null;
  const found = phrases.findLastIndex(
    ({ first, last, head, isTime }) =>
      last < segment.first &&
      asideAt[head] === null &&
      !isTime &&
      units[head]?.kind !== 'number' &&
      units[first - 1]?.text !== '(' &&
      units[last]?.sentence === segment.sentence,
  );
  return found === -1 ? null : found;
}

/** What is done is done to the same. */
function objectFault(proof: Proof, claimed: Verb, told: Verb, word: string): string | null {
  const { phrases, units } = proof.told;
  if (claimed.isPassive) return passiveObjectFault(proof, claimed, told, word);
  if (isSpeech(units[told.at]) && !/^(?:tell|accuse|blame|warn)$/u.test(units[told.at]?.lemma ?? ''))
    return null;
  for (const object of claimed.objects) {
    const source = sourceOf(proof, object);
    if (
      source === null ||
      (claimed.objects.length > 1 && unitOf(proof.told, phrases[source]?.preposition ?? null)?.lower === 'to')
    )
      continue;
    // `Became president` for `was sworn in as president`.
    if (
      unitOf(proof.bullet, claimed.at)?.lemma === 'become' &&
      unitOf(proof.told, phrases[source]?.preposition ?? null)?.lower === 'as'
    )
      continue;
    const isObject = told.isPassive
      ? told.subject === null || isSameGroup(proof.told, told.subject, source)
      : told.objects.some((other) => isSameGroup(proof.told, other, source)) ||
        phrases[source]?.preposition !== null;
    if (!isObject)
      return `the evidence does not say "${word}" of "${phraseText(proof.bullet, proof.bullet.phrases[object] as Phrase)}"`;
  }
  const lost = told.objects.find((object) => {
    const unit = units[(phrases[object] as Phrase).head];
    const { first } = phrases[object] as Phrase;
    return first === told.at + 1 && unit?.kind !== 'number' && unit?.tag !== 'ADJ';
  });
  const isLost =
    claimed.objects.length === 0 &&
    !told.isPassive &&
    lost !== undefined &&
    !isSpeech(units[told.at]) &&
    proof.kept[(phrases[lost] as Phrase).head] === null;
  return isLost && claimed.form !== 'participle'
    ? `it leaves out what is said with "${word}": "${phraseText(proof.told, phrases[lost] as Phrase)}"`
    : null;
}
