import { serveWorker } from '../../src/outbound/serve-worker.ts';

type Input = { say?: string; spin?: boolean; fill?: boolean; exit?: boolean };

serveWorker((message) => {
  const input = message as Input;
  if (input.spin) for (;;) Math.sqrt(2);
  if (input.exit) process.exit(3);
  if (input.fill) {
    const hoard: number[][] = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, index) => index + hoard.length));
  }
  if (input.say === undefined) throw new Error('nothing to say');
  return `${input.say} (${Object.keys(process.env).length})`;
});
