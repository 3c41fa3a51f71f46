import * as fc from 'fast-check';
import type { Answer, Day, Month } from './live-a-month.ts';
import { EDITS, type Habits } from './newsdesk.ts';

const habits: fc.Arbitrary<Habits> = fc
  .record({
    format: fc.constantFrom('rss', 'atom', 'json'),
    guids: fc.constantFrom('own', 'address', 'none', 'all the same', 'position'),
    hasSharedLink: fc.boolean(),
  })
  // With ids that move and one link for several nothing is left to tell articles by.
  .filter(({ guids, hasSharedLink }) => guids !== 'position' || !hasSharedLink);

const outages: readonly Answer[] = ['error 500', 'time-out', 'empty', 'web page', 'rate limit', 'challenge'];

const day: fc.Arbitrary<Day> = fc.record({
  hours: fc.integer({ min: 1, max: 40 }),
  news: fc.record({
    added: fc.oneof(
      { weight: 30, arbitrary: fc.integer({ min: 0, max: 6 }) },
      { weight: 1, arbitrary: fc.constant(500) },
    ),
    edits: fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...EDITS)), { maxLength: 8 }),
  }),
  listing: fc.record({
    order: fc.constantFrom('newest first', 'newest first', 'oldest first', 'shuffled'),
    hasDuplicates: fc.boolean(),
    hidden: fc.array(fc.nat(40), { maxLength: 6 }),
    isStale: fc.oneof(
      { weight: 6, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    cut: fc.option(fc.record({ place: fc.nat(60), part: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      freq: 8,
    }),
  }),
  answer: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Answer>('fine') },
    { weight: 1, arbitrary: fc.constantFrom(...outages) },
  ),
  end: fc.constantFrom('stopped', 'killed', 'killed in a poll'),
});

/** About thirty days of a feed's life. */
export const anyMonth: fc.Arbitrary<Month> = fc.record({
  habits,
  days: fc.array(day, { minLength: 8, maxLength: 36, size: 'max' }),
});
