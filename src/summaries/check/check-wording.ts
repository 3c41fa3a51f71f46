import { readWords } from '../../language/read-words.ts';
import { isUnspaced } from '../../language/split-sentences.ts';

/** Hyphens set apart, as they never are by people: `27 - year - old`. */
const TOKENISED = /\d - \p{Ll}+ - old|(?:^|\s)`|[\p{L}\d] - \p{Ll}+ [^-]* - - /u;

/** White space and the marks that a tokeniser set apart as they were. */
export function cleanText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/(?<=\d), (?=\d{3}(?!\d))/gu, ',')
    .replace(/(?<=(?<![\d,])\d{1,3})\. (?=\d)/gu, '.')
    .replace(/(?<=[$£€¥]) (?=\d)/gu, '')
    .replace(/(?<=\p{L}) ['’] (?=s\b)/gu, "'")
    .replace(/``|''/gu, '"')
    .replace(/`/gu, "'")
    .replace(
      TOKENISED.test(text)
        ? / - (?!(?:and|but|or|as|which|who|the|an?|it|in|on|he|she|they|with|for|to|is|was)\b)(?=[\p{L}\p{N}])/gu
        : /$^/u,
      '-',
    )
    .trim();
}

const QUOTED =
  /["“„«]([^"“”„»]+)["”“»]|(?<![\p{L}\p{N}])[‘']([^‘’']{2,}?(?:[’'][a-z][^‘’']*)*)[’'](?![\p{L}])/gu;

/** Quotations stand in the evidence word for word; what is wrong, or null. */
export function checkQuotations(bullet: string, evidence: string): string | null {
  const told = plain(evidence);
  const bare = plain(evidence.replace(/\([^()]{1,200}\)/gu, ' '));
  for (const match of bullet.matchAll(QUOTED)) {
    const quote = match[1] ?? match[2] ?? '';
    if (!told.includes(plain(quote)) && !bare.includes(plain(quote)))
      return `the quotation "${quote.trim()}" is not in the evidence`;
  }
  return null;
}

function plain(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}

const ENGLISH =
  /^(?:the|of|and|is|are|was|were|has|have|had|will|for|that|by|with|from|as|it|he|she|they|not|been|its|his|their|after|over|said|says|who|to|at|on)$/u;
const FOREIGN =
  /^(?:der|das|und|ist|im|den|von|mit|sich|auf|le|la|les|des|du|et|est|une|dans|que|el|los|las|del|una|por|con|para|il|di|che|della|nel|os|da|em|uma|het|een|van|op|och|att|som|det|av|ett|og|til|w|na|nie|ve|bir|dan|yang)$/u;

/** Told by its commonest words; a short text without any counts as English where it is in Latin letters. */
export function isEnglish(text: string): boolean {
  if (isUnspaced(text)) return false;
  const words =
    text
      .slice(0, 600)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const [mine, others] = [ENGLISH, FOREIGN].map((list) => words.filter((word) => list.test(word)).length);
  const isLatin =
    !/[^\p{Script=Latin}\P{L}]/u.test(text) ||
    (text.match(/\p{Script=Latin}/gu)?.length ?? 0) > text.length / 2;
  return isLatin && (mine ?? 0) >= (others ?? 0);
}

/** Whether a bullet is a sentence of its evidence with whole stretches between marks left out; for languages whose words we do not know. */
export function isCutOut(bullet: string, evidence: string): boolean {
  const wanted = readWords(bullet).map(({ text }) => text.toLowerCase());
  if (wanted.length === 0) return false;
  return evidence.split('\n').some((line) => isIn(wanted, line));
}

/** In order, where each gap begins and ends at a mark. */
function isIn(wanted: readonly string[], line: string): boolean {
  const pieces = line
    .split(/[\p{P}\p{S}]+/u)
    .map((piece) => readWords(piece).map(({ text }) => text.toLowerCase()))
    .filter((piece) => piece.length > 0);
  for (let start = 0; start < pieces.length; start += 1) {
    let at = 0;
    for (const piece of pieces.slice(start)) {
      if (at === wanted.length) break;
      if (piece.every((word, step) => wanted[at + step] === word)) at += piece.length;
      else if (at === 0) break;
    }
    if (at === wanted.length) return true;
  }
  return false;
}
