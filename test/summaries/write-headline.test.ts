import { describe, expect, it } from 'vitest';
import type { SourceArticle } from '../../src/model/summary.ts';
import { writeHeadline } from '../../src/summaries/write-headline.ts';
import { summitArticles } from '../support/summit-story.ts';

const titled = (title: string, more: Partial<SourceArticle> = {}): SourceArticle => ({
  ...summitArticles[0]!,
  title,
  ...more,
});

describe('a headline of one title', () => {
  it.each([
    [
      'is the whole title up to 110 characters',
      "On track for a deal: Norvelia's Jon Hake to meet Ada Lund for talks on the strait, says the Swiss ministry",
      "On track for a deal: Norvelia's Jon Hake to meet Ada Lund for talks on the strait, says the Swiss ministry",
    ],
    [
      'has no outlet behind it',
      'Norvelia and Estmark to meet in Sund - Harbour Post',
      'Norvelia and Estmark to meet in Sund',
    ],
    [
      'has no label before it',
      'BREAKING: Norvelia and Estmark to meet in Sund',
      'Norvelia and Estmark to meet in Sund',
    ],
    [
      'ends at a clause where it is longer',
      'Norvelia recalls its envoy from Estmark and closes three ports after the navy of the northern bloc fires on a trawler in the strait',
      'Norvelia recalls its envoy from Estmark and closes three ports',
    ],
    [
      'keeps what tells where a colon parts it',
      'On track for a deal that nobody thought possible only a year ago: Norvelia’s Jon Hake to meet Ada Lund of Estmark in Geneva',
      'Norvelia’s Jon Hake to meet Ada Lund of Estmark in Geneva',
    ],
    [
      'does not end within a pair',
      'Norvelia recalls its envoy after the collapse of the long talks on the fishing grounds of the strait between Sund and Varberg town',
      'Norvelia recalls its envoy',
    ],
    [
      'is cut at a word, and says so, where it has no clause to end at',
      'The long disputed inner fishing grounds of the small northern islands of the strait of Norvelia off Sund harbour',
      'The long disputed inner fishing grounds of the small northern islands of the strait of Norvelia off Sund…',
    ],
  ])('%s', (_, title, headline) => {
    const bullets = ['Jon Hake of Norvelia will meet Ada Lund of Estmark in Geneva over three closed ports.'];
    expect(writeHeadline([titled(title)], bullets, 'en')).toBe(headline);
  });
});

describe('a headline of several titles', () => {
  const bullets = ['Norvelia and Estmark will meet in Sund on Monday.', 'Twelve trawlers are still held.'];
  const pick = (...titles: SourceArticle[]) => {
    const headline = writeHeadline(titles, bullets, 'en');
    // Whichever came first.
    expect(writeHeadline(titles.toReversed(), bullets, 'en')).toBe(headline);
    return headline;
  };

  it.each([
    ['asks', 'What would a summit of Norvelia and Estmark in Sund change?'],
    ['is that of a live blog', 'Live updates: Norvelia and Estmark to meet in Sund'],
    ['is that of an opinion', 'Opinion: Norvelia and Estmark must not meet in Sund'],
    ['is about something else', 'Contenders in the race for the mayor of Oxmouth'],
  ])('prefers one that tells to one that %s', (_, title) => {
    expect(pick(titled(title), titled('Norvelia and Estmark agree to meet in Sund'))).toBe(
      'Norvelia and Estmark agree to meet in Sund',
    );
  });

  it('takes the newest state of two that tell the same', () => {
    const older = titled('Quake in Sund kills nine people', { publishedAt: Date.UTC(2023, 8, 4, 8) });
    const newer = titled('Quake in Sund kills twelve people', { publishedAt: Date.UTC(2023, 8, 4, 12) });
    expect(pick(older, newer)).toBe('Quake in Sund kills twelve people');
  });
});

describe('a headline without a title', () => {
  it.each([
    [
      'is the first bullet that is short enough',
      ['Estmark sent two ships to the strait.', 'The king is dead.'],
      'Estmark sent two ships to the strait',
    ],
    [
      'is nothing that points at somebody',
      ['He said it was time to meet the others.', 'Ministers of both states met in Geneva on Monday.'],
      'Ministers of both states met in Geneva on Monday',
    ],
  ])('%s', (_, bullets, headline) => {
    expect(writeHeadline([titled('')], bullets, 'en')).toBe(headline);
  });

  it('is of at most 110 characters whatever there is, in any language', () => {
    const long =
      'Norwelia und Estmark haben sich nach langen und zähen Verhandlungen in Genf auf eine neue Grenze geeinigt, die durch das Meer verläuft.';
    const headline = writeHeadline([titled('')], [long], 'de');
    expect(headline.length).toBeLessThanOrEqual(110);
    expect(headline).not.toBe('');
    const whole = 'Beide Seiten wollen den Hafen öffnen.';
    expect(writeHeadline([titled('')], [long, whole], 'de')).toBe('Beide Seiten wollen den Hafen öffnen');
  });
});
