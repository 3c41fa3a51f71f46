import { describe, expect, it } from 'vitest';
import { loadSampleArticles } from '../../../src/demo/newsroom/load-articles.ts';
import { createGrouper } from '../../../src/stories/grouping/group-articles.ts';

const NOW = Date.UTC(2023, 8, 5, 12);
const articles = (await loadSampleArticles()).filter(
  (article) => article.shouldPost && article.edition !== 'update',
);
const events = new Set(articles.map((article) => article.event));

/** A fixed shuffle: the same order for the same number. */
function shuffled(seed: number) {
  let state = seed;
  const keyed = articles.map((article) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return { article, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ article }) => article);
}

describe('a grouper that has seen nothing yet', () => {
  it('makes one story an event of the sample newsroom, whatever the order in which a first poll brings it', () => {
    for (let seed = 1; seed <= 20; seed++) {
      let made = 0;
      const grouper = createGrouper({ newId: () => `story-${(made += 1)}` });
      const eventsOf = new Map<string, Set<string>>();
      shuffled(seed).forEach((article, index) => {
        const { storyId, mergedIds } = grouper.place({
          id: article.id,
          title: article.title,
          text: article.paragraphs.join('\n'),
          outletDomain: `${article.outlet}.example`,
          url: null,
          publishedAt: NOW - article.minutesAgo * 60_000,
          firstSeenAt: NOW + index,
          language: 'en',
        });
        const held = new Set([article.event ?? '']);
        for (const id of [...mergedIds, storyId]) {
          for (const event of eventsOf.get(id) ?? []) held.add(event);
          eventsOf.delete(id);
        }
        eventsOf.set(storyId, held);
      });
      expect([...eventsOf.values()].filter((held) => held.size > 1)).toEqual([]);
      expect(eventsOf.size).toBe(events.size);
    }
  });
});
