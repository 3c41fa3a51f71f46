import { afterAll, describe, expect, it } from 'vitest';
import { createFeedParser, FEED_WORKER } from '../../src/feeds/feed-parser.ts';
import { createWorkerPool } from '../../src/outbound/worker-pool.ts';

const pool = createWorkerPool({ script: FEED_WORKER, size: 1, deadlineMs: 10_000, maxHeapMb: 512 });
const parse = createFeedParser(pool);
const parseText = (text: string) => parse({ body: Buffer.from(text), contentType: null, url: null });

afterAll(() => pool.close());

describe('parsing in a thread', () => {
  it('hands back what was parsed', async () => {
    const outcome = await parseText('<rss version="2.0"><channel><title>Wire</title></channel></rss>');
    expect(outcome).toMatchObject({ kind: 'parsed', feed: { title: 'Wire' } });
  });

  it('survives a document that is too much for it, and reads the next one', async () => {
    const deep = await parseText(`<rss version="2.0"><channel>${'<a>'.repeat(400_000)}`);
    expect(deep).toMatchObject({ kind: 'failed' });
    expect(await parseText('<feed><title>Still here</title></feed>')).toMatchObject({ kind: 'parsed' });
  });

  it('names a thread that was killed by what happened to it', async () => {
    const fail = (reason: 'too-slow' | 'crashed') =>
      createFeedParser({ run: () => Promise.resolve({ kind: 'failed', reason, message: '' }) });
    const document = { body: Buffer.from(''), contentType: null, url: null };
    expect(await fail('too-slow')(document)).toMatchObject({ code: 'too-slow' });
    expect(await fail('crashed')(document)).toMatchObject({ code: 'malformed' });
  });
});
