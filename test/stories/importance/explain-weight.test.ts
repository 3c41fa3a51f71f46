import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/clock.ts';
import { explainWeight } from '../../../src/stories/importance/explain-weight.ts';
import type { Teller } from '../../../src/stories/importance/score-importance.ts';

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
    expect(explainWeight(tellers, ['Blast in Salin kills at least 12', 'Nine people were killed.'])).toBe(
      '4 outlets of 3 countries within 20 min; 12 killed',
    );
  });

  it('leaves out what there is nothing to say of', () => {
    expect(explainWeight([teller('wire', 'GB', 0), teller('wire', 'GB', 5)], ['Ministers meet'])).toBe(
      '1 outlet',
    );
    expect(explainWeight([teller('wire', 'GB', 0), teller('post', 'GB', 0)], [])).toBe(
      '2 outlets within 1 min',
    );
    const slow = [teller('wire', 'GB', 0), teller('post', null, (5 * HOUR) / MINUTE)];
    expect(explainWeight(slow, [])).toBe('2 outlets within 5 h');
  });
});
