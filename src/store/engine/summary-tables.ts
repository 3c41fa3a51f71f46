/** Rows of summaries and of what a model is asked; see `tables.ts`. */

export type SummaryRow = {
  story_id: string;
  version: number;
  language: string;
  headline: string;
  bullets_json: string;
  made_by_json: string;
  /** When the version was summarised first; a better summary of the same version leaves it. */
  made_at: number;
  /** From 1; each better summary of the same version is the next. */
  edition: number;
  /** Headline and bullets without case and accents. */
  search_text: string;
};

export type ModelUsageRow = {
  id: string;
  at: number;
  model: string;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number | null;
  /** 1 where a kept answer stood in for a call. */
  is_cached: number;
};

export type ModelAnswerRow = { key: string; model: string; answer_json: string; made_at: number };

/** That a model is to summarise a version of a story. */
export type SummaryWishRow = {
  id: string;
  story_id: string;
  language: string;
  version: number;
  wanted_at: number;
  /** Null once it is done or given up. */
  due_at: number | null;
  /** Of this version. */
  attempts: number;
  /** Why the newest attempt brought none. */
  reason: string | null;
  claim_token: string | null;
  claimed_by: string | null;
  claimed_at: number | null;
};
