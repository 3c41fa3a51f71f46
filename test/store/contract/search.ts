import { beforeEach, expect, it } from 'vitest';
import { DAY } from '../../../src/clock.ts';
import type { Story } from '../../../src/model/story.ts';
import type { Store } from '../../../src/store/store.ts';
import { sampleStory, sampleSummary, startBoth, storeReadyStory, storeStory, T0 } from './samples.ts';

const IMPORTANCE = sampleStory('any').importance;

/** What readers find by words: the same on every database. */
export function searchContract(store: () => Store): void {
  beforeEach(() => startBoth(store()));

  const tell = (id: string, title: string, change: Partial<Story> & { score?: number } = {}) =>
    storeReadyStory(
      store(),
      sampleStory(id, { title, importance: { ...IMPORTANCE, score: change.score ?? 10 }, ...change }),
      { headline: title },
    );
  const query = (words: readonly string[]) => ({ words, since: 0, languages: ['en'], limit: 10 });
  const search = async (...words: string[]) =>
    (await store().stories.search(query(words))).map(({ story }) => story.id);
  const meant = (...words: string[]) => store().stories.didYouMean(query(words));

  it('takes words as they are, signs and all, for words', async () => {
    await tell('cafe', 'Café strike in Zürich');
    await tell('over', 'Strike over; 100% of ports open', { score: 20 });
    expect(await search('STRIKE')).toEqual(['over', 'cafe']);
    expect(await search('zurich', 'café')).toEqual(['cafe']);
    expect(await search('100%')).toEqual(['over']);
    for (const odd of ['0%o', '_trike', '\\', '"', "'", '*', 'strike*)', 'a AND', '(', ':', '&|!', '\0', ''])
      expect(await search(odd), odd).toEqual(odd === 'strike*)' ? ['over', 'cafe'] : []);
    expect(await search()).toEqual([]);
    const recent = { ...query(['strike']), since: T0 + 1 };
    expect(await store().stories.search(recent)).toEqual([]);
    expect(await store().stories.search({ ...recent, since: 0, limit: 1 })).toHaveLength(1);
  });

  it('finds either number, a possessive, and the beginning of the last word', async () => {
    await tell('sanctions', "Sanctions on Russia's banks");
    await tell('bank', 'A sanction for one bank');
    expect(await search('banks', 'sanctions')).toEqual(['sanctions', 'bank']);
    expect(await search('russia')).toEqual(['sanctions']);
    expect(await search('bank', 'sanct')).toHaveLength(2);
    expect(await search('bank', 'sanction')).toEqual(['bank', 'sanctions']);
    expect(await search('sanct', 'bank')).toEqual([]);
    expect(await search('sa')).toEqual([]);
  });

  it('leaves out words that stand everywhere, but not a name that looks like one', async () => {
    await tell('grain', 'Grain talks stall in Sochi');
    await tell('us', 'US envoy leaves Sochi');
    expect(await search('what', 'about', 'the', 'grain')).toEqual(['grain']);
    expect(await search('US', 'sochi')).toEqual(['us']);
    expect(await search('the')).toEqual([]);
  });

  it('puts the headline before the bullets, the important and the new before the rest', async () => {
    const [first, second, third] = sampleSummary('x').bullets;
    await storeReadyStory(store(), sampleStory('in-bullets', { importance: { ...IMPORTANCE, score: 10 } }), {
      bullets: [first, { ...second, text: 'A ceasefire holds.' }, third],
    });
    await tell('in-headline', 'Ceasefire agreed');
    await tell('important', 'Ceasefire broken', { score: 80 });
    await tell('old', 'Ceasefire offered', { changedAt: T0 - 80 * DAY, score: 80 });
    expect(await search('ceasefire')).toEqual(['important', 'in-headline', 'in-bullets', 'old']);
  });

  it('finds what the summary says now, in the languages asked for', async () => {
    await tell('s1', 'Kabul closes a border');
    await storeStory(store(), sampleStory('s1', { version: 2, title: 'Herat opens a border' }));
    expect(await search('kabul')).toEqual([]);
    await tell('s1', 'Herat opens a border', { version: 2 });
    expect(await search('herat')).toEqual(['s1']);
    expect(await search('kabul')).toEqual([]);
    await storeReadyStory(store(), sampleStory('s2', { title: 'Frontière' }), {
      language: 'fr',
      headline: 'Hérat rouvre une frontière',
    });
    expect(await search('frontiere')).toEqual([]);
    const french = { ...query(['frontière']), languages: ['fr', 'en'] };
    expect((await store().stories.search(french)).map(({ summary }) => summary.language)).toEqual(['fr']);
  });

  it('finds words of scripts that write none apart', async () => {
    await tell('s1', '北京与莫斯科会谈');
    expect(await search('莫斯科')).toEqual(['s1']);
    expect(await search('东京')).toEqual([]);
  });

  it('no longer finds a story that was merged or withdrawn', async () => {
    await tell('s1', 'Talks in Geneva');
    await tell('s2', 'Geneva talks go on');
    const into = sampleStory('s2', { title: 'Geneva talks go on' });
    await store().stories.storeGrouping({
      articleId: null,
      story: into,
      mergedIds: ['s1'],
      summaryDueAt: null,
    });
    expect(await search('geneva')).toEqual(['s2']);
  });

  it('knows what a misspelt word was meant to be', async () => {
    await tell('s1', 'Zelensky asks for air defence');
    await tell('s2', 'Ukraine and Russia swap prisoners');
    await tell('s3', 'Iran enriches more uranium');
    expect(await meant('Ukrane')).toEqual(['ukraine']);
    expect(await meant('Zelenski')).toEqual(['zelensky']);
    expect(await meant('urkaine', 'prisonners')).toEqual(['ukraine', 'prisoners']);
    expect(await meant('russia', 'prisonner')).toEqual(['russia', 'prisoners']);
    expect(await search('russia', 'prisoners')).toEqual(['s2']);
  });

  it('suggests nothing where nothing is near, or where it would find nothing', async () => {
    await tell('s1', 'Zelensky asks for air defence');
    await tell('s2', 'Iran enriches more uranium');
    expect(await meant('ukraine')).toBeNull();
    expect(await meant('irak')).toEqual(['iran']);
    expect(await meant('ira')).toBeNull();
    expect(await meant('xir')).toBeNull();
    expect(await meant('zelenski', 'uranium')).toBeNull();
    expect(await meant()).toBeNull();
    expect(await meant('\\')).toBeNull();
    expect(await store().stories.didYouMean({ ...query(['irak']), languages: [] })).toBeNull();
  });
}
