import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { serveNewsroom } from '../../src/demo/newsroom/serve-newsroom.ts';
import { silentLogger } from '../../src/log.ts';
import { BROWSER_FLAGS, findBrowser } from '../support/find-browser.ts';

const executablePath = findBrowser();
const folder = mkdtempSync(join(tmpdir(), 'sitrep-browser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** `SITREP_PICTURES=test/fixtures/pictures npx vitest run test/journey/browser.test.ts` takes the README's picture again. */
const pictures = process.env['SITREP_PICTURES'];

const name =
  executablePath === null
    ? 'the whole app in a browser (skipped: no Chromium found)'
    : 'the whole app in a browser';

describe.skipIf(executablePath === null)(name, () => {
  it('shows the digest as it arrives, answers /summary and Evidence, and shows a change in place', {
    timeout: 120_000,
  }, async () => {
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
      const page = await browser.newPage({ viewport: { width: 1_000, height: 1_250 } });
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.setDefaultTimeout(30_000);
      await page.goto(url);
      await page.getByText('Coverage: 7 of 7 feeds').first().waitFor();
      expect(await page.locator('.story').count()).toBe(newsroom.expectedEvents);
      for (const story of await page.locator('.story').all())
        expect(await story.locator('li').count()).toBe(3);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.evaluate('document.querySelector(".post")?.scrollIntoView()');
        await page.screenshot({ path: join(pictures, 'local-channel.png') });
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
      expect(await page.locator('.post').count()).toBe(1);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await app.stop();
      await newsroom.close();
    }
  });
});
