import { describe, expect, it } from 'vitest';
import { matchesFilter } from '../../src/channels/match-filter.ts';
import { NO_WISHES, type StoryFilter } from '../../src/model/channel.ts';
import { sampleStory } from '../support/sample-stories.ts';

const story = sampleStory({
  title: 'Iran resumes enrichment at Natanz',
  regions: ['IR', 'US'],
  topics: ['nuclear'],
  outletNames: ['BBC', 'Sample Wire'],
  publisherFamilies: ['BBC', 'wire.example'],
  importance: { score: 42.4, parts: { breadth: 20, speed: 5, severity: 5, actors: 5, novelty: 7 } },
});

const judge = (filter: Partial<StoryFilter>) => matchesFilter({ ...NO_WISHES.filter, ...filter }, story);

describe('matchesFilter', () => {
  it('takes everything where nothing in particular is asked for', () => {
    expect(judge({})).toEqual({ ok: true });
  });

  it.each<[string, Partial<StoryFilter>]>([
    ['a country', { regions: ['DE', 'IR'] }],
    ['the UN region of a country', { regions: ['Southern Asia'] }],
    ['the continent of a country', { regions: ['Americas'] }],
    ['one of several topics', { topics: ['cyber', 'nuclear'] }],
    ['an outlet, in any case', { outlets: ['bbc'] }],
    ['a publisher family', { outlets: ['Wire.Example'] }],
    ['the country of an outlet', { outletCountries: ['GB'] }],
    ['an importance that it just reaches', { minImportance: 42 }],
    ['words of its title', { words: 'natanz AND enrich*' }],
    ['all of them together', { regions: ['IR'], topics: ['nuclear'], words: 'NOT football' }],
  ])('takes a story by %s', (_, filter) => {
    expect(judge(filter)).toEqual({ ok: true });
  });

  it.each<[Partial<StoryFilter>, string]>([
    [{ regions: ['DE', 'Africa'] }, 'it is about none of Germany, Africa'],
    [{ regions: ['DE', 'FR', 'IT', 'ES', 'PL'] }, 'it is about none of Germany, France, Italy and 2 more'],
    [{ topics: ['cyber'] }, 'its topic is none of cyber operations'],
    [{ outlets: ['Harbour Post'] }, 'none of Harbour Post tells it'],
    [{ outletCountries: ['FR'] }, 'no outlet of France tells it'],
    [{ minImportance: 60 }, 'its importance is 42 and the channel takes stories from 60'],
    [{ words: 'football' }, 'its text does not fit the words football'],
    [{ regions: ['IR'], words: 'NOT natanz' }, 'its text does not fit the words NOT natanz'],
  ])('refuses by %o and says why', (filter, reason) => {
    expect(judge(filter)).toEqual({ ok: false, reason });
  });
});
