import { SUMMARY_TUNING as tuning } from '../../config/summaries-tuning.ts';
import type { SourceArticle } from '../model/summary.ts';
import { cleanLine } from './clean-line.ts';
import { countWords } from './count-words.ts';

const LABEL =
  /^(?:watch|read|listen|video|live|live updates?|breaking(?: news)?|exclusive|explainer|analysis|opinion|photos?|in pictures|factbox|update\s?\d*|just in|must read|top stories)\s*[:|–—-]\s+/iu;
const DANGLING =
  /(?:^|\s)(?:a|an|the|and|or|but|of|in|on|at|to|for|from|with|by|as|that|which|who|is|are|was|were|its|his|her|their|into|over|after|before|amid|than|s)$/iu;

const LAST_PHRASE =
  / (?:in|on|at|as|after|for|with|to|of|and|or|but|that|who|which|from|by|over|amid|while|when|because|before|during|under|against|about|into|since)\b(?:(?! (?:in|on|at|as|after|for|with|to|of|and|or|but|that|who|which|from|by|over|amid|while|when|because|before|during|under|against|about|into|since)\b).)*$/u;

/**
 * A headline of at most twelve words: the first article's title without outlet and labels where it is short enough,
 * else cut at a clause, else the first bullet cut likewise. Plain text, no full stop. `bullet` is the first of the three.
 */
export function writeHeadline(articles: readonly SourceArticle[], bullet: string): string {
  for (const article of articles) {
    const title = cleanTitle(article);
    if (countWords(title) >= tuning.fewestHeadlineWords && countWords(title) <= tuning.mostHeadlineWords)
      return title;
  }
  const first = articles[0] === undefined ? '' : cleanTitle(articles[0]);
  return shorten(
    countWords(first) > tuning.mostHeadlineWords ? first : bullet.replace(/(?<!\b\p{L})[.。]+$/u, ''),
  );
}

/** A title without labels and without the outlet's name at either end. */
function cleanTitle({ title, outletName }: SourceArticle): string {
  let text = cleanLine(title).replace(LABEL, '');
  const parts = text.split(/\s+[|·•–—-]\s+|\s+::\s+|\s*\|\s*/u);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && (isOutlet(last, outletName) || (/[|]/u.test(text) && countWords(last) <= 4)))
    text = text.slice(0, text.lastIndexOf(last)).replace(/[\s|·•–—:-]+$/u, '');
  return text.replace(/(?<!\b\p{L})[.。]$/u, '').trim();
}

function isOutlet(part: string, outletName: string): boolean {
  const letters = (name: string) =>
    name.toLowerCase().replace(/^the\s|\.(?:com|org|net|co\.\w+)$|[^\p{L}\p{N}]/gu, '');
  if (
    letters(part) === letters(outletName) ||
    (letters(outletName) !== '' && letters(part).includes(letters(outletName)))
  )
    return true;
  return (
    /\b(?:News|Times|Post|Herald|Tribune|Guardian|Reuters|AP|BBC|CNN|Journal|Gazette|Daily|Wire|Today|Press|Chronicle|Observer|Agency)\b/u.test(
      part,
    ) && countWords(part) <= 4
  );
}

function shorten(text: string): string {
  if (countWords(text) <= tuning.mostHeadlineWords) return text;
  const words = text.split(' ');
  const cuts = words
    .map((_, at) => words.slice(0, at + 1).join(' '))
    .filter((cut) => countWords(cut) <= tuning.mostHeadlineWords);
  const atClause = cuts.findLast(
    (cut) => /[,;:–—]$/u.test(cut) && countWords(cut) >= tuning.fewestHeadlineWords,
  );
  // Without a clause to end at, what stands before the last preposition is the likeliest whole.
  const cutAtWord = cuts.at(-1) ?? text.slice(0, tuning.mostHeadlineWords * 2);
  const beforePhrase = cutAtWord.replace(LAST_PHRASE, '');
  let cut = atClause ?? (countWords(beforePhrase) >= tuning.fewestHeadlineWords ? beforePhrase : cutAtWord);
  cut = cut.replace(/[\s,;:–—-]+$/u, '');
  while (DANGLING.test(cut)) cut = cut.replace(DANGLING, '').replace(/[\s,;:–—-]+$/u, '');
  return (cut.match(/["“”]/gu)?.length ?? 0) % 2 === 1 ? cut.replace(/["“”]/gu, '') : cut;
}
