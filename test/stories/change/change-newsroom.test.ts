import { describe, expect, it } from 'vitest';
import { loadSampleArticles, type SampleArticle } from '../../../src/demo/newsroom/load-articles.ts';
import { makeReading } from '../../../src/stories/make-reading.ts';
import { lineOf as lineOfStory } from './change-evidence.ts';

const sample = (await loadSampleArticles()).filter(({ event }) => event !== null);
const updates = sample.filter(({ edition }) => edition === 'update');
const firsts = sample.filter(({ edition, shouldPost }) => edition === 'first' && shouldPost);

const readings = new Map(
  sample.map((article) => [
    article,
    makeReading({ title: article.title, text: article.paragraphs.join('\n') }),
  ]),
);

const lineOf = (told: readonly SampleArticle[], next: SampleArticle): string | null =>
  lineOfStory([...told, next].flatMap((article) => readings.get(article) ?? []));

const firstsOf = ({ event }: SampleArticle) => firsts.filter((article) => article.event === event);

describe('the sample newsroom', () => {
  it.each(updates)('$id tells that the planned meeting took place', (update) => {
    const lines = [firstsOf(update), ...firstsOf(update).map((article) => [article])].map((told) =>
      lineOf(told, update),
    );
    for (const line of lines) {
      expect(line).toMatch(/\b(?:met|held talks|welcomed)\b.*Vostochny.*13 September/u);
      expect(line?.length).toBeLessThanOrEqual(90);
    }
  });

  it.each(updates)('$id adds nothing once another update came', (update) => {
    const lines = updates
      .filter((other) => other !== update)
      .map((other) => lineOf([...firstsOf(update), other], update));
    expect(lines).toEqual(lines.map(() => null));
  });

  it('finds no change among the first tellings of an event', () => {
    const found = firsts.flatMap((article) => {
      const others = firstsOf(article).filter((other) => other !== article);
      return [others, ...others.map((other) => [other])].flatMap((told) => lineOf(told, article) ?? []);
    });
    expect(firsts.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });
});
