import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { FEEDS_ON_PAGE } from '../../config/manage-feeds-tuning.ts';
import type { FeedHealth } from '../../src/model/feed.ts';
import { NOW, openPages, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
afterEach(() => pages?.close());

const health = (name: string, patch: Partial<FeedHealth> = {}): FeedHealth => ({
  name,
  url: `https://${name.toLowerCase().replaceAll(/\W/g, '')}.example/feed`,
  folder: '',
  state: 'working',
  lastSuccessAt: NOW - 60_000,
  intervalMs: 900_000,
  failure: null,
  articlesInDay: 12,
  articlesByDay: [3, 0, 12],
  ...patch,
});
const failure = { message: 'The site refuses us; try its public address.', since: NOW - 86_400_000 };

async function openWith(feeds: readonly FeedHealth[]) {
  pages = await openPages({}, { feeds: async () => feeds, exportFeeds: async () => '<opml version="2.0"/>' });
  const { body, headers } = await raw(pages.port, '/feeds');
  const { document } = parseHTML(body);
  const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim()),
  );
  return { document, headers, rows };
}

describe('the page of feeds', () => {
  it('shows how each does, those that need somebody first', async () => {
    const { rows, document } = await openWith([
      health('Harbour Post', { folder: 'Africa' }),
      health('New Wire', { state: 'waiting', lastSuccessAt: null, intervalMs: null, articlesInDay: 0 }),
      health('Old Times', { state: 'retired', failure, intervalMs: 7_200_000 }),
      health('Ninefold', { state: 'failing', failure }),
    ]);
    const [gone, seen] = [`${failure.message} Since 4 Sep, 07:30.`, '5 Sep, 07:29'];
    expect(rows).toEqual([
      ['Ninefold', 'Fails', seen, '15 min', '12', '', gone],
      ['Old Times', 'Given up', seen, '2 h', '12', '', gone],
      ['New Wire', 'Not read yet', 'never', '–', '0', '', ''],
      ['Harbour PostAfrica', 'Works', seen, '15 min', '12', '', ''],
    ]);
    // What a phone shows beside each value, where the columns have no heads.
    const named = [...document.querySelectorAll('tbody tr:first-child td[data-name]')];
    expect(named.map((cell) => cell.getAttribute('data-name'))).toEqual([
      'Last success',
      'Checked every',
      'Articles in 24 h',
      'Last 14 days',
    ]);
    const drawn = document.querySelector('tbody tr svg');
    expect(drawn?.getAttribute('aria-label')).toBe('Articles a day, 3 days: 3, 0, 12');
    expect(drawn?.querySelector('.some')?.getAttribute('d')).toBe('M3 24v-5.8M15 24v-23');
    expect(drawn?.querySelector('.none')?.getAttribute('d')).toBe('M9 24v-1');
    expect(document.querySelector('main p')?.textContent).toContain('1 of 4 work');
    expect(document.querySelector('nav a[aria-current=page]')?.textContent).toBe('Feeds');
  });

  it('is a table that a screen reader can follow and a keyboard can scroll', async () => {
    const { document } = await openWith([health('Harbour Post')]);
    expect(document.querySelectorAll('thead th[scope=col]')).toHaveLength(7);
    expect(document.querySelector('tbody th[scope=row] a')?.getAttribute('href')).toBe(
      'https://harbourpost.example/feed',
    );
    const region = document.querySelector('[role=region][tabindex="0"]');
    const label = region?.getAttribute('aria-labelledby') ?? '';
    expect(document.getElementById(label)?.textContent).toContain('Africa/Johannesburg');
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2023-09-05T05:29:00.000Z');
  });

  it('shows what comes from outside literally, and keeps the policy', async () => {
    const { document, headers, rows } = await openWith([
      health('<script>alert(1)</script>', { url: 'javascript:alert(1)', folder: '<b>x</b>' }),
    ]);
    expect(rows[0]?.[0]).toBe('<script>alert(1)</script><b>x</b>');
    expect(document.querySelectorAll('main script, main b, main th a')).toHaveLength(0);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    for (const element of document.querySelectorAll('*'))
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$/);
  });

  it('stays light where there are thousands, and says how many are left out', async () => {
    const days = Array.from({ length: 14 }, (_, day) => 1_000 + day);
    const trouble = { ...failure, message: `${failure.message} ${'It said more. '.repeat(8)}` };
    const { rows, document } = await openWith(
      Array.from({ length: FEEDS_ON_PAGE + 7 }, (_, index) =>
        health(`Outlet of the northern coast ${index}`, {
          articlesByDay: days,
          state: 'failing',
          failure: trouble,
        }),
      ),
    );
    expect(rows).toHaveLength(FEEDS_ON_PAGE);
    expect(Buffer.byteLength(document.toString())).toBeLessThan(100_000);
    expect(document.querySelector('main')?.textContent).toContain('and 7 more');
    const next = document.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
    const further = parseHTML((await raw(pages.port, next)).body).document;
    expect(further.querySelectorAll('tbody tr')).toHaveLength(7);
    expect(further.querySelectorAll('a[rel=next]')).toHaveLength(0);
  });

  it('hands out the feeds as a file', async () => {
    await openWith([]);
    const { body, headers } = await raw(pages.port, '/feeds.opml');
    expect(body).toBe('<opml version="2.0"/>');
    expect(headers['content-type']).toContain('text/x-opml');
    expect(headers['content-disposition']).toBe('attachment; filename="feeds.opml"');
  });

  it('asks for the token like the other pages', async () => {
    pages = await openPages({ token: 'a long enough token' });
    expect((await raw(pages.port, '/feeds')).status).toBe(401);
    expect((await raw(pages.port, '/feeds.opml')).status).toBe(401);
  });
});
