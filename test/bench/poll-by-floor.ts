/**
 * A process that does the least that polling can be: the bare HTTP client on the same addresses, and rss-parser's
 * `parseString` on the bodies that changed, with the same concurrency, storing nothing.
 */
import RssParser from 'rss-parser';
import { Agent, request } from 'undici';
import { FEEDS_AT_ONCE } from '../../config/tuning.ts';
import { startRound } from './measure-round.ts';
import type { PollAnswer, PollQuestion } from './poll-by-product.ts';
import { answerQuestions } from './talk-to-child.ts';
import { isPublishing } from './write-feed.ts';

const agent = new Agent();
const parser = new RssParser();
const etags = new Map<number, string>();
let urls: string[] = [];
let rounds = 0;

answerQuestions(
  async (question: PollQuestion) => {
    if (question.kind === 'open') urls = question.urls;
    return question.kind === 'round' ? pollAll() : {};
  },
  () => agent.destroy(),
);

async function pollAll(): Promise<PollAnswer> {
  const isFirst = rounds++ === 0;
  const feedMs: number[] = [];
  let [next, added] = [0, 0];
  const finish = startRound();
  const work = async () => {
    for (let feed = next++; feed < urls.length; feed = next++) {
      const startedAt = performance.now();
      const body = await fetchFeed(feed);
      // It is told which bodies changed, and so spends nothing on finding out.
      if (body !== null && (isFirst || isPublishing(feed)))
        added += (await parser.parseString(body)).items.length;
      feedMs.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: FEEDS_AT_ONCE }, work));
  return { ...finish(feedMs), added, failed: 0 };
}

async function fetchFeed(feed: number): Promise<string | null> {
  const known = etags.get(feed);
  const headers = known === undefined ? {} : { 'if-none-match': known };
  const response = await request(urls[feed] ?? '', { dispatcher: agent, headers });
  const etag = response.headers['etag'];
  if (typeof etag === 'string') etags.set(feed, etag);
  const body = await response.body.text();
  return response.statusCode === 200 ? body : null;
}
