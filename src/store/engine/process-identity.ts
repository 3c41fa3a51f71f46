import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

function readQuietly(read: () => string): string | null {
  try {
    return read().trim();
  } catch {
    return null;
  }
}

/**
 * Names what a process id is unique within: the host, since its last start, and the container's own numbering.
 * Two processes with the same identity can tell by `kill(pid, 0)` whether the other one lives.
 * Where the system does not tell the last two (macOS, Windows) it is the host's name alone.
 */
export function machineIdentity(): string {
  const bootId = readQuietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const pidNamespace = readQuietly(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), bootId, pidNamespace].filter((part) => part !== null).join('/');
}

/** Whether a process of this machine exists; one of another user counts. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
