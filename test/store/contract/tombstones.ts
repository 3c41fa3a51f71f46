import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { poll, sampleArticle, startBoth, T0 } from './samples.ts';

/** A key without an article: what it named is gone, and is still known. */
export function tombstoneContract(store: () => Store, exec: (sql: string) => Promise<void>): void {
  it('are seen, not new, also by keys that were learnt after', async () => {
    await startBoth(store());
    await poll(store(), [sampleArticle('grain', { keys: ['guid:1'] })]);
    await exec('delete from articles');
    await exec('update article_keys set article_id = null');

    const again = sampleArticle('grain', { keys: ['url:a', 'guid:1'] });
    expect(await poll(store(), [again], T0 + 1)).toEqual({ isStored: true, added: 0, updated: 0 });
    const moved = sampleArticle('grain', { keys: ['url:a'] });
    expect(await poll(store(), [moved, sampleArticle('ports')], T0 + 2)).toMatchObject({ added: 1 });
  });
}
