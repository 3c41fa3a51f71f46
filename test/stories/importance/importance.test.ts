import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/clock.ts';
import {
  explainWeight,
  type ImportanceInput,
  scoreImportance,
  type Teller,
} from '../../../src/stories/importance/score-importance.ts';
import { makeReading } from '../../../src/stories/make-reading.ts';

const gravityOf = (title: string, text: string) => makeReading({ title, text }).gravity;
const NOW = Date.UTC(2026, 4, 4, 12);
const tell = (count: number, gapMs: number) =>
  Array.from({ length: count }, (_, index) => ({
    family: `family-${index}`,
    country: ['GB', 'US', 'FR', 'QA', 'IN', 'JP', 'DE'][index % 7] ?? null,
    seenAt: NOW - HOUR + index * gapMs,
  }));

const story = (change: Partial<ImportanceInput> = {}): ImportanceInput => ({
  tellers: tell(3, 10 * MINUTE),
  gravities: [gravityOf('Ministers hold talks on fishing rights', 'The ministers met in Lima.')],
  regions: ['PE', 'CL'],
  bodies: [],
  changedAt: NOW - HOUR,
  now: NOW,
  ...change,
});

describe('scoreImportance', () => {
  it('is the sum of its parts, from 0 to 100', () => {
    const small = scoreImportance(story({ tellers: tell(1, 0), gravities: [], regions: [], changedAt: 0 }));
    const great = scoreImportance(
      story({
        tellers: tell(20, MINUTE),
        gravities: [gravityOf('Invasion: 300 people killed', '')],
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
    ['a graver event', { gravities: [gravityOf('Air strike kills 40 at market', '')] }, 'severity'],
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
    const calm = gravityOf('Ministers hold talks', '');
    const loud = gravityOf('War declared', '');
    const { severity } = scoreImportance(story({ gravities: [calm, calm, calm, loud] })).parts;
    expect(severity).toBeLessThan(15);
  });
});

const teller = (family: string, country: string | null, minute: number): Teller => ({
  family,
  country,
  seenAt: minute * MINUTE,
});

describe('explainWeight', () => {
  it('counts publisher families, their countries, the time they took and the killed', () => {
    const tellers = [
      teller('wire', 'GB', 0),
      teller('post', 'KE', 12),
      teller('wire', 'GB', 90),
      teller('times', 'US', 19.5),
      teller('blog', null, 20),
    ];
    expect(
      explainWeight(tellers, [gravityOf('Blast in Salin kills at least 12', 'Nine people were killed.')]),
    ).toBe('4 outlets of 3 countries within 20 min; 12 killed');
  });

  it('leaves out what there is nothing to say of', () => {
    expect(
      explainWeight([teller('wire', 'GB', 0), teller('wire', 'GB', 5)], [gravityOf('Ministers meet', '')]),
    ).toBe('1 outlet');
    expect(explainWeight([teller('wire', 'GB', 0), teller('post', 'GB', 0)], [])).toBe(
      '2 outlets within 1 min',
    );
    const slow = [teller('wire', 'GB', 0), teller('post', null, (5 * HOUR) / MINUTE)];
    expect(explainWeight(slow, [])).toBe('2 outlets within 5 h');
  });
});
