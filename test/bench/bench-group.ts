import { MINUTE } from '../../src/clock.ts';
import {
  createGrouper,
  type Grouper,
  type GroupingArticle,
} from '../../src/stories/grouping/group-articles.ts';
import { formatTable } from '../eval/format-table.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { inventEvent, type InventedEvent, tellEvent } from './write-news.ts';

/** Articles in the window; the second is twice the first, which is what production remembers. */
const WINDOWS = [20_000, 40_000] as const;
const MEASURED = 2_000;
/** Sentences an article: about 5,000 characters. */
const SENTENCES = 30;
/** An outlet in so many tells something new; the others tell what is told already. */
const TELLERS = 4;
const AIM = { perSecond: 500, growth: 1.3 } as const;

/**
 * How many articles a second one core groups when the window is full, and how much an article costs at twice the window.
 * Articles are invented beforehand, so that only their placing is timed; by the processor's time, so that what else the
 * machine does counts for nothing.
 */
export async function benchGroup(): Promise<void> {
  const perSecond = WINDOWS.map(measure);
  const [atFirst = 0, atSecond = 0] = perSecond;
  const growth = atFirst / atSecond;
  const rows = WINDOWS.map((size, index) => [
    size.toLocaleString('en'),
    (perSecond[index] ?? 0).toFixed(0),
    (1_000 / (perSecond[index] ?? 0)).toFixed(2),
  ]);
  console.log(formatTable([['articles in the window', 'articles/s', 'ms an article'], ...rows]));
  console.log(
    `at ${WINDOWS[0].toLocaleString('en')}: ${atFirst.toFixed(0)} articles/s, aim ${AIM.perSecond}: ${verdict(atFirst >= AIM.perSecond)}`,
  );
  console.log(
    `cost at twice the window: ${growth.toFixed(2)} times, aim at most ${AIM.growth}: ${verdict(growth <= AIM.growth)}`,
  );
}

const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'NOT reached');

function measure(windowArticles: number): number {
  let stories = 0;
  const grouper = createGrouper({ newId: () => `s${++stories}`, windowArticles });
  const stream = createStream();
  for (let filled = 0; filled < windowArticles; filled += MEASURED) placeAll(grouper, stream(MEASURED));
  const articles = stream(MEASURED);
  const before = process.cpuUsage();
  placeAll(grouper, articles);
  const { user, system } = process.cpuUsage(before);
  return (1e6 * MEASURED) / (user + system);
}

function placeAll(grouper: Grouper, articles: readonly GroupingArticle[]): void {
  for (const article of articles) {
    grouper.settle(article.firstSeenAt);
    grouper.place(article);
  }
}

/** A stream of four days: each event is told by some outlets within hours of the first. */
function createStream(): (count: number) => GroupingArticle[] {
  const random = seededRandom(7);
  const events: InventedEvent[] = [];
  let number = 0;
  // The longest window fills just within the days that grouping looks back.
  const gapMs = Math.floor((3.5 * 24 * 60 * MINUTE) / Math.max(...WINDOWS));
  const next = (): GroupingArticle => {
    number += 1;
    if (events.length < 50 || random() < 1 / TELLERS) events.push(inventEvent(random));
    const recent = events[events.length - 1 - Math.floor(random() * Math.min(50, events.length))];
    const told = tellEvent(recent ?? inventEvent(random), random, SENTENCES);
    return {
      ...told,
      id: `a${number}`,
      outletDomain: `outlet-${number % 300}.example`,
      url: null,
      publishedAt: null,
      firstSeenAt: number * gapMs,
      language: 'en',
    };
  };
  return (count) => Array.from({ length: count }, next);
}
