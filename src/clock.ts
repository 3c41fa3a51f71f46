/** Time as a parameter, so that tests never sleep. Instants are epoch milliseconds (UTC). */
export type Clock = {
  /** The current instant, epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
};

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format takes far longer than using it, and a round asks for many channels of few zones.
function formatOf(span: 'day' | 'month', timeZone: string): Intl.DateTimeFormat {
  const key = `${span} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    ...(span === 'day' && { day: '2-digit' }),
  });
  formats.set(key, made);
  return made;
}

/** First instant of the local day or month that an instant falls into, in an IANA zone; also where midnight is skipped. */
export function startOfLocal(span: 'day' | 'month', at: number, timeZone: string): number {
  const format = formatOf(span, timeZone);
  const name = format.format(at);
  // Zones are whole minutes off UTC, so that the first minute of the span is all there is to find.
  let before = Math.floor(at / MINUTE) - (span === 'day' ? 26 : 32 * 24) * 60;
  let inside = Math.floor(at / MINUTE);
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2);
    if (format.format(middle * MINUTE) === name) inside = middle;
    else before = middle;
  }
  return inside * MINUTE;
}
