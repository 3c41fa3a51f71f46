import { createRequire } from 'node:module';
import type { ItsFunction, PartOfSpeech, WinkMethods } from 'wink-nlp';

/** Universal parts of speech (universaldependencies.org/u/pos), as the tagger names them. */
export type Tag = Exclude<PartOfSpeech, 'SPACE'>;

/** A word, number or mark of a sentence, as written: `sentence.slice(start, end) === text`. */
export type Token = {
  text: string;
  start: number;
  end: number;
  /** Lower-case dictionary form: `said` -> `say`, `n't` -> `not`; of names and marks the lower case of what is written. */
  lemma: string;
  tag: Tag;
};

/** The library's types know no lemmas of tokens, though its documentation does. */
type Its = Record<'value' | 'pos' | 'lemma', ItsFunction<string>>;

const require = createRequire(import.meta.url);
let tagger: WinkMethods | null = null;

/**
 * The words of an English sentence with lemma and part of speech, by wink-nlp. The model takes 36 MB and is loaded at the first call, so
 * that a process which never tags never pays for it: production calls this in worker processes only.
 */
export function tagWords(sentence: string): Token[] {
  tagger ??= loadTagger();
  const its = tagger.its as unknown as Its;
  const tokens = tagger.readDoc(sentence).tokens();
  const texts = tokens.out(its.value);
  const tags = tokens.out(its.pos) as Tag[];
  const lemmas = tokens.out(its.lemma);
  let at = 0;
  return texts.map((text, index) => {
    const start = sentence.indexOf(text, at);
    at = start + text.length;
    return { text, start, end: at, lemma: (lemmas[index] ?? text).toLowerCase(), tag: tags[index] ?? 'X' };
  });
}

function loadTagger(): WinkMethods {
  const wink = require('wink-nlp') as (model: unknown, pipe: string[]) => WinkMethods;
  return wink(require('wink-eng-lite-web-model'), ['pos']);
}
