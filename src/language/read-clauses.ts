import { CLAUSE_OR_PHRASE, NOMINATIVES, RELATIVES, SUBORDINATORS } from '../../config/grammar.ts';
import {
  findMainClause,
  findVerbGroups,
  type FormedVerb,
  isComma,
  MARK,
  mendTags,
  startsNominal,
  type VerbGroup,
} from './read-verbs.ts';
import type { Tag, Token } from './tag-words.ts';

/** A sentence as far as its tags show how it is built: what is quoted, its verbs, where a clause still waits for its verb. */
export type Clauses = {
  tokens: readonly Token[];
  /** Tags with the tagger's usual errors mended: `Downing Street`, `following a row`, `US-based`. */
  tags: readonly Tag[];
  lower: readonly string[];
  /** The token after the last word and its closing quotation mark: the full stop. */
  end: number;
  /** Whether a token stands within quotation marks. */
  isQuoted: readonly boolean[];
  /** Whether a token stands within parentheses. */
  isEnclosed: readonly boolean[];
  groups: readonly VerbGroup[];
  main: VerbGroup | null;
  /** Where the main clause begins: after an opening circumstance and its comma. */
  mainFrom: number;
  /** Clauses that are open before a token and have no verb yet. */
  waiting: readonly number[];
};

/** Reads how a tagged sentence is built. Pure; a text that is no sentence has no main verb. */
export function readClauses(tokens: readonly Token[], reports: (lemma: string) => boolean): Clauses {
  const lower = tokens.map(({ text }) => text.toLowerCase());
  const tags = mendTags(tokens, lower);
  const end = findEnd(tokens);
  const isQuoted = markQuoted(tokens);
  const isEnclosed = markEnclosed(tokens);
  const groups = findVerbGroups(tokens, lower, tags, isEnclosed);
  const mainFrom = findMainClause(tokens, lower, tags, groups, isEnclosed);
  const { main, waiting } = assignRoles({ tokens, lower, tags, groups, mainFrom, isEnclosed, end, reports });
  return { tokens, tags, lower, end, isQuoted, isEnclosed, groups, main, mainFrom, waiting };
}

function findEnd(tokens: readonly Token[]): number {
  let end = tokens.length;
  while (end > 0 && /^[.!?…]+$/u.test(tokens[end - 1]?.text ?? '')) end -= 1;
  return end;
}

/** A single mark is a quotation mark where it stands off on its outer side. */
function markQuoted(tokens: readonly Token[]): boolean[] {
  const quoted: boolean[] = [];
  let closing: RegExp | null = null;
  tokens.forEach((token, at) => {
    const isMark = MARK.test(token.text);
    const before = tokens[at - 1];
    const stands = before === undefined || before.end < token.start;
    if (
      isMark &&
      closing === null &&
      (stands || /^[“"]/u.test(token.text)) &&
      tokens[at + 1]?.start === token.end &&
      !/^\d|^(?:em|til|tis|twas|n)$/iu.test(tokens[at + 1]?.text ?? '')
    ) {
      closing = /^[“"]/u.test(token.text) ? /^[”"]/u : /^['’]/u;
      quoted.push(true);
    } else if (isMark && closing !== null && closing.test(token.text) && !stands) {
      closing = null;
      quoted.push(true);
    } else quoted.push(closing !== null);
  });
  return quoted;
}

function markEnclosed(tokens: readonly Token[]): boolean[] {
  let depth = 0;
  return tokens.map(({ text }) => {
    if (text === '(' || text === '[') depth += 1;
    const isEnclosed = depth > 0;
    if (text === ')' || text === ']') depth = Math.max(0, depth - 1);
    return isEnclosed;
  });
}

type Scan = {
  tokens: readonly Token[];
  lower: readonly string[];
  tags: readonly Tag[];
  groups: FormedVerb[];
  mainFrom: number;
  isEnclosed: readonly boolean[];
  end: number;
  reports: (lemma: string) => boolean;
};

/** One walk from left to right: an opener waits for a verb; the first verb that none waits for is the sentence's. */
function assignRoles(scan: Scan): { main: VerbGroup | null; waiting: number[] } {
  const { tokens, groups, mainFrom, isEnclosed, end } = scan;
  const waiting: number[] = Array.from({ length: tokens.length + 1 }, () => 0);
  let open = 0;
  let main: VerbGroup | null = null;
  let index = 0;
  let last: FormedVerb | null = null;
  for (let at = 0; at < end; at += 1) {
    if (at === mainFrom) open = 0;
    waiting[at] = open;
    if (isEnclosed[at]) continue;
    const group = groups[index];
    if (group !== undefined && group.from === at) {
      index += 1;
      const isVerb =
        group.form === 'finite' ||
        (group.form === 'past' && isPast(scan, group, index, open, main !== null, last));
      group.isFinite = isVerb;
      if (isVerb && at >= mainFrom) {
        if (open > 0) {
          open -= 1;
          group.role = 'subordinate';
        } else if (
          last?.role === 'subordinate' &&
          last.to === group.from &&
          scan.reports(tokens[last.head]?.lemma ?? '')
        ) {
          // `who critics say played a part`
          group.role = 'subordinate';
        } else if (main === null) {
          group.role = 'main';
          main = group;
        } else group.role = isJoined(scan, group) ? 'joined' : 'subordinate';
        last = group;
        if (startsReport(scan, group)) open += 1;
      } else if (isVerb) {
        group.role = 'subordinate';
        if (open > 0) open -= 1;
      } else if (group.form !== 'past' && group.form !== 'participle' && startsReport(scan, group)) open += 1;
      for (let inner = at + 1; inner < group.to; inner += 1) waiting[inner] = open;
      at = group.to - 1;
      continue;
    }
    if (opensClause(scan, at)) open += 1;
  }
  for (let at = end; at <= tokens.length; at += 1) waiting[at] = open;
  return { main, waiting };
}

/** `while under construction` and `when asked` have no verb that they wait for. */
function hasVerbBeforeComma({ groups, tokens, end }: Scan, at: number): boolean {
  const group = groups.find(({ from }) => from > at);
  if (group === undefined || group.from >= end || (group.form !== 'finite' && group.form !== 'past'))
    return false;
  if (group.form === 'past' && group.from === at + 1) return false;
  return !tokens.slice(at + 1, group.from).some(isComma) || isComma(tokens[group.from - 1]);
}

function opensClause(scan: Scan, at: number): boolean {
  const { lower, tags, tokens, groups, end } = scan;
  const word = lower[at] ?? '';
  if (!SUBORDINATORS.has(word) && !CLAUSE_OR_PHRASE.has(word)) return false;
  const next = lower[at + 1] ?? '';
  // `that it had not, but that dozens had`
  const isSecondThat = tags[at - 1] === 'CCONJ' && lower.slice(0, at).includes('that');
  if (word === 'that' && ((tags[at] === 'DET' && !isSecondThat) || at === 0)) return false;
  if (isComma(tokens[at + 1]) && !RELATIVES.has(word) && word !== 'that') return false;
  // `known as Ada was`, `as many as 47`
  if (
    word === 'as' &&
    (groups.some(({ to, form, isPassive }) => to === at && (isPassive || form === 'participle')) ||
      /^(?:many|much|well|soon|long|far|few|little)$/u.test(lower[at - 1] ?? '') ||
      /^(?:many|much|well|soon|long|far|few|little)$/u.test(next))
  )
    return false;
  if (word === 'that' && tags[at] === 'PRON' && (isComma(tokens[at + 1]) || at + 1 >= end)) return false;
  if (/^(?:what|which|how|when|where|whose|whether)$/u.test(word) && next === 'to') return false;
  if (
    /^(?:while|when|if|once|although|though|unless|because|whereas|since|wherever|whenever)$/u.test(word) &&
    !hasVerbBeforeComma(scan, at)
  )
    return false;
  if (!CLAUSE_OR_PHRASE.has(word)) return true;
  // `after the vote` against `after they voted`: a verb before the phrase can have ended.
  if (/^(?:like|than|following|amid|despite)$/u.test(word)) return false;
  if (!startsNominal(tags[at + 1]) && tags[at + 1] !== 'ADV') return false;
  for (const group of groups) {
    if (group.from <= at) continue;
    if (group.form === 'infinitive') continue;
    if (group.form !== 'finite' && group.form !== 'past') return false;
    const between = lower.slice(at + 1, group.from);
    if (
      between.length > 18 ||
      between.some(
        (one) =>
          one === ',' ||
          one === ';' ||
          one === 'but' ||
          SUBORDINATORS.has(one) ||
          (CLAUSE_OR_PHRASE.has(one) && one !== 'than'),
      )
    )
      return false;
    // `after pagers used by the group exploded`
    if (group.form === 'past' && lower[group.to] === 'by') continue;
    return true;
  }
  return false;
}

/** A verb of reporting whose clause follows without `that`: the clause waits for its verb. */
function startsReport({ lower, tags, tokens, groups, reports, end }: Scan, group: VerbGroup): boolean {
  const head = tokens[group.head];
  if (head === undefined || !reports(head.lemma) || lower[group.to] === 'that') return false;
  let at = group.to;
  while (tags[at] === 'ADV') at += 1;
  if (!startsNominal(tags[at]) || SUBORDINATORS.has(lower[at] ?? '')) return false;
  const next = groups.find(({ from }) => from >= at);
  if (next === undefined || next.from >= end || (next.form !== 'finite' && next.form !== 'past'))
    return false;
  const between = lower.slice(at, next.from);
  const commas = between.filter((word) => word === ',').length;
  // `said Ada Lund, who leads the board, had left`: its verb is behind the aside.
  const isAside = commas > 0 && RELATIVES.has(lower[lower.indexOf(',', at) + 1] ?? '');
  const isSimple = commas === 0 || commas === 2 || (commas === 1 && between.includes('and'));
  if (isAside) return true;
  return (
    between.length > 0 &&
    isSimple &&
    !between.some((word) => word === ';' || SUBORDINATORS.has(word)) &&
    lower[next.from - 1] !== 'and'
  );
}

/** Whether a form such as `killed` is a past here and no participle: `the men killed in the raid were` has its verb to come. */
function isPast(
  scan: Scan,
  group: VerbGroup,
  index: number,
  open: number,
  hasMain: boolean,
  last: VerbGroup | null,
): boolean {
  const { lower, tags, tokens, groups, end, reports, mainFrom } = scan;
  const next = tags[group.to];
  const before = lower[group.from - 1] ?? '';
  if (RELATIVES.has(before) || before === 'that' || NOMINATIVES.has(before)) return true;
  let behind = group.to;
  while (tags[behind] === 'ADV') behind += 1;
  if (lower[behind] === 'by')
    return !hasMain && !isComma(tokens[group.from - 1]) && open === 0 && !hasLaterVerb(scan, group, index);
  const takesObject = next === 'DET' || next === 'PRON' || next === 'NUM' || next === 'PROPN';
  const isAfterComma = isComma(tokens[group.from - 1]);
  if (hasMain && open === 0) {
    const isAfterAnd =
      tags[group.from - 1] === 'CCONJ' ||
      (tags[group.from - 1] === 'ADV' && tags[group.from - 2] === 'CCONJ');
    if (isAfterAnd) return last !== null && last.head !== group.from - 2;
    if (isAfterComma) return false;
    // `, Estmark and Norvelia confirmed.`
    const isLast = group.to >= end || isComma(tokens[group.to]) || lower[group.to] === 'that';
    if (isLast && reports(tokens[group.head]?.lemma ?? ''))
      return hasNewSubject(tags, lower, tokens, last?.to ?? 0, group.from);
    if (isNewClause(tags, tokens, last?.to ?? 0, group.from)) return true;
    return takesObject && hasNewSubject(tags, lower, tokens, last?.to ?? 0, group.from);
  }
  if (isAfterComma && open === 0 && isOpeningComma(tokens, mainFrom, group.from))
    return !hasLaterVerb(scan, group, index);
  if (isAfterComma && open === 0) return true;
  if (takesObject && !isAfterComma) return true;
  // `claimed ministers had left`
  if (!isAfterComma && startsNominal(next) && reports(tokens[group.head]?.lemma ?? '')) return true;
  // Its verb is still to come where a sure one follows in the same clause.
  for (let at = index; at < groups.length; at += 1) {
    const other = groups[at];
    if (other === undefined) break;
    if (other.form === 'gerund' || other.form === 'infinitive' || other.form === 'participle') continue;
    const between = lower.slice(group.to, other.from);
    const tagsBetween = tags.slice(group.to, other.from);
    if (between.some((word) => SUBORDINATORS.has(word) || NOMINATIVES.has(word) || word === ';')) return true;
    if (between.some((word, offset) => CLAUSE_OR_PHRASE.has(word) && tagsBetween[offset] !== 'DET'))
      return true;
    if (
      tagsBetween.at(-1) === 'CCONJ' ||
      (tagsBetween.includes('CCONJ') && between.some((word) => word === ','))
    )
      return true;
    const commas = between.filter((word) => word === ',').length;
    return !(other.form === 'finite' && (commas === 0 || commas === 2 || (commas === 1 && isAfterComma)));
  }
  return true;
}

/** The first comma of an aside, not the second: `A man, held in May, was` against `The judge, Ada Lund, held`. */
function isOpeningComma(tokens: readonly Token[], from: number, at: number): boolean {
  return tokens.slice(from, at).filter(isComma).length % 2 === 1;
}

/** Whether a sure verb follows in the same clause. */
function hasLaterVerb({ groups, lower }: Scan, group: VerbGroup, index: number): boolean {
  const later = groups.slice(index).find(({ form }) => form === 'finite');
  return (
    later !== undefined &&
    !lower.slice(group.to, later.from).some((word) => SUBORDINATORS.has(word) || NOMINATIVES.has(word))
  );
}

/** `, and the general sparred with his critics` */
function isNewClause(tags: readonly Tag[], tokens: readonly Token[], from: number, to: number): boolean {
  let at = to - 1;
  while (at > from && (tags[at] === 'ADV' || startsNominal(tags[at]) || tags[at] === 'PART')) at -= 1;
  return at < to - 1 && tags[at] === 'CCONJ' && isComma(tokens[at - 1]);
}

function hasNewSubject(
  tags: readonly Tag[],
  lower: readonly string[],
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean {
  for (let at = to - 1; at > from; at -= 1)
    if (tags[at] === 'CCONJ' || isComma(tokens[at]) || tags[at] === 'SCONJ' || lower[at] === ';') return true;
  return false;
}

function isJoined({ tags, lower, tokens }: Scan, group: VerbGroup): boolean {
  let at = group.from - 1;
  while (at > 0 && (tags[at] === 'ADV' || tags[at] === 'PART')) at -= 1;
  if (tags[at] === 'CCONJ') return true;
  for (; at > 0; at -= 1) {
    if (tags[at] === 'CCONJ' || lower[at] === ';') return true;
    if (isComma(tokens[at]) || tags[at] === 'VERB' || tags[at] === 'AUX') return false;
  }
  return false;
}
