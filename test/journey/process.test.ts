import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { writeOpml } from '../../src/feeds/opml.ts';
import { silentLogger } from '../../src/log.ts';
import { startSlackStandIn } from '../support/slack-stand-in.ts';
import { waitUntil } from '../support/wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

/** The program as `npm start` runs it, in an empty folder, with nothing but these settings. */
function start(
  environment: Readonly<Record<string, string>>,
  script = 'src/main.ts',
  args: readonly string[] = [],
) {
  const child = spawn(process.execPath, [join(process.cwd(), script), ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      WEB_PORT: '0',
      FEEDS_FILE: join(folder, 'feeds.opml'),
      ...environment,
    },
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

describe('the program as a process', () => {
  it('starts on served feeds, serves the local channel, and ends cleanly on SIGTERM', async () => {
    const newsroom = await serveNewsroom({
      clock: systemClock,
      host: '127.0.0.1',
      firstPort: 0,
      log: silentLogger,
    });
    try {
      writeFileSync(join(folder, 'feeds.opml'), writeOpml(newsroom.feeds));
      const { child, output, ended } = start({ ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(',') });
      await waitUntil('the start', () => /Sitrep runs/.test(output()));
      const url = /http:\/\/localhost:\d+/.exec(output())?.[0] ?? '';
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect(output()).toContain('PRIVATE ADDRESSES MAY BE FETCHED');
      await waitUntil('polls', () => newsroom.requests().page > 3);
      child.kill('SIGTERM');
      const exit = await Promise.race([
        ended,
        new Promise((resolve) => setTimeout(() => resolve('still running after 10 s'), 10_000)),
      ]);
      expect(exit).toBe(0);
    } finally {
      await newsroom.close();
    }
  });

  it('names a wrong token and never prints its value', async () => {
    const slack = await startSlackStandIn();
    try {
      writeFileSync(join(folder, 'feeds.opml'), writeOpml([]));
      const { output, ended } = start({
        SLACK_BOT_TOKEN: 'xoxb-sentinel-one-1234567890',
        SLACK_APP_TOKEN: 'xapp-sentinel-two-1234567890',
        SLACK_API_URL: slack.apiUrl,
        OPENAI_API_KEY: 'sk-sentinel-three-1234567890',
        LOG_LEVEL: 'debug',
      });
      expect(await ended).toBe(1);
      expect(output()).toContain('SLACK_BOT_TOKEN');
      expect(output()).not.toContain('sentinel');
    } finally {
      await slack.close();
    }
  });

  it.each([
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL: must start with sqlite: or postgres:/],
    [{ WEB_HOST: '0.0.0.0' }, /Set WEB_TOKEN/],
    [{ FEEDS_FILE: '/nowhere/feeds.opml' }, /FEEDS_FILE \(\/nowhere\/feeds\.opml\)/],
    [{ COMMAND_NAME: 'status', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }, /reserve/i],
    [{ SCHEDULE: 'mon 25:00' }, /Write it like this/],
  ])('refuses %o with a sentence and status 1', async (environment, sentence) => {
    writeFileSync(join(folder, 'feeds.opml'), writeOpml([]));
    const { output, ended } = start(environment);
    expect(await ended).toBe(1);
    expect(output()).toMatch(sentence);
    expect(output()).not.toMatch(/at .*\.ts:\d+/);
  });

  it('measures a stage over JSON lines', async () => {
    const { child, output, ended } = start({}, 'bin/sitrep.mjs', ['eval', 'guard']);
    child.stdin.end(
      '{"id":"1","url":"http://127.0.0.1/"}\n{"id":"2","url":"https://example.org/","resolvesTo":"93.184.216.34"}\n',
    );
    expect(await ended).toBe(0);
    const lines = output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; allowed: boolean });
    expect(lines.map(({ id, allowed }) => [id, allowed])).toEqual([
      ['1', false],
      ['2', true],
    ]);
  });
});
