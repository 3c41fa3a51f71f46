import { SUMMARY_TUNING as tuning } from '../../config/summaries-tuning.ts';
import type { SourceArticle } from '../model/summary.ts';
import { cleanLine } from './shorten/clean-line.ts';
import { compressSentence } from './shorten/compress-sentence.ts';
import { countWords } from '../language/count-words.ts';
import { hasMainVerb, standsAlone } from './shorten/verb-cues.ts';

const LABEL =
  /^(?:watch|read|listen|video|live|live updates?|breaking(?: news)?|exclusive|explainer|analysis|opinion|photos?|in pictures|factbox|update\s?\d*|just in|must read|top stories)\s*[:|–—-]\s+/iu;
const DANGLING =
  /(?:^|\s)(?:a|an|the|and|or|but|of|in|on|at|to|for|from|with|by|as|that|which|who|is|are|was|were|its|his|her|their|into|over|after|before|amid|than|s)$/iu;

/** No headline: `It was the first`, `"Enough," he said`. */
const POINTS_OR_QUOTES = /^(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|There|We|I)\b|^["“]/u;

/** `Twenty years after the treaty came into force` is when, not what. */
const OPENS_CLAUSE =
  /^(?:\S+ ){0,4}(?:after|before|since|when|while|as|if|although|though|despite|because|until)\b/iu;
/** What happened stands before these, its circumstances behind. */
const CIRCUMSTANCE =
  / (?:after|amid|as|while|when|because|before|despite|since|following|although|though)\b.*$/u;

const LAST_PHRASE =
  / (?:in|on|at|as|after|for|with|to|of|and|or|but|that|who|which|from|by|over|amid|while|when|because|before|during|under|against|about|into|since)\b(?:(?! (?:in|on|at|as|after|for|with|to|of|and|or|but|that|who|which|from|by|over|amid|while|when|because|before|during|under|against|about|into|since)\b).)*$/u;

/**
 * A headline of at most twelve words: the first article's title without outlet and labels where it is short enough, else
 * a whole clause of that title or of a bullet, else the title or the first bullet cut. `language` is that of the bullets
 * (ISO 639-1): English alone is cut by clauses. Plain text, no full stop.
 */
export function writeHeadline(
  articles: readonly SourceArticle[],
  bullets: readonly string[],
  language: string,
): string {
  const isEnglish = /^en\b/iu.test(language);
  const titles = articles.map(cleanTitle);
  const fitting = titles.filter(fits);
  // A question is no news where another outlet has the answer.
  const best = fitting.find((title) => !/[?？؟]/u.test(title)) ?? fitting[0];
  if (best !== undefined) return best;
  const long = titles[0] !== undefined && countWords(titles[0]) > tuning.mostHeadlineWords ? titles[0] : null;
  const first = long ?? bullets[0] ?? '';
  const cut = shorten(withoutStop(first));
  return (
    clauseOf(first, isEnglish) ??
    (long !== null || (hasMainVerb(cut) && standsAlone(cut) && !OPENS_CLAUSE.test(cut))
      ? cut
      : bullets.map((bullet) => clauseOf(bullet, isEnglish)).find((clause) => clause !== null)) ??
    cut
  );
}

/** The longest form of a sentence that is short enough and reads alone. */
function clauseOf(text: string, isEnglish: boolean): string | null {
  const forms = compressSentence(text, isEnglish, true).map(withoutStop);
  return forms.find((form) => fits(form) && !POINTS_OR_QUOTES.test(form) && !OPENS_CLAUSE.test(form)) ?? null;
}

const withoutStop = (text: string) => text.replace(/(?<!\b\p{L})[.。]+$/u, '');

const fits = (text: string) =>
  countWords(text) >= tuning.fewestHeadlineWords && countWords(text) <= tuning.mostHeadlineWords;

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
  const act = cutAtWord.replace(CIRCUMSTANCE, '');
  const isAct = act !== cutAtWord && countWords(act) >= tuning.fewestHeadlineWords;
  let cut =
    atClause ??
    (isAct ? act : null) ??
    (countWords(beforePhrase) >= tuning.fewestHeadlineWords ? beforePhrase : cutAtWord);
  cut = cut.replace(/[\s,;:–—-]+$/u, '');
  while (DANGLING.test(cut)) cut = cut.replace(DANGLING, '').replace(/[\s,;:–—-]+$/u, '');
  return (cut.match(/["“”]/gu)?.length ?? 0) % 2 === 1 ? cut.replace(/["“”]/gu, '') : cut;
}
