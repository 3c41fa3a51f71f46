import type { Bullet, SourceArticle, SummaryOutcome, ThreeBullets } from '../model/summary.ts';
import { checkSupport } from './check/check-support.ts';
import { type Candidate, chooseBullets, rankCandidates } from './choose/choose-bullets.ts';
import { cleanLine } from './shorten/clean-line.ts';
import { countWords } from '../language/count-words.ts';
import { contentStems, readReport } from './choose/read-report.ts';
import { readWords } from '../language/read-words.ts';
import type { Summariser, SummaryRequest } from './summariser.ts';
import { SUMMARY_TUNING as tuning } from '../../config/summaries-tuning.ts';
import { writeHeadline } from './write-headline.ts';

/**
 * Three of the articles' own sentences, shortened by rules, without a model. The same text gives the same bullets.
 * Refuses when there are fewer than three things to say in the language asked for; never throws on bad text.
 */
export function createExtractiveSummariser(): Summariser {
  return { summarise: (request) => Promise.resolve(summariseExtractively(request)) };
}

export function summariseExtractively({ articles, language }: SummaryRequest): SummaryOutcome {
  const readable = articlesIn(articles, language);
  const bullets = findBullets(readable, language, tuning.bullets);
  const [first, second, third] = bullets;
  if (!first || !second || !third)
    return { kind: 'refused', reason: refusalReason(articles, readable, language, bullets.length) };
  const three: ThreeBullets = [first, second, third];
  return {
    kind: 'summary',
    summary: {
      language,
      headline: writeHeadline(
        readable,
        three.map(({ text }) => text),
        language,
      ),
      bullets: three,
      madeBy: { kind: 'extractive', insteadOfModel: null },
    },
  };
}

/** Articles in a language; one whose language is not known counts as in it. */
export function articlesIn(articles: readonly SourceArticle[], language: string): SourceArticle[] {
  return articles.filter(
    (article) => article.language === null || baseOf(article.language) === baseOf(language),
  );
}

const baseOf = (language: string) => language.toLowerCase().split('-')[0];

/** The best bullets of articles in one language, at most `count`, each supported and none saying what `besides` say. */
export function findBullets(
  articles: readonly SourceArticle[],
  language: string,
  count: number,
  besides: readonly string[] = [],
): Bullet[] {
  const taken = besides.map(stemsOf);
  const isNew = ({ stems }: Candidate) =>
    !taken.some((others) => overlap(others, stems) > tuning.mostRepetition);
  const choose = (isLastResort: boolean) =>
    chooseBullets(
      rankCandidates(
        readReport(articles, isLastResort ? tuning.fewestWordsAtLast : tuning.fewestWords),
        baseOf(language) === 'en',
        isLastResort,
      ),
      count,
      (candidate) => isGood(candidate) && isNew(candidate),
      isLastResort ? tuning.mostRepetitionAtLast : tuning.mostRepetition,
    );
  const chosen = choose(false);
  const more = chosen.length < count ? choose(true) : chosen;
  return (more.length > chosen.length ? more : chosen).map(bulletOf);
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(contentStems(readWords(text)));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

/** What is shown is what is checked: the line after cleaning. */
function isGood(candidate: Candidate): boolean {
  const text = cleanLine(candidate.text);
  const words = countWords(text);
  if (words < tuning.fewestWordsAtLast || words > tuning.mostWords) return false;
  return checkSupport({ bullet: text, evidence: [candidate.sentence.text] }).isSupported;
}

function bulletOf({ text, sentence }: Candidate): Bullet {
  const { id, outletName, url } = sentence.article;
  return {
    text: cleanLine(text),
    evidence: { articleId: id, sentence: sentence.text, outletName, url },
    isSupported: true,
  };
}

function refusalReason(
  all: readonly SourceArticle[],
  readable: readonly SourceArticle[],
  language: string,
  found: number,
): string {
  if (all.length > 0 && readable.length === 0) {
    const name =
      new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(language) ?? language;
    return `None of the articles is in ${name}.`;
  }
  const sentences = readReport(readable, tuning.fewestWordsAtLast).sentences.length;
  if (sentences === 0) return 'There is no text to summarise.';
  if (sentences === 1) return 'There is only one sentence of text.';
  if (sentences === 2) return 'There are only two sentences of text.';
  return found === 0
    ? 'No sentence of the text could stand as a bullet.'
    : `The text says only ${found === 1 ? 'one thing' : 'two things'} that could stand as a bullet.`;
}
