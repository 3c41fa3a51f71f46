import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Dialect, Kysely } from 'kysely';
import { v7 } from 'uuid';
import { CLAIM_MAX_MS } from '../../config/store-tuning.ts';
import { LEASE_MS } from '../../config/tuning.ts';
import { type Clock, systemClock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { createAlertStore } from './channels/alerts.ts';
import { createArchiveStore, createDigestFeedStore } from './channels/archive.ts';
import { createArticleStore } from './feeds/articles.ts';
import { createChannelStore } from './channels/channels.ts';
import { createCleanUp } from './clean-up.ts';
import { countRows } from './count-rows.ts';
import { createDigestStore } from './channels/digests.ts';
import { explainFolderFault, explainPostgresFault } from './engine/explain-fault.ts';
import { createFeedStore } from './feeds/feeds.ts';
import { type Flavour, POSTGRES, SQLITE } from './engine/flavour.ts';
import { createInstallationStore } from './channels/installations.ts';
import { createInstanceStore } from './engine/instances.ts';
import { createMarkStore } from './channels/marks.ts';
import { migrate } from './engine/migrate.ts';
import { MIGRATIONS } from './engine/migrations/list.ts';
import { createModelCallStore } from './stories/model-calls.ts';
import { createPauseStore } from './channels/pause.ts';
import { createPostgresDialect } from './engine/postgres-dialect.ts';
import { createPostStore } from './channels/posts.ts';
import { isProcessAlive } from './engine/process-identity.ts';
import { refusingOddValues } from './engine/refuse-values.ts';
import { createSqliteDialect } from './engine/sqlite-dialect.ts';
import type { StoreContext } from './engine/store-context.ts';
import type { Store } from './store.ts';
import { createStoryStore } from './stories/stories.ts';
import { createSummaryStore } from './stories/summaries.ts';
import { createSummaryWishStore } from './stories/summary-wishes.ts';
import type { Tables } from './engine/tables.ts';
import { createWithdrawalStore } from './channels/withdrawals.ts';

/** Only tests, benches and the demo pass any. */
export type StoreOverrides = Partial<Pick<StoreContext, 'leaseMs' | 'claimMaxMs' | 'isProcessAlive'>>;

type Options = { clock: Clock; log: Logger; overrides?: StoreOverrides };

/**
 * Opens the database of a `DATABASE_URL` (`sqlite:PATH`, `sqlite::memory:`, `postgres://...`) and brings its
 * schema up to date; the folder of a file is made. Throws AppError with what to mend: `store/bad-url`,
 * `store/unwritable`, `store/corrupt`, `store/unreachable`, `store/refused`, `store/newer-schema` and the like.
 */
export async function openStore({ url, ...options }: Options & { url: string }): Promise<Store> {
  if (url.startsWith('sqlite:')) {
    const path = sqlitePath(url);
    const dialect = createSqliteDialect({ path, sleep: (ms) => systemClock.sleep(ms) });
    return openStoreOn({ dialect, flavour: SQLITE, ...options });
  }
  const place = serverPlace(url);
  const dialect = createPostgresDialect(url, options.log);
  try {
    return await openStoreOn({ dialect, flavour: POSTGRES, ...options });
  } catch (error) {
    throw explainPostgresFault(error, place);
  }
}

/** The same over a Kysely dialect of the caller's, e.g. PGlite with the flavour `POSTGRES`. */
export async function openStoreOn({
  dialect,
  flavour,
  clock,
  log,
  overrides,
}: Options & { dialect: Dialect; flavour: Flavour }): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: refusingOddValues(dialect) });
  try {
    for (const name of await migrate(db, flavour, MIGRATIONS, clock.now()))
      log.info({ migration: name }, 'schema migrated');
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const context: StoreContext = {
    db,
    flavour,
    leaseMs: LEASE_MS,
    claimMaxMs: CLAIM_MAX_MS,
    isProcessAlive,
    newId: createIdSource(),
    newToken: randomUUID,
    ...overrides,
  };
  return {
    instances: createInstanceStore(context),
    feeds: createFeedStore(context),
    articles: createArticleStore(context),
    stories: createStoryStore(context),
    summaries: createSummaryStore(context),
    summaryWishes: createSummaryWishStore(context),
    modelCalls: createModelCallStore(context),
    channels: createChannelStore(context),
    digests: createDigestStore(context),
    posts: createPostStore(context),
    alerts: createAlertStore(context),
    marks: createMarkStore(context),
    withdrawals: createWithdrawalStore(context),
    installations: createInstallationStore(context),
    archive: createArchiveStore(context),
    digestFeeds: createDigestFeedStore(context),
    pause: createPauseStore(context),
    cleanUp: createCleanUp(context),
    counts: (now) => countRows(context, now),
    close: () => db.destroy(),
  };
}

/** UUIDv7 (RFC 9562): the instant, then a counter, so that ids of one millisecond keep their order too. */
function createIdSource(): (now: number) => string {
  let seq = 0;
  return (now) => v7({ msecs: now, seq: (seq = (seq + 1) & 0x7fffffff) });
}

function badUrl(): AppError {
  return new AppError(
    'store/bad-url',
    'DATABASE_URL is not an address of a database. Write it like sqlite:data/sitrep.db or postgres://user:password@host:5432/name.',
  );
}

function sqlitePath(url: string): string {
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:') return path;
  if (path === '') throw badUrl();
  const file = resolve(path);
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw explainFolderFault(error, file);
  }
  return file;
}

/** Host, port and database of an address, which may be shown; the rest of it may not. */
function serverPlace(url: string): string {
  // The error of `new URL` would carry the whole address, password included, into the log.
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol) || parsed.hostname === '')
    throw badUrl();
  return `${parsed.host}${parsed.pathname}`;
}
