import { describe, expect, it } from 'vitest';
import { loadSampleArticles, type SampleArticle } from '../../../src/demo/newsroom/load-articles.ts';
import { detectChange } from '../../../src/stories/change/detect-change.ts';
import { splitSentences } from '../../../src/language/split-sentences.ts';
import { evidenceOf } from './change-evidence.ts';

const READ_SENTENCES = 12;

const sample = (await loadSampleArticles()).filter(({ event }) => event !== null);
const updates = sample.filter(({ edition }) => edition === 'update');
const firsts = sample.filter(({ edition, shouldPost }) => edition === 'first' && shouldPost);

const textsOf = ({ title, paragraphs }: SampleArticle): string[] => [
  title,
  ...splitSentences(paragraphs.join('\n'))
    .slice(0, READ_SENTENCES)
    .map(({ text }) => text),
];

const lineOf = (told: readonly SampleArticle[], next: SampleArticle): string | null => {
  const before = told.map(textsOf);
  const outcome = detectChange(evidenceOf(before), evidenceOf([...before, textsOf(next)]));
  return outcome.kind === 'none' ? null : outcome.change.line;
};

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
