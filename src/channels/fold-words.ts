import type { TellableStory } from '../model/digest.ts';

// Scripts that write no spaces: each character stands alone, so that a phrase of them is found within a sentence.
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/gu;

/** Whole words of a text, lower case and without accents; punctuation, apostrophes and hyphens part words. */
export function foldWords(text: string): string[] {
  return (text.match(WORD) ?? [])
    .map((word) =>
      word
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replaceAll('ł', 'l')
        .replaceAll('ı', 'i')
        .replaceAll('ß', 'ss')
        .replaceAll('ø', 'o'),
    )
    .filter((word) => word !== '');
}

const folded = new WeakMap<TellableStory, string>();

/**
 * What is told in a story, as one line of folded words with a space before and after each, so that ` oil price ` is
 * found by `includes`: its title, headline, bullets and the sentences they rest on.
 */
export function foldStory(ready: TellableStory): string {
  const known = folded.get(ready);
  if (known !== undefined) return known;
  const { story, summary } = ready;
  const texts = [
    story.title,
    ...(summary === null
      ? []
      : [summary.headline, ...summary.bullets.flatMap(({ text, evidence }) => [text, evidence.sentence])]),
  ];
  // A full stop between texts: no phrase runs from one into the next.
  const line = texts.map((text) => ` ${foldWords(text).join(' ')} `).join('.');
  folded.set(ready, line);
  return line;
}
