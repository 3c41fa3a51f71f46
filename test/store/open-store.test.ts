import { createServer, type Server } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { AppError } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createDatabase, skipNote, whyNoServer } from './reach-postgres.ts';

const SECRET = 'sentinel-pass-word';
const noServer = await whyNoServer();

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sitrep-open-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function failToOpen(url: string): Promise<AppError> {
  try {
    const store = await openStore({ url, clock: systemClock, log: silentLogger });
    await store.close();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    // Neither face may hold the password: the message is for a person, the rest goes to the log.
    expect(everythingIn(error)).not.toContain(SECRET);
    return error as AppError;
  }
  throw new Error('it opened');
}

/** An error with all that a logger could print of it. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? '';
  const own = Object.getOwnPropertyNames(error).map((key) => String(Reflect.get(error, key)));
  return [...own, everythingIn(error.cause)].join('\n');
}

describe('opening a store', () => {
  it.each([
    'sqlite:',
    'data/sitrep.db',
    '',
    `mysql://user:${SECRET}@db.example/x`,
    `postgres://user:${SECRET}@`,
    `postgres://user:${SECRET}@host:port/x`,
  ])('explains an address that is none: %s', async (url) => {
    const error = await failToOpen(url);
    expect(error.code).toBe('store/bad-url');
    expect(error.userMessage).toContain('sqlite:data/sitrep.db');
  });

  it('opens a database in memory', async () => {
    const store = await openStore({ url: 'sqlite::memory:', clock: systemClock, log: silentLogger });
    expect(await store.feeds.list()).toEqual([]);
    await store.close();
  });

  it('explains a folder that cannot be made, and a file that cannot be opened', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, 'text');
    const inFile = await failToOpen(`sqlite:${join(file, 'sitrep.db')}`);
    expect(inFile.code).toBe('store/unwritable');
    expect(inFile.userMessage).toContain('write access');
    expect((await failToOpen(`sqlite:${folder}`)).code).toBe('store/unwritable');
  });

  it('explains a file that is no database', async () => {
    const path = join(folder, 'sitrep.db');
    await writeFile(path, 'not a database, but long enough to be looked at '.repeat(50));
    const error = await failToOpen(`sqlite:${path}`);
    expect(error.code).toBe('store/corrupt');
    expect(error.userMessage).toContain('Restore a backup');
  });

  it('explains a server that does not answer', async () => {
    const port = await closedPort();
    const error = await failToOpen(`postgres://user:${SECRET}@127.0.0.1:${port}/news`);
    expect(error.code).toBe('store/unreachable');
    expect(error.userMessage).toContain(`127.0.0.1:${port}/news`);
  });

  it.skipIf(noServer)(`explains a database that is not there${skipNote(noServer)}`, async () => {
    const database = await createDatabase();
    await database.drop();
    const url = new URL(database.url);
    url.password = SECRET;
    expect((await failToOpen(url.href)).code).toBe('store/no-database');
  });
});

/** A port of loopback that nobody listens on. */
async function closedPort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
