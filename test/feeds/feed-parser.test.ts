import { afterAll, describe, expect, it } from 'vitest';
import { createFeedParser } from '../../src/feeds/feed-parser.ts';
import { openParser } from '../support/open-parser.ts';

const pool = openParser();
const parse = createFeedParser(pool.task('feed'));
const parseText = (text: string) => parse({ body: Buffer.from(text), contentType: null, url: null });

afterAll(() => pool.close());

describe('parsing in a process apart', () => {
  it('hands back what was parsed', async () => {
    const outcome = await parseText('<rss version="2.0"><channel><title>Wire</title></channel></rss>');
    expect(outcome).toMatchObject({ kind: 'parsed', feed: { title: 'Wire' } });
  });

  it('survives a document that is too much for it, and reads the next one', async () => {
    const deep = await parseText(`<rss version="2.0"><channel>${'<a>'.repeat(400_000)}`);
    expect(deep).toMatchObject({ kind: 'failed' });
    expect(await parseText('<feed><title>Still here</title></feed>')).toMatchObject({ kind: 'parsed' });
  });

  it('names a document that takes all memory, and reads the next one', async () => {
    const small = openParser({ maxHeapMb: 24 });
    const parseSmall = createFeedParser(small.task('feed'));
    const read = (text: string) => parseSmall({ body: Buffer.from(text), contentType: null, url: null });
    const items = '<item a="1" b="2"><i/><i/><i/></item>'.repeat(120_000);
    const huge = await read(`<rss version="2.0"><channel>${items}</channel></rss>`);
    expect(huge).toMatchObject({ kind: 'failed', code: 'too-big', reason: 'parsing: out-of-memory' });
    expect(await read('<feed><title>Still here</title></feed>')).toMatchObject({ kind: 'parsed' });
    await small.close();
  });

  it('names a process that was killed by what happened to it', async () => {
    const fail = (reason: 'too-slow' | 'out-of-memory' | 'crashed') =>
      createFeedParser({ run: () => Promise.resolve({ kind: 'failed', reason, message: '' }) });
    const document = { body: Buffer.from(''), contentType: null, url: null };
    expect(await fail('too-slow')(document)).toMatchObject({ code: 'too-slow' });
    expect(await fail('out-of-memory')(document)).toMatchObject({ code: 'too-big' });
    expect(await fail('crashed')(document)).toMatchObject({ code: 'malformed' });
  });
});
