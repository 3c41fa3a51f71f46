import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/clock.ts';
import { type ImportanceInput, scoreImportance } from '../../../src/stories/importance/score-importance.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
const tell = (count: number, gapMs: number) =>
  Array.from({ length: count }, (_, index) => ({
    family: `family-${index}`,
    country: ['GB', 'US', 'FR', 'QA', 'IN', 'JP', 'DE'][index % 7] ?? null,
    seenAt: NOW - HOUR + index * gapMs,
  }));

const story = (change: Partial<ImportanceInput> = {}): ImportanceInput => ({
  tellers: tell(3, 10 * MINUTE),
  texts: [{ title: 'Ministers hold talks on fishing rights', opening: 'The ministers met in Lima.' }],
  regions: ['PE', 'CL'],
  bodies: [],
  changedAt: NOW - HOUR,
  now: NOW,
  ...change,
});

describe('scoreImportance', () => {
  it('is the sum of its parts, from 0 to 100', () => {
    const small = scoreImportance(story({ tellers: tell(1, 0), texts: [], regions: [], changedAt: 0 }));
    const great = scoreImportance(
      story({
        tellers: tell(20, MINUTE),
        texts: [{ title: 'Invasion: 300 people killed', opening: '' }],
        regions: ['RU', 'US', 'CN', 'FR'],
        bodies: ['UN', 'NATO'],
        changedAt: NOW,
      }),
    );
    for (const { score, parts } of [small, great])
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(score);
    expect(small.score).toBe(0);
    expect(great.score).toBe(100);
  });

  it.each<[string, Partial<ImportanceInput>, keyof ReturnType<typeof scoreImportance>['parts']]>([
    ['more publisher families', { tellers: tell(6, 10 * MINUTE) }, 'breadth'],
    ['a quicker pick-up', { tellers: tell(4, MINUTE) }, 'speed'],
    ['a graver event', { texts: [{ title: 'Air strike kills 40 at market', opening: '' }] }, 'severity'],
    ['greater powers', { regions: ['US', 'CN'] }, 'actors'],
    ['fresher news', { changedAt: NOW }, 'novelty'],
  ])('%s counts more', (_, change, part) => {
    expect(scoreImportance(story(change)).parts[part]).toBeGreaterThan(scoreImportance(story()).parts[part]);
  });

  it('counts a family once however often it tells', () => {
    const often = Array.from({ length: 9 }, () => ({ family: 'one', country: 'GB', seenAt: NOW }));
    expect(scoreImportance(story({ tellers: often })).parts).toMatchObject({ breadth: 0, speed: 0 });
  });

  it('lets one loud headline among many not decide', () => {
    const calm = { title: 'Ministers hold talks', opening: '' };
    const loud = { title: 'War declared', opening: '' };
    const { severity } = scoreImportance(story({ texts: [calm, calm, calm, loud] })).parts;
    expect(severity).toBeLessThan(15);
  });
});
