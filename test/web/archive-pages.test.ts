import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/clock.ts';
import type { StoryBlock } from '../../src/model/message.ts';
import { reportSpend } from '../../src/web/page-services.ts';
import { poll, sampleArticle, T0 } from '../store/contract/samples.ts';
import { DIGEST_ID, openArchive, storyId } from '../support/archived-digest.ts';
import { openPages, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
afterEach(() => pages?.close());

/** Beyond this a page is not quick on a phone. */
const MAX_BYTES = 100_000;

async function open(options: Parameters<typeof openArchive>[0] = {}) {
  const opened = await openArchive(options);
  const spending = { timeZone: 'Africa/Nairobi', budgetUsd: 2, summariser: 'model m' };
  const spend = () => reportSpend({ ...opened, ...spending });
  pages = await openPages({}, { archive: opened.archive, spend });
  return opened;
}

async function page(path: string) {
  const reply = await raw(pages.port, path);
  expect(reply.status, path).toBe(200);
  expect(Buffer.byteLength(reply.body), path).toBeLessThan(MAX_BYTES);
  const { document } = parseHTML(reply.body);
  for (const element of document.querySelectorAll('*'))
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$/);
  expect(document.querySelectorAll('script:not([src]), style')).toHaveLength(0);
  expect(document.querySelectorAll('h1')).toHaveLength(1);
  return document;
}
const text = (element: { textContent: string | null } | null) =>
  element?.textContent?.replace(/\s+/g, ' ').trim();

describe('the archive', () => {
  it('lists what a channel got, with addresses that stay and its feed', async () => {
    const { channel } = await open();
    const document = await page('/archive');
    expect(text(document.querySelector('.entry h2'))).toBe('World digest · Mon 2 Mar, 11:00 EAT');
    expect(document.querySelector('.entry a')?.getAttribute('href')).toBe(`/digests/${DIGEST_ID}`);
    expect(document.querySelectorAll('.entry .list li')).toHaveLength(3);
    expect(document.querySelectorAll('main b')).toHaveLength(0);
    const links = [...document.querySelectorAll('.sheet-note a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([expect.stringMatching(/^\/feed\/.+\.xml$/), expect.stringMatching(/\.json$/)]);
    expect(text(document.querySelector('nav [aria-current]'))).toBe('Archive');
    expect((await raw(pages.port, `/archive/${channel.id}?before=${T0}`)).body).toContain(
      'Nothing has been posted',
    );
    for (const path of ['/archive/nobody', '/digests/nobody', '/stories/nobody'])
      expect((await raw(pages.port, path)).status).toBe(404);
  });

  it('turns the page where there are many digests', async () => {
    const { store, channel, digest } = await open();
    for (let number = 0; number < 45; number++) {
      const at = digest.at + (number + 1) * 1_000;
      const current = await store.channels.get(channel.id);
      await store.digests.store({
        digest: { ...digest, id: `d-${number}`, at, stories: [] },
        posts: [],
        expectedCutOffAt: current?.cutOffAt ?? null,
        newCutOffAt: at,
        nextDigestAt: null,
        hadFirstDigest: true,
        now: at,
      });
    }
    const seen: string[] = [];
    for (let path: string | null = `/archive/${channel.id}`; path !== null; ) {
      const document = await page(path);
      for (const link of document.querySelectorAll('.entry a')) seen.push(link.getAttribute('href') ?? '');
      path = document.querySelector('a[rel=next]')?.getAttribute('href') ?? null;
    }
    expect(new Set(seen).size).toBe(46);
    expect(seen).toHaveLength(46);
  });

  it('shows a digest as its channel shows it now, all parts as one', async () => {
    const { store, posts } = await open({ count: 8, aPart: 4 });
    const [first] = posts;
    const blocks = [...(first?.message.blocks ?? [])];
    const at = blocks.findIndex((block) => block.kind === 'story');
    blocks[at] = { ...(blocks[at] as StoryBlock), mark: 'withdrawn' };
    const message = { ...first?.message, blocks, fallbackText: '' };
    expect(await store.posts.revise('post-1', { message, storyId: storyId(1), version: 2 })).toBe(true);
    const document = await page(`/digests/${DIGEST_ID}`);
    expect(document.querySelectorAll('.story')).toHaveLength(8);
    for (const story of document.querySelectorAll('.story'))
      expect(story.querySelectorAll('.bullets li')).toHaveLength(3);
    expect(document.querySelectorAll('.heading')).toHaveLength(1);
    expect(document.querySelectorAll('.mark-withdrawn')).toHaveLength(1);
    expect(document.querySelectorAll('form')).toHaveLength(0);
    expect(document.querySelector('.story-link a')?.getAttribute('href')).toBe(`/stories/${storyId(1)}`);
  });
});

describe('the page of a story', () => {
  it('has bullets with evidence, a drawn timeline, versions, and outlets by country', async () => {
    const { store } = await open();
    const story = await store.stories.get(storyId(1));
    if (!story) throw new Error('no story');
    const change = { at: T0 + 2 * HOUR, kind: 'retraction', line: 'the report is taken back' } as const;
    await store.stories.storeGrouping({
      articleId: null,
      story: { ...story, version: 2, change },
      mergedIds: [],
      summaryDueAt: null,
    });
    const document = await page(`/stories/${storyId(1)}`);
    expect([...document.querySelectorAll('.versions .version')].map((item) => item.className)).toEqual([
      'version version-first',
      'version version-retraction',
    ]);
    expect(text(document.querySelector('.versions'))).toContain(
      'Taken back (version 2) the report is taken back',
    );
    expect(document.querySelectorAll('.timeline line.article')).toHaveLength(2);
    expect(document.querySelectorAll('.timeline line.version')).toHaveLength(2);
    expect(document.querySelector('.timeline svg')?.getAttribute('aria-label')).toContain(
      '2 articles and 2 versions',
    );
    // No country is known of either, so there is nothing to part them by.
    expect(text(document.querySelector('.country'))).toMatch(/^Harbour Post.*Sample Wire/);
  });

  it('shows each bullet with the sentence it rests on', async () => {
    await open();
    const document = await page(`/stories/${storyId(2)}`);
    const bullets = document.querySelectorAll('.evidence > li');
    expect(bullets).toHaveLength(3);
    expect(text(bullets[0]?.querySelector('blockquote') ?? null)).toMatch(
      /Officials confirmed it\. Harbour Post$/,
    );
    expect(text(document.querySelector('h1'))).toBe('Grain talks in Sochi <b>& "more"</b>');
  });

  it('stays light where hundreds of articles tell a story', async () => {
    const { store, archive } = await open();
    const many = Array.from({ length: 700 }, (_, index) =>
      sampleArticle(`a-${index}`, {
        title: `What the ministers of the northern coast said about the sharing of water, part ${index}`,
        outletName: `Outlet ${index % 40}`,
      }),
    );
    await poll(store, many, T0 + 4 * HOUR);
    const story = (await archive.story(storyId(1)))?.story;
    const unread = await store.articles.claimUnread({
      instanceId: 'instance-a',
      now: T0 + 4 * HOUR,
      limit: 999,
    });
    for (const { row } of unread)
      if (story)
        await store.stories.storeGrouping({ articleId: row.id, story, mergedIds: [], summaryDueAt: null });
    const document = await page(`/stories/${storyId(1)}`);
    expect(text(document.querySelector('main'))).toContain('more articles');
    expect(document.querySelectorAll('.country li li').length).toBeGreaterThan(100);
  });

  it('leads from a merged story to the one that it became', async () => {
    const { store } = await open();
    const into = await store.stories.get(storyId(1));
    if (!into) throw new Error('no story');
    await store.stories.storeGrouping({
      articleId: null,
      story: into,
      mergedIds: [storyId(2)],
      summaryDueAt: null,
    });
    const reply = await raw(pages.port, `/stories/${storyId(2)}`);
    expect([reply.status, reply.headers.location]).toEqual([302, `/stories/${storyId(1)}`]);
  });
});

describe('the page of spend', () => {
  it('draws nothing where no model was asked', async () => {
    await open();
    const document = await page('/spend');
    expect(text(document.querySelector('.figures'))).toContain('Today0.00 USD');
    expect(text(document.querySelector('main'))).toContain('No model was asked in the last 30 days.');
    expect(document.querySelector('.drawn')).toBeNull();
  });

  it('shows today, the month and each day, on the clocks of the operator', async () => {
    const { store } = await open();
    const usage = { model: 'm', tokensIn: 1_000, tokensOut: 20, costUsd: 0.25 };
    // 02:00 in Nairobi today, 23:30 the day before, and in the month before.
    for (const at of [T0 - 8 * HOUR, T0 - 10.5 * HOUR, T0 - 3 * DAY])
      await store.modelCalls.reserve(usage, null, at);
    await store.modelCalls.noteHit('m', T0);
    const document = await page('/spend');
    expect(text(document.querySelector('.figures'))).toBe(
      'Today0.2500 USDThis month0.5000 USDCalls today1Answers used again today1',
    );
    expect([...document.querySelectorAll('tbody tr')].map(text)).toEqual([
      '2026-03-020.250011,00020',
      '2026-03-010.250011,00020',
      '2026-02-270.250011,00020',
    ]);
    expect(text(document.querySelector('main'))).toContain("13 % of today's budget of 2.00 USD");
    const bars = (kind: string) => document.querySelector(`.drawn ${kind}`)?.getAttribute('d')?.match(/M/g);
    expect([bars('.some')?.length, bars('.none')?.length]).toEqual([3, 27]);
  });
});
