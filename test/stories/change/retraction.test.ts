import { describe, expect, it } from 'vitest';
import { changeOf, evidence, grow, quake } from './change-evidence.ts';

describe('corrections and retractions', () => {
  it('a correction is its own kind', () => {
    const after = grow(quake, 'Quake in Velmora', 'Correction: the quake struck at 04:12, not 05:12.');
    expect(changeOf(after)).toEqual({
      kind: 'material',
      change: { kind: 'correction', line: 'corrected: the quake struck at 04:12, not 05:12.' },
    });
  });

  it('so is a toll that is revised down', () => {
    const outcome = changeOf(grow(quake, 'Toll revised down to 9', 'Officials said nine had died.'));
    expect(outcome).toMatchObject({ change: { kind: 'correction' } });
  });

  it('a retraction wins', () => {
    const after = grow(quake, 'Harbour Post withdraws quake report', 'The report has been withdrawn.');
    expect(changeOf(after)).toMatchObject({ change: { kind: 'retraction' } });
  });

  it.each([
    ['Quake in Velmora', 'This story has been removed because it was published in error.'],
    ['Harbour Post withdraws its report that the government of Velmora fell', 'It apologised to readers.'],
    ['RETRACTION: quake in Velmora', 'We retract our report of a quake.'],
  ])('a retraction in other words: %s', (headline, text) => {
    expect(changeOf(grow(quake, headline, text))).toMatchObject({
      change: { kind: 'retraction' },
    });
  });

  it.each([
    ['Government withdraws report on dams', 'The ministry withdrew its report on Tuesday.'],
    ['Police leave Velmora after report of quake', 'Officers left.'],
  ])('what others withdraw of their own is none: %s', (headline, text) => {
    expect(changeOf(grow(quake, headline, text))).not.toMatchObject({
      change: { kind: 'retraction' },
    });
  });

  it('a withdrawal of troops is no retraction', () => {
    const before = evidence('Troops hold bridge', 'Soldiers hold the bridge at Orlen.');
    const outcome = changeOf(grow(before, 'Army withdraws from bridge', 'The army withdrew at noon.'));
    expect(outcome).not.toMatchObject({ change: { kind: 'retraction' } });
  });
});
