import { readFileSync } from 'node:fs';

/** What a round over all feeds cost, as a child measured it. */
export type RoundCost = {
  feeds: number;
  wallMs: number;
  /** Of each feed, from its turn to its end. */
  feedMs: { p50: number; p95: number };
  /** User and system time of all threads, without children. */
  cpuMs: number;
  /** The same of the main thread alone. */
  mainCpuMs: number;
  /** Of the process and its children so far, the rounds before included. */
  peakRssMb: number;
};

/** Counts from now on; `finish` takes what each feed took, in ms. */
export function startRound(): (feedMs: readonly number[]) => RoundCost {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const main = process.threadCpuUsage();
  return (feedMs) => {
    const wallMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpu);
    const own = process.threadCpuUsage(main);
    return {
      feeds: feedMs.length,
      wallMs,
      feedMs: { p50: quantile(feedMs, 0.5), p95: quantile(feedMs, 0.95) },
      cpuMs: (user + system) / 1_000,
      mainCpuMs: (own.user + own.system) / 1_000,
      peakRssMb: process.resourceUsage().maxRSS / 1_024 + peakOfChildrenMb(),
    };
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * The highest memory that each child that still runs ever had, added up, without the pages of the program's own file,
 * which all share. Nothing where the system does not tell.
 */
function peakOfChildrenMb(): number {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ');
    const peaksKb = children.filter(Boolean).map((pid) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const readKb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
      return readKb('VmHWM') - readKb('RssFile');
    });
    return peaksKb.reduce((sum, kb) => sum + kb, 0) / 1_024;
  } catch {
    return 0;
  }
}
