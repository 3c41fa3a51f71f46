import { describe, expect, it } from 'vitest';
import { readTold, tellsNothingNew } from '../../../src/summaries/choose/judge-repetition.ts';

const isRetold = (earlier: string, later: string) => tellsNothingNew(readTold(later), readTold(earlier));

describe('one event in the words of two outlets', () => {
  it.each([
    [
      'an oath',
      'Colonel Ibo Dane was sworn in as interim president of Chad on Monday, a week after he toppled Amin Sor.',
      "The colonel who led June's coup in Chad took the oath as head of state.",
    ],
    [
      'an accession',
      'The Island Forum became a permanent member of the G7 in Rome.',
      'The G7 has admitted the Island Forum as a full member, which gives twelve states a say.',
    ],
    [
      'a killing',
      'Peru denies any part in the killing of Marta Vell, who was shot in Chile in May.',
      'Marta Vell was murdered outside her office in Valparaiso on 4 May.',
    ],
    [
      'a release',
      'Mali freed four German engineers on Friday after a payment reached Algeria.',
      'Four Germans held in Mali flew to Algeria on Friday in a prisoner exchange between Bamako and Berlin.',
    ],
    [
      'a meeting',
      'Ada Lund plans to meet Jon Hake in Oslo, an official said.',
      'Ada Lund intends to visit Oslo and talk with Jon Hake.',
    ],
  ])('counts as told: %s', (_, earlier, later) => {
    expect(isRetold(earlier, later)).toBe(true);
  });

  it.each([
    [
      'a second act',
      'Mali freed four German engineers on Friday.',
      'Germany granted clemency to four citizens of Mali.',
    ],
    [
      'a claim about the event',
      'Peru expelled a diplomat of Chile.',
      'Chile accused agents of Peru of the killing of Marta Vell.',
    ],
    [
      'somebody else',
      'Norwegian police arrested two men in Oslo.',
      'Spanish officers arrested a banker in Madrid.',
    ],
    [
      'a condition',
      'Turkey failed to bring Russia back to the pact on cargo ships.',
      'Russia will not rejoin the pact until its own banks are freed from restrictions, its minister said.',
    ],
  ])('does not count as told: %s', (_, earlier, later) => {
    expect(isRetold(earlier, later)).toBe(false);
  });
});
