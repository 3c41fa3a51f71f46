import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/language/count-words.ts';
import { writeHeadline } from '../../src/summaries/write-headline.ts';
import { summitArticles } from '../support/summit-story.ts';

const untitled = [{ ...summitArticles[0]!, title: '' }];
const titled = (title: string) => [{ ...summitArticles[0]!, title }];

describe('a headline without a title that fits', () => {
  it.each([
    [
      'a whole clause of the first bullet',
      [
        'Norvelia closed the port of Sund to all ships of the northern bloc after a fire broke out on a tanker near the bridge.',
      ],
      'Norvelia closed the port of Sund to all ships',
    ],
    [
      'not what merely opens the first bullet',
      [
        'Twenty years after the treaty of Sund came into force, its members still argue about fish, fuel and who may cross the strait.',
        'Estmark sent two ships to the strait.',
      ],
      'Estmark sent two ships to the strait',
    ],
    [
      'not what points at somebody',
      [
        'At the heart of the quarrel in the northern harbour towns of Norvelia and along the whole coast of Estmark are old debts.',
        'He said it was time.',
        'Ministers of both states met in Geneva.',
      ],
      'Ministers of both states met in Geneva',
    ],
    [
      'no subject that still waits for its verb',
      [
        'Three more Norvelian sailors who had been close to the fire on the tanker off Port Sund came home to their families.',
        'None of the sailors is hurt.',
      ],
      'None of the sailors is hurt',
    ],
    [
      'no circumstance that is cut before what it is of',
      [
        'With first results reported in the Norvelian presidential election of this spring, it appears the man from Sund who leads the northern opposition is well ahead of the president of eight years.',
        'Officials of the harbour towns still count the votes.',
      ],
      'Officials of the harbour towns still count the votes',
    ],
    [
      'no noun that looks like a verb',
      [
        'The discovery of the remains of King Aldo beneath a quay of the Norvelian harbour city of Sund in 2012 sparked great excitement.',
        'The king is to be buried in Sund.',
      ],
      'The king is to be buried in Sund',
    ],
  ])('is %s', (_, bullets, headline) => {
    expect(writeHeadline(untitled, bullets, 'en')).toBe(headline);
  });

  it('is of at most twelve words whatever there is', () => {
    const long =
      'Norvelia und Estmark haben sich nach langen und zähen Verhandlungen in Genf auf eine neue Grenze geeinigt.';
    const headline = writeHeadline(untitled, [long], 'de');
    expect(countWords(headline)).toBeLessThanOrEqual(12);
    expect(headline).not.toBe('');
    const whole = 'Beide Seiten wollen den Hafen öffnen.';
    expect(writeHeadline(untitled, [long, whole], 'de')).toBe('Beide Seiten wollen den Hafen öffnen');
  });

  it('prefers a title that tells to one that asks', () => {
    const titles = [
      ...titled('What would a summit in Sund change?'),
      ...titled('Norvelia and Estmark to meet in Sund'),
    ];
    expect(writeHeadline(titles, ['Norvelia and Estmark meet.'], 'en')).toBe(
      'Norvelia and Estmark to meet in Sund',
    );
    expect(writeHeadline(titles.slice(0, 1), ['Norvelia and Estmark meet.'], 'en')).toBe(
      'What would a summit in Sund change?',
    );
  });

  it('cuts a long title at a clause and never in front of its object', () => {
    const headline = writeHeadline(
      titled(
        'Norvelia recalls its envoy from Estmark after the navy of the northern bloc fires on a trawler in the strait',
      ),
      ['Norvelia recalled its envoy.'],
      'en',
    );
    expect(headline).toBe('Norvelia recalls its envoy from Estmark');
  });
});
