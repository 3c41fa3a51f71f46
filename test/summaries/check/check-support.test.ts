import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSupport } from '../../../src/summaries/check/check-support.ts';
import { supportForEval } from '../../../src/summaries/check/support-for-eval.ts';

const readFixture = <Row>(name: string): Row[] =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

/** Near twins: what follows from the evidence by licensed edits, and what only looks so. */
type Pair = {
  id: string;
  evidence: string[];
  bullet: string;
  kind: string;
  is: 'derived' | 'reworded' | 'contradicted';
  publishedAt?: number;
  references?: string[];
};
const pairs = readFixture<Pair>('support-pairs.jsonl');
type Case = { id: string; evidence: string; bullet: string; supported: boolean };
const cases = readFixture<Case>('support-cases.jsonl');

const verdictOf = (
  bullet: string,
  evidence: string,
  more: { publishedAt?: number; references?: string[] } = {},
) => checkSupport({ bullet, evidence: [evidence], ...more });

describe('near twins', () => {
  const of = (is: Pair['is']) => pairs.filter((pair) => pair.is === is);

  it('are many, of all kinds of edit', () => {
    expect(of('derived').length).toBeGreaterThan(80);
    expect(pairs.length - of('derived').length).toBeGreaterThan(120);
  });

  it.each(of('derived').map((pair) => [pair.id, pair.kind, pair.bullet, pair] as const))(
    'derived %s, %s: %s',
    (_id, _kind, _bullet, pair) => {
      expect(checkSupport(pair)).toMatchObject({ isSupported: true, reason: null, kind: 'derived' });
    },
  );

  it.each(
    pairs
      .filter(({ is }) => is !== 'derived')
      .map((pair) => [pair.id, pair.kind, pair.bullet, pair] as const),
  )('refused %s, %s: %s', (_id, _kind, _bullet, pair) => {
    expect(checkSupport(pair).isSupported).toBe(false);
  });

  it('whose error is a fact are hardly ever put to a second witness', () => {
    const facts = of('contradicted');
    const asked = facts.filter((pair) => checkSupport(pair).kind === 'reworded');
    expect(asked.length / facts.length).toBeLessThan(0.04);
  });
});

describe('the planted cases', () => {
  it('are refused where they lie and accepted where they are derived', () => {
    const wrong = cases.filter(
      ({ bullet, evidence, supported }) => verdictOf(bullet, evidence).isSupported !== supported,
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('get the same verdict from production and from `sitrep eval support`', () => {
    for (const { id, evidence, bullet } of cases)
      expect(supportForEval({ id, source: evidence, sentence: bullet }).supported).toBe(
        verdictOf(bullet, evidence).isSupported,
      );
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
    [
      'Norvelia did not sign the accord.',
      'Norvelia signed the accord.',
      'The evidence does not deny "sign".',
    ],
    ['Norvelia signed the accord.', 'Norvelia has not signed the accord.', 'The evidence denies "signed".'],
    [
      'Norvelia will sign the accord.',
      'Norvelia may sign the accord.',
      'The evidence says "may", not "will".',
    ],
    ['Prices fell in May.', 'Prices rose in May.', 'The evidence says "rose" where "fell" stands.'],
    [
      'Norvelia opposed the accord.',
      'Norvelia backed the accord.',
      'The evidence says "backed" where "opposed" stands.',
    ],
    ['Norvelia hailed the accord.', 'Norvelia signed the accord.', '"hailed" is not in the evidence.'],
    [
      'The minister resigned on Monday.',
      'The former minister resigned on Monday.',
      'It leaves out "former", under which the evidence says "minister".',
    ],
  ])('names what is wrong: %s', (bullet, evidence, reason) => {
    expect(verdictOf(bullet, evidence).reason).toBe(reason);
  });

  it('is given for nothing at all', () => {
    expect(checkSupport({ bullet: '', evidence: [] })).toMatchObject({ isSupported: false });
  });
});

describe('words that no edit licenses', () => {
  it('are named for a second witness', () => {
    expect(
      verdictOf('Rescuers saved a boy in Sund.', 'Rescuers pulled a boy from the ruins in Sund.'),
    ).toMatchObject({ kind: 'reworded', unlicensed: ['saved'] });
  });

  it('do not hide that a fact is lost', () => {
    expect(
      verdictOf('Rescuers saved two boys in Sund.', 'Rescuers did not pull 12 boys from the ruins in Sund.')
        .kind,
    ).toBe('contradicted');
  });
});

describe('the derivation', () => {
  const evidence =
    'President Ilan Voss, who is ill, has dismissed the general (a cousin) on Monday, state television said.';
  const verdict = verdictOf('Ilan Voss dismissed the general on 7 September.', evidence, {
    publishedAt: Date.UTC(2026, 8, 8),
  });

  it('cuts the evidence into what is kept, left out and said otherwise', () => {
    expect(verdict.isSupported).toBe(true);
    expect(verdict.derivation?.map(({ text }) => text).join('')).toBe(evidence);
    const of = (fate: string) => verdict.derivation?.filter((piece) => piece.fate === fate) ?? [];
    expect(of('left-out').map(({ text }) => text.trim())).toContain('President');
    expect(of('left-out').some(({ text }) => text.includes('(a cousin)'))).toBe(true);
    expect(of('changed')).toEqual([{ text: 'Monday', fate: 'changed', shown: '7 September' }]);
  });
});

describe('the derivation of a name', () => {
  it('shows the whole name for a pronoun', () => {
    const { derivation } = verdictOf('Ada Lund will lead the talks.', 'She will lead the talks.', {
      references: ['Envoy Ada Lund left on Monday.'],
    });
    expect(derivation?.[0]).toEqual({ text: 'She', fate: 'changed', shown: 'Ada Lund' });
  });
});

describe('a relative date', () => {
  it('is not resolved where nobody knows the day of the article', () => {
    expect(verdictOf('Norvelia voted on 7 September.', 'Norvelia voted on Monday.').kind).toBe(
      'contradicted',
    );
  });
});

describe('a name for a pronoun', () => {
  const evidence = 'She will lead the talks in Oslo.';

  it('comes from a sentence that has it', () => {
    const bullet = 'Ada Lund will lead the talks in Oslo.';
    expect(verdictOf(bullet, evidence, { references: ['Envoy Ada Lund left on Monday.'] }).isSupported).toBe(
      true,
    );
    expect(verdictOf(bullet, evidence).isSupported).toBe(false);
  });

  it('is not that of several for one', () => {
    expect(
      verdictOf('The envoys will lead the talks in Oslo.', evidence, {
        references: ['The envoys left on Monday.'],
      }).isSupported,
    ).toBe(false);
  });
});

describe('other languages', () => {
  const german =
    'Die Regierung in Wien hat den Haushalt (mit 92 Stimmen) beschlossen, sagte der Kanzler am Montag.';

  it('have bullets that are cut out of their evidence between marks', () => {
    expect(verdictOf('Die Regierung in Wien hat den Haushalt beschlossen.', german).isSupported).toBe(true);
    expect(verdictOf('Die Regierung in Wien hat den Haushalt abgelehnt.', german).isSupported).toBe(false);
    expect(
      verdictOf('政府は予算案を可決した。', '政府は予算案を可決した。首相が発表した。').isSupported,
    ).toBe(true);
  });
});

describe('bad text', () => {
  it('is refused without delay or fault', () => {
    const long = 'a '.repeat(40_000);
    expect(verdictOf(long, long).isSupported).toBe(false);
    expect(verdictOf('The vote passed.', long).isSupported).toBe(false);
    expect(verdictOf('(((— “', '“” — (').isSupported).toBe(false);
  });
});
