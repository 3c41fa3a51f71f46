import {
  CLEAN_UP_CHECK_MS,
  CLEAN_UP_PAUSE_MS,
  CLEAN_UP_ROWS,
  KEEP_LOOSE_POSTS_MS,
  KEEP_MODEL_ANSWERS_MS,
  KEEP_MODEL_USAGE_MS,
  KEEP_STORIES_MS,
  KEEP_TOMBSTONES_MS,
  KEEP_UNUSED_MS,
} from '../../config/clean-up-tuning.ts';
import { INSTANCE_MEMORY_MS } from '../../config/store-tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { createCleanUp } from '../pipeline/clean-up.ts';
import type { Step } from '../pipeline/step.ts';
import type { Store } from '../store/store.ts';

type Parts = { store: Store; instanceId: string; clock: Clock; log: Logger };

/** The step that deletes what has grown old, with its numbers. */
export function buildCleanUp({ store, instanceId, clock, log }: Parts): Step {
  return createCleanUp({
    store,
    instanceId,
    keepMs: {
      stories: KEEP_STORIES_MS,
      unused: KEEP_UNUSED_MS,
      loosePosts: KEEP_LOOSE_POSTS_MS,
      modelUsage: KEEP_MODEL_USAGE_MS,
      modelAnswers: KEEP_MODEL_ANSWERS_MS,
      tombstones: KEEP_TOMBSTONES_MS,
      instances: INSTANCE_MEMORY_MS,
    },
    rows: CLEAN_UP_ROWS,
    pauseMs: CLEAN_UP_PAUSE_MS,
    idleMs: CLEAN_UP_CHECK_MS,
    clock,
    log,
  });
}
