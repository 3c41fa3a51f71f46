import { describe, expect, it } from 'vitest';
import { explainFilter } from '../../src/channels/match-filter.ts';
import { NO_WISHES, type StoryFilter } from '../../src/model/channel.ts';

describe('explainFilter', () => {
  it.each<[Partial<StoryFilter>, string]>([
    [{}, 'all stories'],
    [
      { regions: ['IR'], words: '(nuclear OR enrichment) NOT football' },
      'stories about Iran that mention nuclear or enrichment, without football',
    ],
    [
      { words: 'iran AND (nuclear OR enrichment) NOT football' },
      'stories that mention iran and (nuclear or enrichment), without football',
    ],
    [{ words: 'NOT (football OR cricket)' }, 'stories that do not mention football or cricket'],
    [{ words: 'NOT football -cricket' }, 'stories that do not mention football or cricket'],
    [{ words: 'NOT NOT iran' }, 'stories that mention iran'],
    [
      { words: '"oil price" sanction*' },
      'stories that mention “oil price” and a word that begins with sanction',
    ],
    [{ words: '(iran NOT football) OR iraq' }, 'stories that mention (iran and not football) or iraq'],
    [
      {
        regions: ['Europe', 'TR', 'KZ'],
        topics: ['sanctions', 'trade'],
        outlets: ['BBC'],
        outletCountries: ['GB', 'FR'],
        minImportance: 40,
      },
      'stories about Europe, Turkey or Kazakhstan on sanctions or trade between states of importance 40 or more told by BBC told by outlets of United Kingdom or France',
    ],
  ])('says %o in plain words', (filter, words) => {
    expect(explainFilter({ ...NO_WISHES.filter, ...filter })).toBe(words);
  });
});
