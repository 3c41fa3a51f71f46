import type { ReadyStory } from '../../model/digest.ts';
import { judgeReadiness, type ReadinessInput } from '../../stories/judge-readiness.ts';
import type { UnweighedStory } from './build-story.ts';

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
