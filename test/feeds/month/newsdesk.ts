import { DAY, HOUR } from '../../../src/clock.ts';
import type { FeedItem } from '../../../src/model/feed.ts';

/** What an editor or a publishing system does to an article that is out. */
export const EDITS = [
  'headline',
  'slug',
  'guid',
  'https',
  'www',
  'tracking',
  'later date',
  'date jump',
  'no date',
  'teaser',
] as const;
export type Edit = (typeof EDITS)[number];

/** How a feed is kept for the whole month. */
export type Habits = {
  format: 'rss' | 'atom' | 'json';
  guids: 'own' | 'address' | 'none' | 'all the same' | 'position';
  /** Every fourth article links to one and the same page. */
  hasSharedLink: boolean;
};

/** One real article: `number` stands in its teaser, whatever becomes of the rest. */
export type RealArticle = { number: number; item: FeedItem };

const SUBJECTS = 'grain ports sanctions border ceasefire embassy tariffs envoys refugees missiles'.split(' ');
export const SITE = 'harbour.example';

export function writeArticle(number: number, now: number, { guids, hasSharedLink }: Habits): RealArticle {
  const [first, second] = [SUBJECTS[number % 10], SUBJECTS[Math.floor(number / 10) % 10]];
  const isShared = hasSharedLink && number % 4 === 0;
  const url = isShared ? `http://${SITE}/live/today` : `http://${SITE}/world/${number}`;
  return {
    number,
    item: {
      guid: guids === 'address' ? `http://${SITE}/guid/${number}` : guids === 'own' ? `hp-${number}` : null,
      url,
      // Rubrics return under the same words; they are different articles all the same.
      title:
        number % 7 === 0 ? 'Live updates' : `Ministers discuss ${first} and ${second} in round ${number}`,
      teaser: `Dispatch ${number}. What was said of the ${first}.`,
      content: '',
      author: null,
      publishedAt: now - (number % 5) * HOUR,
      categories: [],
    },
  };
}

export function edit({ number, item }: RealArticle, kind: Edit): RealArticle {
  const url = item.url ?? '';
  const isShared = url.includes('/live/');
  const changes: Record<Edit, Partial<FeedItem>> = {
    headline: { title: `Corrected: ${item.title} after the talks` },
    // A new headline makes a new address in many systems.
    slug: {
      title: `${item.title} at last`,
      url: isShared ? url : url.replace(/(\/world\/[\w-]+)/, '$1-later'),
    },
    guid: { guid: item.guid === null ? null : `${item.guid}x` },
    https: { url: url.replace(/^http:/, 'https:') },
    www: { url: url.replace(`//${SITE}`, `//www.${SITE}`) },
    tracking: { url: `${url}${url.includes('?') ? '&' : '?'}utm_campaign=x` },
    'later date': { publishedAt: item.publishedAt === null ? null : item.publishedAt + 2 * HOUR },
    'date jump': { publishedAt: item.publishedAt === null ? null : item.publishedAt + 40 * DAY },
    'no date': { publishedAt: null },
    teaser: { teaser: `${item.teaser} More to follow.` },
  };
  return { number, item: { ...item, ...changes[kind] } };
}

/** What names an article for good, as a reader with the whole document before him would say. */
export function namesOf({ item }: RealArticle, habits: Habits, feed: string): string[] {
  const names: string[] = [];
  if (item.guid !== null && (habits.guids === 'own' || habits.guids === 'address'))
    names.push(`guid ${feed} ${item.guid}`);
  if (item.url !== null && !item.url.includes('/live/')) names.push(`page ${new URL(item.url).pathname}`);
  if (
    item.publishedAt !== null &&
    !item.title.startsWith('Live updates') &&
    !/live updates/i.test(item.title)
  )
    names.push(`words ${Math.floor(item.publishedAt / DAY)} ${item.title}`);
  return names;
}
