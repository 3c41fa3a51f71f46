import { describe, expect, it } from 'vitest';
import { createRobotsCheck, isAllowed, readRobots } from '../../src/articles/robots.ts';
import { DAY, MINUTE } from '../../src/clock.ts';
import type { FetchOutcome } from '../../src/outbound/guarded-fetch.ts';

const allows = (robots: string, path: string, token = 'Sitrep') =>
  isAllowed(readRobots(robots, token), new URL(path, 'https://harbour.example'));

describe('robots.txt', () => {
  it('lets the longest rule decide, and allow where two are as long', () => {
    const robots = 'User-agent: *\nDisallow: /world\nAllow: /world/open\nDisallow: /x\nAllow: /x';
    expect(allows(robots, '/world/grain')).toBe(false);
    expect(allows(robots, '/world/open/grain')).toBe(true);
    expect(allows(robots, '/x')).toBe(true);
    expect(allows(robots, '/sport')).toBe(true);
  });

  it('follows our own group only, where there is one', () => {
    const robots =
      'User-agent: OtherBot\nUser-agent: sitrep\nDisallow: /private\n\nUser-agent: *\nDisallow: /';
    expect(allows(robots, '/world')).toBe(true);
    expect(allows(robots, '/private/x')).toBe(false);
    expect(allows(robots, '/world', 'Stranger')).toBe(false);
  });

  it('reads wild cards, ends, comments and empty rules', () => {
    const robots = 'User-agent: * # everybody\nDisallow: /*.pdf$ # files\nDisallow: /a*b*c\nDisallow:\n';
    expect(allows(robots, '/x/report.pdf')).toBe(false);
    expect(allows(robots, '/x/report.pdf?v=2')).toBe(true);
    expect(allows(robots, '/a-1-b-2-c-3')).toBe(false);
    expect(allows(robots, '/a-1-c-2-b')).toBe(true);
  });

  it('asks a site once a day, allows all where there is no file, and nothing for a while where the server fails', async () => {
    let now = 0;
    let asked = 0;
    let status = 404;
    const check = createRobotsCheck({
      fetch: (url) => {
        asked += 1;
        expect(url).toBe('https://harbour.example/robots.txt');
        const body = new TextEncoder().encode('User-agent: *\nDisallow: /world');
        return Promise.resolve<FetchOutcome>({
          kind: 'response',
          status,
          headers: {},
          body,
          finalUrl: url,
          permanentUrl: null,
        });
      },
      clock: { now: () => now, sleep: () => Promise.resolve() },
      productToken: 'Sitrep',
    });
    const page = () => check('https://harbour.example/world/a', new AbortController().signal);
    expect(await page()).toBe(true);
    expect(await page()).toBe(true);
    expect(asked).toBe(1);
    now += DAY;
    status = 200;
    expect(await page()).toBe(false);
    now += DAY;
    status = 503;
    expect(await page()).toBe(false);
    now += 20 * MINUTE;
    status = 404;
    expect(await page()).toBe(true);
    expect(asked).toBe(4);
  });
});
