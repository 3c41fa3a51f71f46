import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/clock.ts';
import { coverageLine } from '../../../src/digests/compose/compose-digest.ts';
import { composeStory, noteStory } from '../../../src/digests/compose/compose-story.ts';
import { coverageOf } from '../../../src/digests/choose/coverage.ts';
import type { Feed } from '../../../src/model/feed.ts';
import { familyOf } from '../../../src/stories/outlets.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const NOW = Date.parse('2023-09-05T05:30:00Z');

describe('noteStory', () => {
  it.each([
    ['several publishers', ['harbour.example', 'wire.example'], []],
    ['one', ['harbour.example'], ['one publisher']],
    ['state media alone', ['rt.com', 'xinhuanet.com'], ['state media only']],
    ['one of state media', ['rt.com'], ['state media only']],
    ['state media and another', ['rt.com', 'bbc.co.uk'], []],
  ])('says what is odd about being told by %s', (_who, domains, notes) => {
    expect(noteStory({ publisherFamilies: domains.map(familyOf) })).toEqual(notes);
  });

  it('stands in the line under the bullets, and nowhere else', () => {
    const ready = sampleStory({
      publisherFamilies: ['harbour.example'],
      outletNames: ['Harbour Post'],
      dispute: 'Estmark says, Norvelia denies',
    });
    const block = composeStory(ready, { now: NOW, timeZone: 'UTC' }, { number: 1, hasMoved: false });
    expect(block.detailLine).toMatch(
      /^Harbour Post · one publisher · disputed: Estmark says, Norvelia denies · .*North Korea/,
    );
  });
});

describe('thin coverage', () => {
  const feed = (folder: string, daysSilent: number): Feed =>
    ({ folder, state: 'active', failure: null, addedAt: 0, lastSuccessAt: NOW - daysSilent * DAY }) as Feed;

  it('names the folders of which half or more is silent, since when', () => {
    const feeds = [
      ...[0, 0, 2, 7, 7, 7].map((days) => feed('Sahel', days)),
      ...[0, 0, 3].map((days) => feed('Europe', days)),
      ...[0, 2].map((days) => feed('Caucasus', days)),
      feed('Lone', 9),
    ];
    const coverage = coverageOf(feeds, NOW, DAY);
    expect(coverage.thin).toEqual([
      { folder: 'Sahel', silent: 4, total: 6, since: NOW - 7 * DAY },
      { folder: 'Caucasus', silent: 1, total: 2, since: NOW - 2 * DAY },
    ]);
    expect(coverageLine(coverage, { now: NOW, timeZone: 'UTC' })).toBe(
      'Coverage: 12 of 12 feeds · 7 silent since 27 Aug · Sahel: 4 of 6 feeds silent since 29 Aug · Caucasus: 1 of 2 feeds silent since Sun',
    );
  });

  it('says nothing where all is well', () => {
    expect(coverageOf([feed('Sahel', 0), feed('Sahel', 0)], NOW, DAY).thin).toBeUndefined();
  });
});
