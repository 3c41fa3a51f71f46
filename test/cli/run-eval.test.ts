import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runEval } from '../../src/cli/run-eval.ts';

async function evaluate(task: string, lines: string): Promise<unknown[]> {
  let written = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  await runEval(task, Readable.from([Buffer.from(lines)]), output);
  return written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

describe('evaluating JSON lines', () => {
  it.each(['\u2028', '\u2029', '\u0085'])('does not split a record at %j', async (separator) => {
    const record = (id: string) =>
      `{"id":"${id}","url":"https://harbour.example/","note":"one${separator}two"}`;
    expect(await evaluate('guard', `${record('1')}\r\n\n${record('2')}`)).toEqual([
      { id: '1', allowed: true },
      { id: '2', allowed: true },
    ]);
  });
});
