import type { Logger } from '../log.ts';
import type { Observer } from './overrides.ts';

/** One observer that tells each of several; an observer's fault never reaches the pipeline. */
export function combineObservers(observers: readonly Observer[], log: Logger): Required<Observer> {
  const tell =
    <Name extends keyof Observer>(name: Name) =>
    (...args: Parameters<Required<Observer>[Name]>) => {
      for (const observer of observers) {
        try {
          (observer[name] as ((...values: typeof args) => void) | undefined)?.(...args);
        } catch (error) {
          log.error({ error }, 'observer failed');
        }
      }
    };
  return {
    onPolled: tell('onPolled'),
    onRead: tell('onRead'),
    onGrouped: tell('onGrouped'),
    onSummarised: tell('onSummarised'),
    onPublished: tell('onPublished'),
    onDelivered: tell('onDelivered'),
  };
}
