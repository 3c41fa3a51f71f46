import type { SourceArticle, SummaryOutcome } from '../model/summary.ts';

/** `articles` tell one story, the one nearest its centre first; `language` is that of the summary (ISO 639-1). */
export type SummaryRequest = {
  articles: readonly SourceArticle[];
  language: string;
  /** Of a story that has moved: the bullets that readers have, and the articles that those rest on. */
  before?: { bullets: readonly string[]; articles: readonly SourceArticle[] } | undefined;
};

/** Turns a story's articles into exactly three supported bullets, or says why it cannot. Never throws on bad text. */
export type Summariser = {
  summarise(request: SummaryRequest, signal: AbortSignal): Promise<SummaryOutcome>;
};
