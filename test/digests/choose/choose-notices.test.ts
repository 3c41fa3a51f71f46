import { describe, expect, it } from 'vitest';
import { NETWORK_DOWN_FEEDS, NOTICE_GAP_MS } from '../../../config/manage-feeds-tuning.ts';
import { DAY, HOUR, MINUTE } from '../../../src/clock.ts';
import { chooseNotices, isNetworkDown } from '../../../src/digests/choose/choose-notices.ts';
import type { Feed, FeedFailureCode } from '../../../src/model/feed.ts';
import { sampleFeed } from '../../support/sample-feed.ts';

const NOW = Date.UTC(2026, 2, 4, 12);

const well = (id: string, patch: Partial<Feed> = {}) =>
  sampleFeed({ id, lastCheckedAt: NOW - MINUTE, lastSuccessAt: NOW - MINUTE, ...patch });

const failing = (id: string, forMs: number, code: FeedFailureCode = 'not-found', patch: Partial<Feed> = {}) =>
  sampleFeed({
    id,
    lastCheckedAt: NOW - 2 * HOUR,
    lastSuccessAt: NOW - forMs - HOUR,
    failureCount: 9,
    failure: { code, message: 'It fails.', since: NOW - forMs },
    ...patch,
  });

function choose(feeds: readonly Feed[], networkDownAt = 0) {
  const news = chooseNotices(feeds, NOW, networkDownAt);
  return Object.fromEntries(Object.entries(news).map(([kind, some]) => [kind, some.map(({ id }) => id)]));
}
const NOTHING = { failing: [], back: [], retired: [] };

describe('choosing what managers are told of feeds', () => {
  it('tells of a feed that fails for a day, not sooner, and once', () => {
    expect(choose([well('w'), failing('f', DAY - MINUTE)])).toEqual(NOTHING);
    expect(choose([well('w'), failing('f', DAY)])).toEqual({ ...NOTHING, failing: ['f'] });
    const told = failing('f', 3 * DAY, 'not-found', { notice: { kind: 'failing', at: NOW - 2 * DAY } });
    expect(choose([well('w'), told])).toEqual(NOTHING);
  });

  it('tells of feeds that began to fail in the same hours together', () => {
    const feeds = [well('w'), failing('a', DAY), failing('b', DAY - 2 * HOUR), failing('c', DAY / 2)];
    expect(choose(feeds).failing).toEqual(['a', 'b']);
  });

  it('keeps a gap between two notices of one kind', () => {
    const notice = { kind: 'failing', at: NOW - NOTICE_GAP_MS + 1 } as const;
    const told = failing('a', 2 * DAY, 'not-found', { notice });
    expect(choose([well('w'), told, failing('b', DAY)])).toEqual(NOTHING);
    const earlier = { ...told, notice: { ...notice, at: NOW - NOTICE_GAP_MS } };
    expect(choose([well('w'), earlier, failing('b', DAY)]).failing).toEqual(['b']);
  });

  it('tells when a feed is back, only if it was told of as failing', () => {
    const notice = { kind: 'failing', at: NOW - DAY } as const;
    expect(choose([well('w'), well('f', { notice })])).toEqual({ ...NOTHING, back: ['f'] });
    expect(choose([well('w'), well('f', { notice: { kind: 'back', at: NOW - DAY } })])).toEqual(NOTHING);
  });

  it('tells at once of a feed that its site gave up, and once', () => {
    const gone = failing('g', 0, 'gone', { state: 'retired' });
    expect(choose([well('w'), gone])).toEqual({ ...NOTHING, retired: ['g'] });
    expect(choose([gone]).retired).toEqual(['g']);
    expect(choose([well('w'), { ...gone, notice: { kind: 'retired', at: 1 } }])).toEqual(NOTHING);
  });

  it('tells nothing while every feed fails', () => {
    const feeds = [failing('a', 2 * DAY, 'dns'), failing('b', DAY, 'not-found')];
    expect(choose(feeds)).toEqual(NOTHING);
    expect(isNetworkDown(feeds)).toBe(true);
  });

  it('tells of an only feed unless its failure is one of the line', () => {
    expect(choose([failing('a', DAY, 'not-found')]).failing).toEqual(['a']);
    expect(choose([failing('a', DAY, 'dns')])).toEqual(NOTHING);
  });

  it('sees an outage though a feed that is seldom polled has not met it yet', () => {
    const seldom = well('daily', { lastCheckedAt: NOW - 25 * HOUR, lastSuccessAt: NOW - 25 * HOUR });
    const others = Array.from({ length: NETWORK_DOWN_FEEDS }, (_, i) => failing(`f${i}`, DAY, 'unreachable'));
    expect(isNetworkDown([seldom, ...others])).toBe(true);
    expect(choose([seldom, ...others])).toEqual(NOTHING);
    // Too few to be sure; yet none of them failed while another was read.
    expect(isNetworkDown([seldom, ...others.slice(1)])).toBe(false);
    expect(choose([seldom, ...others.slice(1)])).toEqual(NOTHING);
  });

  it('waits for a try since our own network was down', () => {
    const feeds = [well('w'), failing('f', 2 * DAY, 'dns')];
    expect(choose(feeds, NOW - HOUR)).toEqual(NOTHING);
    expect(choose(feeds, NOW - 3 * HOUR).failing).toEqual(['f']);
  });

  it('tells nothing of no feeds', () => {
    expect(choose([])).toEqual(NOTHING);
    expect(isNetworkDown([])).toBe(false);
    expect(isNetworkDown([sampleFeed()])).toBe(false);
  });
});
