import { afterAll, describe, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';
import { storeContract } from '../contracts/store-contract.ts';
import { createDatabase, EMPTY_ALL_TABLES, skipNote, whyNoServer } from './reach-postgres.ts';

const reason = await whyNoServer();

if (reason) {
  describe(`store contract: PostgreSQL${skipNote(reason)}`, () => {
    it.skip('runs where a server answers');
  });
} else {
  const database = await createDatabase();
  afterAll(() => database.drop());

  storeContract('PostgreSQL', async (overrides) => {
    const store = await openStore({ url: database.url, clock: systemClock, log: silentLogger, overrides });
    const dispose = async () => {
      await store.close();
      await database.exec(EMPTY_ALL_TABLES);
    };
    return { store, exec: database.exec, dispose };
  });
}
