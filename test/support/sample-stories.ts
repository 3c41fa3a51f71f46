import type { ReadyStory } from '../../src/model/digest.ts';
import type { Story } from '../../src/model/story.ts';
import type { Bullet, Summary } from '../../src/model/summary.ts';

const NOW = Date.parse('2023-09-05T05:30:00Z');

const bullet = (text: string): Bullet => ({
  text,
  isSupported: true,
  evidence: {
    articleId: 'a1',
    sentence: `${text} Officials confirmed it.`,
    outletName: 'Harbour Post',
    url: 'https://harbour.example/a1',
  },
});

/** A ready story in our own words; every field can be set. */
export function sampleStory(story: Partial<Story> = {}, summary: Partial<Summary> = {}): ReadyStory {
  const id = story.id ?? 'story-1';
  return {
    story: {
      id,
      version: 1,
      state: 'open',
      stateReason: null,
      mergedInto: null,
      title: 'Kim Jong Un to meet Putin in Russia for arms talks',
      firstSeenAt: NOW - 7_200_000,
      newAt: NOW - 7_200_000,
      changedAt: NOW - 7_200_000,
      lastArticleAt: NOW - 3_600_000,
      isQuiet: false,
      kind: 'news',
      regions: ['KP', 'RU'],
      topics: ['arms', 'diplomacy'],
      publisherFamilies: ['harbour.example', 'wire.example', 'meridian.example'],
      outletNames: ['Harbour Post', 'Sample Wire', 'Meridian Times'],
      url: 'https://harbour.example/a1',
      articleCount: 5,
      importance: { score: 70, parts: { breadth: 20, speed: 15, severity: 15, actors: 10, novelty: 10 } },
      change: null,
      ...story,
    },
    summary: {
      storyId: id,
      version: story.version ?? 1,
      language: 'en',
      headline: 'Kim Jong Un to meet Putin in Russia for arms talks',
      bullets: [
        bullet('Kim Jong Un plans to travel to Russia to meet Vladimir Putin.'),
        bullet('The US says arms negotiations between the two states are advancing.'),
        bullet('Both countries are under international sanctions.'),
      ],
      madeBy: { kind: 'extractive', insteadOfModel: null },
      madeAt: NOW - 7_000_000,
      edition: 1,
      ...summary,
    },
  };
}
