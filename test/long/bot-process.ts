import { readSettings } from '../../config/settings.ts';
import { createApp, runUntilStopped } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';

/** The bot in a process of its own, to be killed: everything by environment, the feeds as JSON in SITREP_TEST_FEEDS. */
const settings = readSettings();
const log = createLogger('error');
const app = await createApp({
  settings,
  log,
  overrides: {
    feeds: JSON.parse(process.env['SITREP_TEST_FEEDS'] ?? '[]') as {
      url: string;
      title: string;
      folder: string;
    }[],
    idleMs: 25,
    hostGapMs: 0,
    channelGapMs: 0,
    quietMs: 500,
    pollBoundsMs: { min: 500, max: 1_000 },
    sendTimeoutMs: 1_500,
    beatMs: 500,
    leaseMs: 5_000,
    retryMs: { first: 200, last: 2_000 },
  },
});
await runUntilStopped(app, log, () => console.log('started'));
