import { checkSupport } from './check-support.ts';

/** `sitrep eval support`: the evidence check of production on a record; `source` may be a whole article. */
export function supportForEval(record: { id: string; source: string; sentence: string }): {
  id: string;
  supported: boolean;
  reason?: string;
} {
  const { isSupported, reason } = checkSupport({ bullet: record.sentence, evidence: [record.source] });
  return { id: record.id, supported: isSupported, ...(reason === null ? {} : { reason }) };
}
