import type { Clock } from '../../clock.ts';
import type { Channel } from '../../model/channel.ts';
import type { ReadyStory } from '../../model/digest.ts';
import type { Store, StoryStore } from '../../store/store.ts';

export type WantTuning = {
  /** A post waits this long for a model, then goes out without. */
  waitMs: number;
  /** Stories of this long are looked at for languages that might be translated. */
  lookBackMs: number;
  /** How long such a look holds. */
  languagesMs: number;
};

/** Asks a model for the summaries of stories that will be posted, and says whether they are worth waiting for. */
export type WantSummaries = {
  /**
   * True while the model is at work on one of the stories and the wait is not over: counted from `dueAt`, or from when the
   * first of them was wanted. Asks for those that were not asked for yet.
   */
  isAwaited(
    channel: Pick<Channel, 'languages'>,
    stories: readonly ReadyStory[],
    dueAt: number | null,
  ): Promise<boolean>;
  /** Asks, and nobody waits. */
  ask(channel: Pick<Channel, 'languages'>, stories: readonly ReadyStory[]): Promise<void>;
  /** The channel as if it read every language that stories are told in, or null where it does. */
  widen(channel: Channel): Promise<Channel | null>;
};

type Parts = {
  store: Pick<Store, 'summaries' | 'summaryWishes'>;
  tuning: WantTuning;
  /** Something was asked for. */
  onWanted: () => void;
  clock: Clock;
};

export function createWantSummaries({ store, tuning, onWanted, clock }: Parts): WantSummaries {
  const languages = { known: [] as readonly string[], until: Number.NEGATIVE_INFINITY };

  async function ask({ languages: read }: Pick<Channel, 'languages'>, stories: readonly ReadyStory[]) {
    const wishes = stories.flatMap(({ story, summary }) => {
      const language = read.includes(summary.language) ? summary.language : read[0];
      const isDone = summary.madeBy.kind === 'model' && summary.language === language;
      return language === undefined || isDone
        ? []
        : [{ storyId: story.id, version: story.version, language }];
    });
    if (wishes.length === 0) return [];
    const ofWish = ({ storyId, language }: { storyId: string; language: string }) => `${storyId} ${language}`;
    const versions = new Map(wishes.map((wish) => [ofWish(wish), wish.version]));
    const list = async () =>
      (await store.summaryWishes.list(wishes.map(({ storyId }) => storyId))).filter(
        (wish) => versions.get(ofWish(wish)) === wish.version,
      );
    const known = await list();
    if (known.length === wishes.length) return known;
    await store.summaryWishes.want(wishes, clock.now());
    const all = await list();
    if (all.length > known.length) onWanted();
    return all;
  }

  return {
    async ask(channel, stories) {
      await ask(channel, stories);
    },

    async isAwaited(channel, stories, dueAt) {
      const wishes = await ask(channel, stories);
      const from = dueAt ?? Math.min(...wishes.map(({ wantedAt }) => wantedAt));
      if (wishes.length === 0 || clock.now() >= from + tuning.waitMs) return false;
      for (const { attempts, storyId, version, language } of wishes) {
        if (attempts === 0) return true;
        // Written since the stories were loaded: the next look has it.
        const summary = await store.summaries.get(storyId, version, language);
        if (summary?.madeBy.kind === 'model') return true;
      }
      return false;
    },

    async widen(channel) {
      if (clock.now() >= languages.until) {
        languages.known = await store.summaries.listLanguages(clock.now() - tuning.lookBackMs);
        languages.until = clock.now() + tuning.languagesMs;
      }
      const wide = [...new Set([...channel.languages, ...languages.known])];
      return wide.length > channel.languages.length ? { ...channel, languages: wide } : null;
    },
  };
}

type Chosen = { stories: readonly ReadyStory[] };

/**
 * Whether a digest had better wait a little for the model's summaries of its stories. Asked for is also what would be in
 * the digest if the channel read other languages: the model may translate it. `make` chooses for a channel as it is given.
 */
export async function waitsForModel(
  wanted: WantSummaries | undefined,
  channel: Channel,
  {
    make,
    digest,
    dueAt,
  }: { make: (channel: Channel) => Promise<Chosen>; digest: Chosen; dueAt: number | null },
): Promise<boolean> {
  if (!wanted) return false;
  const wide = await wanted.widen(channel);
  const { stories } = wide ? await make(wide) : digest;
  return wanted.isAwaited(channel, stories, dueAt);
}

/** The same stories, with the model's summaries where it writes them within a few seconds. */
export type AwaitModel = (
  languages: readonly string[],
  stories: readonly ReadyStory[],
) => Promise<readonly ReadyStory[]>;

type AwaitParts = {
  wanted: Pick<WantSummaries, 'isAwaited'>;
  stories: Pick<StoryStore, 'getReady'>;
  /** Longest wait, and the time between two looks. */
  tuning: { waitMs: number; lookMs: number };
  clock: Clock;
};

/** Asks the model for what somebody is shown. What is not there in time is shown as it is, and is there for the next asker. */
export function createAwaitModel({ wanted, stories, tuning, clock }: AwaitParts): AwaitModel {
  return async (languages, asked) => {
    const until = clock.now() + tuning.waitMs;
    const read = async () =>
      (await Promise.all(asked.map(({ story }) => stories.getReady(story.id, languages)))).map(
        (ready, at) => ready ?? asked[at],
      );
    let newest = asked;
    while (clock.now() < until && (await wanted.isAwaited({ languages }, newest, null))) {
      await clock.sleep(tuning.lookMs);
      newest = (await read()).filter((ready) => ready !== undefined);
    }
    return newest;
  };
}
