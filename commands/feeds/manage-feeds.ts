import { FIND_FEED_TIMEOUT_MS } from '../../config/manage-feeds-tuning.ts';
import type { Clock } from '../../src/clock.ts';
import type { FeedPreview, NamedFeed } from '../../src/digests/compose/compose-feed-changes.ts';
import { nameOfFeed } from '../../src/digests/compose/compose-feed-list.ts';
import { AppError } from '../../src/errors.ts';
import { type FeedFinder, feedAddressKey, type FoundFeed } from '../../src/feeds/discover-feeds.ts';
import { type OpmlFeed, writeOpml } from '../../src/feeds/opml.ts';
import { toArticles } from '../../src/feeds/to-articles.ts';
import type { Feed } from '../../src/model/feed.ts';
import { pollHostOf } from '../../src/feeds/canonical-url.ts';
import type { FeedStore } from '../../src/store/store.ts';
import type { OpmlReader, OpmlSource } from '../../src/feeds/read-opml.ts';

export type AddOutcome =
  | { kind: 'added'; preview: FeedPreview }
  | { kind: 'known'; feed: NamedFeed }
  /** A site with several feeds: which one is for the person to say. */
  | { kind: 'several'; previews: readonly FeedPreview[] };

export type RemoveOutcome =
  | { kind: 'removed'; feed: NamedFeed }
  /** More than one goes by that name, or none quite; nothing was removed. */
  | { kind: 'unclear'; candidates: readonly NamedFeed[] };

export type ImportOutcome = { added: readonly NamedFeed[]; known: number };

/** What commands and the terminal do with feeds, the same for both. */
export type FeedManager = {
  /** Takes a feed's address or a site's. Throws AppError `feeds/CODE` with what to do where none can be read. */
  add(typed: string): Promise<AddOutcome>;
  /** What would come from an address; stores nothing. Throws like `add`. */
  test(typed: string): Promise<readonly FeedPreview[]>;
  /** By address in any spelling, or by name. Throws AppError `feeds/unknown`. */
  remove(typed: string): Promise<RemoveOutcome>;
  /** Throws AppError `feeds/unreadable-opml`, `feeds/bad-opml` or `feeds/too-many`. */
  import(source: OpmlSource): Promise<ImportOutcome>;
  /** An OPML 2.0 document of the feeds that are polled, in their folders. */
  export(): Promise<string>;
};

type Parts = {
  feeds: FeedStore;
  findFeed: FeedFinder;
  readOpml: OpmlReader;
  judge: (article: { title: string; text: string; url: string | null }) => {
    isRelevant: boolean;
    reason: string;
  };
  clock: Clock;
};

export function createFeedManager(parts: Parts): FeedManager {
  const { feeds } = parts;
  return {
    add: (typed) => addFeed(parts, typed),
    async test(typed) {
      const found = await find(parts, typed);
      const known = await feeds.list();
      return found.map((feed) => preview(parts, feed, known));
    },
    remove: (typed) => removeFeed(parts, typed),
    import: (source) => importFeeds(parts, source),
    export: async () => writeOpml((await feeds.list()).filter(isActive)),
  };
}

const isActive = ({ state }: Feed) => state === 'active';

async function find({ findFeed }: Parts, typed: string): Promise<readonly FoundFeed[]> {
  const found = await findFeed(typed, AbortSignal.timeout(FIND_FEED_TIMEOUT_MS));
  if (found.kind === 'failed') throw new AppError(`feeds/${found.code}`, found.userMessage);
  return found.feeds;
}

async function addFeed(parts: Parts, typed: string): Promise<AddOutcome> {
  const all = await parts.feeds.list();
  const active = all.filter(isActive);
  const [typedAlready] = findByAddress(active, typed);
  if (typedAlready) return { kind: 'known', feed: named(typedAlready) };
  const found = await find(parts, typed);
  const [first] = found;
  if (!first || found.length > 1)
    return { kind: 'several', previews: found.map((feed) => preview(parts, feed, active)) };
  const [already] = findByAddress(active, first.url);
  if (already) return { kind: 'known', feed: named(already) };
  const added = preview(parts, first, active);
  // A retired feed that a person adds again begins anew, and what was told of it is forgotten.
  const retired = all.filter(({ state }) => state === 'retired');
  for (const feed of findByAddress(retired, first.url)) await parts.feeds.remove(feed.id);
  await store(parts, [{ url: first.url, title: added.name, folder: '' }]);
  return { kind: 'added', preview: added };
}

async function removeFeed({ feeds }: Parts, typed: string): Promise<RemoveOutcome> {
  const all = await feeds.list();
  const matching = findToRemove(all, typed);
  const [feed] = matching;
  if (matching.length === 1 && feed) {
    await feeds.remove(feed.id);
    return { kind: 'removed', feed: named(feed) };
  }
  const candidates = matching.length > 1 ? matching : resembling(all, typed);
  if (candidates.length > 0) return { kind: 'unclear', candidates: candidates.map(named) };
  throw new AppError(
    'feeds/unknown',
    `There is no feed "${typed.trim().slice(0, 200)}". The list of feeds shows their names and addresses.`,
  );
}

async function importFeeds(parts: Parts, source: OpmlSource): Promise<ImportOutcome> {
  const listed = await parts.readOpml(source);
  const seen = new Set((await parts.feeds.list()).map(({ url }) => feedAddressKey(url)));
  const wanted = listed.filter(({ url }) => {
    const key = feedAddressKey(url);
    return !seen.has(key) && Boolean(seen.add(key));
  });
  await store(parts, wanted);
  return { added: wanted.map(named), known: listed.length - wanted.length };
}

async function store({ feeds, clock }: Parts, wanted: readonly OpmlFeed[]): Promise<void> {
  const rows = wanted.map((feed) => ({ ...feed, host: pollHostOf(feed.url) }));
  await feeds.add(rows, clock.now(), { revives: true });
}

const named = (feed: Pick<Feed, 'title' | 'url'>): NamedFeed => ({ name: nameOfFeed(feed), url: feed.url });

/** The feeds at an address however it is spelled; the one with exactly this spelling alone where there is one. */
function findByAddress(feeds: readonly Feed[], typed: string): readonly Feed[] {
  const address = typed.trim().replace(/^<|>$/g, '');
  const exact = feeds.filter(({ url }) => url === address);
  if (exact.length > 0) return exact;
  const key = feedAddressKey(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`);
  return feeds.filter(({ url }) => feedAddressKey(url) === key);
}

const fold = (text: string) => text.trim().toLowerCase();

function findToRemove(feeds: readonly Feed[], typed: string): readonly Feed[] {
  const byAddress = findByAddress(feeds, typed);
  return byAddress.length > 0 ? byAddress : feeds.filter((feed) => fold(nameOfFeed(feed)) === fold(typed));
}

/** What may have been meant: never removed without being asked for by its whole name or address. */
function resembling(feeds: readonly Feed[], typed: string): readonly Feed[] {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  return feeds.filter((feed) =>
    words.every((word) => fold(`${nameOfFeed(feed)} ${feed.url}`).includes(word)),
  );
}

/** What a poll of a found feed would bring, judged as its articles would be. */
function preview(
  { judge, clock }: Parts,
  { url, title, document }: FoundFeed,
  known: readonly Feed[],
): FeedPreview {
  const articles = toArticles({ id: 'preview', url, title }, document, clock.now());
  const items = articles.map((article) => {
    const { title: headline, teaser, feedText, publishedAt } = article;
    const { isRelevant, reason } = judge({ title: headline, text: teaser || feedText, url: article.url });
    return { title: headline, url: article.url, publishedAt, isWanted: isRelevant, reason };
  });
  const already = findByAddress(known, url)[0];
  return {
    name: nameOfFeed({ title, url }),
    url,
    language: document.language,
    items,
    knownAs: already ? named(already) : null,
  };
}
