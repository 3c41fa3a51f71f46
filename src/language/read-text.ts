import { readWords, type Word } from './read-words.ts';
import { type Sentence, splitSentences } from './split-sentences.ts';
import { tagWords, type Token } from './tag-words.ts';

/** A sentence of a text, with its words once somebody asks for them. */
export type TextSentence = {
  /** Verbatim, white space collapsed. */
  text: string;
  /** Where it stands in the text, white space as it is there. */
  start: number;
  end: number;
  /** Place among the text's sentences, from 0. */
  index: number;
  /** Number of its paragraph, from 0; a line is a paragraph. */
  paragraph: number;
  /** A line or caption that does not end like a sentence. */
  isLoose: boolean;
  /** A short loose line, alone in its paragraph, above or between sentences that end. */
  isHeading: boolean;
  /** It stands wholly between quotation marks, perhaps of a quotation that goes on. */
  isQuoted: boolean;
  /** In any language, as they are compared. */
  readonly words: readonly Word[];
  /** Tagged at the first use; English only. */
  readonly tokens: readonly Token[];
};

/** A text read once. */
export type Reading = { sentences: readonly TextSentence[] };

/** A sentence alone, as `readText` gives them. */
export type TaggedText = Pick<TextSentence, 'text' | 'words' | 'tokens'>;

const MOST_HEADING_WORDS = 12;
const OPENING = '“„«「『';

/** Reads a text (plain, any language); words are read, and tagged as English, when they are first asked for. Never throws. */
export function readText(text: string): Reading {
  const split = splitSentences(text);
  const places = placeSentences(text, split);
  const quoted = findQuoted(split);
  const headings = findHeadings(split);
  return {
    sentences: split.map(({ text: line, paragraph, isLoose }, index) =>
      withWords({
        text: line,
        start: places[index]?.start ?? 0,
        end: places[index]?.end ?? 0,
        index,
        paragraph,
        isLoose,
        isHeading: headings.has(index),
        isQuoted: quoted.has(index),
      }),
    ),
  };
}

/** A sentence or title with its words, which are read when they are first asked for. */
export function withWords<T extends { text: string }>(sentence: T): T & TaggedText {
  let words: Word[] | null = null;
  let tokens: Token[] | null = null;
  const { text } = sentence;
  const late: TaggedText = {
    text,
    get words() {
      return (words ??= readWords(text));
    },
    get tokens() {
      return (tokens ??= tagWords(text));
    },
  };
  return Object.defineProperties({ ...sentence } as T & TaggedText, Object.getOwnPropertyDescriptors(late));
}

/** Where each sentence stands: in order, none before the end of the one before. */
function placeSentences(text: string, sentences: readonly Sentence[]): { start: number; end: number }[] {
  let from = 0;
  return sentences.map((sentence) => {
    const place = placeOf(text, sentence.text, from) ?? { start: from, end: from };
    from = place.end;
    return place;
  });
}

function placeOf(text: string, sentence: string, from: number): { start: number; end: number } | null {
  const first = sentence.slice(0, Math.max(1, sentence.indexOf(' ')));
  for (let start = text.indexOf(first, from); start >= 0; start = text.indexOf(first, start + 1)) {
    const end = endOf(text, sentence, start);
    if (end !== null) return { start, end };
  }
  return null;
}

/** The end of a sentence that begins at `start`, where a space of it is any white space; null where another text is there. */
function endOf(text: string, sentence: string, start: number): number | null {
  let at = start;
  for (const character of sentence) {
    if (character === ' ') {
      if (!/\s/u.test(text[at] ?? '')) return null;
      while (/\s/u.test(text[at] ?? '')) at += 1;
    } else {
      if (!text.startsWith(character, at)) return null;
      at += character.length;
    }
  }
  return at;
}

/** Indices of sentences wholly within quotation marks. A quotation ends with its paragraph, unless closed before. */
function findQuoted(sentences: readonly Sentence[]): ReadonlySet<number> {
  const quoted = new Set<number>();
  let isOpen = false;
  let paragraph = -1;
  for (const [index, sentence] of sentences.entries()) {
    if (sentence.paragraph !== paragraph) isOpen = false;
    paragraph = sentence.paragraph;
    const text = sentence.text.trim();
    const marks = readMarks(text);
    // A first mark that opens shows that nothing was open: a closing mark went missing before.
    if (marks[0]?.isOpening) isOpen = false;
    let isWhole = true;
    let from = 0;
    for (const { at, isOpening } of marks) {
      if (!isOpen && hasWord(text, from, at)) isWhole = false;
      isOpen = isOpening;
      from = at + 1;
    }
    if (!isOpen && (marks.length === 0 || hasWord(text, from, text.length))) isWhole = false;
    if (isWhole) quoted.add(index);
  }
  return quoted;
}

const hasWord = (text: string, from: number, to: number) => /[\p{L}\p{N}]/u.test(text.slice(from, to));

/** The quotation marks of a line and which way each faces; a straight one opens behind a space, a bracket or a dash. */
function readMarks(text: string): { at: number; isOpening: boolean }[] {
  return [...text.matchAll(/["“”„«»「」『』]/gu)].map(({ 0: mark, index: at }) => ({
    at,
    isOpening:
      OPENING.includes(mark) ||
      (mark === '"' && /^$|[\s([‘'—–-]/u.test(text.charAt(at - 1)) && /\S/u.test(text.charAt(at + 1))),
  }));
}

function findHeadings(sentences: readonly Sentence[]): ReadonlySet<number> {
  const alone = Map.groupBy(sentences.keys(), (index) => sentences[index]?.paragraph ?? -1);
  const hasSentences = sentences.some(({ isLoose }) => !isLoose);
  return new Set(
    [...alone.values()].flatMap(([index = -1, ...others]) => {
      const sentence = sentences[index];
      const isHeading =
        hasSentences &&
        others.length === 0 &&
        sentence?.isLoose === true &&
        index < sentences.length - 1 &&
        sentence.text.split(' ').length <= MOST_HEADING_WORDS;
      return isHeading ? [index] : [];
    }),
  );
}
