import { describe, expect, it } from 'vitest';
import type { Chat } from '../../../src/chat/chat.ts';
import { localTime } from '../../../src/channels/local-time.ts';
import { parseSchedule, nextSlot } from '../../../src/channels/parse-schedule.ts';
import { silentLogger } from '../../../src/log.ts';
import { type Channel, NO_WISHES } from '../../../src/model/channel.ts';
import { createPublishDigests } from '../../../src/pipeline/publish/publish-digests.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);
/** Clocks are changed at 01:00 UTC, 02:00, midnight or 24:00 in these zones, by an hour or half of one, or never. */
const ZONES = [
  'America/New_York',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Santiago',
];
const TIMES = ['00:10', '02:15'];
const SEED = Number(process.env['SITREP_TEST_SEED'] ?? 20260101);

/** A process: its publishing step over the shared store, run until nothing is due at this instant. */
async function startProcess(store: Store, clock: ManualClock, id: string, sent: string[]) {
  await store.instances.start({ id, machine: id, pid: 1, now: clock.now() });
  let made = 0;
  return async () => {
    const stopping = new AbortController();
    await store.instances.beat(id, clock.now());
    await createPublishDigests({
      store,
      chatOf: () => ({ split: (message: unknown) => [message] }) as Partial<Chat> as Chat,
      newId: () => `${id}-${(made += 1)}`,
      tuning: {
        lookBackMs: 72 * HOUR,
        firstDigestMs: DAY,
        firstRoundMs: 0,
        settleMs: 0,
        asItHappensMs: DAY,
        silentFeedMs: DAY,
        candidates: 10,
      },
      instanceId: id,
      idleMs: 0,
      onPublished: ({ at }, channel) => sent.push(nameOf(at, channel)),
      clock: { now: () => clock.now(), sleep: async () => stopping.abort() },
      log: silentLogger,
    }).run(stopping.signal);
  };
}

async function addChannel(store: Store, timeZone: string): Promise<Channel> {
  const schedule = parseSchedule(`daily ${TIMES.join(',')}`);
  const address = { platform: 'local', workspaceId: 'local', channelId: timeZone } as const;
  const rest = { name: timeZone, languages: ['en'], maxStories: 8 };
  const wishes = { ...NO_WISHES, tellsQuietNights: true };
  const next = nextSlot(schedule, timeZone, START);
  return store.channels.ensure({ ...address, schedule, timeZone, wishes, ...rest }, next, START);
}

/** What is to come, by the calendar alone: each time of each local day that begins and ends within the year. */
function expectedOf(channel: Channel): string[] {
  const days = Array.from({ length: 363 }, (_, index) =>
    new Date(START + (index + 1) * DAY).toISOString().slice(0, 10),
  );
  return days.flatMap((day) => TIMES.map((time) => `${channel.timeZone} ${day} ${time}`));
}

/** Which digest of which local day an instant stands for: a time that clocks skip is due when they have jumped. */
function nameOf(at: number, { timeZone }: Channel): string {
  const { day, minute } = localTime(at, timeZone);
  const times = TIMES.map((time) => ({
    time,
    minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
  }));
  const named = times.findLast((one) => one.minute <= minute) ?? times[0];
  return `${timeZone} ${day} ${named?.time}`;
}

describe('a year of digests', () => {
  it(`sends each one exactly once in five zones with clock changes, restarts and two processes (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const clock = createManualClock(START);
    const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
    const channels = await Promise.all(ZONES.map((zone) => addChannel(store, zone)));
    const sent: string[] = [];
    let generation = 0;
    const begin = () => startProcess(store, clock, `p${(generation += 1)}`, sent);
    let processes = [await begin(), await begin()];
    for (;;) {
      const due = Math.min(
        ...(await store.channels.list()).map(({ nextDigestAt }) => nextDigestAt ?? Number.POSITIVE_INFINITY),
      );
      if (due >= START + 365 * DAY) break;
      // Late by up to 40 minutes: the process was busy, or down.
      clock.advance(Math.max(0, due + Math.floor(random() * 40 * MINUTE) - clock.now()));
      if (random() < 0.05) processes = [await begin(), await begin()];
      // Most of the time one of them is quicker; sometimes both look at the same moment.
      const awake = random() < 0.2 ? processes : processes.slice(0, 1);
      await Promise.all(awake.map((run) => run()));
    }
    const counts = Map.groupBy(sent, (name) => name);
    expect([...counts].filter(([, times]) => times.length !== 1)).toEqual([]);
    const missing = channels.flatMap(expectedOf).filter((name) => !counts.has(name));
    expect(missing).toEqual([]);
    expect((await store.posts.countByState()).due).toBe(sent.length);
    expect(sent.length).toBeGreaterThanOrEqual(363 * TIMES.length * ZONES.length);
    await store.close();
  });
});
