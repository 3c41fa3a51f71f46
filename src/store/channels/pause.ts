import { sql } from 'kysely';
import type { PauseStore } from '../store.ts';
import type { StoreContext } from '../engine/store-context.ts';

const POSTING_PAUSED = 'posting-paused';

/** SQL that is true while posts go out. */
export const postsGoOut = sql<boolean>`not exists (select 1 from switches where name = ${sql.lit(POSTING_PAUSED)})`;

export function createPauseStore({ db }: StoreContext): PauseStore {
  return {
    async pause(by, now) {
      await db
        .insertInto('switches')
        .values({ name: POSTING_PAUSED, set_by: by, at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async resume() {
      await db.deleteFrom('switches').where('name', '=', POSTING_PAUSED).execute();
    },
    async get() {
      const row = await db
        .selectFrom('switches')
        .select(['set_by', 'at'])
        .where('name', '=', POSTING_PAUSED)
        .executeTakeFirst();
      return row ? { by: row.set_by, at: row.at } : null;
    },
  };
}
