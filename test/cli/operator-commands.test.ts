import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUp } from '../../src/cli/operator-commands.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import {
  poll,
  sampleArticle,
  sampleStory,
  startBoth,
  storeReadyStory,
  T0,
} from '../store/contract/samples.ts';
import { createManualClock } from '../support/manual-clock.ts';

const clock = createManualClock(T0);
let folder = '';
let store: Store;
const open = (path: string) => openStore({ url: `sqlite:${path}`, clock, log: silentLogger });
const source = () => join(folder, 'sitrep.db');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-backup-'));
  store = await open(source());
  await startBoth(store);
  await poll(store, [sampleArticle('grain')]);
  await storeReadyStory(store, sampleStory('s1'), { headline: 'Grain talks in Sochi' });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

function run(file?: string, url = `sqlite:${source()}`): string[] {
  const lines: string[] = [];
  backUp(url, file, { now: T0, print: (line) => lines.push(line) });
  return lines;
}

it('copies what is stored while the bot goes on writing, searchable and for this user alone', async () => {
  const target = join(folder, 'copies', 'first.db');
  expect(run(target)[0]).toMatch(/^Written to .*first\.db: 1 stories, \d+\.\d MB, checked\.$/);
  await poll(store, [sampleArticle('ports')], T0 + 1);
  expect((await stat(target)).mode & 0o077).toBe(0);
  const copy = await open(target);
  try {
    expect((await copy.counts(T0)).articles.total).toBe(1);
    const query = { words: ['sochi'], since: 0, languages: ['en'], limit: 5 };
    expect(await copy.stories.search(query)).toHaveLength(1);
    // What the feed listed is known there too.
    await copy.instances.beat('instance-a', T0);
    expect(await poll(copy, [sampleArticle('grain')], T0)).toMatchObject({ added: 0 });
  } finally {
    await copy.close();
  }
  expect((await store.counts(T0)).articles.total).toBe(2);
});

it('names the copy by the instant, beside the database', async () => {
  run();
  expect(await readdir(folder)).toContain('sitrep-2026-03-02-070000.db');
});

it('replaces no file, and leaves nothing of a copy that failed', async () => {
  const target = join(folder, 'mine.db');
  await writeFile(target, 'precious');
  expect(() => run(target)).toThrow(expect.objectContaining({ code: 'backup/exists' }));
  expect(await readFile(target, 'utf8')).toBe('precious');
  const broken = join(folder, 'broken.db');
  await writeFile(broken, 'no database at all, but long enough to be taken for one by its length alone');
  expect(() => run(join(folder, 'copy.db'), `sqlite:${broken}`)).toThrow(
    expect.objectContaining({ code: 'store/corrupt' }),
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('copy'))).toEqual([]);
});

it.each([
  ['postgres://user:secret@db.example/sitrep', 'backup/server', 'pg_dump'],
  ['sqlite::memory:', 'backup/memory', 'no file'],
  ['sqlite:/nowhere/sitrep.db', 'backup/no-database', 'Start Sitrep once'],
])('says what to do about %s', (url, code, sentence) => {
  const wanted = expect.objectContaining({ code, userMessage: expect.stringContaining(sentence) });
  expect(() => run(undefined, url)).toThrow(wanted);
  expect(() => run(undefined, url)).not.toThrow(expect.objectContaining({ userMessage: /secret/ }));
});
