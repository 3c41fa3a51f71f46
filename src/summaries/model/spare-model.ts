import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import type { AskModel } from './ask-model.ts';

/** Faults that say nothing about the endpoint: ours, or of this one text. */
const NOT_THE_ENDPOINT = new Set([
  'summaries/interrupted',
  'summaries/budget-spent',
  'summaries/text-declined',
  'summaries/prompt-too-long',
  'summaries/model-cut-off',
  'summaries/model-fault',
]);

type Sparing = { failures: number; restMs: number; clock: Clock };

/**
 * The same, but an endpoint that fails is spared: after `failures` faults in a row nothing is asked for `restMs`, then one
 * trial is let through. Throws AppError `summaries/model-resting` in that time, with the reason of the last fault.
 */
export function spareModel(ask: AskModel, { failures, restMs, clock }: Sparing): AskModel {
  let inARow = 0;
  let openUntil = 0;
  let lastFault = '';

  function note({ userMessage, retryAfterMs = 0 }: AppError): void {
    inARow += 1;
    lastFault = userMessage;
    const restsMs = inARow >= failures ? Math.max(restMs, retryAfterMs) : retryAfterMs;
    if (restsMs > 0) openUntil = Math.max(openUntil, clock.now() + restsMs);
  }

  return async (...question) => {
    if (clock.now() < openUntil)
      throw new AppError('summaries/model-resting', `The model is left alone for a while. ${lastFault}`);
    try {
      const answer = await ask(...question);
      inARow = 0;
      openUntil = 0;
      return answer;
    } catch (error) {
      if (error instanceof AppError && !NOT_THE_ENDPOINT.has(error.code)) note(error);
      throw error;
    }
  };
}
