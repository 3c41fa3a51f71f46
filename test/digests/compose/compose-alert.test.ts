import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/clock.ts';
import { composeDigest } from '../../../src/digests/compose/compose-digest.ts';
import type { Digest } from '../../../src/model/digest.ts';
import { sampleStory } from '../../support/sample-stories.ts';

const at = Date.parse('2023-09-05T05:30:00Z');
const alert = (patch: Partial<Digest> = {}): Digest => ({
  id: 'digest-1',
  channelId: 'channel-1',
  kind: 'alert',
  at,
  coversSince: at,
  stories: [sampleStory()],
  updated: [],
  articleCount: 5,
  coverage: { feedsTotal: 20, feedsWorking: 18, feedsSilent: 0, silentSince: null },
  nextDigestAt: null,
  leftOut: 0,
  reasons: {
    'story-1': '5 outlets of 4 countries within 20 min; 12 killed',
    'story-2': '2 outlets within 3 min',
  },
  ...patch,
});
const compose = (patch?: Partial<Digest>) =>
  composeDigest(alert(patch), { now: at, timeZone: 'Africa/Johannesburg' });

describe('composeDigest of an alert', () => {
  it('is the reason in one line, the block of the story, and how it was summarised', () => {
    const { blocks, fallbackText } = compose();
    expect(blocks).toMatchObject([
      {
        kind: 'text',
        spans: [
          { text: 'Alert: ', style: 'bold' },
          { text: '5 outlets of 4 countries within 20 min; 12 killed' },
        ],
      },
      { kind: 'story', storyId: 'story-1', number: null, mark: 'new', hasButtons: true },
      { kind: 'footer', text: 'summarised without a model' },
    ]);
    expect(fallbackText).toBe('Alert: Kim Jong Un to meet Putin in Russia for arms talks');
  });

  it('is a line without a block for a story that the channel has', () => {
    const updated = [{ storyId: 'story-2', headline: 'Quake strikes Salin', line: 'toll 12 -> 190' }];
    expect(compose({ stories: [], updated }).blocks).toEqual([
      {
        kind: 'text',
        spans: [
          { text: 'Alert: ', style: 'bold' },
          { text: 'Quake strikes Salin: toll 12 -> 190 (2 outlets within 3 min)' },
        ],
      },
    ]);
  });

  it('has one heading and a reason for each number where quiet hours held several back', () => {
    const stories = [sampleStory(), sampleStory({ id: 'story-2' })];
    const { blocks } = compose({ stories, coversSince: at - 5 * HOUR });
    expect(blocks).toMatchObject([
      {
        kind: 'heading',
        text: 'Held back in quiet hours · Tue 5 Sep, 07:30 SAST',
        aside: '2 alerts',
      },
      {
        kind: 'list',
        items: [
          [{ text: '1: 5 outlets of 4 countries within 20 min; 12 killed' }],
          [{ text: '2: 2 outlets within 3 min' }],
        ],
      },
      { kind: 'story', storyId: 'story-1', number: 1 },
      { kind: 'story', storyId: 'story-2', number: 2 },
      { kind: 'footer' },
    ]);
  });
});
