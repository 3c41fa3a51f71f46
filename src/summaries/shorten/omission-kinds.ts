import type { SHORTEN_TUNING } from '../../../config/shorten-tuning.ts';

/** What may be left out of an English sentence, by what it is. */
export type OmissionKind = keyof typeof SHORTEN_TUNING.factor;

/** Tokens from `from` before `to` that may go. */
export type Span = {
  kind: OmissionKind;
  from: number;
  to: number;
  /** What ending there costs besides: the word before often goes on. */
  torn?: number;
};
