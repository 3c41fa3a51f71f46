import { serveWorker } from '../../src/outbound/serve-worker.ts';

serveWorker({
  say: async () => (word: string) => `${word} (${Object.keys(process.env).length})`,
  who: async () => () => process.pid,
  fail: async () => () => {
    throw new Error('nothing to say');
  },
  spin: async () => () => {
    for (;;) Math.sqrt(2);
  },
  exit: async () => () => process.exit(3),
  fill: async () => () => {
    const hoard: number[][] = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, index) => index + hoard.length));
  },
  // One regular expression that builds ever more text: the heap runs out in V8's own code, where a thread takes all.
  swell: async () => () => {
    let text = 'a'.repeat(1_000);
    for (;;) text = text.replace(/a/g, 'aa$&');
  },
});
