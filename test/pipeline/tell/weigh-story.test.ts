import { describe, expect, it } from 'vitest';
import { startStory } from '../../../src/pipeline/tell/build-story.ts';
import { weighStory } from '../../../src/pipeline/tell/weigh-story.ts';
import { makeReading } from '../../../src/stories/make-reading.ts';
import { judgeRelevance } from '../../../src/stories/relevance/judge-relevance.ts';
import { sampleArticle } from '../../support/sample-article.ts';

const weigh = (title: string) => {
  const article = { ...sampleArticle({ title }), reading: makeReading({ title, text: 'Text.' }) };
  const relevance = judgeRelevance({ title, text: article.text });
  return weighStory(startStory('s1', article, relevance), [article], article.firstSeenAt).parts;
};

describe('weighStory', () => {
  it('counts the international bodies that headlines name among the actors', () => {
    const alone = weigh('Finland asks for talks on border patrols');
    const joined = weigh('Finland asks NATO and EU for talks on border patrols');
    expect(joined.actors).toBeGreaterThan(alone.actors);
  });
});
