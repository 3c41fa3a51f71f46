import { beforeEach, expect, it } from 'vitest';
import type { NewArticle } from '../../../src/model/article.ts';
import type { Store } from '../../../src/store/store.ts';
import { poll, sampleArticle, startBoth, T0 } from './samples.ts';

/** Keys that prove to name nothing: no article is lost to another, and none comes twice. */
export function identityContract(store: () => Store): void {
  beforeEach(() => startBoth(store()));

  let now = T0;
  const item = (name: string, keys: readonly string[], change: Partial<NewArticle> = {}) =>
    sampleArticle(name, { keys, title: `Title of ${name}`, ...change });
  const added = async (...items: NewArticle[]) => (await poll(store(), items, (now += 1))).added;
  const titleOf = async (url: string) =>
    (await store().articles.findByUrl(`https://${url}.harbour.example/${url}`))?.title;

  it('are ids that are places in the list: the address decides', async () => {
    expect(await added(item('second', ['url:b', 'guid:1']), item('first', ['url:a', 'guid:2']))).toBe(2);
    const moved = [item('third', ['url:c', 'guid:1']), item('second', ['url:b', 'guid:2'])];
    expect(await added(...moved, item('first', ['url:a', 'guid:3']))).toBe(1);
    expect(await titleOf('second')).toBe('Title of second');
    expect(await titleOf('first')).toBe('Title of first');
    // From now on the ids are known to name nothing, also where nothing else gives them away.
    expect(await added(item('fourth', ['url:d', 'guid:1']))).toBe(1);
    expect(await added(item('fourth', ['url:d', 'guid:2']))).toBe(0);
  });

  it('are links that stood on several items once', async () => {
    const shared = { sharedKeys: ['url:live'] };
    expect(await added(item('one', ['guid:1'], shared), item('two', ['guid:2'], shared))).toBe(2);
    expect(await added(item('three', ['url:live', 'guid:3']))).toBe(1);
    expect(await added(item('four', ['url:live', 'guid:4']))).toBe(1);
    expect(await added(item('three', ['url:live', 'guid:3']))).toBe(0);
  });

  it('leave an item that has no other key to be known by its words', async () => {
    const shared = { sharedKeys: ['url:live'] };
    const [one, two] = [item('one', ['words:one'], shared), item('two', ['words:two'], shared)];
    expect(await added(one, two)).toBe(2);
    const alone = (name: string) => item(name, ['url:live'], { fallbackKey: `words:${name}` });
    expect(await added(alone('one'))).toBe(0);
    expect(await added(alone('three'))).toBe(1);
    expect(await added(alone('three'))).toBe(0);
  });

  it('are learnt also where they named an article before', async () => {
    expect(await added(item('one', ['url:live', 'guid:1']))).toBe(1);
    const shared = { sharedKeys: ['url:live'] };
    expect(await added(item('one', ['guid:1'], shared), item('two', ['guid:2'], shared))).toBe(1);
    expect(await added(item('three', ['url:live', 'guid:3']))).toBe(1);
    expect(await titleOf('one')).toBe('Title of one');
  });
}
