import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

const SERVER_URL = process.env['SITREP_TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';

/** Null, or why no PostgreSQL server can be tested against. */
export async function whyNoServer(): Promise<string | null> {
  const client = new Client({ connectionString: SERVER_URL, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return `no PostgreSQL at ${new URL(SERVER_URL).host}: ${error instanceof Error ? error.message : 'unknown'}`;
  }
}

/** What a test's name says of a server that is not there. */
export function skipNote(reason: string | null): string {
  return reason ? ` (skipped: ${reason})` : '';
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database of its own on the server; `drop` removes it. */
export async function createDatabase(): Promise<{
  url: string;
  exec: (statement: string) => Promise<void>;
  drop: () => Promise<void>;
}> {
  const name = `sitrep_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(SERVER_URL, `create database ${name}`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    exec: (statement) => onServer(url.href, statement),
    drop: () => onServer(SERVER_URL, `drop database ${name} with (force)`),
  };
}

/** Empties every table but the list of migrations. */
export const EMPTY_ALL_TABLES = `do $$ declare list text; begin
  select string_agg(quote_ident(tablename), ', ') into list from pg_tables
    where schemaname = 'public' and tablename <> 'schema_migrations';
  if list is not null then execute 'truncate ' || list; end if;
end $$`;
