import { existsSync } from 'node:fs';
import { readSettings, secretsOf } from '../config/settings.ts';
import { createApp, runUntilStopped } from './app.ts';
import { createNetworkNotice } from './app/observe-pipeline.ts';
import { AppError } from './errors.ts';
import { createLogger } from './log.ts';
import { spareMemory } from './outbound/spare-memory.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  spareMemory();
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings();
  const log = createLogger(settings.LOG_LEVEL, secretsOf(settings));
  if (settings.ALLOW_PRIVATE_ADDRESSES.length > 0)
    log.warn(
      { allowed: settings.ALLOW_PRIVATE_ADDRESSES },
      'PRIVATE ADDRESSES MAY BE FETCHED: feeds and pages can reach these hosts of your network',
    );
  const observer = createNetworkNotice(() =>
    say(
      'None of the feeds can be reached. Sitrep keeps trying; without a network, "npm run demo" shows it on a sample newsroom.',
    ),
  );
  const app = await createApp({ settings, log, overrides: { observer } });
  await runUntilStopped(app, log, ({ url }) => say(`Sitrep runs. The local channel is at ${url}`));
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof AppError ? error.userMessage : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = 1;
}
