/**
 * Learns `config/ending-weights.json`: `node test/eval/learn-endings.ts > config/ending-weights.json`. How often news ends a sentence or
 * clause directly after a word, which verbs want which preposition, which prepositions begin phrases that can stand anywhere, and which
 * verbs report a clause. Counted over Wikinews (`stories-wikinews.jsonl`) and `summaries.jsonl` of the reference data; what ships are weights of
 * single words, or of a verb and a preposition, each seen in at least three documents.
 */
import { readFileSync } from 'node:fs';
import { readText } from '../../src/language/read-text.ts';
import type { Token } from '../../src/language/tag-words.ts';

const FOLDER = process.env.SITREP_EVAL_DIR ?? new URL('../../../shared/eval', import.meta.url).pathname;
const SOURCES = ['stories-wikinews.jsonl', 'summaries.jsonl'];
const FEWEST_DOCUMENTS = 3;
/** Uses that a word's class counts for before its own. */
const PRIOR_USES = 6;
/** In hundredths: what differs less from its class says nothing. */
const LEAST_DIFFERENCE = 6;
/** A verb's preposition stands within so many tokens. */
const REACH = 8;
/** Of a verb's uses, and against what other verbs have of it. */
const LEAST_SHARE = 0.1;
const LEAST_LIFT = 1.8;
/** `of` is mostly a noun's. */
const LEAST_SHARE_OF = 0.3;
/** Of a verb's uses, those directly before `that`. */
const LEAST_REPORT = 0.03;

class Counts {
  readonly uses = new Map<string, number>();
  private readonly documents = new Map<string, Set<number>>();

  add(key: string, document: number): void {
    this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
    let seen = this.documents.get(key);
    if (seen === undefined) this.documents.set(key, (seen = new Set()));
    seen.add(document);
  }

  of(key: string): number {
    return this.uses.get(key) ?? 0;
  }

  isCommon(key: string): boolean {
    return (this.documents.get(key)?.size ?? 0) >= FEWEST_DOCUMENTS;
  }
}

const all = new Counts();
const ends = new Counts();
const pairs = new Counts();
const prepositions = new Counts();
const opening = new Counts();
const reports = new Counts();

const documents = SOURCES.flatMap((name) =>
  readFileSync(`${FOLDER}/${name}`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
documents.forEach((text, document) => {
  for (const sentence of readText(text).sentences) {
    if (sentence.isLoose || sentence.text.length > 1_000) continue;
    sentence.tokens.forEach((token, at) => countToken(sentence.tokens, token, at, document));
  }
});

function countToken(tokens: readonly Token[], token: Token, at: number, document: number): void {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (token.tag === 'ADP') {
    prepositions.add(token.lemma, document);
    if (before === undefined || before.tag === 'PUNCT') opening.add(token.lemma, document);
  }
  const group = classOf(tokens, at);
  // What is written with a capital is mostly a name.
  if (group === null || token.text !== token.text.toLowerCase() || !/^[a-z%-]+$/u.test(token.lemma)) return;
  // In `air strike` neither ends a phrase nor waits for anything: only a last word of its phrase counts.
  if ((group === 'N' || group === 'A') && !endsClause(next) && !goesOn(next)) return;
  for (const key of [group, `${group} ${token.lemma}`]) {
    all.add(key, document);
    if (endsClause(next)) ends.add(key, document);
  }
  if (group !== 'V' && group !== 'P') return;
  if (next?.lemma === 'that' && next.tag === 'SCONJ') reports.add(token.lemma, document);
  const seen = new Set<string>();
  for (const other of tokens.slice(at + 1, at + 1 + REACH)) {
    if (other.tag === 'PUNCT' || other.tag === 'SCONJ' || other.tag === 'VERB' || other.tag === 'AUX') break;
    if (other.tag === 'ADP' || (other.tag === 'PART' && other.lemma === 'to')) seen.add(other.lemma);
  }
  for (const preposition of seen) {
    pairs.add(`${token.lemma} ${preposition}`, document);
    pairs.add(preposition, document);
  }
}

/** Noun, verb, participle after a form of `be`, adjective, adverb; names and numbers each count as one. */
function classOf(tokens: readonly Token[], at: number): string | null {
  const { tag, text } = tokens[at] as Token;
  if (tag === 'NOUN') return 'N';
  if (tag === 'ADJ') return 'A';
  if (tag === 'ADV') return 'R';
  if (tag === 'ADP') return 'I';
  if (tag !== 'VERB') return null;
  if (text.endsWith('ing')) return 'V';
  const auxiliary = tokens
    .slice(Math.max(0, at - 3), at)
    .findLast(({ tag: one }) => one !== 'ADV' && one !== 'PART');
  return auxiliary?.lemma === 'be' && auxiliary.tag === 'AUX' ? 'P' : 'V';
}

function endsClause(next: Token | undefined): boolean {
  if (next === undefined) return true;
  if (/^[.,;!?)]|^(?:--|[–—])$/u.test(next.text)) return true;
  return /^(?:after|before|while|when|because|since|although|though|amid|despite)$/u.test(next.lemma);
}

function goesOn(next: Token | undefined): boolean {
  return (
    next?.tag === 'ADP' ||
    (next?.tag === 'PART' && next.lemma === 'to') ||
    (next?.tag === 'SCONJ' && next.lemma === 'that')
  );
}

function weighEndings(group: string): Record<string, number> {
  const base = ends.of(group) / Math.max(1, all.of(group));
  const weights: Record<string, number> = { '': Math.round(100 * base) };
  for (const key of [...all.uses.keys()].toSorted()) {
    if (!key.startsWith(`${group} `) || !all.isCommon(key)) continue;
    const share = (ends.of(key) + PRIOR_USES * base) / (all.of(key) + PRIOR_USES);
    if (Math.abs(share - base) * 100 >= LEAST_DIFFERENCE) weights[key.slice(2)] = Math.round(100 * share);
  }
  return weights;
}

function weighPrepositions(): Record<string, number> {
  const verbs = all.of('V') + all.of('P');
  const weights: Record<string, number> = {};
  for (const [key, count] of [...pairs.uses].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [verb = '', preposition] = key.split(' ');
    if (preposition === undefined || !pairs.isCommon(key)) continue;
    const uses = all.of(`V ${verb}`) + all.of(`P ${verb}`);
    const usual = pairs.of(preposition) / verbs;
    const share = (count + PRIOR_USES * usual) / (uses + PRIOR_USES);
    if (
      share >= (preposition === 'of' ? LEAST_SHARE_OF : LEAST_SHARE) &&
      share >= (preposition === 'to' ? 1 : LEAST_LIFT) * usual
    )
      weights[key] = Math.round(100 * share);
  }
  return weights;
}

function weighShares(part: Counts, whole: (key: string) => number, least: number): Record<string, number> {
  const weights: Record<string, number> = {};
  for (const key of [...part.uses.keys()].toSorted()) {
    const share = part.of(key) / (whole(key) + PRIOR_USES);
    if (part.isCommon(key) && share >= least && /^[a-z]+$/u.test(key)) weights[key] = Math.round(100 * share);
  }
  return weights;
}

/** One line a table, so that the file stays small and a change shows. */
const pack = (weights: Record<string, number>) =>
  Object.entries(weights)
    .map(([key, weight]) => `${key.replace(' ', '+')}:${weight}`)
    .join(' ');
process.stdout.write(
  `${JSON.stringify(
    {
      noun: pack(weighEndings('N')),
      verb: pack(weighEndings('V')),
      passive: pack(weighEndings('P')),
      adjective: pack(weighEndings('A')),
      adverb: pack(weighEndings('R')),
      particle: pack(weighEndings('I')),
      prepositions: pack(weighPrepositions()),
      mobility: pack(weighShares(opening, (key) => prepositions.of(key), 0)),
      reports: pack(weighShares(reports, (key) => all.of(`V ${key}`) + all.of(`P ${key}`), LEAST_REPORT)),
    },
    null,
    2,
  )}\n`,
);
