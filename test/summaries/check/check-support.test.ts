import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSupport } from '../../../src/summaries/check/check-support.ts';
import { supportForEval } from '../../../src/summaries/check/support-for-eval.ts';

type Case = { id: string; evidence: string; bullet: string; kind: string; supported: boolean };
const cases = readFileSync(new URL('../../fixtures/support-cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Case);
const isSupported = ({ bullet, evidence }: Pick<Case, 'bullet' | 'evidence'>) =>
  checkSupport({ bullet, evidence: [evidence] }).isSupported;
const shareOf = (chosen: readonly Case[], isRight: (one: Case) => boolean) =>
  chosen.filter(isRight).length / chosen.length;

describe('a word in the place of another', () => {
  const evidence = [
    'The union of nurses in Sund said that exports of barley from Estmark had stopped in May.',
  ];

  it('is refused where everything round it is the same', () => {
    const verdict = checkSupport({ bullet: 'Exports of copper from Estmark had stopped in May.', evidence });
    expect(verdict).toMatchObject({
      isSupported: false,
      reason: 'The evidence has "barley" where "copper" stands.',
    });
  });

  it('is no matter where it is the verb, which is often told in other words', () => {
    expect(
      checkSupport({
        bullet: 'Rescuers saved a boy in Sund after two days.',
        evidence: ['Rescuers pulled a boy in Sund from the ruins after two days.'],
      }).reason ?? '',
    ).not.toContain('stands');
  });
});

describe('a number in the place of another', () => {
  const evidence = [
    'Guards at Oxmouth arrested 6 men in May.',
    'Three men were stopped from boarding a ferry, two of its five crews on strike in the port said.',
  ];

  it('is refused though the evidence has it of others', () => {
    expect(checkSupport({ bullet: 'Six men were stopped from boarding a ferry.', evidence })).toMatchObject({
      isSupported: false,
      reason: 'The evidence has "Three" where "Six" stands.',
    });
  });

  it('may count a part of it', () => {
    expect(
      checkSupport({ bullet: 'Two crews on strike in the port spoke.', evidence }).reason ?? '',
    ).not.toContain('stands');
  });
});

describe('a bullet that stops before it has said anything', () => {
  const reasonOf = (bullet: string, evidence: string) =>
    checkSupport({ bullet, evidence: [evidence] }).reason;
  const thefts = 'Thefts of copper wire in Sund are, sadly, nothing new, as fast as they could be mended.';

  it('is refused after a verb that waits for more', () => {
    expect(reasonOf('Thefts of copper wire in Sund are, sadly.', thefts)).toBe('It breaks off after "are".');
  });

  it('is refused within a phrase', () => {
    expect(
      reasonOf(
        'Ada Lund was questioned by the police of Sund in connection.',
        'Ada Lund was questioned by the police of Sund in connection with the fire at the mill.',
      ),
    ).toBe('It breaks off after "in connection".');
  });

  it.each([
    [
      'the evidence stops there too',
      'Nobody in Sund knew where the boats were.',
      'Nobody in Sund knew where the boats were.',
    ],
    [
      'its clause ends there',
      'Crews in Sund came as fast as they could.',
      'Crews in Sund came as fast as they could, the mayor said.',
    ],
    [
      'it is a month',
      'The court in Sund opened last May.',
      'The court in Sund opened last May in a former mill.',
    ],
  ])('is not where %s', (_, bullet, evidence) => {
    expect(reasonOf(bullet, evidence)).toBeNull();
  });
});

describe('the planted cases', () => {
  it('are more than two hundred, with a true paraphrase beside every lie', () => {
    expect(cases.filter((one) => !one.supported).length).toBeGreaterThanOrEqual(200);
    expect(cases.filter((one) => one.supported).length).toBeGreaterThanOrEqual(100);
  });

  it.each([
    ['even numbers, trained on', 0],
    ['odd numbers, not trained on', 1],
  ])('are told apart: %s', (_, half) => {
    const mine = cases.filter(({ id }) => Number.parseInt(id, 10) % 2 === half);
    expect(
      shareOf(
        mine.filter((one) => !one.supported),
        (one) => !isSupported(one),
      ),
    ).toBeGreaterThanOrEqual(0.95);
    expect(
      shareOf(
        mine.filter((one) => one.supported),
        (one) => !isSupported(one),
      ),
    ).toBeLessThanOrEqual(0.05);
  });

  it('get the same verdict from production and from `sitrep eval support`', () => {
    for (const one of cases)
      expect(supportForEval({ id: one.id, source: one.evidence, sentence: one.bullet }).supported).toBe(
        isSupported(one),
      );
  });
});

describe('what counts as the same', () => {
  it.each([
    ['numerals and words', 'Twelve soldiers died in the attack.', '12 soldiers died in the attack.'],
    ['short and long country names', 'The United States warned Iran.', 'The US warned Iran.'],
    ['demonyms', 'Ministers of France met in Lyon.', 'French ministers met in Lyon.'],
    ['amounts', 'The aid is worth $2.5 billion.', 'The aid is worth 2.5bn dollars.'],
    ['shares', 'Prices rose 4 percent in May.', 'Prices rose 4% in May.'],
    [
      'an amount that a tokeniser cut',
      'A clerk in Oslo hid £223,000 in a garden in May.',
      'A clerk in Oslo hid more than £ 200,000 in a garden.',
    ],
    ['a copy', 'Police in Oslo arrested three men on Friday.', 'Police in Oslo arrested three men.'],
  ])('%s', (_, evidence, bullet) => {
    expect(checkSupport({ bullet, evidence: [evidence] })).toMatchObject({ isSupported: true, reason: null });
  });
});

describe('the reason of a refusal', () => {
  it.each([
    [
      'The toll rose to 19 in Aden.',
      'The toll rose to 12 in Aden.',
      'The number "19" is not in the evidence.',
    ],
    [
      'Ada Lund called it "a great day for peace".',
      'Ada Lund welcomed the accord.',
      'The quotation "a great day for peace" is not in the evidence.',
    ],
    ['Norvelia did not sign the accord.', 'Norvelia signed the accord.', 'The evidence has no "not".'],
  ])('names what is wrong: %s', (bullet, evidence, reason) => {
    expect(checkSupport({ bullet, evidence: [evidence] }).reason).toBe(reason);
  });

  it('is given for nothing at all', () => {
    expect(checkSupport({ bullet: '', evidence: [] })).toMatchObject({ isSupported: false });
  });
});
