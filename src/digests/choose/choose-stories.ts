import {
  ALSO_REPORTED_IMPORTANCE,
  ALSO_REPORTED_LINES,
  DIGEST_REGION_SHARE,
} from '../../../config/tuning.ts';
import { DAY, SECOND } from '../../clock.ts';
import type { AlsoReported, Digest, ReadyStory } from '../../model/digest.ts';
import { type Interests, judgeInterest } from '../../channels/judge-interest.ts';
import { countries, unRegionOf } from '../../../config/regions.ts';
import type { Story } from '../../model/story.ts';

/** A story that the channel has already, with the version that its post shows. */
export type CarriedStory = { storyId: string; version: number; firstPostedAt: number };

export type Choice = Pick<Digest, 'stories' | 'updated' | 'alsoReported' | 'leftOut' | 'passedOver'>;

/** What a digest of a channel is chosen by. */
export type ChoiceRules = {
  interests: Interests;
  carried: readonly CarriedStory[];
  /** The stored cut-off of the digest before, epoch ms. */
  since: number;
  kind: Digest['kind'];
};

/** What becomes of a story in a digest. `reason` goes on from "because". */
export type StoryVerdict =
  | { kind: 'fresh'; isFollowed: boolean }
  | { kind: 'updated'; line: string }
  | { kind: 'not-chosen'; reason: string };

const notChosen = (reason: string): StoryVerdict => ({ kind: 'not-chosen', reason });

/**
 * Judges one story for one digest. What is new since the cut-off and not in the channel yet is fresh; what the channel
 * has already is one line if it moved, or was posted alone, since the cut-off. A story that became ready only after the
 * cut-off though it was seen before it is not lost: readiness counts too. Pure, so that the answer can be had again.
 */
export function judgeStory(ready: ReadyStory, rules: ChoiceRules): StoryVerdict {
  return judgeWith(ready, rules, (id) => rules.carried.find((one) => one.storyId === id));
}

function judgeWith(
  ready: ReadyStory,
  { interests, since, kind }: ChoiceRules,
  carriedOf: (storyId: string) => CarriedStory | undefined,
): StoryVerdict {
  const { story, summary } = ready;
  const hasMoved = story.change !== null && story.changedAt >= since;
  const shown = carriedOf(story.id);
  if (shown) {
    // What stood in the digest of the cut-off itself was not posted alone; what came alone by day is no news after a night.
    const wasPostedAlone = shown.firstPostedAt > since && kind !== 'after-quiet';
    if (!hasMoved && !wasPostedAlone) return notChosen('the channel has it already and it has not moved');
    const verdict = judgeInterest(ready, { ...interests, filter: NO_FILTER });
    if (!verdict.ok) return notChosen(verdict.reason);
    const line = hasMoved && story.change ? story.change.line : 'posted as it happened';
    return { kind: 'updated', line };
  }
  // An undated story that a feed's first poll found is not fresh; a change makes it so.
  // None before a first digest can have missed anything.
  const isNew =
    story.newAt !== null &&
    (story.newAt >= since || (kind !== 'first' && becameReady(story.newAt, summary.madeAt, since)));
  if (!isNew && !hasMoved) return notChosen('it is older than what the digest covers');
  const verdict = judgeInterest(ready, interests);
  return verdict.ok ? { kind: 'fresh', isFollowed: verdict.isFollowed } : notChosen(verdict.reason);
}

/** A changed filter does not hide what becomes of a story that the channel has. */
const NO_FILTER: Interests['filter'] = {
  regions: [],
  topics: [],
  outlets: [],
  outletCountries: [],
  minImportance: 0,
  words: null,
};

/** A summary that was being stored while the digest of the cut-off was chosen counts as made after it. */
const READY_SLACK_MS = 5 * SECOND;

/** Seen before the cut-off and summarised after it. What is older than a story may wait to be ready is not news. */
const becameReady = (newAt: number, madeAt: number, since: number) =>
  madeAt >= since - READY_SLACK_MS && newAt >= since - DAY;

type Candidate = { ready: ReadyStory; isFollowed: boolean };

/**
 * Chooses a digest's stories: followed ones first, then by importance, at most `maxStories` and spread over regions; what
 * is left out is counted, and the weightiest of it named with the reason.
 */
export function chooseStories(
  input: ChoiceRules & {
    ready: readonly ReadyStory[];
    /** Stories without bullets, and the ids of those that the channel was told of. */
    untold?: { stories: readonly Story[]; named: ReadonlySet<string> };
    maxStories: number;
  },
): Choice {
  const carried = new Map(input.carried.map((story) => [story.storyId, story]));
  const fresh: Candidate[] = [];
  const updated: Digest['updated'][number][] = [];
  for (const ready of input.ready) {
    const verdict = judgeWith(ready, input, (id) => carried.get(id));
    if (verdict.kind === 'fresh') fresh.push({ ready, isFollowed: verdict.isFollowed });
    if (verdict.kind === 'updated')
      updated.push({ storyId: ready.story.id, headline: ready.summary.headline, line: verdict.line });
  }
  fresh.sort(byFollowing);
  const chosen = spreadOverRegions(fresh, input.maxStories);
  const stories = fresh.filter((one) => chosen.has(one)).map(({ ready }) => ready);
  return {
    stories,
    updated,
    alsoReported: chooseUntold(input, stories),
    leftOut: fresh.length - chosen.size,
    passedOver: explainLeftOut(fresh, chosen, input.maxStories),
  };
}

/** What would have stood in the digest by its weight, but cannot be told in three bullets. */
function chooseUntold(
  { untold, interests, since, maxStories }: Parameters<typeof chooseStories>[0],
  chosen: readonly ReadyStory[],
): AlsoReported[] {
  // Who was refused only after the digest before was seen before it: such a story is named once, not lost.
  const wanted = (untold?.stories ?? []).filter(
    (story) =>
      story.newAt !== null &&
      story.newAt >= since - DAY &&
      untold?.named.has(story.id) === false &&
      story.importance.score >= ALSO_REPORTED_IMPORTANCE &&
      judgeInterest({ story, summary: null }, interests).ok,
  );
  const weights = chosen.map(({ story }) => story.importance.score);
  return wanted
    .sort((a, b) => b.importance.score - a.importance.score || a.id.localeCompare(b.id))
    .filter(
      ({ importance }, at) => at + weights.filter((weight) => weight > importance.score).length < maxStories,
    )
    .slice(0, ALSO_REPORTED_LINES)
    .map(({ id, title, outletNames, url }) => ({ storyId: id, headline: title, outletNames, url }));
}

/** Left-out stories that a digest remembers: the nearest to being chosen. */
const REMEMBERED = 20;

function explainLeftOut(
  fresh: readonly Candidate[],
  chosen: ReadonlySet<Candidate>,
  maxStories: number,
): Digest['passedOver'] {
  const last = fresh.findLastIndex((one) => chosen.has(one));
  return fresh
    .map((one, index) => ({ one, index }))
    .filter(({ one }) => !chosen.has(one))
    .slice(0, REMEMBERED)
    .map(({ one, index }) => ({
      storyId: one.ready.story.id,
      reason:
        index < last
          ? `its region had its share of the ${maxStories} stories already`
          : `${chosen.size} others of more weight filled the digest`,
    }));
}

/** The first `max`, of which no region has more than its share unless there is nothing else. Followed stories always count. */
function spreadOverRegions(sorted: readonly Candidate[], max: number): ReadonlySet<Candidate> {
  const share = Math.max(1, Math.ceil(max * DIGEST_REGION_SHARE));
  const taken = new Map<string, number>();
  const chosen = new Set<Candidate>();
  const isWithinShare = ({ ready, isFollowed }: Candidate) => {
    const region = mainRegion(ready.story);
    const count = region === null ? 0 : (taken.get(region) ?? 0);
    if (count >= share && !isFollowed) return false;
    if (region !== null) taken.set(region, count + 1);
    return true;
  };
  for (const one of sorted) {
    if (chosen.size >= max) break;
    if (isWithinShare(one)) chosen.add(one);
  }
  for (const one of sorted) {
    if (chosen.size >= max) break;
    chosen.add(one);
  }
  return chosen;
}

const byFollowing = (a: Candidate, b: Candidate) =>
  Number(b.isFollowed) - Number(a.isFollowed) || byImportance(a.ready, b.ready);

/** Most important first; of equals the one that moved last. */
export function byImportance(a: ReadyStory, b: ReadyStory): number {
  return (
    b.story.importance.score - a.story.importance.score ||
    b.story.changedAt - a.story.changedAt ||
    // Ids are plain ASCII; a collator is twenty times slower.
    Number(a.story.id > b.story.id) - Number(a.story.id < b.story.id)
  );
}

/** Stories to post at once in a channel that wants them as they happen: not quiet, new since it was added; oldest first. */
export function chooseAsItHappens(input: {
  ready: readonly ReadyStory[];
  interests: Interests;
  carried: readonly CarriedStory[];
  /** Epoch ms. */
  since: number;
}): ReadyStory[] {
  const carriedIds = new Set(input.carried.map((story) => story.storyId));
  return input.ready
    .filter(
      (one) =>
        !carriedIds.has(one.story.id) &&
        !one.story.isQuiet &&
        one.story.newAt !== null &&
        one.story.newAt >= input.since &&
        judgeInterest(one, input.interests).ok,
    )
    .sort((a, b) => (a.story.newAt ?? 0) - (b.story.newAt ?? 0));
}

const withinOf = new Map(countries.map(({ code, within }) => [code, within]));

/** The UN subregion that a story is about most: that of its first country, else the first one it names; null without any. */
function mainRegion({ regions }: Pick<Story, 'regions'>): string | null {
  for (const region of regions) {
    const within = withinOf.get(region);
    if (within) return within;
  }
  return regions.find((region) => region in unRegionOf) ?? regions[0] ?? null;
}
