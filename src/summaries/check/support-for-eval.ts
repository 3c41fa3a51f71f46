import { checkSupport } from './check-support.ts';

/** `sitrep eval support`: the evidence check of production on a record; `source` may hold several sentences or be a whole article. */
export function supportForEval({
  id,
  source,
  sentence,
  publishedAt,
}: {
  id: string;
  source: string;
  sentence: string;
  /** Epoch ms, or a date as JSON has it. */
  publishedAt?: number | string | null;
}): { id: string; supported: boolean; reason?: string } {
  const time = typeof publishedAt === 'string' ? Date.parse(publishedAt) : (publishedAt ?? Number.NaN);
  const { isSupported, reason } = checkSupport({
    bullet: sentence,
    evidence: [source],
    publishedAt: Number.isNaN(time) ? null : time,
  });
  return { id, supported: isSupported, ...(reason === null ? {} : { reason }) };
}
