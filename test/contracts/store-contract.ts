import { afterEach, beforeEach, describe } from 'vitest';
import type { StoreOverrides } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { alertContract } from '../store/contract/alerts.ts';
import { archiveContract } from '../store/contract/archive.ts';
import { articleContract } from '../store/contract/articles.ts';
import { channelContract } from '../store/contract/channels.ts';
import { cleanUpContract } from '../store/contract/clean-up.ts';
import { digestContract } from '../store/contract/digests.ts';
import { feedContract } from '../store/contract/feeds.ts';
import { followUpContract } from '../store/contract/follow-ups.ts';
import { spareRepliesContract } from '../store/contract/spare-replies.ts';
import { groupingContract } from '../store/contract/grouping.ts';
import { identityContract } from '../store/contract/identities.ts';
import { installationContract } from '../store/contract/installations.ts';
import { instanceContract } from '../store/contract/instances.ts';
import { markContract } from '../store/contract/marks.ts';
import { modelCallContract } from '../store/contract/model-calls.ts';
import { noticeContract } from '../store/contract/notices.ts';
import { postContract } from '../store/contract/posts.ts';
import { searchContract } from '../store/contract/search.ts';
import { sendingContract } from '../store/contract/sending.ts';
import { storyContract } from '../store/contract/stories.ts';
import { summaryContract } from '../store/contract/summaries.ts';
import { summaryWishContract } from '../store/contract/summary-wishes.ts';
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
    describe('keys that name nothing', () => identityContract(store));
    describe('articles that were cleaned up', () => tombstoneContract(store, (sql) => opened.exec(sql)));
    describe('cleaning up', () => cleanUpContract(store));
    describe('grouping', () => groupingContract(store));
    describe('stories', () => storyContract(store));
    describe('searching', () => searchContract(store));
    describe('summaries', () => summaryContract(store));
    describe('summaries that are wanted', () => summaryWishContract(store));
    describe('calls of a model', () => modelCallContract(store));
    describe('channels', () => channelContract(store));
    describe('digests', () => digestContract(store));
    describe('notices about feeds', () => noticeContract(store));
    describe('alerts', () => alertContract(store));
    describe('marks', () => markContract(store));
    describe('installations', () => installationContract(store));
    describe('follow-ups', () => followUpContract(store));
    describe('spare replies', () => spareRepliesContract(store));
    describe('posts', () => postContract(store));
    describe('archive', () => archiveContract(store));
    describe('sending', () => sendingContract(store));
  });
}
