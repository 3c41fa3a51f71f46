import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { isProcessAlive, machineIdentity } from '../../src/store/engine/process-identity.ts';
import { createDatabase, skipNote, whyNoServer } from './reach-postgres.ts';

const SCRIPT = fileURLToPath(new URL('./claim-everything.ts', import.meta.url));
const noServer = await whyNoServer();

/** Runs two processes at once on a database that is not there yet; checks that they shared the work. */
async function shareWork(url: string): Promise<void> {
  const run = async (id: string): Promise<string[]> => {
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, url, id, `machine of ${id}`]);
    return JSON.parse(stdout) as string[];
  };
  const [ofA, ofB] = await Promise.all([run('a'), run('b')]);
  const all = [...ofA, ...ofB];
  expect(new Set(all).size).toBe(all.length);
  expect(all).toHaveLength(60);

  const store = await openStore({ url, clock: systemClock, log: silentLogger });
  const counts = await store.counts(Date.now());
  expect(counts.feeds.total).toBe(60);
  // One a feed, and one that all of them carry.
  expect(counts.articles.total).toBe(61);
  await store.close();
}

describe('two processes on one database', () => {
  it('share one SQLite file: each feed is polled once, the article of all is stored once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sitrep-processes-'));
    await shareWork(`sqlite:${join(folder, 'test.db')}`);
    await rm(folder, { recursive: true });
  });

  it.skipIf(noServer)(`share one PostgreSQL database${skipNote(noServer)}`, async () => {
    const database = await createDatabase();
    await shareWork(database.url);
    await database.drop();
  });

  it('take turns in one SQLite file opened twice by one process', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sitrep-processes-'));
    const url = `sqlite:${join(folder, 'test.db')}`;
    const open = () => openStore({ url, clock: systemClock, log: silentLogger });
    const [one, two] = await Promise.all([open(), open()]);
    await one.instances.start({ id: 'a', machine: 'm1', pid: 1, now: 0 });
    await two.instances.start({ id: 'b', machine: 'm2', pid: 1, now: 0 });
    const held = await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        one.instances.hold(`k${index}`, 'a', 1),
        two.instances.hold(`k${index}`, 'b', 1),
      ]).flat(),
    );
    expect(held.filter(Boolean)).toHaveLength(20);
    await one.close();
    await two.close();
    await rm(folder, { recursive: true });
  });
});

describe('the identity of a process', () => {
  it('names this machine the same each time, and never an empty one', () => {
    expect(machineIdentity()).toBe(machineIdentity());
    expect(machineIdentity()).not.toBe('');
  });

  it('tells a living process from one that has ended', async () => {
    expect(isProcessAlive(process.pid)).toBe(true);
    const { child } = promisify(execFile)(process.execPath, ['--version']);
    await new Promise((resolve) => child.once('close', resolve));
    expect(isProcessAlive(child.pid ?? 0)).toBe(false);
  });
});
