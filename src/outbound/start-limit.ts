/** The time that a fetch has, all redirects and the body together. */
export type Limit = {
  /** Why nothing more is waited for, or null. */
  over: Error | null;
  /** Called when it is over; whoever waits now sets it. */
  onOver: (fault: Error) => void;
  isLate(): boolean;
  /** No more is to come: forgets timer and signal. */
  end(): void;
};

/**
 * Over after `timeoutMs`, or with the caller's signal. Made of a timer and a function: hundreds of fetches a second are
 * too many for an `AbortSignal` each, whose timer and listeners live on for the whole time.
 */
export function startLimit(timeoutMs: number, signal: AbortSignal | undefined): Limit {
  let isLate = false;
  const stop = (why: string) => {
    limit.over ??= new Error(why);
    limit.onOver(limit.over);
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => {
    isLate = true;
    stop('the answer took longer than allowed');
  }, timeoutMs);
  const limit: Limit = {
    over: signal?.aborted ? new Error('cancelled') : null,
    onOver() {},
    isLate: () => isLate,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    },
  };
  signal?.addEventListener('abort', cancel, { once: true });
  return limit;
}
