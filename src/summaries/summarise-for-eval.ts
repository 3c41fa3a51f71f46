import type { SummaryMaker } from '../model/summary.ts';
import { summariseExtractively } from './extractive-summariser.ts';

export type EvalSummary =
  | { id: string; headline: string; bullets: string[]; evidence: string[]; mode: SummaryMaker['kind'] }
  | { id: string; refused: string };

/** `sitrep eval summarise`: the extractive summary of one English text, by the code of production. */
export function summariseForEval({
  id,
  title,
  text,
}: {
  id: string;
  title?: string;
  text: string;
}): EvalSummary {
  const article = {
    id,
    title: title ?? '',
    text,
    outletName: '',
    url: null,
    language: null,
    publishedAt: null,
  };
  const outcome = summariseExtractively({ articles: [article], language: 'en' });
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
