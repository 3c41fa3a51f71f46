import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../src/log.ts';
import { BROWSER_FLAGS, findBrowser } from '../support/find-browser.ts';

const executablePath = findBrowser();
const folder = mkdtempSync(join(tmpdir(), 'sitrep-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** `SITREP_PAGE_PICTURES=FOLDER npx vitest run test/journey/browser-pages.test.ts` takes a picture of every page. */
const pictures = process.env['SITREP_PAGE_PICTURES'];

const MAX_BYTES = 100_000;
const LOOKS = [375, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

type Finding = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] };

/** What axe-core finds on the page that keeps somebody from using it. */
async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as { violations: Finding[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    );
}

async function lookAt(browser: Browser, url: string, pages: Readonly<Record<string, string>>) {
  const complaints: string[] = [];
  for (const { width, scheme } of LOOKS) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    page.setDefaultTimeout(90_000);
    for (const [name, path] of Object.entries(pages)) {
      const where = `${name} at ${width} px, ${scheme}`;
      const reply = await page.goto(`${url}${path}`);
      expect(reply?.status(), where).toBe(200);
      expect((await reply?.body())?.length, where).toBeLessThan(MAX_BYTES);
      const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      if (isWider) complaints.push(`${where}: scrolls sideways`);
      for (const barrier of await findBarriers(page)) complaints.push(`${where}: ${barrier}`);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
    }
    await page.close();
  }
  return complaints;
}

/** The channel while it is used: an answer under a story, one under a command, the suggestions; and a page that is not there. */
async function lookAtUse(browser: Browser, url: string) {
  const complaints: string[] = [];
  for (const { width, scheme } of LOOKS) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    await page.getByRole('button', { name: /^More/ }).first().click();
    await page.locator('.story .answer:not(.pending)').waitFor();
    for (const command of ['/help', '/channel', '/nonsense']) {
      await page.getByRole('combobox').fill(command);
      await page.getByRole('combobox').press('Enter');
      await page.locator('.asked').filter({ hasText: command }).waitFor();
    }
    await page.getByRole('combobox').fill('/');
    for (const what of ['the channel in use', 'no such page']) {
      const where = `${what} at ${width} px, ${scheme}`;
      if (await page.evaluate('document.documentElement.scrollWidth > innerWidth'))
        complaints.push(`${where}: scrolls sideways`);
      for (const barrier of await findBarriers(page)) complaints.push(`${where}: ${barrier}`);
      if (pictures) await page.screenshot({ path: join(pictures, `${what}-${width}-${scheme}.png`) });
      await page.goto(`${url}/nowhere`);
    }
    await page.close();
  }
  return complaints;
}

const name =
  executablePath === null
    ? 'every page in a browser (skipped: no Chromium found)'
    : 'every page in a browser';

describe.skipIf(executablePath === null)(name, () => {
  it('is light, fits narrow and wide screens, and has no barrier that axe-core calls serious', async () => {
    const newsroom = await serveNewsroom({
      clock: systemClock,
      host: '127.0.0.1',
      firstPort: 0,
      log: silentLogger,
    });
    const settings = readSettings({
      DATABASE_URL: `sqlite:${join(folder, 'pages.db')}`,
      ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(','),
      WEB_PORT: '0',
      TIME_ZONE: 'Africa/Johannesburg',
    });
    const quick = { idleMs: 25, hostGapMs: 0, quietMs: 1_000, pollBoundsMs: { min: 1_000, max: 1_500 } };
    const overrides = { feeds: newsroom.feeds, ...quick };
    const app = await createApp({ settings, log: silentLogger, overrides });
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...BROWSER_FLAGS] });
    try {
      const { url } = await app.start();
      const page = await browser.newPage();
      page.setDefaultTimeout(90_000);
      await page.goto(url);
      await page.getByText('Coverage: 7 of 7 feeds').first().waitFor();
      newsroom.publishUpdate();
      await page
        .getByText(/Changed \d\d:\d\d:/)
        .first()
        .waitFor();
      await page.getByRole('link', { name: 'Archive' }).click();
      await page
        .getByRole('link', { name: /digest/i })
        .first()
        .click();
      const digest = new URL(page.url()).pathname;
      const moved = page.locator('.story', { has: page.locator('.change') });
      expect(await page.locator('.story').count()).toBe(newsroom.expectedEvents);
      await moved
        .first()
        .getByRole('link', { name: /Timeline and outlets/ })
        .click();
      expect(await page.locator('.evidence > li').count()).toBe(3);
      expect(await page.locator('.versions > li').count()).toBe(2);
      expect(await page.locator('.timeline line.article').count()).toBeGreaterThan(2);
      const story = new URL(page.url()).pathname;
      // The check itself can fail.
      await page.setContent('<main><button></button><p style="color:#999">pale</p></main>');
      expect(await findBarriers(page)).not.toEqual([]);
      const pages = {
        channel: '/',
        archive: '/archive',
        digest,
        story,
        feeds: '/feeds',
        spend: '/spend',
        status: '/status',
        setup: '/setup',
      };
      expect(await lookAt(browser, url, pages)).toEqual([]);
      expect(await lookAtUse(browser, url)).toEqual([]);
    } finally {
      await browser.close();
      await app.stop();
      await newsroom.close();
    }
  });
});
