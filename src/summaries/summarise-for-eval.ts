import type { SourceArticle, SummaryMaker } from '../model/summary.ts';
import { summariseExtractively } from './extractive-summariser.ts';

/** One text, or the articles of a story. `publishedAt` is an epoch or a date with its year; anything else is no date. */
export type EvalQuestion = {
  id: string;
  title?: string;
  text?: string;
  outlet?: string;
  url?: string | null;
  publishedAt?: number | string | null;
  articles?: readonly Omit<EvalQuestion, 'id' | 'articles'>[];
  /** ISO 639-1; English where none is given. */
  language?: string | null;
};

export type EvalSummary =
  | { id: string; headline: string; bullets: string[]; evidence: string[]; mode: SummaryMaker['kind'] }
  | { id: string; refused: string };

/** `sitrep eval summarise`: the extractive summary of one text or of a story's articles, by the code of production. */
export function summariseForEval(question: EvalQuestion): EvalSummary {
  const { id } = question;
  const language = question.language ?? question.articles?.[0]?.language ?? 'en';
  const articles = (question.articles ?? [question]).map((one, at) =>
    articleOf(one, `${id}-${at}`, language),
  );
  const outcome = summariseExtractively({ articles, language });
  if (outcome.kind === 'refused') return { id, refused: outcome.reason };
  const { headline, bullets, madeBy } = outcome.summary;
  return {
    id,
    headline,
    bullets: bullets.map((bullet) => bullet.text),
    evidence: bullets.map((bullet) => bullet.evidence.sentence),
    mode: madeBy.kind,
  };
}

function articleOf(
  { title, text, outlet, url, publishedAt, language }: Omit<EvalQuestion, 'id' | 'articles'>,
  id: string,
  fallbackLanguage: string,
): SourceArticle {
  return {
    id,
    title: title ?? '',
    text: text ?? '',
    outletName: outlet ?? '',
    url: url ?? null,
    language: language ?? fallbackLanguage,
    publishedAt: instantOf(publishedAt),
  };
}

/** Epochs before 1973 in milliseconds are epochs in seconds. */
const FIRST_EPOCH_MS = 1e11;

/** Of `8 July` nobody knows the year, and of `4 days ago` not even the day. A day without a zone is one of UTC. */
function instantOf(published: number | string | null | undefined): number | null {
  if (typeof published === 'number') return published < FIRST_EPOCH_MS ? published * 1_000 : published;
  if (!published || !/\b(?:19|20)\d\d\b/u.test(published)) return null;
  const instant = [Date.parse(`${published} UTC`), Date.parse(published)].find(Number.isFinite);
  return instant ?? null;
}
