import { FEEDS_IN_ANSWER } from '../../../config/manage-feeds-tuning.ts';
import type { FeedHealth, Feed } from '../../model/feed.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import { listSome } from './compose-feed-changes.ts';
import type { Reading } from './compose-story.ts';
import { age, dateAndTime } from './format-time.ts';

/** `pageUrl` is the feed page's address where the asker may have one; `limit` how many feeds are listed. */
export type ListReading = Reading & { pageUrl: string | null; limit?: number };

const STATES = { failing: 'fails', retired: 'retired', waiting: 'not read yet', working: 'works' } as const;

const named = ({ name, url }: FeedHealth): Span => ({ text: name, url, style: 'bold' });

function compose(
  title: string,
  feeds: readonly FeedHealth[],
  blocks: readonly Block[],
  pageUrl: string | null,
): Message {
  const aside = `${feeds.filter(({ state }) => state === 'working').length} of ${feeds.length} work`;
  const page: Block[] = pageUrl
    ? [{ kind: 'text', spans: [{ text: 'All feeds, on the page', url: pageUrl }] }]
    : [];
  return {
    blocks: [{ kind: 'heading', text: title, aside }, ...blocks, ...page],
    fallbackText: `${title}: ${aside}`,
  };
}

/** The feeds in their folders, each with its state. */
export function composeFeedList(feeds: readonly FeedHealth[], reading: ListReading): Message {
  const draw = (feed: FeedHealth): Span[] => [
    named(feed),
    {
      text: [feed.folder, STATES[feed.state]]
        .filter(Boolean)
        .map((part) => ` · ${part}`)
        .join(''),
    },
  ];
  const blocks = listSome(feeds, reading.limit ?? FEEDS_IN_ANSWER, draw);
  return compose('Feeds', feeds, blocks, reading.pageUrl);
}

/** `every 15 min`, `every 2 h`. */
function everySpan(intervalMs: number): string {
  const minutes = Math.max(1, Math.round(intervalMs / 60_000));
  return minutes < 120 ? `every ${minutes} min` : `every ${Math.round(minutes / 60)} h`;
}

function rangeOf(intervals: readonly number[]): string | null {
  if (intervals.length === 0) return null;
  const [first, last] = [everySpan(Math.min(...intervals)), everySpan(Math.max(...intervals))];
  return first === last ? `checked ${first}` : `checked ${first} to ${last}`;
}

/** What fails, since when and what to do about it; then those that were given up, and those not read yet. */
export function composeFeedHealth(feeds: readonly FeedHealth[], reading: ListReading): Message {
  const limit = reading.limit ?? FEEDS_IN_ANSWER;
  const inState = (state: FeedHealth['state']) => feeds.filter((feed) => feed.state === state);
  const section = (
    heading: string,
    some: readonly FeedHealth[],
    tell: (feed: FeedHealth) => string,
  ): Block[] =>
    some.length === 0
      ? []
      : [
          { kind: 'text', spans: [{ text: heading, style: 'bold' }] },
          ...listSome(some, limit, (feed) => [named(feed), { text: tell(feed) }]),
        ];
  const failed = ({ failure }: FeedHealth) =>
    failure ? `, since ${dateAndTime(failure.since, reading.timeZone)}: ${failure.message}` : '';
  const working = inState('working');
  const articles = working.reduce((sum, feed) => sum + feed.articlesInDay, 0);
  const intervals = working.flatMap(({ intervalMs }) => (intervalMs === null ? [] : [intervalMs]));
  const latest = Math.max(...feeds.map(({ lastSuccessAt }) => lastSuccessAt ?? -Infinity));
  const facts = [
    `${articles} articles in 24 h`,
    rangeOf(intervals),
    Number.isFinite(latest) ? `last success ${age(latest, reading.now)}` : null,
  ];
  const blocks = [
    ...section('Failing', inState('failing'), failed),
    ...section('Given up by their sites, and no longer polled', inState('retired'), failed),
    ...section('Not read yet', inState('waiting'), () => ''),
    { kind: 'text', spans: [{ text: facts.filter((fact) => fact !== null).join(' · ') }] } as const,
  ];
  return compose('Feed health', feeds, blocks, reading.pageUrl);
}

/** What a person calls a feed: its title, or its host where it has none. */
export function nameOfFeed({ title, url }: Pick<Feed, 'title' | 'url'>): string {
  return title.trim() || (URL.parse(url)?.hostname ?? url);
}
