import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a run that was killed leaves behind for the next one. */
export type DemoState = { startedAt: number; isUpdatePublished: boolean };

export const DEMO_DATABASE = 'data/demo.db';
const MARKER = 'data/demo-run.json';

function readMarker(): DemoState | null {
  try {
    const state = JSON.parse(readFileSync(MARKER, 'utf8')) as Partial<DemoState>;
    return typeof state.startedAt === 'number'
      ? { startedAt: state.startedAt, isUpdatePublished: state.isUpdatePublished === true }
      : null;
  } catch {
    return null;
  }
}

/** Written whole or not at all: a kill in the middle must not lose the run that it belongs to. */
export function saveDemoState(state: DemoState): void {
  mkdirSync(dirname(MARKER), { recursive: true });
  writeFileSync(`${MARKER}.new`, JSON.stringify(state));
  renameSync(`${MARKER}.new`, MARKER);
}

/** Goes on with a run that did not end cleanly, otherwise starts afresh with an empty database. */
export function openDemoState(now: number): { state: DemoState; isResumed: boolean } {
  const left = readMarker();
  if (left) return { state: left, isResumed: true };
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${DEMO_DATABASE}${suffix}`, { force: true });
  const state = { startedAt: now, isUpdatePublished: false };
  saveDemoState(state);
  return { state, isResumed: false };
}

/** The run ended cleanly: the next one starts afresh. */
export function closeDemoState(): void {
  rmSync(MARKER, { force: true });
}
