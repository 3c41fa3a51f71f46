import { describe, expect, it } from 'vitest';
import { seededRandom } from '../support/seeded-random.ts';
import { sendThroughFaults } from '../long/send-through-faults.ts';

/** The same with 10,000 posts and 50 channels: `npm run test:long -- --of faults`. */
describe('posts through a platform that fails and senders that die', () => {
  it.each([
    ['slack', true],
    ['slack', false],
    ['discord', true],
    ['discord', false],
  ] as const)('on %s, where looking is permitted: %s', async (platform, mayLook) => {
    const random = seededRandom(20_230_905);
    const report = await sendThroughFaults({ platform, mayLook, posts: 60, channels: 5, random });
    expect(report.sent + report.inDoubt).toBe(60);
    expect(report.faults).toBeGreaterThan(5);
    expect(report.inDoubt > 0).toBe(!mayLook);
  });
});
