import { describe, expect, it } from 'vitest';
import { composeDigest, summarisedHow } from '../../../src/digests/compose/compose-digest.ts';
import { composeEvidence } from '../../../src/digests/compose/compose-answers.ts';
import { reviseMessage } from '../../../src/digests/compose/compose-follow-up.ts';
import { coverageOf } from '../../../src/digests/choose/coverage.ts';
import type { Article } from '../../../src/model/article.ts';
import { NO_WISHES } from '../../../src/model/channel.ts';
import type { Digest } from '../../../src/model/digest.ts';
import { sampleFeed } from '../../support/sample-feed.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const at = Date.parse('2023-09-05T05:30:00Z');
const reading = { now: at, timeZone: 'Africa/Johannesburg' };
const digest = (patch: Partial<Digest> = {}): Digest => ({
  id: 'digest-1',
  channelId: 'channel-1',
  kind: 'scheduled',
  at,
  coversSince: at - 1,
  stories: [sampleStory()],
  updated: [],
  articleCount: 5,
  coverage: {
    feedsTotal: 20,
    feedsWorking: 18,
    feedsSilent: 2,
    silentSince: Date.parse('2023-09-04T01:00:00Z'),
  },
  nextDigestAt: Date.parse('2023-09-05T15:30:00Z'),
  leftOut: 0,
  ...patch,
});

describe('composeDigest', () => {
  it('names the local date and zone, the counts, the outlets, places, topics and age, and says how it was made', () => {
    const { blocks } = composeDigest(digest(), reading);
    expect(blocks[0]).toEqual({
      kind: 'heading',
      text: 'World digest · Tue 5 Sep, 07:30 SAST',
      aside: '1 story from 5 articles',
    });
    expect(blocks[1]).toMatchObject({
      kind: 'story',
      number: 1,
      mark: 'new',
      changeLine: null,
      detailLine:
        'Harbour Post, Sample Wire +1 · 🇰🇵\u00a0North Korea, 🇷🇺\u00a0Russia · arms and defence, diplomacy · 2 h ago',
    });
    expect(blocks.at(-1)).toEqual({
      kind: 'footer',
      text: 'Coverage: 18 of 20 feeds · 2 silent since Mon · summarised without a model · next: 17:30',
    });
  });

  it.each([
    ['World digest', NO_WISHES],
    ['Middle East digest', { ...NO_WISHES, preset: 'middle-east' }],
    ['Digest', { ...NO_WISHES, filter: { ...NO_WISHES.filter, words: 'iran' } }],
  ])('is called %s by the wishes of its channel', (name, wishes) => {
    const headings = [{}, { about: 'ukraine' }].map(
      (scope) => composeDigest(digest(), reading, { wishes, ...scope }).blocks[0],
    );
    expect(headings).toMatchObject([
      { text: expect.stringMatching(new RegExp(`^${name} · `, 'u')) as string },
      { text: expect.stringMatching(/^World digest \(ukraine\) · /u) as string },
    ]);
  });

  it('lists moved stories as one line each', () => {
    const message = composeDigest(
      digest({ updated: [{ storyId: 's', headline: 'Grain talks', line: 'no agreement' }] }),
      reading,
    );
    expect(message.blocks).toContainEqual({
      kind: 'list',
      items: [[{ text: 'Grain talks', style: 'bold' }, { text: ': no agreement' }]],
      storyIds: [expect.any(String)],
    });
  });

  it('shows a changed story with the local time of the change, in place, and leaves the rest as it was', () => {
    const message = composeDigest(
      digest({ stories: [sampleStory(), sampleStory({ id: 'story-2' })] }),
      reading,
    );
    const changed = sampleStory({
      version: 2,
      change: { at: at + 60_000, kind: 'update', line: 'visit dated 13 September' },
    });
    const revised = reviseMessage(
      message,
      changed,
      { ...reading, now: at + 120_000, hasMoved: true },
      new Set([changed.story.id]),
    );
    expect(revised.blocks[1]).toMatchObject({
      number: 1,
      mark: 'changed',
      changeLine: 'Changed 07:31: visit dated 13 September',
    });
    expect(revised.blocks[2]).toEqual(message.blocks[2]);
  });
});

it('says of bullets that an outlet wrote itself that they are its own points', () => {
  const ownPoints = { outletName: 'Harbour Post', url: 'https://harbour.example/a1' };
  const ready = sampleStory({}, { madeBy: { kind: 'extractive', insteadOfModel: null, ownPoints } });
  const [, block] = composeDigest(digest({ stories: [ready] }), reading).blocks;
  expect(block).toMatchObject({ detailLine: expect.stringContaining("Harbour Post's own points") as string });
});

describe('summarisedHow', () => {
  it('makes a degraded digest visible', () => {
    expect(
      summarisedHow([
        { kind: 'model', model: 'm-1', replacedBullets: 0 },
        { kind: 'extractive', insteadOfModel: 'down' },
      ]),
    ).toBe('summarised by m-1; 1 without a model');
  });
});

describe('composeEvidence', () => {
  it('shows each bullet with its sentence, outlet, link and when it was seen', () => {
    const articles = [{ id: 'a1', firstSeenAt: at - 7_200_000 } as Article];
    const text = JSON.stringify(composeEvidence(sampleStory(), articles, reading));
    expect(text).toContain(' · seen Tue 5 Sep, 05:30');
    expect(text).toContain('Both countries are under international sanctions. Officials confirmed it.');
    expect(text).toContain('https://harbour.example/a1');
  });
});

describe('coverageOf', () => {
  it('counts working and silent feeds; retired ones do not count', () => {
    const feeds = [
      sampleFeed({ lastSuccessAt: at - 1000 }),
      sampleFeed({
        lastSuccessAt: at - 90_000_000,
        failure: { code: 'not-found', message: 'gone', since: 1 },
      }),
      sampleFeed({ state: 'retired' }),
    ];
    expect(coverageOf(feeds, at, 86_400_000)).toEqual({
      feedsTotal: 2,
      feedsWorking: 1,
      feedsSilent: 1,
      silentSince: at - 90_000_000,
    });
  });
});
