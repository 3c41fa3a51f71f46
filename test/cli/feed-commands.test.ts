import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli.ts';

const OPML = `<opml version="2.0"><head/><body><outline text="Africa">
  <outline text="Harbour Post" xmlUrl="https://harbour.example/world.xml"/>
  <outline text="Sample Wire" xmlUrl="https://sample.example/rss"/></outline></body></opml>`;

let folder = '';
let kept: NodeJS.ProcessEnv = {};
const write = process.stdout.write.bind(process.stdout);
const complain = process.stderr.write.bind(process.stderr);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-cli-'));
  kept = process.env;
  process.env = { ...kept, DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, TIME_ZONE: 'UTC' };
});
afterEach(() => {
  process.env = kept;
  rmSync(folder, { recursive: true });
});

/** Runs `sitrep feeds ...`; what it printed and its status. */
async function feeds(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  process.stdout.write = (text: string) => Boolean(out.push(text));
  process.stderr.write = (text: string) => Boolean(err.push(text));
  try {
    const status = await runCli(['feeds', ...args]);
    return { out: out.join(''), err: err.join(''), status };
  } finally {
    process.exitCode = undefined;
    process.stdout.write = write;
    process.stderr.write = complain;
  }
}

describe('sitrep feeds', () => {
  it('imports, lists, removes and exports', async () => {
    const file = join(folder, 'feeds.opml');
    writeFileSync(file, OPML);
    expect(await feeds('import', file)).toMatchObject({
      out: expect.stringContaining('2 feeds added, 0 there already'),
      status: 0,
    });
    expect((await feeds('import', file)).out).toContain('0 feeds added, 2 there already');
    expect(await feeds('list', 'nothing like it')).toMatchObject({
      out: '',
      err: expect.stringContaining('No feed has these words'),
      status: 0,
    });
    expect((await feeds('list')).out).toBe(
      [
        'https://harbour.example/world.xml\tHarbour Post\tAfrica\twaiting',
        'https://sample.example/rss\tSample Wire\tAfrica\twaiting\n',
      ].join('\n'),
    );
    expect(await feeds('remove', 'sample')).toMatchObject({
      out: expect.stringContaining('sitrep feeds remove https://sample.example/rss'),
      status: 1,
    });
    expect(await feeds('remove', 'sample', 'wire')).toMatchObject({
      out: expect.stringContaining('Removed: Sample Wire'),
      status: 0,
    });
    const { out } = await feeds('export');
    expect(out).toContain('xmlUrl="https://harbour.example/world.xml"');
    expect(out).not.toContain('sample.example');
    expect((await feeds('health')).out).toContain('Not read yet\n • Harbour Post');
  });

  it('says why the list is empty before the first start', async () => {
    expect(await feeds('list')).toMatchObject({
      out: '',
      err: expect.stringContaining('the first "npm start" adds those of FEEDS_FILE'),
      status: 0,
    });
  });

  it('ends with a sentence and status 1 where it cannot', async () => {
    expect(await feeds('import', join(folder, 'none.opml'))).toMatchObject({
      err: expect.stringContaining('neither an http(s) address nor a file'),
      status: 1,
    });
    expect(await feeds('remove', 'nobody')).toMatchObject({
      err: expect.stringContaining('There is no feed "nobody"'),
      status: 1,
    });
    // Refused by the guard: no connection is tried.
    expect(await feeds('add', 'http://127.0.0.1:9/feed')).toMatchObject({
      err: expect.stringContaining('private network'),
      status: 1,
    });
    expect(await feeds('test', 'http://127.0.0.1:9/feed')).toMatchObject({ status: 1 });
  });
});
