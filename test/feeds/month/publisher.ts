import { type Edit, edit, type Habits, namesOf, type RealArticle, SITE, writeArticle } from './newsdesk.ts';
import { writeDocument } from './write-document.ts';

/** The feeds of the outlet: all of its articles, and every third of them under other ids. */
export const FEEDS = { world: `https://${SITE}/world.xml`, top: `https://${SITE}/top.xml` } as const;
type FeedName = keyof typeof FEEDS;

/** What happens at the outlet before a check. */
export type News = { added: number; edits: readonly (readonly [place: number, edit: Edit])[] };

/** How a document differs from the plain list, newest first. */
export type Listing = {
  order: 'newest first' | 'oldest first' | 'shuffled';
  hasDuplicates: boolean;
  /** Places that are left out this once. */
  hidden: readonly number[];
  /** An older document is served again. */
  isStale: boolean;
  /** Part of the way through an item, from 0 to 1, where the document ends; null where it is whole. */
  cut: { place: number; part: number } | null;
};

/** Null once there are no more. */
export type WriteArticle = (number: number, now: number, habits: Habits) => RealArticle | null;

export type Served = { body: string; listed: readonly RealArticle[] };

const WINDOW = 40;
const LONG_WINDOW = 900;

/**
 * An outlet that nobody can find fault with in one point only: an article that was read once keeps, whatever is done to
 * it, one name that it was read under. Where an edit would take its last one the article stands as it did.
 */
export function createPublisher(habits: Habits, write: WriteArticle = writeArticle) {
  let shown: RealArticle[] = [];
  let newest = 0;
  const known = new Set<string>();
  const lastRead = new Map<number, RealArticle>();
  const readIn = { world: new Map<number, RealArticle>(), top: new Map<number, RealArticle>() };
  const history: Record<FeedName, Served[]> = { world: [], top: [] };
  // Ids by place tell nothing until a document has moved them; so everything stays listed.
  const isLong = habits.guids === 'position';

  const isKnown = (article: RealArticle, feed: FeedName) =>
    namesOf(article, habits, feed).some((name) => known.has(name));

  function recognisable(article: RealArticle, feed: FeedName): RealArticle[] {
    const read = lastRead.get(article.number);
    if (!read || isKnown(article, feed)) return [article];
    const before = readIn[feed].get(article.number);
    if (before) return [before];
    return isKnown(read, feed) ? [read] : [];
  }

  function choose(feed: FeedName, { order, hidden }: Listing): RealArticle[] {
    const wanted = feed === 'world' ? shown : shown.filter(({ number }) => number % 3 === 0).map(underTopId);
    const left = isLong ? wanted : wanted.filter((_, place) => !hidden.includes(place));
    const listed = left.flatMap((article) => recognisable(article, feed));
    if (order === 'oldest first') return listed.toReversed();
    return order === 'shuffled' ? listed.toSorted((a, b) => (a.number % 11) - (b.number % 11)) : listed;
  }

  return {
    /** How many articles were read so far. */
    readCount: () => lastRead.size,
    hasRead: (number: number) => lastRead.has(number),
    readNumbers: () => [...lastRead.keys()].sort((a, b) => a - b),

    work({ added, edits }: News, now: number): void {
      const count = isLong ? Math.min(added, LONG_WINDOW - shown.length) : added;
      const fresh = Array.from({ length: count }, () => write((newest += 1), now, habits)).filter(
        (article) => article !== null,
      );
      shown = [...fresh.toReversed(), ...shown].slice(0, isLong ? LONG_WINDOW : Math.max(WINDOW, added));
      for (const [place, kind] of edits) {
        const article = shown[place];
        if (article) shown[place] = edit(article, kind);
      }
    },

    serve(feed: FeedName, listing: Listing): Served {
      const earlier = history[feed].at(-3);
      if (listing.isStale && earlier) return earlier;
      const listed = choose(feed, listing).filter(untilTwoShare(habits));
      const items = listing.hasDuplicates && !isLong ? [...listed, ...listed.slice(0, 3)] : listed;
      const withIds = items.map(({ item }, place) =>
        Object.assign({}, item, { guid: idAt(habits, item.guid, place) }),
      );
      const body = writeDocument(habits.format, withIds);
      const isPlain = !habits.hasSharedLink && (habits.guids === 'own' || habits.guids === 'address');
      return listing.cut && isPlain ? cutOff(body, listed, listing.cut) : { body, listed };
    },

    /** The document was read by us: what stands in it is known from now on. */
    wasRead(feed: FeedName, served: Served): void {
      history[feed].push(served);
      for (const article of served.listed) {
        for (const name of namesOf(article, habits, feed)) known.add(name);
        lastRead.set(article.number, article);
        readIn[feed].set(article.number, article);
      }
    },
  };
}

const underTopId = ({ number, item }: RealArticle): RealArticle => ({
  number,
  item: {
    ...item,
    guid: item.guid === null ? null : `top-${item.guid}`,
    url: `${item.url}${item.url?.includes('?') ? '&' : '?'}at_medium=RSS`,
  },
});

function idAt({ guids }: Habits, guid: string | null, place: number): string | null {
  if (guids === 'position') return String(place + 1);
  return guids === 'all the same' ? 'harbour' : guid;
}

/** That a link or id is shared can only be known once two articles stand under it side by side. */
function untilTwoShare({ guids }: Habits) {
  return (article: RealArticle, _: number, all: readonly RealArticle[]): boolean => {
    if (guids === 'all the same' && all.length < 2) return false;
    const isShared = (one: RealArticle) => one.item.url?.includes('/live/') === true;
    return !isShared(article) || all.filter(isShared).length >= 2;
  };
}

/** Ends the document within an item: those before it are whole. */
function cutOff(
  body: string,
  listed: readonly RealArticle[],
  { place, part }: NonNullable<Listing['cut']>,
): Served {
  const items = [...body.matchAll(/<(item|entry)>.*<\/\1>/g)];
  const at = place % Math.max(1, items.length);
  const item = items[at];
  if (!item) return { body, listed };
  const end = item.index + Math.floor((item[0].length - 1) * part);
  return { body: body.slice(0, end), listed: listed.slice(0, at) };
}
