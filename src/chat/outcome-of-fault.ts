import { DEFAULT_RETRY_MS } from '../../config/chat-limits.ts';
import type { EditOutcome, FindOutcome, SendOutcome } from './chat.ts';

export type Refusal = { userMessage: string; isChannelGone: boolean };

/** What went wrong with a call to a platform, as its adapter judges it. */
export type Fault =
  /** Nothing was done; may be asked again. */
  | { kind: 'retry'; retryAfterMs: number; reason: string }
  | { kind: 'refused'; reason: string; refusal: Refusal }
  | { kind: 'in-doubt'; reason: string };

/** What a failed send came to. */
export function sendOutcome(fault: Fault): SendOutcome {
  return fault.kind === 'refused' ? refused(fault) : fault;
}

/** What a failed edit came to: one that may or may not have been made is made again. */
export function editOutcome(fault: Fault): EditOutcome {
  return fault.kind === 'refused' ? refused(fault) : askAgain(fault);
}

/** What a failed look-up came to: what a platform refuses to show is not permitted, anything else is tried again. */
export function findOutcome(fault: Fault): FindOutcome {
  return fault.kind === 'refused' ? { kind: 'not-permitted', reason: fault.reason } : askAgain(fault);
}

function askAgain(fault: Exclude<Fault, { kind: 'refused' }>) {
  if (fault.kind === 'retry') return fault;
  return { kind: 'retry' as const, retryAfterMs: DEFAULT_RETRY_MS, reason: fault.reason };
}

function refused({ reason, refusal }: Extract<Fault, { kind: 'refused' }>) {
  return { kind: 'refused' as const, reason, ...refusal };
}
