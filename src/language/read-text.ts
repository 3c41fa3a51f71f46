import { splitSentences } from './split-sentences.ts';
import { tagWords, type Token } from './tag-words.ts';

/** A sentence of a text, with its words once somebody asks for them. */
export type TextSentence = {
  /** Verbatim, white space collapsed. */
  text: string;
  /** Place among the text's sentences, from 0. */
  index: number;
  /** Number of its paragraph, from 0; a line is a paragraph. */
  paragraph: number;
  /** A line or caption that does not end like a sentence. */
  isLoose: boolean;
  /** Tagged at the first use; English only. */
  readonly tokens: readonly Token[];
};

/** A text read once. */
export type Reading = { sentences: readonly TextSentence[] };

/** A sentence alone, as `readText` gives them. */
export type TaggedText = Pick<TextSentence, 'text' | 'tokens'>;

/** Reads an English text; its words are tagged when they are first asked for. */
export function readText(text: string): Reading {
  return {
    sentences: splitSentences(text).map(({ text: line, paragraph, isLoose }, index) =>
      withTokens({ text: line, index, paragraph, isLoose }),
    ),
  };
}

/** A sentence or title with its words, tagged when they are first asked for. */
export function withTokens<T extends { text: string }>(sentence: T): T & TaggedText {
  let tokens: Token[] | null = null;
  return Object.defineProperty({ ...sentence, tokens: [] as readonly Token[] }, 'tokens', {
    get: () => (tokens ??= tagWords(sentence.text)),
  });
}
