import { afterAll, describe, expect, it } from 'vitest';
import type { ExtractOutcome } from '../../src/articles/extract-text.ts';
import { openParser } from '../support/open-parser.ts';

const pool = openParser({ deadlineMs: 10_000 });
afterAll(() => pool.close());

async function read(
  html: string,
  contentType = 'text/html; charset=windows-1252',
): Promise<ExtractOutcome | null> {
  const outcome = await pool.task('page').run({
    body: Buffer.from(html, 'latin1'),
    contentType,
    url: 'https://harbour.example/',
  });
  return outcome.kind === 'done' ? (outcome.value as ExtractOutcome) : null;
}

describe('reading pages in a process apart', () => {
  it('decodes and extracts', async () => {
    const sentence =
      'Le navire a quitt\xe9 le port mardi apr\xe8s une semaine de n\xe9gociations difficiles. ';
    const outcome = await read(`<html><body><p>${sentence.repeat(5)}</p></body></html>`);
    expect(outcome).toMatchObject({
      kind: 'page',
      page: { text: expect.stringContaining('quitté le port') },
    });
  });

  it('gets through pages made to break it', async () => {
    for (const html of [
      '<b>'.repeat(700).concat('x'),
      '<table>'.repeat(700),
      `<p>${'<span></span>'.repeat(25_000)}</p>`,
      '<a href="'.repeat(20_000),
      '<!--'.repeat(100_000),
      `<script type="application/ld+json">${'['.repeat(100_000)}</script>`,
    ]) {
      await read(html);
    }
    expect(await read('<html><body></body></html>')).toEqual({ kind: 'failed', reason: 'no-text' });
  });
});
