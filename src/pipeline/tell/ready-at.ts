import type { ReadyStory } from '../../model/digest.ts';
import type { UnweighedStory } from './build-story.ts';
import { storiesTuning } from '../../../config/stories-tuning.ts';

/** The instant (epoch ms) from which a story may be told for this purpose, as far as is known at `now`. */
export function readyAt(
  story: UnweighedStory,
  purpose: ReadinessInput['purpose'],
  { now, quietMs }: { now: number; quietMs: number | null },
): number {
  return judgeReadiness({
    firstSeenAt: story.newAt ?? story.firstSeenAt,
    lastArticleAt: story.lastArticleAt,
    families: story.publisherFamilies.length,
    now,
    purpose,
    quietMs,
  });
}

/** Whether stories may be told for a purpose at `now`. A summary alone does not say so: alerts want theirs earlier. */
export const isReadyFor =
  (purpose: ReadinessInput['purpose'], now: number) =>
  ({ story }: ReadyStory): boolean =>
    readyAt(story, purpose, { now, quietMs: null }) <= now;

export type ReadinessInput = {
  firstSeenAt: number;
  lastArticleAt: number;
  /** Distinct publisher families that tell the story. */
  families: number;
  now: number;
  purpose: 'digest' | 'alert';
  /** Instead of the rules: ready once no article came for this long, ms. The demo's. */
  quietMs: number | null;
};

const { waitMs, familiesForDigest, familiesForAlert } = storiesTuning.readiness;

/**
 * The instant (epoch ms) from which a story may be posted: `waitMs` after it was first seen, or at once when enough
 * publisher families tell it. That it is relevant and has three bullets is judged elsewhere. Instants are epoch ms.
 */
export function judgeReadiness(input: ReadinessInput): number {
  if (input.quietMs !== null) return input.lastArticleAt + input.quietMs;
  const enough = input.purpose === 'alert' ? familiesForAlert : familiesForDigest;
  const waited = input.firstSeenAt + waitMs;
  return input.families >= enough ? Math.min(input.now, waited) : waited;
}
