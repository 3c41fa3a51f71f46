import { accessSync, constants } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The Chromium to test with: `SITREP_CHROMIUM`, else one in a usual place; null where there is none. */
export function findBrowser(): string | null {
  const named = process.env['SITREP_CHROMIUM'];
  return [...(named ? [named] : []), ...USUAL_PLACES].find(canRun) ?? null;
}

/** For a test alone in a container: no sandbox, no GPU, nothing fetched in the background. */
export const BROWSER_FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
