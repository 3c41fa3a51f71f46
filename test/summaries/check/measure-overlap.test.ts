import { describe, expect, it } from 'vitest';
import { alignClaims, NOWHERE } from '../../../src/summaries/check/align-claims.ts';
import { checkSupport } from '../../../src/summaries/check/check-support.ts';
import { measureOverlap, OVERLAP_FEATURES } from '../../../src/summaries/check/measure-overlap.ts';
import { readClaims } from '../../../src/summaries/check/read-claims.ts';

const measure = (bullet: string, evidence: string) => {
  const values = measureOverlap(readClaims(bullet), readClaims(evidence));
  return Object.fromEntries(OVERLAP_FEATURES.map((name, at) => [name, values[at] ?? Number.NaN]));
};

const REPORT =
  'Bramfeld went down to a late goal in Oxmouth on Sunday. The result means that Tarnholm, who beat Pellhaven on Saturday to go ' +
  'clear, have taken the title. Mr. Lund, the coach, moved here from the U.S. in May.';

describe('the sentences of a text', () => {
  it('end at a stop after a word, not at one of a short form', () => {
    const sentenceOf = new Map(readClaims(REPORT).map(({ text, sentence }) => [text, sentence]));
    expect(['Bramfeld', 'result', 'Mr', 'Lund', 'U.S.', 'May'].map((word) => sentenceOf.get(word))).toEqual([
      0, 1, 2, 2, 2, 2,
    ]);
  });

  it('begin with words that are no names', () => {
    const { kind } =
      readClaims('It fell on Sunday. Rescuers came.').find(({ text }) => text === 'Rescuers') ?? {};
    expect(kind).toBe('word');
  });
});

describe('where the words of a bullet stand', () => {
  it('is one reading that stays in a sentence where it can', () => {
    const source = readClaims('A fire in Sund closed the port. The port of Oxmouth opened in May.');
    expect(
      alignClaims(readClaims('The port of Oxmouth opened.'), source).map((at) => source[at]?.sentence),
    ).toEqual([1, 1, 1, 1, 1]);
  });

  it('is nowhere for a word that the evidence has not', () => {
    expect(alignClaims(readClaims('Sund burned.'), readClaims('Sund slept.'))).toEqual([0, NOWHERE]);
  });

  it('is read in time where every word stands everywhere', () => {
    const source = readClaims('the port of the port of '.repeat(500));
    expect(alignClaims(readClaims('the port of the port '.repeat(5)), source)).toHaveLength(25);
  });
});

describe('the subject of a bullet', () => {
  it('is told from the one whom the evidence says it of', () => {
    expect(measure('Bramfeld beat Pellhaven on Saturday to go clear.', REPORT).subjectOfAnother).toBe(1);
    expect(measure('Tarnholm beat Pellhaven on Saturday to go clear.', REPORT).subjectOfAnother).toBe(0);
  });

  it('may be a description of somebody, or one whom a pronoun stands for', () => {
    const evidence = 'Ada Lund is the mayor of Sund. On Friday she opened the bridge.';
    expect(measure('The mayor of Sund opened the bridge.', evidence).subjectOfAnother).toBe(0);
    expect(measure('Ada Lund opened the bridge.', evidence).subjectOfAnother).toBe(0);
  });

  it('may stand after its verb', () => {
    const evidence = 'A plan for the port has been backed by the board of Sund.';
    expect(measure('The board of Sund has backed a plan for the port.', evidence).subjectAfterVerb).toBe(1);
  });
});

describe('the reason of a refusal by likelihood', () => {
  it('names the subject where it is another in the evidence', () => {
    const evidence =
      `${REPORT} Their coach praised the crowd. A former goalkeeper of Oxmouth, who now writes for a paper there, says the league is ` +
      'too small for so many clubs. Tickets cost more each year. A vote about it is expected in the autumn, the league said.';
    expect(
      checkSupport({
        bullet: 'Tarnholm says the league pays clubs too little.',
        evidence: [evidence],
      }).reason,
    ).toBe('The evidence says it of somebody else.');
  });
});

describe('a verb cut out of its clause', () => {
  const evidence =
    'The minister appealed to those who had resorted to violence at the rally, which ended early.';

  it('is counted', () => {
    expect(measure('The minister appealed to violence at the rally.', evidence).verbCutOut).toBe(1);
  });

  it('is not where a whole clause is left out, or nothing', () => {
    expect(measure('The minister appealed to those who had resorted to violence.', evidence).verbCutOut).toBe(
      0,
    );
    expect(
      measure('The mayor resigned on Friday.', 'The mayor, who denied it, resigned on Friday.').verbCutOut,
    ).toBe(0);
  });
});

describe('the likelihood of support', () => {
  const scoreOf = (bullet: string) => checkSupport({ bullet, evidence: [REPORT] }).score;

  it('is higher for what the evidence says of the same one', () => {
    expect(scoreOf('Tarnholm beat Pellhaven on Saturday to go clear.')).toBeGreaterThan(
      scoreOf('Bramfeld beat Pellhaven on Saturday to go clear.'),
    );
  });

  it('is highest for what is copied', () => {
    expect(scoreOf('Bramfeld went down to a late goal in Oxmouth on Sunday.')).toBeGreaterThan(0.9);
  });
});
