import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import { createWorkerDesk, localDesk } from '../../src/summaries/text-desk.ts';
import { openParser } from '../support/open-parser.ts';

const parser = openParser();
afterAll(() => parser.close());

const article = {
  id: 'a1',
  title: 'Kenya and Ethiopia agree to reopen border post',
  text: [
    'Kenya and Ethiopia agreed on Monday to reopen the border post at Moyale after talks in Nairobi.',
    'Ethiopia’s foreign minister said that trade worth 40 million dollars a year had been held up.',
    'Kenya had closed the post in March after a raid on a police station killed seven officers.',
  ].join('\n'),
  outletName: 'Harbour Post',
  url: null,
  language: 'en',
  publishedAt: Date.UTC(2026, 2, 3),
};
const request = { articles: [article], language: 'en' };
const questions = [
  { bullet: 'Kenya had closed the post in March.', evidence: [article.text] },
  { bullet: 'Ethiopia had closed the post in May.', evidence: [article.text] },
];

describe('the desk in a process apart', () => {
  const desk = createWorkerDesk(parser.task('text'));

  it('does what the desk in place does, and this process never loads the tagger for it', async () => {
    const summary = await desk.summarise(request);
    const verdicts = await desk.check(questions);
    const replacing = { ...request, count: 1, besides: [] };
    const bullets = await desk.findBullets(replacing);
    const heading = { ...request, bullets: ['Kenya reopens a post.'] };
    const headline = await desk.writeHeadline(heading);
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    expect(loaded.filter((path) => path.includes('wink-eng-lite-web-model'))).toEqual([]);
    expect(summary).toEqual(await localDesk.summarise(request));
    expect(summary.kind).toBe('summary');
    expect(verdicts).toEqual(await localDesk.check(questions));
    expect(verdicts.map(({ isSupported }) => isSupported)).toEqual([true, false]);
    expect(bullets).toEqual(await localDesk.findBullets(replacing));
    expect(headline).toBe(await localDesk.writeHeadline(heading));
  });

  it('refuses what the process could not do, and says so', async () => {
    const failing = createWorkerDesk({
      run: async () => ({ kind: 'failed', reason: 'too-slow', message: 'the deadline passed' }),
    });
    expect(await failing.summarise(request)).toEqual({
      kind: 'refused',
      reason: 'The text could not be summarised in time.',
    });
    expect((await failing.check(questions)).map(({ isSupported }) => isSupported)).toEqual([false, false]);
    expect(await failing.findBullets({ ...request, count: 1, besides: [] })).toEqual([]);
    expect(await failing.writeHeadline({ ...request, bullets: ['One.'] })).toBe('One.');
  });
});
