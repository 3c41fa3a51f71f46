import type { Tx } from './store-context.ts';

type Waiting<Entry, Outcome> = {
  entry: Entry;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
};

/**
 * Stores the entries that come in one turn of the event loop, or within `gatherMs`, in one transaction, because a
 * transaction costs more than what it stores. Each is still stored whole or not at all, and on its own where one of
 * them cannot be stored.
 */
export function groupCalls<Entry, Outcome>(
  transact: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  storeOne: (tx: Tx, entry: Entry) => Promise<Outcome>,
  gatherMs = 0,
): (entry: Entry) => Promise<Outcome> {
  let waiting: Waiting<Entry, Outcome>[] = [];

  const storeAll = (some: readonly Waiting<Entry, Outcome>[]) =>
    transact(async (tx) => {
      const stored: Outcome[] = [];
      for (const { entry } of some) stored.push(await storeOne(tx, entry));
      return stored;
    });

  async function flush(): Promise<void> {
    const some = waiting;
    waiting = [];
    try {
      const stored = await storeAll(some);
      for (const [index, { resolve }] of some.entries()) resolve(stored[index] as Outcome);
    } catch (error) {
      const [only] = some;
      if (some.length === 1) only?.reject(error);
      else
        for (const one of some)
          storeAll([one]).then(([stored]) => one.resolve(stored as Outcome), one.reject);
    }
  }

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (waiting.length > 1) return;
      if (gatherMs === 0) setImmediate(() => void flush());
      else setTimeout(() => void flush(), gatherMs);
    });
}
