import type { SummaryMaker } from '../model/summary.ts';
import { summariseExtractively } from './extractive-summariser.ts';

export type EvalSummary =
  | { id: string; headline: string; bullets: string[]; evidence: string[]; mode: SummaryMaker['kind'] }
  | { id: string; refused: string };

/** `sitrep eval summarise`: the extractive summary of one text in its language (English where none is given), by the code of production. */
export function summariseForEval({
  id,
  title,
  text,
  language = 'en',
}: {
  id: string;
  title?: string;
  text: string;
  language?: string;
}): EvalSummary {
  const article = {
    id,
    title: title ?? '',
    text,
    outletName: '',
    url: null,
    language,
    publishedAt: null,
  };
  const outcome = summariseExtractively({ articles: [article], language });
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
