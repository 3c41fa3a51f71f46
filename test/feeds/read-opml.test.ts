import { afterAll, describe, expect, it } from 'vitest';
import { MAX_OPML_FEEDS } from '../../config/manage-feeds-tuning.ts';
import type { FetchOutcome } from '../../src/outbound/guarded-fetch.ts';
import { createOpmlReader } from '../../src/feeds/read-opml.ts';
import { openParser } from '../support/open-parser.ts';

const pool = openParser();
const parser = pool.task('opml');
afterAll(() => pool.close());

const wrap = (inner: string) => `<opml version="2.0"><head/><body>${inner}</body></opml>`;
const response = (status: number, body: string | Uint8Array): FetchOutcome => ({
  kind: 'response',
  status,
  headers: {},
  body: Buffer.from(body),
  finalUrl: 'https://lists.example/a.opml',
  permanentUrl: null,
});
const read = (outcome: FetchOutcome) =>
  createOpmlReader({ fetch: () => Promise.resolve(outcome), parser })({
    kind: 'address',
    url: 'https://lists.example/a.opml',
  });

describe('reading OPML', () => {
  it('fetches, decodes and parses', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.0"><body><outline text="Le Pr\xe9sent" xmlUrl="https://present.example/rss"/></body></opml>',
      'latin1',
    );
    expect(await read(response(200, latin))).toEqual([
      { url: 'https://present.example/rss', title: 'Le Présent', folder: '' },
    ]);
  });

  it.each([
    ['a page', '<html><body>Not here</body></html>'],
    ['garbage', '\u0000\u0001 nothing'],
    ['nothing', ''],
    ['a file without feeds', wrap('<outline text="Empty"/>')],
    ['feeds that are not on the web', wrap('<outline text="x" xmlUrl="file:///etc/passwd"/>')],
  ])('refuses %s with a sentence', async (_, body) => {
    await expect(read(response(200, body))).rejects.toMatchObject({ code: 'feeds/bad-opml' });
  });

  it('is not held up by a document that is made to be slow', async () => {
    const impatient = openParser({ deadlineMs: 500 });
    const reader = createOpmlReader({
      fetch: () => Promise.reject(new Error('unused')),
      parser: impatient.task('opml'),
    });
    const bomb = '<!DOCTYPE'.repeat(200_000);
    await expect(reader({ kind: 'text', text: bomb })).rejects.toMatchObject({ code: 'feeds/bad-opml' });
    await impatient.close();
  });

  it('says why it could not be fetched', async () => {
    await expect(read(response(403, 'no'))).rejects.toMatchObject({
      code: 'feeds/unreadable-opml',
      userMessage: expect.stringContaining('its site answers 403'),
    });
    await expect(read({ kind: 'failed', code: 'private-address', reason: 'loopback' })).rejects.toMatchObject(
      { userMessage: expect.stringContaining('private address') },
    );
  });

  it('refuses more feeds than anybody reads', async () => {
    const many = Array.from(
      { length: MAX_OPML_FEEDS + 1 },
      (_, index) => `<outline xmlUrl="https://h${index}.example/f"/>`,
    );
    await expect(read(response(200, wrap(many.join(''))))).rejects.toMatchObject({ code: 'feeds/too-many' });
  });
});
