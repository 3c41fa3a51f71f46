import { CHOOSE_TUNING as tuning } from '../../config/choose-tuning.ts';
import { SUMMARY_TUNING } from '../../config/summaries-tuning.ts';
import { countWords } from '../language/count-words.ts';
import { readText } from '../language/read-text.ts';
import type { SourceArticle } from '../model/summary.ts';
import { keysOf, repeats, shareOf, weightOf, weightOfAll, weighTitles } from './choose/relate-sentences.ts';
import { cleanLine } from './shorten/clean-line.ts';
import { shortenSentence } from './shorten/shorten-sentence.ts';

/** What stands before a title and is no part of it. */
const LABEL =
  /^(?:watch|read|listen|video|breaking(?: news)?|exclusive|factbox|update\s?\d*|just in|must read|top stories|photos?|in pictures)\s*[:|–—-]\s+/iu;
/** The label of a page that is no report: its title is no headline where another is. */
const NO_REPORT =
  /^(?:live(?: updates?| blog)?|opinion|analysis|explainer|comment|editorial|column|letters?|podcast|fact check|what we know|q&a)\s*[:|–—-]|\blive(?: updates?| blog| coverage)?\s*$|^(?:why|how|what|who|where)\b|[?？؟]/iu;
/** Where a title may end: behind these stand circumstances. */
const CLAUSE_ENDS =
  /(?:[,;] | (?:as|after|amid|while|when|because|before|despite|since|following|though|although|but|and) | [–—-] )/gu;

type Title = { text: string; isReport: boolean; publishedAt: number | null };

/**
 * The headline of a story: of its articles' titles, without outlet and labels, the best. A title is the better the more it tells of what the
 * other titles and the bullets tell, the newer it is and the less a bullet repeats it; questions, live blogs and opinions come last. A long one
 * ends at a clause. Without a title the first bullet in its shortest form. `language` is that of the bullets (ISO 639-1). The order of
 * `articles` does not matter. Plain text, no full stop.
 */
export function writeHeadline(
  articles: readonly SourceArticle[],
  bullets: readonly string[],
  language: string,
): string {
  const titles = articles
    .map(readTitle)
    .filter(({ text }) => countWords(text) >= SUMMARY_TUNING.fewestHeadlineWords);
  const texts = [...titles.map(({ text }) => text), ...bullets];
  const told = weighTitles(texts);
  const newest = Math.max(...titles.map(({ publishedAt }) => publishedAt ?? 0));
  const [best] = titles
    .map((title) => ({ title, worth: agreementOf(title.text, texts) + worthOf(title, bullets, newest) }))
    .sort((a, b) => b.worth - a.worth || (a.title.text < b.title.text ? -1 : 1));
  const headline = best?.title.text ?? headlineFrom(bullets, /^en\b/iu.test(language));
  return headline.length > tuning.mostHeadlineCharacters ? endAtClause(headline, told) : headline;
}

/** How much of a title the other titles and the bullets say too, the mean over its words and over them, 0 to 1. */
function agreementOf(title: string, texts: readonly string[]): number {
  const others = texts.filter((text) => text !== title).map(keysOf);
  const keys = keysOf(title);
  let sum = 0;
  for (const key of keys)
    sum += (weightOf(key) * others.filter((other) => other.has(key)).length) / Math.max(1, others.length);
  return sum / Math.max(1, weightOfAll(keys));
}

function worthOf({ text, isReport, publishedAt }: Title, bullets: readonly string[], newest: number): number {
  const isRepeated = bullets.some((bullet) => repeats(bullet, text));
  return (
    (publishedAt !== null && publishedAt === newest ? tuning.newestTitleGain : 0) -
    (isReport ? 0 : tuning.noReportCost) -
    (isRepeated ? tuning.repeatedTitleCost : 0) -
    (text.length > tuning.mostHeadlineCharacters ? tuning.longTitleCost : 0)
  );
}

/** `talks between Norvelia`: its second half was cut off. */
const OPEN_PAIR = /\b(?:between|both)\b(?!.*\band\b)/iu;

const withoutStop = (text: string) => text.replace(/(?<!\b\p{L})[.。]+$/u, '').trim();

/** A title without labels and without the outlet's name at either end. */
function readTitle({ title, outletName, publishedAt }: SourceArticle): Title {
  const line = cleanLine(title.slice(0, tuning.mostTitleCharacters));
  let text = line.replace(LABEL, '');
  const parts = text.split(/\s+[|·•–—-]\s+|\s+::\s+|\s*\|\s*/u);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && (isOutlet(last, outletName) || (/[|]/u.test(text) && countWords(last) <= 4)))
    text = text.slice(0, text.lastIndexOf(last)).replace(/[\s|·•–—:-]+$/u, '');
  return { text: withoutStop(text), isReport: !NO_REPORT.test(line), publishedAt };
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

/** The first bullet that can stand alone: whole where it is short enough, else in its shortest form. */
function headlineFrom(bullets: readonly string[], isEnglish: boolean): string {
  const forms = bullets.flatMap((bullet) => (isEnglish ? formsAlone(bullet) : [bullet]));
  const fitting = forms.find((form) => form.length <= tuning.mostHeadlineCharacters);
  return withoutStop(fitting ?? forms[0] ?? bullets[0] ?? '');
}

/** A bullet and its shorter forms, longest first; none where it points at what stands elsewhere. */
function formsAlone(bullet: string): string[] {
  const [sentence] = readText(bullet).sentences;
  if (sentence === undefined) return [];
  const forms = shortenSentence({ sentence, before: [], title: '', publishedAt: null });
  return forms.some(({ points }) => points) ? [] : [bullet, ...forms.map(({ text }) => text)];
}

/** What stands before a colon names, what stands behind it tells: the part that tells more, then what stands before its last circumstance. */
function endAtClause(text: string, told: ReadonlyMap<string, number>): string {
  const colon = text.search(/: (?=\p{Lu}|["“‘'])/u);
  const parts = colon < 0 ? [text] : [text, text.slice(0, colon), text.slice(colon + 2)];
  const forms = parts.flatMap((part) => {
    const ends = [...part.matchAll(CLAUSE_ENDS)].map(({ index }) => index);
    return [part.length].concat(ends).map((end) => part.slice(0, end));
  });
  const fitting = forms
    .filter(
      (form) =>
        form.length <= tuning.mostHeadlineCharacters &&
        !OPEN_PAIR.test(form) &&
        countWords(form) >= SUMMARY_TUNING.fewestHeadlineWords,
    )
    .toSorted((a, b) => shareOf(keysOf(b), told) - shareOf(keysOf(a), told) || a.length - b.length);
  const [best] = fitting;
  if (best !== undefined) return best;
  // What has no clause to end at is cut, and says so.
  const words = text.slice(0, tuning.mostHeadlineCharacters).split(' ');
  const kept =
    words.length > 1 ? words.slice(0, -1).join(' ') : text.slice(0, tuning.mostHeadlineCharacters - 1);
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`;
}
