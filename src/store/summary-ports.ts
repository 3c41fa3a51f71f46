import type { Story } from '../model/story.ts';
import type { ModelSpend, ModelUsage, Summary } from '../model/summary.ts';
import type { Claimed, ClaimRequest } from './claim-port.ts';

/** A summary as it is handed to the store, which counts its editions. */
export type NewSummary = Omit<Summary, 'edition'>;

/** `alsoIn`: the same version in further languages. */
export type SummaryResult =
  | { kind: 'summary'; summary: NewSummary; alsoIn?: readonly NewSummary[]; retryAt: number | null }
  | { kind: 'refused'; reason: string; retryAt: number | null };

export type SummaryStore = {
  /** Ends the claim of `claimSummaryDue`; `retryAt` asks for another try (a degraded summary, a passing fault). */
  storeResult(storyId: string, token: string, result: SummaryResult, now: number): Promise<boolean>;
  get(storyId: string, version: number, language: string): Promise<Summary | null>;
  /** In every language that the version has one in. */
  listOfVersion(storyId: string, version: number): Promise<Summary[]>;
  /** Languages of the summaries made since an instant. */
  listLanguages(since: number): Promise<string[]>;
};

/** That a model is to summarise a version of a story, because it will be posted or was asked for. */
export type SummaryWish = {
  id: string;
  storyId: string;
  language: string;
  version: number;
  wantedAt: number;
  /** Of this version. */
  attempts: number;
};

export type SummaryWishStore = {
  /** Notes what is wanted; what is already wanted, done or given up for the same version stays as it is. */
  want(wishes: readonly Pick<SummaryWish, 'storyId' | 'language' | 'version'>[], now: number): Promise<void>;
  list(storyIds: readonly string[]): Promise<SummaryWish[]>;
  /** Due wishes for the current version of open stories. */
  claimDue(request: ClaimRequest): Promise<Claimed<{ wish: SummaryWish; story: Story }>[]>;
  /** Stores what came of it; `retryAt` asks for another try, null ends the wish. False where the claim is lost. */
  storeOutcome(
    wishId: string,
    token: string,
    outcome: { summary: NewSummary | null; reason: string | null; retryAt: number | null },
  ): Promise<boolean>;
  /** How many wait for another try, and why the newest of them does. */
  countWaiting(): Promise<{ waiting: number; reason: string | null }>;
};

/** What a model was asked, what that cost, and what it answered. */
export type ModelCallStore = {
  /**
   * Counts a call before it is made, with the most that it may cost. Null, with nothing stored, where `limit` does not
   * cover it; calls that several processes reserve at once never pass it together.
   */
  reserve(
    estimate: ModelUsage,
    limit: { since: number; usd: number } | null,
    now: number,
  ): Promise<string | null>;
  /** What the call was in truth; null takes it back, because nothing was used. */
  settle(id: string, usage: Omit<ModelUsage, 'model'> | null): Promise<void>;
  spendSince(since: number): Promise<ModelSpend>;
  /** The answer kept under a key, as it was given, or null. */
  findAnswer(key: string): Promise<unknown>;
  /** Replaces what was kept under the key. */
  keepAnswer(key: string, answer: { model: string; answer: object }, now: number): Promise<void>;
  /** Counts that a kept answer was used. */
  noteHit(model: string, now: number): Promise<void>;
};
