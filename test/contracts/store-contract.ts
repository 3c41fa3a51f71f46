import { afterEach, beforeEach, describe } from 'vitest';
import type { StoreOverrides } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { articleContract } from '../store/contract/articles.ts';
import { channelContract } from '../store/contract/channels.ts';
import { digestContract } from '../store/contract/digests.ts';
import { feedContract } from '../store/contract/feeds.ts';
import { groupingContract } from '../store/contract/grouping.ts';
import { instanceContract } from '../store/contract/instances.ts';
import { postContract } from '../store/contract/posts.ts';
import { sendingContract } from '../store/contract/sending.ts';
import { storyContract } from '../store/contract/stories.ts';
import { summaryContract } from '../store/contract/summaries.ts';

/** An empty store for one test, with a lease of 15 s; `dispose` ends what the opening began. */
export type OpenForTest = (
  overrides?: StoreOverrides,
) => Promise<{ store: Store; dispose: () => Promise<void> }>;

/** The behaviour that every implementation of the store port has. */
export function storeContract(name: string, open: OpenForTest): void {
  describe(`store contract: ${name}`, () => {
    let opened: Awaited<ReturnType<OpenForTest>>;
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
    describe('grouping', () => groupingContract(store));
    describe('stories', () => storyContract(store));
    describe('summaries', () => summaryContract(store));
    describe('channels', () => channelContract(store));
    describe('digests', () => digestContract(store));
    describe('posts', () => postContract(store));
    describe('sending', () => sendingContract(store));
  });
}
