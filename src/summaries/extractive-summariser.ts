import type { Bullet, Evidence, OutletPage, SourceArticle, SummaryOutcome } from '../model/summary.ts';
import { checkSupport } from './check/check-support.ts';
import { type Candidate, chooseBullets, openChoice } from './choose/choose-bullets.ts';
import { cleanLine } from './shorten/clean-line.ts';
import { countWords } from '../language/count-words.ts';
import { readOwnPoints } from './choose/read-own-points.ts';
import { contentStems, readArticle, readReport } from './choose/read-report.ts';
import { readWords } from '../language/read-words.ts';
import type { SummaryRequest } from './summariser.ts';
import { CHOOSE_TUNING as tuning } from '../../config/choose-tuning.ts';
import { SUMMARY_TUNING } from '../../config/summaries-tuning.ts';
import { writeHeadline } from './write-headline.ts';

/**
 * Three of the articles' own sentences, shortened by rules, without a model. The same text gives the same bullets.
 * Refuses when there are fewer than three things to say in the language asked for; never throws on bad text.
 */
export function summariseExtractively({ articles, language }: SummaryRequest): SummaryOutcome {
  const readable = articlesIn(articles, language);
  const own = findOwnPoints(readable);
  const bullets = own?.bullets ?? findBullets(readable, language, SUMMARY_TUNING.bullets);
  const [first, second, third] = bullets;
  if (!first || !second || !third)
    return { kind: 'refused', reason: refusalReason(articles, readable, language, bullets.length) };
  const texts = bullets.map(({ text }) => text);
  return {
    kind: 'summary',
    summary: {
      language,
      headline: writeHeadline(readable, texts, language),
      bullets: [first, second, third],
      madeBy: { kind: 'extractive', insteadOfModel: null, ...(own && { ownPoints: own.source }) },
    },
  };
}

/** The points that an outlet put over its article, where no other outlet has told the story since. */
function findOwnPoints(articles: readonly SourceArticle[]): { bullets: Bullet[]; source: OutletPage } | null {
  for (const article of articles.filter((one) => articles.every((other) => isAsNew(one, other)))) {
    const points = readOwnPoints(readArticle(article)).slice(0, SUMMARY_TUNING.bullets);
    const bullets = points.map(({ text, borneOutBy }): Bullet => {
      const evidence = evidenceIn(article, text, [borneOutBy.text]);
      return { text: cleanLine(text), evidence, isSupported: true };
    });
    if (points.length === SUMMARY_TUNING.bullets)
      return { bullets, source: { outletName: article.outletName, url: article.url } };
  }
  return null;
}

function isAsNew(one: SourceArticle, other: SourceArticle): boolean {
  return (
    one === other ||
    (one.publishedAt !== null && other.publishedAt !== null && one.publishedAt >= other.publishedAt)
  );
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
  const isNew = ({ form }: Candidate) =>
    !taken.some((others) => overlap(others, stemsOf(form.text)) > tuning.mostRepetition);
  const written = new Map<Candidate, Bullet | null>();
  const write = (candidate: Candidate): Bullet | null => {
    const known = written.get(candidate);
    if (known !== undefined) return known;
    const bullet = writeBullet(candidate);
    written.set(candidate, bullet);
    return bullet;
  };
  const choose = (isLastResort: boolean) => {
    const report = readReport(
      articles,
      isLastResort ? SUMMARY_TUNING.fewestWordsAtLast : SUMMARY_TUNING.fewestWords,
    );
    return chooseBullets(
      openChoice(report, baseOf(language) === 'en', isLastResort),
      count,
      (candidate) => isNew(candidate) && write(candidate) !== null,
      isLastResort ? tuning.mostRepetitionAtLast : tuning.mostRepetition,
    );
  };
  const chosen = choose(false);
  const more = chosen.length < count ? choose(true) : chosen;
  return (more.length > chosen.length ? more : chosen).flatMap((candidate) => write(candidate) ?? []);
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(contentStems(readWords(text)));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

/** The bullet with its evidence and how it comes from it, or null where the check refuses it. What is shown is what is checked: the line after cleaning. */
function writeBullet({ form, sentence }: Candidate): Bullet | null {
  const text = cleanLine(form.text);
  const words = countWords(text);
  if (words < SUMMARY_TUNING.fewestWordsAtLast || words > SUMMARY_TUNING.mostWords) return null;
  const { publishedAt } = sentence.article;
  const evidence = evidenceIn(sentence.article, sentence.text, form.references);
  const { isSupported, derivation } = checkSupport({
    bullet: text,
    evidence: [sentence.text],
    publishedAt,
    references: form.references,
  });
  if (!isSupported) return null;
  return {
    text,
    evidence: form.datesResolved ? { ...evidence, publishedAt } : evidence,
    isSupported,
    ...(derivation && { checkedBy: 'derivation', derivation }),
  };
}

function evidenceIn(
  { id, outletName, url }: SourceArticle,
  sentence: string,
  references: readonly string[],
): Evidence {
  return { articleId: id, sentence, outletName, url, ...(references.length > 0 && { references }) };
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
  const sentences = readReport(readable, SUMMARY_TUNING.fewestWordsAtLast).sentences.length;
  if (sentences === 0) return 'There is no text to summarise.';
  if (sentences === 1) return 'There is only one sentence of text.';
  if (sentences === 2) return 'There are only two sentences of text.';
  return found === 0
    ? 'No sentence of the text could stand as a bullet.'
    : `The text says only ${found === 1 ? 'one thing' : 'two things'} that could stand as a bullet.`;
}
