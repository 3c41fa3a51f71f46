import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupForEval } from '../../../src/stories/grouping/group-for-eval.ts';
import { readSet } from './fit-group-weights.ts';

const folder = process.env['SITREP_EVAL_DIR'] ?? new URL('../../../../shared/eval', import.meta.url).pathname;

/** B-cubed F1 (Bagga and Baldwin 1998), percent. */
function bCubed(events: readonly string[], stories: readonly string[]): number {
  const membersOf = (labels: readonly string[]) =>
    Map.groupBy(labels.keys(), (index) => labels[index] ?? '') as ReadonlyMap<string, number[]>;
  const [byEvent, byStory] = [membersOf(events), membersOf(stories)];
  let precision = 0;
  let recall = 0;
  for (const [index, event] of events.entries()) {
    const together = byStory.get(stories[index] ?? '') ?? [];
    const belonging = byEvent.get(event) ?? [];
    const right = together.filter((other) => events[other] === event).length;
    precision += right / together.length;
    recall += right / belonging.length;
  }
  return (200 * precision * recall) / (precision + recall) / events.length;
}

const reason = existsSync(folder) ? '' : ' (skipped: no reference data; set SITREP_EVAL_DIR)';

/** Half a point under what was measured, so that a change that costs quality is seen. */
describe.skipIf(reason !== '')(`grouping the reference sets${reason}`, () => {
  it.each([
    ['allsides', 94.2],
    ['dense', 88],
    ['wikinews', 90.3],
  ])('%s reaches %d', (name, least) => {
    const records = readSet(name);
    const stories = groupForEval(records).map(({ story }) => story);
    expect(
      bCubed(
        records.map((record) => String(record['event'])),
        stories,
      ),
    ).toBeGreaterThanOrEqual(least);
  });
});
