import { MIN_TITLE_KEY_CHARS, MIN_TITLE_KEY_WORDS } from '../../config/feeds-tuning.ts';
import { DAY } from '../clock.ts';
import type { IdentityKey, NewArticle } from '../model/article.ts';
import type { FeedItem } from '../model/feed.ts';
import { canonicalUrl } from './canonical-url.ts';

/** What identity depends on besides the item: the feed (a guid means something only there) and the outlet. */
export type ItemPlace = { feedId: string; outletDomain: string };

/** What names an item; see `NewArticle` for the parts. */
type ItemIdentity = Pick<NewArticle, 'keys' | 'sharedKeys' | 'fallbackKey'>;

/**
 * The identity of each item of one document, in the document's order. Items that share a key are the same article. A
 * guid or address that stands on different items of the document names none of them, and neither does a home page, or
 * a title that is too short to be one article's own. The address comes first: two articles never have one page, while
 * guids are sometimes places in the list.
 */
export function identityKeys(
  items: readonly FeedItem[],
  placeOf: (item: FeedItem) => ItemPlace,
): ItemIdentity[] {
  const guids = countTellings(items, (item) => item.guid);
  const urls = countTellings(items, (item) => (item.url ? canonicalUrl(item.url) : null));
  const titles = countTitles(items);
  return items.map((item) => {
    const place = placeOf(item);
    const url = item.url ? canonicalUrl(item.url) : null;
    const title = titleKey(item, place.outletDomain);
    const keys: IdentityKey[] = [];
    const sharedKeys: IdentityKey[] = [];
    const sort = (key: IdentityKey, tellings: number | undefined) =>
      (tellings === 1 ? keys : sharedKeys).push(key);
    if (url) sort(`url:${url}`, urls.get(url));
    if (item.guid && isOwnGuid(item.guid)) sort(`guid:${place.feedId}:${item.guid}`, guids.get(item.guid));
    if (title && titles.get(normalTitle(item.title)) === 1) keys.push(title);
    const fallbackKey = lastResort(item, place.feedId);
    return { keys: keys.length > 0 ? keys : [fallbackKey], sharedKeys, fallbackKey };
  });
}

/** How many different items (by title) carry each value; the same item listed twice counts once. */
function countTellings(
  items: readonly FeedItem[],
  valueOf: (item: FeedItem) => string | null,
): ReadonlyMap<string, number> {
  const titles = new Map<string, Set<string>>();
  for (const item of items) {
    const value = valueOf(item);
    if (value === null) continue;
    const seen = titles.get(value) ?? new Set();
    titles.set(value, seen.add(normalTitle(item.title)));
  }
  return new Map([...titles].map(([value, seen]) => [value, seen.size]));
}

/** How many different addresses (or guids) each title stands over. */
function countTitles(items: readonly FeedItem[]): ReadonlyMap<string, number> {
  const places = new Map<string, Set<string>>();
  for (const item of items) {
    const title = normalTitle(item.title);
    const place = (item.url ? canonicalUrl(item.url) : null) ?? item.guid ?? '';
    places.set(title, (places.get(title) ?? new Set()).add(place));
  }
  return new Map([...places].map(([title, seen]) => [title, seen.size]));
}

/** Some feeds put their home page into every guid. */
function isOwnGuid(guid: string): boolean {
  return !/^https?:\/\//i.test(guid) || canonicalUrl(guid) !== null;
}

/** Null without a date, and for titles that an outlet uses again the same day. */
function titleKey(item: FeedItem, outletDomain: string): IdentityKey | null {
  if (item.publishedAt === null) return null;
  const title = normalTitle(item.title);
  const isCjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(title);
  const isOwn = isCjk
    ? title.length >= MIN_TITLE_KEY_CHARS / 2
    : title.split(' ').length >= MIN_TITLE_KEY_WORDS && title.length >= MIN_TITLE_KEY_CHARS;
  if (!isOwn || RECURRING.test(title)) return null;
  const day = new Date(Math.floor(item.publishedAt / DAY) * DAY).toISOString().slice(0, 10);
  return `title:${outletDomain}:${day}:${title}`;
}

/** Rubrics that stand over another article every few hours. */
const RECURRING =
  /\b(?:live (?:updates?|blog|coverage)|as it happened|latest (?:news|updates|headlines)|news (?:bulletin|in brief|briefing|summary|wrap|roundup)|(?:morning|evening|daily|midday|weekly) (?:briefing|bulletin|news|digest|update|edition)|in pictures|photos of the day|minute (?:news )?(?:summary|update)|top stories)\b/;

function normalTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** For items without any identity of their own: their words. */
function lastResort(item: FeedItem, feedId: string): IdentityKey {
  return `title:${feedId}:undated:${normalTitle(`${item.title} ${item.teaser}`).slice(0, 300)}`;
}
