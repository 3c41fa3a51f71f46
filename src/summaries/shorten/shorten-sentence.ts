import { SHORTEN_TUNING as tuning } from '../../../config/shorten-tuning.ts';
import { countWords } from '../../language/count-words.ts';
import type { Clauses } from '../../language/read-clauses.ts';
import { MARK } from '../../language/read-verbs.ts';
import type { TextSentence } from '../../language/read-text.ts';
import { type Token, tagWords } from '../../language/tag-words.ts';
import { findOmissions, type Omission, readSentence, weighTokens } from './omissions.ts';
import { readRelativeTime } from './relative-time.ts';
import { type Replacement, resolveDates } from './resolve-dates.ts';
import { type Reference, resolveReference } from './resolve-references.ts';
import { findReportStart, stripBoilerplate } from './strip-boilerplate.ts';

/** An English sentence with what stands around it. */
export type SentenceInContext = {
  sentence: TextSentence;
  /** Earlier sentences of its article, nearest last. */
  before: readonly TextSentence[];
  title: string;
  /** UTC epoch ms, or null where it is not known. */
  publishedAt: number | null;
};

/** One way to tell a sentence: a derivation from it, with what was done. */
export type Form = {
  text: string;
  /** What was left out, by tokens of the sentence. */
  omitted: readonly Omission[];
  /** Share of what the sentence tells that is lost, and what it costs to read it alone; 0 for a whole sentence that stands alone. */
  loss: number;
  isWhole: boolean;
  /** Still begins with a word for something that stands elsewhere. */
  points: boolean;
  /** Sentences that a name was taken from. */
  references: readonly string[];
  datesResolved: boolean;
};

/**
 * How an English sentence can be told in 25 words, best form first; none where it cannot be told whole. A sentence that fits loses only what
 * nothing is lost by. Pure; text over 1,000 characters has no form.
 */
export function shortenSentence({ sentence, before, title, publishedAt }: SentenceInContext): Form[] {
  if (sentence.text.length > tuning.mostCharacters || GLUED.test(sentence.text)) return [];
  const place = readQuotation(sentence, before);
  if (place === 'inside') return [];
  const { tokens, skipped } = readReport(sentence, place === 'stray');
  const clauses = readSentence(tokens);
  if (clauses.main === null || hasUnevenQuotes(clauses)) return [];
  const context: Context = {
    text: sentence.text,
    clauses,
    skipped,
    dates: resolveDates(clauses, publishedAt),
    reference: referenceOf(clauses, before),
    weights: weighWithTitle(clauses, title),
    sizes: tokens.map(({ text }) => (/^U\.[SKN]\.$/u.test(text) ? 1 : countWords(text))),
  };
  // A day that no reader can place is no loss.
  const omissions = findOmissions(tokens, clauses);
  if (publishedAt === null) for (const one of omissions) if (one.kind === 'time-to-come') one.loss = 0;
  const forms = new Map<string, Form>();
  for (const chosen of chooseOmissions(context, omissions)) {
    const form = render(context, chosen);
    if (form !== null && (forms.get(form.text)?.loss ?? 2) > form.loss) forms.set(form.text, form);
  }
  return [...forms.values()].toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, tuning.mostForms);
}

/** Of languages other than English only what is no part of the report and parentheses are left out. */
export function stripForeign(sentence: string): string | null {
  if (sentence.length > tuning.mostCharacters) return null;
  const text = tidy(stripBoilerplate(sentence).replace(/\s*\([^()]*\)|\s*\[[^[\]]*\]/gu, ''));
  const words = countWords(text);
  return words < tuning.fewestWords || words > tuning.mostWords ? null : text;
}

/** Two sentences that a page has run into one: `by 35%.The bill`. */
const GLUED = /[\p{Ll}\d%)][.!?]["”’]?\p{Lu}\p{Ll}+ /u;

type Context = {
  text: string;
  clauses: Clauses;
  /** Tokens of the sentence before those of `clauses`: a dateline, a label. */
  skipped: number;
  dates: readonly Replacement[];
  reference: Reference;
  weights: readonly number[];
  sizes: readonly number[];
};

const rankOf = ({ loss, text }: Form) =>
  loss + tuning.wordCost * Math.max(0, countWords(text) - tuning.easyWords);

/** A quotation that somebody began this many sentences before is still his. */
const QUOTATION_REACH = 6;

/**
 * Whether a sentence stands within a quotation that began before it: whose words it is cannot be told then. A lone mark at its very end is the
 * next sentence's, which a page has run into this one.
 */
function readQuotation(
  sentence: TextSentence,
  before: readonly TextSentence[],
): 'inside' | 'stray' | 'outside' {
  const marks = sentence.text.match(/["“”]/gu) ?? [];
  for (const { text, paragraph } of before.slice(-QUOTATION_REACH).toReversed()) {
    if (paragraph !== sentence.paragraph) break;
    const last = /["“”](?=[^"“”]*$)/u.exec(text);
    if (last === null) continue;
    const isOpening =
      last[0] === '“' ||
      (last[0] === '"' && /\s|^$/u.test(text.charAt(last.index - 1)) && last.index < text.length - 1);
    if (isOpening) return 'inside';
    break;
  }
  return marks.length === 1 && /[.!?]["”]$/u.test(sentence.text) ? 'stray' : 'outside';
}

/** The sentence's tokens behind its dateline. */
function readReport(
  sentence: TextSentence,
  hasStrayMark: boolean,
): { tokens: readonly Token[]; skipped: number } {
  const start = findReportStart(sentence.text);
  if (start === 0)
    return { tokens: hasStrayMark ? sentence.tokens.slice(0, -1) : sentence.tokens, skipped: 0 };
  const tokens = tagWords(sentence.text.slice(start));
  for (const token of tokens) {
    token.start += start;
    token.end += start;
  }
  return { tokens, skipped: sentence.tokens.filter((token) => token.end <= start).length };
}

function weighWithTitle(clauses: Clauses, title: string): number[] {
  const told = new Set(title.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  return weighTokens(clauses).map((weight, at) => {
    const isTold = told.has(clauses.lower[at] ?? '') || told.has(clauses.tokens[at]?.lemma ?? '');
    return weight >= 1 && isTold ? weight * tuning.titleWeight : weight;
  });
}

function referenceOf(clauses: Clauses, before: readonly TextSentence[]): Reference {
  const first = clauses.tags.findIndex((tag) => tag !== 'PUNCT' && tag !== 'CCONJ');
  const at =
    clauses.mainFrom > 0 && /^(?:he|she|it|they)$/u.test(clauses.lower[clauses.mainFrom] ?? '')
      ? clauses.mainFrom
      : first;
  if (at < 0 || clauses.isQuoted[at]) return { replacement: null, points: false, sources: [] };
  // `After Putin arrived, he` has its name in front.
  if (at > first && clauses.tags.slice(0, at).includes('PROPN'))
    return { replacement: null, points: false, sources: [] };
  return resolveReference(clauses, at, before);
}

/** Sets of omissions that are worth telling: those that cost nothing, and where that is too long, the others that make it short enough. */
function chooseOmissions(context: Context, omissions: readonly Omission[]): Omission[][] {
  const free = omissions.filter(({ loss }) => loss === 0);
  const length = lengthOf(context, free);
  if (length <= tuning.mostWords) {
    const asides = omissions.filter(
      ({ kind, loss }) => loss > 0 && (kind === 'aside' || kind === 'apposition' || kind === 'setting'),
    );
    const marks = free.filter(({ kind }) => kind === 'connective' || kind === 'parenthesis');
    return [
      free,
      marks,
      ...asides
        .map((aside) => free.concat(aside))
        .filter((set) => lengthOf(context, set) >= tuning.leastKept * length),
    ];
  }
  const costly = omissions
    .filter(({ loss }) => loss > 0)
    .toSorted((a, b) => a.loss - b.loss)
    .slice(0, tuning.mostOmissions);
  const sets: Omission[][] = [];
  const grow = (from: number, chosen: Omission[]) => {
    if (lengthOf(context, [...free, ...chosen]) <= tuning.mostWords) {
      sets.push([...free, ...chosen]);
      return;
    }
    for (let at = from; at < costly.length; at += 1) {
      const next = costly[at] as Omission;
      if (chosen.every((one) => areApart(one, next))) grow(at + 1, [...chosen, next]);
    }
  };
  grow(0, []);
  // What goes beyond what makes it short enough goes for nothing.
  const least = sets.filter(
    (set) => !sets.some((other) => other.length < set.length && other.every((one) => set.includes(one))),
  );
  const costOf = (set: readonly Omission[]) => set.reduce((sum, { loss }) => sum + loss, 0);
  return least.toSorted((a, b) => costOf(a) - costOf(b)).slice(0, tuning.mostSets);
}

/** Neither holds the other nor do they overlap. */
const areApart = (a: Omission, b: Omission) => a.to <= b.from || b.to <= a.from;

function lengthOf({ sizes, reference }: Context, omitted: readonly Omission[]): number {
  let length = 0;
  const isOut = (at: number) => omitted.some(({ from, to }) => from <= at && at < to);
  sizes.forEach((size, at) => {
    // `U.S.` can be told as `US`.
    if (!isOut(at)) length += size;
  });
  const { replacement } = reference;
  if (replacement === null || isOut(replacement.from)) return length;
  length += countWords(replacement.text);
  for (let at = replacement.from; at < replacement.to; at += 1) length -= sizes[at] ?? 0;
  return length;
}

function render(context: Context, chosen: readonly Omission[]): Form | null {
  const { clauses, reference, dates, skipped } = context;
  const isOut = clauses.tokens.map((_, at) => chosen.some(({ from, to }) => from <= at && at < to));
  const isReferred = reference.replacement !== null && !isOut[reference.replacement.from];
  const referred = isReferred && reference.replacement !== null ? [reference.replacement] : [];
  const write = (replaced: readonly Replacement[]) =>
    tidy(writeTokens(context, isOut, [...referred, ...replaced]));
  let used = dates.filter(({ from }) => !isOut[from]);
  let text = write(used);
  // A date takes more words than `next week`.
  if (used.length > 0 && countWords(text) > tuning.mostWords) {
    used = [];
    text = write(used);
  }
  if (countWords(text) > tuning.mostWords) text = text.replace(/\bU\.([SKN])\.(?=[’' ]\p{L})/gu, 'U$1');
  const words = countWords(text);
  if (words < tuning.fewestWords || words > tuning.mostWords || !isWellFormed(clauses, isOut, text))
    return null;
  const lost = lossOf(context, chosen, isOut);
  if (lost > tuning.mostLoss) return null;
  const firstKept = isOut.findIndex((out) => !out);
  const points = reference.points || (!isReferred && startsPointing(clauses, firstKept));
  const label: Omission[] = skipped > 0 ? [{ kind: 'label', from: -skipped, to: 0, loss: 0 }] : [];
  return {
    text,
    omitted: [...label, ...chosen].map(({ kind, from, to, loss, torn }) => ({
      kind,
      from: from + skipped,
      to: to + skipped,
      loss,
      torn,
    })),
    loss: lost + (points ? tuning.pointingLoss : 0) + (rots(clauses, isOut, used) ? tuning.rottingLoss : 0),
    isWhole: chosen.every(({ loss }) => loss === 0),
    points,
    references: isReferred ? reference.sources : [],
    datesResolved: used.some(({ text: date }) => date !== 'the'),
  };
}

function startsPointing({ lower, tags }: Clauses, at: number): boolean {
  return (
    /^(?:he|she|it|they|this|that|these|those|his|her|its|their|such)$/u.test(lower[at] ?? '') &&
    (tags[at] === 'PRON' || tags[at] === 'DET')
  );
}

function rots(clauses: Clauses, isOut: readonly boolean[], used: readonly Replacement[]): boolean {
  for (let at = 0; at < clauses.end; at += 1) {
    if (isOut[at] || used.some(({ from, to }) => from <= at && at < to)) continue;
    const to = readRelativeTime(clauses, at);
    if (to > at) return true;
  }
  return false;
}

/** Each token that goes costs what the kindest of its omissions says. */
function lossOf(context: Context, chosen: readonly Omission[], isOut: readonly boolean[]): number {
  const { weights, clauses } = context;
  let lost = 0;
  let total = 0;
  weights.forEach((weight, at) => {
    if (at >= clauses.end) return;
    total += weight;
    if (!isOut[at]) return;
    const factors = chosen
      .filter(({ from, to }) => from <= at && at < to)
      .map(({ kind, loss }) => (loss === 0 ? 0 : tuning.factor[kind]));
    lost += weight * Math.min(...factors);
  });
  // Of a long sentence half is told at least, or it is another sentence.
  const length = lengthOf(context, []);
  const isHalved = lengthOf(context, chosen) < Math.min(length, tuning.longSentence) / 2;
  const torn = (isHalved ? tuning.halvedLoss : 0) + chosen.reduce((sum, { torn: cost = 0 }) => sum + cost, 0);
  return lost / Math.max(1, total) + torn;
}

function writeTokens(
  { text, clauses }: Context,
  isOut: readonly boolean[],
  replacements: readonly Replacement[],
): string {
  const { tokens } = clauses;
  let written = '';
  let isGap = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (isOut[at]) {
      isGap = true;
      continue;
    }
    const previous = tokens[at - 1];
    const hasSpace = previous !== undefined && text.slice(previous.end, token.start) !== '';
    if (written !== '' && (hasSpace || (isGap && /^[\p{L}\p{N}"“‘$£€]/u.test(token.text)))) written += ' ';
    isGap = false;
    const replacement = replacements.find(({ from }) => from === at);
    written += replacement === undefined ? token.text : replacement.text;
    if (replacement !== undefined) at = replacement.to - 1;
  }
  return written;
}

/** One line with its capital and its full stop, whatever was left out at its ends. */
function tidy(text: string): string {
  const clean = text
    .replace(/\s+/gu, ' ')
    .replace(/(?:,\s*)+([.,;])/gu, '$1')
    .replace(/ ([.,;!?])/gu, '$1')
    // The comma before a speaker stands behind the quotation mark.
    .replace(/,(["”’])(?= \p{L})/gu, '$1,')
    .replace(/\s(?:--|[–—-])(?=[.!?]$)/u, '')
    .replace(/(?<!\.)\.\.$/u, '.')
    .replace(/^[\s,;:–—-]+/u, '')
    .replace(/[,;:–—\s-]+$/u, '')
    .replace(/,(["”'’])(?=\.?$)/u, '$1')
    .trim();
  const isEnded = /[.!?…。！？؟۔।]["'”’»)\]」』]*$/u.test(clean);
  const ended = isEnded ? clean : `${clean}${stopOf(clean)}`;
  return ended.charAt(0).toLocaleUpperCase('en') + ended.slice(1);
}

/** Thai, Lao and Khmer set none. */
function stopOf(text: string): string {
  if (/[\p{Script=Han}\p{Script=Hiragana}]$/u.test(text)) return '。';
  return /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]\p{M}*$/u.test(text) ? '' : '.';
}

/** The main verb stays, and no quotation or parenthesis is open. */
function isWellFormed(
  { main, tokens, tags, lower }: Clauses,
  isOut: readonly boolean[],
  text: string,
): boolean {
  const last = tags.findLastIndex((tag, at) => !isOut[at] && tag !== 'PUNCT' && tag !== 'SYM');
  if (
    tags[last] === 'CCONJ' ||
    tags[last] === 'SCONJ' ||
    /^(?:the|an?|of|to|which)$/u.test(lower[last] ?? '')
  )
    return false;
  if (main !== null && isOut[main.head]) {
    const isLedAway = tokens.some((_, at) => at > main.to && !isOut[at]);
    if (!isLedAway) return false;
  }
  return (
    (text.match(/["“”]/gu)?.length ?? 0) % 2 === 0 &&
    (text.match(/[([]/gu)?.length ?? 0) === (text.match(/[)\]]/gu)?.length ?? 0)
  );
}

function hasUnevenQuotes({ tokens, isQuoted }: Clauses): boolean {
  const last = tokens.length - 1;
  if (isQuoted[last] === true && !MARK.test(tokens[last]?.text ?? '')) return true;
  return tokens.filter(({ text }) => /^["“”]$/u.test(text)).length % 2 === 1;
}
