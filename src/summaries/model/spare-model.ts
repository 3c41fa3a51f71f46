import { AppError } from '../../errors.ts';
import type { AskModel } from './ask-model.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';

/** Faults that say nothing about the endpoint. */
const NOT_THE_ENDPOINT = new Set(['summaries/interrupted', 'summaries/budget-spent']);

/** The same, but an endpoint that fails is left alone for a while: AppError `summaries/model-resting`. */
export function spareModel(ask: AskModel, breaker: CircuitBreaker): AskModel {
  return async (...question) => {
    if (breaker.isOpen())
      throw new AppError(
        'summaries/model-resting',
        'The model failed several times; it is left alone for a while.',
      );
    try {
      const answer = await ask(...question);
      breaker.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof AppError && !NOT_THE_ENDPOINT.has(error.code)) breaker.failed(error.retryAfterMs);
      throw error;
    }
  };
}
