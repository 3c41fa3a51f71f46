import { localTime } from '../channels/local-time.ts';
import { type Clock, DAY } from '../clock.ts';
import type { SpendReport } from '../model/archive.ts';
import type { CommandDefinition, SetupForm, SetupValues } from '../model/command.ts';
import type { FeedHealth } from '../model/feed.ts';
import type { Message } from '../model/message.ts';
import type { Post } from '../model/post.ts';
import type { Store } from '../store/store.ts';
import { type Archive, type ArchiveParts, createArchive } from './read-archive.ts';

/** What the pages show by the answers of the commands. */
type PageAnswers = {
  status(): Promise<Message>;
  /** How every feed does, by folder and name. */
  feeds(): Promise<readonly FeedHealth[]>;
  /** The feeds as an OPML document. */
  exportFeeds(): Promise<string>;
  /** The form of the local channel. `save` throws AppError with what is wrong, and changes nothing then. */
  setup: { form(): Promise<SetupForm>; save(values: SetupValues): Promise<Message> };
  /** Prometheus text format. */
  metrics(): Promise<string>;
  /** For the suggestions under the input. */
  commands: readonly CommandDefinition[];
};

/** All that the pages show. */
export type PageServices = PageAnswers & {
  /** The local channel's name and IANA zone. */
  channel(): Promise<{ name: string; timeZone: string }>;
  /** Posts that the local channel has, newest first. */
  listSent(limit: number): Promise<Post[]>;
  archive: Archive;
  spend(): Promise<SpendReport>;
  /** Shown as JSON by `/healthz`, with status 503 unless `ok`. Reachable without a token: nothing private in it. */
  health(): Promise<{ ok: boolean } & Readonly<Record<string, unknown>>>;
};

type Parts = ArchiveParts & SpendParts & { clock: Clock };

/** Puts what only pages show beside what the commands answer. */
export function createPageServices(parts: Parts, answers: PageAnswers): PageServices {
  const { store, clock, timeZone } = parts;
  const localChannel = async () =>
    (await store.channels.list()).find(({ platform }) => platform === 'local') ?? null;
  return {
    ...answers,
    async channel() {
      const channel = await localChannel();
      return { name: channel?.name ?? 'local', timeZone: channel?.timeZone ?? timeZone };
    },
    async listSent(limit) {
      const channel = await localChannel();
      return channel ? store.posts.listSent(channel.id, limit) : [];
    },
    archive: createArchive(parts),
    spend: () => reportSpend(parts),
    async health() {
      const { feeds } = await store.counts(clock.now());
      return { ok: true, feeds: { total: feeds.total, working: feeds.working } };
    },
  };
}

type SpendParts = {
  store: Pick<Store, 'archive'>;
  clock: { now(): number };
  timeZone: string;
  budgetUsd: number | null;
  summariser: string;
};

const SHOWN_DAYS = 30;

/** What models cost a day of the operator's zone, over the last days and this month. */
export async function reportSpend({
  store,
  clock,
  timeZone,
  budgetUsd,
  summariser,
}: SpendParts): Promise<SpendReport> {
  const now = clock.now();
  const dayOf = (at: number) => localTime(at, timeZone).day;
  const hours = await store.archive.spendByHour(now - (SHOWN_DAYS + 1) * DAY);
  const names = new Set(Array.from({ length: SHOWN_DAYS }, (_, ago) => dayOf(now - ago * DAY)));
  const days = [...names].sort().map((day) => {
    const own = hours.filter(({ hour }) => dayOf(hour) === day);
    const sum = (read: (one: (typeof own)[number]) => number) => own.reduce((all, one) => all + read(one), 0);
    return {
      day,
      costUsd: sum((one) => one.costUsd),
      calls: sum((one) => one.calls),
      cacheHits: sum((one) => one.cacheHits),
      tokensIn: sum((one) => one.tokensIn),
      tokensOut: sum((one) => one.tokensOut),
    };
  });
  const month = dayOf(now).slice(0, 7);
  const ofMonth = hours.filter(({ hour }) => dayOf(hour).startsWith(month));
  const monthUsd = ofMonth.reduce((all, { costUsd }) => all + costUsd, 0);
  return { timeZone, days, monthUsd, budgetUsd, summariser };
}
