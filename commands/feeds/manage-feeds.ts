import { FIND_FEED_TIMEOUT_MS } from '../../config/manage-feeds-tuning.ts';
import type { FeedPreview, NamedFeed } from '../../src/digests/compose/compose-feed-changes.ts';
import { nameOfFeed } from '../../src/digests/compose/compose-feed-list.ts';
import { AppError } from '../../src/errors.ts';
import { feedAddressKey, type FoundFeed } from '../../src/feeds/discover-feeds.ts';
import { type OpmlFeed, writeOpml } from '../../src/feeds/opml.ts';
import { toArticles } from '../../src/feeds/to-articles.ts';
import type { Feed, FeedHealth } from '../../src/model/feed.ts';
import { pollHostOf } from '../../src/feeds/canonical-url.ts';
import type { OpmlSource } from '../../src/feeds/read-opml.ts';
import type { CommandContext } from '../context.ts';

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

type Context = Pick<CommandContext, 'store' | 'findFeed' | 'readOpml' | 'judgeRelevance' | 'clock'>;

/** Two weeks: a feed that falls silent shows beside its own habit. */
const SHOWN_DAYS = 14;

/** How all feeds do, by folder and name; where words are given, those whose name, address or folder holds each. */
export async function listFeeds(
  words: string,
  { store, clock }: Pick<CommandContext, 'store' | 'clock'>,
): Promise<readonly FeedHealth[]> {
  const counts = await store.archive.countByDay(clock.now(), SHOWN_DAYS);
  const none = Array.from({ length: SHOWN_DAYS }, () => 0);
  const feeds = (await store.feeds.list()).map((feed) => healthOf(feed, counts.get(feed.id) ?? none));
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return feeds.filter(({ name, url, folder }) =>
    wanted.every((word) => `${name} ${url} ${folder}`.toLowerCase().includes(word)),
  );
}

/** What would come from an address; stores nothing. Throws like `addFeed`. */
export async function testFeed(typed: string, context: Context): Promise<readonly FeedPreview[]> {
  const found = await find(typed, context);
  const known = await context.store.feeds.list();
  return found.map((feed) => preview(feed, known, context));
}

/** An OPML 2.0 document of the feeds that are polled, in their folders. */
export async function exportFeeds({ store }: Pick<CommandContext, 'store'>): Promise<string> {
  return writeOpml((await store.feeds.list()).filter(isActive));
}

const isActive = ({ state }: Feed) => state === 'active';

async function find(typed: string, { findFeed }: Context): Promise<readonly FoundFeed[]> {
  const found = await findFeed(typed, AbortSignal.timeout(FIND_FEED_TIMEOUT_MS));
  if (found.kind === 'failed') throw new AppError(`feeds/${found.code}`, found.userMessage);
  return found.feeds;
}

/** Takes a feed's address or a site's. Throws AppError `feeds/CODE` with what to do where none can be read. */
export async function addFeed(typed: string, context: Context): Promise<AddOutcome> {
  const { feeds } = context.store;
  const all = await feeds.list();
  const active = all.filter(isActive);
  const [typedAlready] = findByAddress(active, typed);
  if (typedAlready) return { kind: 'known', feed: named(typedAlready) };
  const found = await find(typed, context);
  const [first] = found;
  if (!first || found.length > 1)
    return { kind: 'several', previews: found.map((feed) => preview(feed, active, context)) };
  const [already] = findByAddress(active, first.url);
  if (already) return { kind: 'known', feed: named(already) };
  const added = preview(first, active, context);
  // A retired feed that a person adds again begins anew, and what was told of it is forgotten.
  const retired = all.filter(({ state }) => state === 'retired');
  for (const feed of findByAddress(retired, first.url)) await feeds.remove(feed.id);
  await storeFeeds([{ url: first.url, title: added.name, folder: '' }], context);
  return { kind: 'added', preview: added };
}

/** By address in any spelling, or by name. Throws AppError `feeds/unknown`. */
export async function removeFeed(
  typed: string,
  { store }: Pick<CommandContext, 'store'>,
): Promise<RemoveOutcome> {
  const { feeds } = store;
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

/** Throws AppError `feeds/unreadable-opml`, `feeds/bad-opml` or `feeds/too-many`. */
export async function importFeeds(source: OpmlSource, context: Context): Promise<ImportOutcome> {
  const listed = await context.readOpml(source);
  const seen = new Set((await context.store.feeds.list()).map(({ url }) => feedAddressKey(url)));
  const wanted = listed.filter(({ url }) => {
    const key = feedAddressKey(url);
    return !seen.has(key) && Boolean(seen.add(key));
  });
  await storeFeeds(wanted, context);
  return { added: wanted.map(named), known: listed.length - wanted.length };
}

async function storeFeeds(wanted: readonly OpmlFeed[], { store, clock }: Context): Promise<void> {
  const rows = wanted.map((feed) => ({ ...feed, host: pollHostOf(feed.url) }));
  await store.feeds.add(rows, clock.now(), { revives: true });
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
  { url, title, document }: FoundFeed,
  known: readonly Feed[],
  { judgeRelevance, clock }: Context,
): FeedPreview {
  const articles = toArticles({ id: 'preview', url, title }, document, clock.now());
  const items = articles.map((article) => {
    const { title: headline, teaser, feedText, publishedAt } = article;
    const text = teaser || feedText;
    const { isRelevant, reason } = judgeRelevance({ title: headline, text, url: article.url });
    return { title: headline, url: article.url, publishedAt, isWanted: isRelevant, reason };
  });
  const already = findByAddress(known, url)[0];
  return {
    name: nameOfFeed({ title, url }),
    url,
    language: document.language,
    items,
    unreadableDate: document.unreadableDate ?? null,
    knownAs: already ? named(already) : null,
  };
}

function healthOf(feed: Feed, articlesByDay: readonly number[]): FeedHealth {
  return {
    name: nameOfFeed(feed),
    url: feed.url,
    folder: feed.folder,
    state: stateOf(feed),
    lastSuccessAt: feed.lastSuccessAt,
    intervalMs: feed.intervalMs > 0 ? feed.intervalMs : null,
    failure: feed.failure && { message: feed.failure.message, since: feed.failure.since },
    articlesInDay: articlesByDay.at(-1) ?? 0,
    articlesByDay,
  };
}

function stateOf({ state, failure, lastSuccessAt }: Feed): FeedHealth['state'] {
  if (state === 'retired') return 'retired';
  if (failure) return 'failing';
  return lastSuccessAt === null ? 'waiting' : 'working';
}
