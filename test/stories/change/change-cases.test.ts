import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { changeOf, evidenceOf } from './change-evidence.ts';

const caseSchema = z.strictObject({
  id: z.string(),
  /** Articles told, each its title and sentences; then the new one. */
  before: z.array(z.array(z.string())),
  after: z.array(z.string()),
  expect: z.enum(['none', 'update', 'correction', 'retraction']),
  mustMention: z.array(z.string()).default([]),
});
type Case = z.infer<typeof caseSchema>;

/** The cases are our own and were used while the rules were written: a guard against regressions, not a measurement. */
const LEAST_RIGHT = 0.97;
const MAX_LINE = 90;

const cases = readFileSync(new URL('../../fixtures/story-changes.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => caseSchema.parse(JSON.parse(line)));

const outcomeOf = ({ before, after }: Case): { kind: string; line: string } => {
  const outcome = changeOf(evidenceOf([...before, after]));
  return outcome.kind === 'none' ? { kind: 'none', line: '' } : outcome.change;
};

const isRight = (each: Case): boolean => {
  const { kind, line } = outcomeOf(each);
  return kind === each.expect && each.mustMention.every((words) => line.includes(words));
};

it('tells a change from more of the same in the labelled pairs', () => {
  const wrong = cases.filter((each) => !isRight(each));
  const told = wrong.map((each) => ({ id: each.id, expect: each.expect, ...outcomeOf(each) }));
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(1 - wrong.length / cases.length, JSON.stringify(told, null, 1)).toBeGreaterThanOrEqual(LEAST_RIGHT);
});

it('keeps every line to whole words of one line', () => {
  for (const each of cases) {
    const { line } = outcomeOf(each);
    expect(line.length, line).toBeLessThanOrEqual(MAX_LINE);
  }
});
