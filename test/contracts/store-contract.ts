import { afterEach, beforeEach, describe } from 'vitest';
import type { StoreOverrides } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { articleContract } from '../store/contract/articles.ts';
import { channelContract } from '../store/contract/channels.ts';
import { digestContract } from '../store/contract/digests.ts';
import { feedContract } from '../store/contract/feeds.ts';
import { groupingContract } from '../store/contract/grouping.ts';
import { instanceContract } from '../store/contract/instances.ts';
import { noticeContract } from '../store/contract/notices.ts';
import { postContract } from '../store/contract/posts.ts';
import { sendingContract } from '../store/contract/sending.ts';
import { storyContract } from '../store/contract/stories.ts';
import { summaryContract } from '../store/contract/summaries.ts';
import { tombstoneContract } from '../store/contract/tombstones.ts';

export type OpenedForTest = {
  store: Store;
  /** Runs SQL past the store, as a clean-up or a person with a database tool would. */
  exec: (sql: string) => Promise<void>;
  /** Ends what the opening began. */
  dispose: () => Promise<void>;
};

/** An empty store for one test. */
export type OpenForTest = (overrides: StoreOverrides) => Promise<OpenedForTest>;

/** The behaviour that every implementation of the store port has. */
export function storeContract(name: string, open: OpenForTest): void {
  describe(`store contract: ${name}`, () => {
    let opened: OpenedForTest;
    /** Processes of this machine that a test declares alive. */
    const alive = new Set<number>();
    beforeEach(async () => {
      alive.clear();
      opened = await open({ leaseMs: 15_000, isProcessAlive: (pid) => alive.has(pid) });
    });
    afterEach(() => opened.dispose());
    const store = () => opened.store;

    describe('instances', () => instanceContract(store, alive));
    describe('feeds', () => feedContract(store));
    describe('articles', () => articleContract(store));
    describe('articles that were cleaned up', () => tombstoneContract(store, (sql) => opened.exec(sql)));
    describe('grouping', () => groupingContract(store));
    describe('stories', () => storyContract(store));
    describe('summaries', () => summaryContract(store));
    describe('channels', () => channelContract(store));
    describe('digests', () => digestContract(store));
    describe('notices about feeds', () => noticeContract(store));
    describe('posts', () => postContract(store));
    describe('sending', () => sendingContract(store));
  });
}
