import RssParser from 'rss-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse/parse-feed.ts';
import { DIGEST_ID, openArchive } from '../support/archived-digest.ts';
import { openPages, ownForm, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
afterEach(() => pages?.close());

const TOKEN = 'a long enough token';

async function open(settings: { token?: string; publicUrl?: string } = {}) {
  const opened = await openArchive();
  pages = await openPages(settings, { archive: opened.archive });
  const token = await opened.archive.feedToken(opened.channel.id);
  return { ...opened, path: `/feed/${token}` };
}

const ours = async (body: string) => {
  const outcome = await parseFeed({
    body: new TextEncoder().encode(body),
    contentType: 'application/rss+xml; charset=utf-8',
    url: 'http://localhost/feed.xml',
  });
  if (outcome.kind !== 'parsed') throw new Error(JSON.stringify(outcome));
  return outcome.feed;
};

describe("a channel's digests for feed readers", () => {
  it('are RSS that our own parser and another read alike', async () => {
    const { path, digest } = await open();
    const { status, headers, body } = await raw(pages.port, `${path}.xml`);
    expect([status, headers['content-type']]).toEqual([200, 'application/rss+xml; charset=utf-8']);
    const feed = await ours(body);
    expect(feed).toMatchObject({ title: 'Sitrep: #World & more', language: 'en', parsedBy: 'rss-parser' });
    expect(feed.items).toHaveLength(1);
    const [item] = feed.items;
    expect(item).toMatchObject({
      guid: `urn:uuid:${DIGEST_ID}`,
      url: `http://127.0.0.1:${pages.port}/digests/${DIGEST_ID}`,
      title: 'World digest · Mon 2 Mar, 11:00 EAT',
      publishedAt: digest.at,
    });
    expect(item?.teaser).toContain('Grain talks in Sochi');
    expect(item?.content).toContain('Bullet 2 of story 3 & more.');

    const theirs = await new RssParser().parseString(body);
    expect(theirs.items[0]).toMatchObject({
      guid: item?.guid,
      title: item?.title,
      link: item?.url,
      isoDate: new Date(digest.at).toISOString(),
    });
    expect(theirs.items[0]?.['content:encoded']).toContain(
      '<li dir="auto">Bullet 1 of story 1 &amp; &lt;i&gt;',
    );
    expect(body).not.toMatch(/<form|<button/);
    expect(body).not.toContain('\u0007');
  });

  it('are JSON Feed with all that its specification requires', async () => {
    const { path, digest } = await open();
    const { headers, body } = await raw(pages.port, `${path}.json`);
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    const feed = JSON.parse(body) as Record<string, unknown>;
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Sitrep: #World & more',
      feed_url: `http://127.0.0.1:${pages.port}${path}.json`,
      items: [
        {
          id: `urn:uuid:${DIGEST_ID}`,
          url: `http://127.0.0.1:${pages.port}/digests/${DIGEST_ID}`,
          content_html: expect.stringContaining('Bullet 3 of story 2'),
          date_published: new Date(digest.at).toISOString(),
        },
      ],
    });
    expect((await ours(body)).parsedBy).toBe('json-feed');
  });

  it('are read without the token of the pages, by an address that cannot be guessed', async () => {
    const { path } = await open({ token: TOKEN, publicUrl: 'https://news.example' });
    expect((await raw(pages.port, `${path}.xml`)).status).toBe(200);
    const publicly = await raw(pages.port, `${path}.json`, { headers: { host: 'news.example' } });
    expect(JSON.parse(publicly.body)).toMatchObject({ feed_url: `https://news.example${path}.json` });
    for (const wrong of ['/feed/x.xml', `/feed/${'y'.repeat(32)}.xml`, `${path}.txt`, `${path}.xml.json`])
      expect((await raw(pages.port, wrong)).status).toBe(404);
    expect((await raw(pages.port, '/archive')).status).toBe(401);
  });

  it('are not for other sites in the browser, nor under other names', async () => {
    const { path } = await open();
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
    expect((await raw(pages.port, `${path}.xml`, { headers: foreign })).status).toBe(403);
    expect((await raw(pages.port, `${path}.xml`, { headers: { host: 'evil.example' } })).status).toBe(421);
  });

  it('move to a new address when somebody asks for one', async () => {
    const { path, channel } = await open();
    const replace = `/archive/${channel.id}/new-address`;
    expect((await raw(pages.port, replace, { method: 'POST' })).status).toBe(403);
    expect((await raw(pages.port, `${path}.xml`)).status).toBe(200);
    const moved = await raw(pages.port, replace, { method: 'POST', headers: ownForm(pages.port) });
    expect([moved.status, moved.headers.location]).toEqual([303, `/archive/${channel.id}`]);
    expect((await raw(pages.port, `${path}.xml`)).status).toBe(404);
    const { body } = await raw(pages.port, `/archive/${channel.id}`);
    const fresh = /\/feed\/[\w-]+\.xml/.exec(body)?.[0] ?? '';
    expect((await raw(pages.port, fresh)).status).toBe(200);
  });
});
