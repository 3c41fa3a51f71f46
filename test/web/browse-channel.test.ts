import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/model/message.ts';
import { plain } from '../contracts/chat-harness.ts';
import { makeDigest, makeStory } from '../support/chat-messages.ts';
import { BROWSER_FLAGS, findBrowser } from '../support/find-browser.ts';
import { makePost, NOW, openPages, type PagesInUse } from './pages-in-use.ts';

const executablePath = findBrowser();
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> &lt;b&gt;';

const suite =
  executablePath === null
    ? 'the channel in a browser (skipped: no Chromium found)'
    : 'the channel in a browser';

describe.skipIf(executablePath === null)(suite, () => {
  let browser: Browser;
  let pages: PagesInUse;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...BROWSER_FLAGS] });
  });
  afterAll(() => browser?.close());

  async function open(size = { width: 1280, height: 800 }, isDark = false, hasScript = true): Promise<void> {
    const context = await browser.newContext({
      viewport: size,
      colorScheme: isDark ? 'dark' : 'light',
      javaScriptEnabled: hasScript,
    });
    page = await context.newPage();
    page.setDefaultTimeout(90_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`http://127.0.0.1:${pages.port}/`);
  }
  beforeEach(async () => {
    complaints = [];
    pages = await openPages();
  });
  afterEach(async () => {
    await page.context().close();
    await pages.close();
    expect(complaints).toEqual([]);
  });

  const store = (id: string, message: Message) => pages.rows.unshift(makePost(id, message, NOW - 1_000));
  const type = async (text: string) => {
    await page.getByRole('combobox').fill(text);
    await page.keyboard.press('Enter');
  };

  it('shows what was posted, and what is posted from now on without a reload', async () => {
    store('p1', makeDigest(2));
    await open();
    await page.evaluate('window.wasNotReloaded = true');
    expect(await page.locator('.post').count()).toBe(1);
    await pages.post('p2', plain('Fresh from the wire'));
    await page.getByText('Fresh from the wire').waitFor();
    expect(await page.evaluate('window.wasNotReloaded')).toBe(true);
    expect(await page.locator('.post').count()).toBe(2);
  });

  it('changes a post in its place', async () => {
    store('p1', makeDigest(1));
    store('p2', plain('Last'));
    await open();
    await pages.edit(
      'p1',
      makeDigest(1, () => ({ mark: 'changed', changeLine: 'Changed 14:20: toll 12 -> 19' })),
    );
    await page.getByText('Changed 14:20: toll 12 -> 19').waitFor();
    expect(await page.evaluate(`[...document.querySelectorAll('.post')].map((post) => post.id)`)).toEqual([
      'post-p1',
      'post-p2',
    ]);
  });

  it('goes on by itself after its connection was lost', async () => {
    await open();
    const { port } = pages;
    await pages.close();
    await page.getByText('Connection lost').waitFor();
    complaints.splice(0);
    pages = await openPages({ port });
    await pages.post('p1', plain('After the restart'));
    await page.getByText('After the restart').waitFor();
    complaints.splice(0);
  });

  it('answers a typed command in place, privately', async () => {
    await open();
    await type('/help');
    const answer = page.locator('.answer:not(.pending)');
    await answer.waitFor();
    expect(await answer.innerText()).toMatch(/\/help\s+Only visible to you\s+You asked: help/);
    expect(await page.getByRole('combobox').inputValue()).toBe('');
    expect(page.url()).toBe(`http://127.0.0.1:${pages.port}/`);
  });

  it('suggests commands by keyboard and says how one is typed', async () => {
    await open();
    const input = page.getByRole('combobox');
    await input.focus();
    await page.keyboard.type('/');
    expect(await page.getByRole('option').count()).toBe(3);
    await page.keyboard.press('ArrowDown');
    expect(await input.getAttribute('aria-activedescendant')).toBe('suggest-digest');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    await page.keyboard.type('su');
    await page.keyboard.press('Tab');
    expect(await input.inputValue()).toBe('/summary ');
    expect(await page.locator('#usage').innerText()).toBe('/summary <link>');
  });

  it('opens the evidence under its story, and closes it', async () => {
    store('p1', makeDigest(2));
    await open();
    const story = page.locator('.story').first();
    const button = story.getByRole('button', { name: 'Evidence for Story number 1' });
    await button.click();
    await story.locator('.answer:not(.pending)').waitFor();
    expect(await story.locator('.answer').innerText()).toContain('"action":"evidence","postId":"p1"');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await story.getByRole('button', { name: 'More' }).click();
    await story.getByText('"action":"more"').waitFor();
    expect(await story.locator('.answer').count()).toBe(1);
    await story.getByRole('button', { name: 'More' }).click();
    expect(await story.locator('.answer').count()).toBe(0);
  });

  it('works without script', async () => {
    store('p1', makeDigest(1));
    await open(undefined, false, false);
    await page.getByLabel('Slash command').fill('/help');
    await page.keyboard.press('Enter');
    await page.getByText('You asked: help').waitFor();
    await page.getByRole('button', { name: 'Evidence' }).click();
    await page.getByText('"action":"evidence"').waitFor();
  });

  it('asks for the token once', async () => {
    const { port } = pages;
    await pages.close();
    pages = await openPages({ port, token: 'a long and random text' });
    await open();
    await page.getByLabel('Token').fill('a long and random text');
    await page.getByRole('button').click();
    await page.getByText('Nothing has been posted yet').waitFor();
    await page.reload();
    await type('/help');
    await page.getByText('You asked: help').waitFor();
  });

  it('shows hostile text as text, posted, live and typed', async () => {
    const story = makeStory({
      headline: HOSTILE,
      bullets: [HOSTILE, HOSTILE, HOSTILE],
      detailLine: HOSTILE,
      url: 'javascript:document.title=3',
    });
    const message: Message = {
      blocks: [{ kind: 'heading', text: HOSTILE, aside: HOSTILE }, story],
      fallbackText: HOSTILE,
    };
    store('p1', message);
    await open();
    const title = await page.title();
    await pages.post('p2', message);
    await page.locator('#post-p2').waitFor();
    await type(HOSTILE);
    await page.locator('.answer:not(.pending)').waitFor();
    expect(await page.getByText(HOSTILE, { exact: true }).count()).toBeGreaterThanOrEqual(10);
    expect(await page.locator('main img, main script, .log a').count()).toBe(0);
    expect(await page.title()).toBe(title);
  });

  const awkward = (): Message => {
    const [long, url] = ['x'.repeat(400), `https://news.example/${'path/'.repeat(60)}`];
    const bullets = [long, url, '国'.repeat(200)] as const;
    return makeDigest(2, () => ({ headline: long, detailLine: long, changeLine: long, bullets }));
  };
  it.each([375, 1280])('overflows nowhere at %i pixels', async (width) => {
    store('p1', awkward());
    store('p2', {
      blocks: [{ kind: 'text', spans: [{ text: 'y'.repeat(900), style: 'code' }] }],
      fallbackText: '',
    });
    await open({ width, height: 800 });
    await type(`/${'z'.repeat(500)}`);
    await page.locator('.answer:not(.pending)').waitFor();
    await page.getByRole('combobox').fill('/digest ');
    const wide = await page.evaluate<string[]>(
      `[...document.querySelectorAll('body *')].filter(e => !e.closest('.unseen') && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 80))`,
    );
    expect(wide).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
