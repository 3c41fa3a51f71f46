import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/summaries/choose/read-report.ts';
import { summitArticles } from '../../support/summit-story.ts';

const article = (text: string) => ({ ...summitArticles[0]!, title: '', text });
const text = [
  'Norvelia closed the port of Sund after a fire on a tanker.',
  'The fire in Sund burned for two days, and the tanker sank.',
  'Fishermen of the bay lost their nets.',
  'A baker in the harbour street gave bread to the crews.',
].join('\n');

describe('how likely a word is to stand in a summary', () => {
  it('is higher for what opens the report and comes back than for what is said once at its end', () => {
    const { wordWeights } = readReport([article(text)]);
    const weightOf = (word: string) => wordWeights.get(word)?.[0] ?? 0;
    expect(weightOf('sund')).toBeGreaterThan(weightOf('nets'));
    expect(weightOf('fire')).toBeGreaterThan(weightOf('baker'));
  });

  it('does not change much when a second outlet prints the same', () => {
    const once = readReport([article(text)]).wordWeights;
    const twice = readReport([article(text), { ...article(text), id: 'b', outletName: 'Other' }]).wordWeights;
    for (const [word, uses] of once)
      expect(Math.abs((uses[0] ?? 0) - (twice.get(word)?.[0] ?? 0))).toBeLessThan(0.2);
  });
});
