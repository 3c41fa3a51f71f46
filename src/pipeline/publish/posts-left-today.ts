import { startOfLocal } from '../../clock.ts';
import type { Channel } from '../../model/channel.ts';
import type { DigestStore } from '../../store/store.ts';

/** Digests of a day besides single posts: at most one an hour, a first one and one after quiet hours. */
const OTHER_DIGESTS = 26;

/** How many alerts and stories as they happen the channel's budget leaves for the rest of its local day. */
export async function postsLeftToday(
  digests: Pick<DigestStore, 'listRecent'>,
  { id, timeZone, wishes }: Channel,
  now: number,
): Promise<number> {
  const budget = wishes.postsADay;
  if (budget === null) return Number.POSITIVE_INFINITY;
  const today = startOfLocal('day', now, timeZone);
  const recent = await digests.listRecent(id, budget + OTHER_DIGESTS);
  const single = recent.filter(({ kind, at }) => at >= today && SINGLE.has(kind));
  return Math.max(0, budget - single.length);
}

const SINGLE: ReadonlySet<string> = new Set(['as-it-happens', 'alert']);
