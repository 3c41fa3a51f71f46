import { coverageOf } from '../../digests/choose/coverage.ts';
import type { Interests } from '../../channels/judge-interest.ts';
import { DAY } from '../../clock.ts';
import type { Channel } from '../../model/channel.ts';
import type { Coverage, ReadyStory } from '../../model/digest.ts';
import type { Story } from '../../model/story.ts';
import type { Store, StoreCounts } from '../../store/store.ts';

/** What channels that are due at the same moment have in common, loaded once for all of them. */
export type PublishRound = {
  /** What is loaded was so at this instant, epoch ms: a digest made from it has its cut-off here. */
  now: number;
  /** Ready stories, new or changed since an instant (or up to a day earlier), most important first. */
  ready(query: {
    languages: readonly string[];
    since: number;
    limit: number;
  }): Promise<readonly ReadyStory[]>;
  /** Stories new since an instant (or up to a day earlier) that cannot be told in three bullets, most important first. */
  untold(since: number): Promise<readonly Story[]>;
  coverage(): Promise<Coverage>;
  /** How much there is of each kind; stories whose summary is due within `settleMs` count as due. */
  counts(settleMs: number): Promise<StoreCounts>;
  /** What a channel takes, follows, muted and withdrew. */
  interests(channel: Channel): Promise<Interests>;
};

/** Stories without bullets that a round looks at: the weightiest. */
const UNTOLD_CANDIDATES = 50;

type Source = { store: Store; now: number; silentFeedMs: number };

export function openRound({ store, now, silentFeedMs }: Source): PublishRound {
  const remember = createMemory();
  return {
    now,
    ready({ languages, since, limit }) {
      // Channels were last due at different times; by whole days most of them share one list.
      const days = Math.max(1, Math.ceil((now - since) / DAY));
      return remember(`ready ${languages.join(',')} ${days} ${limit}`, () =>
        store.stories.listReady({ since: now - days * DAY, languages, now, limit }),
      );
    },
    untold(since) {
      const days = Math.max(1, Math.ceil((now - since) / DAY));
      return remember(`untold ${days}`, () =>
        store.stories.listUntold({ since: now - days * DAY, now, limit: UNTOLD_CANDIDATES }),
      );
    },
    counts: (settleMs) => remember(`counts ${settleMs}`, () => store.counts(now + settleMs)),
    coverage: () =>
      remember('coverage', async () => coverageOf(await store.feeds.listSigns(), now, silentFeedMs)),
    async interests(channel) {
      const workspace = `withdrawn ${channel.platform} ${channel.workspaceId}`;
      const withdrawn = await remember(workspace, () => store.withdrawals.listOf(channel));
      return { filter: channel.wishes.filter, marks: await store.marks.listOf(channel.id), withdrawn };
    },
  };
}

/** Keeps the promise of each value by its name; the name decides the type. */
function createMemory() {
  const kept = new Map<string, Promise<unknown>>();
  return <Value>(name: string, load: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(name) as Promise<Value> | undefined;
    if (known) return known;
    const loading = load();
    kept.set(name, loading);
    return loading;
  };
}
