import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { type App, createApp } from '../../src/app.ts';
import { writePreview } from '../../src/cli/story-commands.ts';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../src/log.ts';
import { BROWSER_FLAGS, findBrowser } from '../support/find-browser.ts';

const executablePath = findBrowser();
const folder = mkdtempSync(join(tmpdir(), 'sitrep-browser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** `SITREP_PICTURES=test/fixtures/pictures npx vitest run test/journey/browser.test.ts` takes the README's picture again. */
const pictures = process.env['SITREP_PICTURES'];

/** The top of the newest digest as `sitrep preview` shows it, narrow and wide. */
async function picturePreview(browser: Browser, app: App, into: string): Promise<void> {
  const file = join(folder, 'preview.html');
  await writePreview(app, file);
  const page = await browser.newPage({ viewport: { width: 1_600, height: 1_000 } });
  await page.goto(pathToFileURL(file).href);
  const cards = await page.locator('section').all();
  for (const [index, what] of ['slack-narrow', 'slack-wide', 'discord-narrow', 'discord-wide'].entries()) {
    const box = await cards[index]?.boundingBox();
    if (!box) continue;
    const clip = { x: box.x, y: box.y + 20, width: box.width, height: Math.min(box.height - 20, 640) };
    await page.screenshot({ path: join(into, `${what}.png`), clip, fullPage: true });
  }
  await page.close();
}

const name =
  executablePath === null
    ? 'the whole app in a browser (skipped: no Chromium found)'
    : 'the whole app in a browser';

describe.skipIf(executablePath === null)(name, () => {
  it('shows the digest as it arrives, answers /summary and Evidence, and shows a change in place', async () => {
    const newsroom = await serveNewsroom({
      clock: systemClock,
      host: '127.0.0.1',
      firstPort: 0,
      log: silentLogger,
    });
    const settings = readSettings({
      DATABASE_URL: `sqlite:${join(folder, 'browser.db')}`,
      ALLOW_PRIVATE_ADDRESSES: newsroom.allowPrivate.join(','),
      WEB_PORT: '0',
      TIME_ZONE: 'Africa/Johannesburg',
    });
    const app = await createApp({
      settings,
      log: silentLogger,
      overrides: {
        feeds: newsroom.feeds,
        idleMs: 25,
        hostGapMs: 0,
        quietMs: 1_000,
        pollBoundsMs: { min: 1_000, max: 1_500 },
      },
    });
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...BROWSER_FLAGS] });
    try {
      const { url } = await app.start();
      const page = await browser.newPage({ viewport: { width: 1_000, height: 860 } });
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.setDefaultTimeout(90_000);
      await page.goto(url);
      await page.getByText('Coverage: 7 of 7 feeds').first().waitFor();
      expect(await page.locator('.story').count()).toBe(newsroom.expectedEvents);
      for (const story of await page.locator('.story').all())
        expect(await story.locator('li').count()).toBe(3);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.evaluate('document.querySelector(".post")?.scrollIntoView()');
        await page.screenshot({ path: join(pictures, 'local-channel.png') });
        await picturePreview(browser, app, pictures);
      }
      await page
        .getByRole('button', { name: /evidence/i })
        .first()
        .click();
      await page
        .getByText(/^Evidence: /)
        .first()
        .waitFor();
      await page.getByRole('combobox').fill('/summary grain');
      await page.keyboard.press('Enter');
      await page.getByText('summarised without a model').last().waitFor();
      newsroom.publishUpdate();
      await page
        .getByText(/Changed \d\d:\d\d:/)
        .first()
        .waitFor();
      // A reply about the change may follow; the digest itself stands there once.
      expect(await page.locator('.post', { has: page.locator('.heading') }).count()).toBe(1);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await app.stop();
      await newsroom.close();
    }
  });
});
