import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { fitsDiscord } from '../../src/chat/discord/render-components.ts';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { AppError } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import type { Platform } from '../../src/model/channel.ts';
import type { Message } from '../../src/model/message.ts';
import { createAnswerFeeds } from '../../commands/feeds/answer-feeds.ts';
import { createAnswerStatus } from '../../commands/answer-status.ts';
import { createListFeeds } from '../../commands/feeds/list-feeds.ts';
import { createFeedManager } from '../../commands/feeds/manage-feeds.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createManualClock } from '../support/manual-clock.ts';

const REFUSED = 'The site refuses to serve this feed to us; ask it to allow our User-Agent.';

/** Feeds by name: null works, a code fails. */
async function setUp(names: Readonly<Record<string, 'forbidden' | 'gone' | 'dns' | null>>) {
  const clock = createManualClock();
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await store.instances.start({ id: 'me', machine: 'm', pid: 1, now: clock.now() });
  const feeds = Object.keys(names).map((title, index) => ({
    url: `https://f${index}.example/feed.xml`,
    title,
    folder: 'World',
    host: `f${index}.example:443`,
  }));
  await store.feeds.add(feeds, clock.now(), { revives: true });
  for (const { row, token } of await store.feeds.claimDue({
    instanceId: 'me',
    now: clock.now(),
    limit: 99,
  })) {
    const code = names[row.title];
    const failure = code ? { code, message: REFUSED, since: clock.now() - 30 * HOUR } : null;
    const feed = {
      intervalMs: 15 * MINUTE,
      lastCheckedAt: clock.now(),
      nextCheckAt: clock.now() + HOUR,
      failure,
      ...(failure ? {} : { lastSuccessAt: clock.now() }),
      ...(code === 'gone' ? { state: 'retired' as const } : {}),
    };
    await store.feeds.storePoll(row.id, token, { feed, isSuccess: !failure, articles: [] }, clock.now());
  }
  const readingOf = () =>
    Promise.resolve({
      channel: null,
      reading: { now: clock.now(), timeZone: 'Africa/Johannesburg' },
      languages: ['en'],
    });
  const manager = createFeedManager({
    feeds: store.feeds,
    findFeed: () => Promise.resolve({ kind: 'failed', code: 'dns', userMessage: 'No such name.' }),
    readOpml: () => Promise.reject(new AppError('feeds/bad-opml', 'No OPML.')),
    judge: () => ({ isRelevant: true, reason: '' }),
    clock,
  });
  const answers = createAnswerFeeds({
    manager,
    listFeeds: createListFeeds(store, clock),
    readingOf,
    slackWord: 'sitrep',
    pagesFor: (platform) => (platform === 'local' ? 'http://localhost:8787' : null),
    clock,
  });
  const status = createAnswerStatus({
    store,
    readingOf,
    summariser: () => 'without a model',
    spending: { dailyUsd: null, timeZone: 'UTC' },
    gapsOf: async () => [],
    silentFeedMs: 24 * HOUR,
    clock,
  });
  return { answers, status };
}

const at = (platform: Platform) => ({ address: { platform, workspaceId: 'w', channelId: 'c' } });
const show = (message: Message) => renderPlainText(message, { width: null, showLinks: true });

describe('answers about feeds', () => {
  it('health says what fails, since when and what to do', async () => {
    const { answers } = await setUp({ Harbour: null, Sample: 'forbidden', Lantern: 'gone' });
    expect(show(await answers.health({ ...at('local'), words: null }))).toBe(
      [
        'Feed health  1 of 3 work',
        'Failing',
        ` • Sample (https://f1.example/feed.xml), since Mon 4 Sep, 01:30: ${REFUSED}`,
        'Given up by their sites, and no longer polled',
        ` • Lantern (https://f2.example/feed.xml), since Mon 4 Sep, 01:30: ${REFUSED}`,
        '0 articles in 24 h · checked every 15 min · last success just now',
        'All feeds, on the page (http://localhost:8787/feeds)',
      ].join('\n'),
    );
  });

  it('a list is cut with what is left out, narrowed by words, and fits a message', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `Outlet ${String(index).padStart(2, '0')}`,
        'forbidden' as const,
      ]),
    );
    const { answers } = await setUp({ ...many, Harbour: null });
    const list = await answers.list({ ...at('discord'), words: null });
    expect(show(list)).toContain('Feeds  1 of 61 work');
    expect(show(list)).toContain(' • and 41 more');
    expect(show(list)).not.toContain('on the page');
    expect(fitsDiscord(list)).toBe(true);
    expect(show(await answers.list({ ...at('discord'), words: 'HARB' }))).toBe(
      'Feeds  1 of 1 work\n • Harbour (https://f60.example/feed.xml) · World · works',
    );
  });

  it('removes and says how to bring back, as it is typed there', async () => {
    const { answers } = await setUp({ Harbour: null, Sample: null });
    expect(show(await answers.remove({ ...at('slack'), typed: 'harbour' }))).toBe(
      'Removed: Harbour\nIt is polled no more; what it brought stays. /sitrep feeds add https://f0.example/feed.xml brings it back.',
    );
    expect(show(await answers.remove({ ...at('local'), typed: 'f1' }))).toContain(
      '/feeds remove https://f1.example/feed.xml',
    );
  });

  it('exports by a link to the page, by text where it is short', async () => {
    const { answers } = await setUp({ Harbour: null });
    const local = show(await answers.export(at('local')));
    expect(local).toContain('http://localhost:8787/feeds.opml');
    expect(local).toContain('xmlUrl="https://f0.example/feed.xml"');
    expect(show(await answers.export(at('slack')))).toContain('sitrep feeds export > feeds.opml');
  });

  it('passes faults on with their sentence', async () => {
    const { answers } = await setUp({});
    await expect(answers.add({ ...at('local'), typed: 'nowhere.example' })).rejects.toMatchObject({
      code: 'feeds/dns',
      userMessage: 'No such name.',
    });
  });
});

describe('status', () => {
  it('names failing and given-up feeds with what to do', async () => {
    const { status } = await setUp({ Harbour: null, Sample: 'forbidden', Lantern: 'gone' });
    const text = show(await status(at('local').address));
    expect(text).toContain(`Feeds that fail\n • Sample: ${REFUSED}`);
    expect(text).toContain(`Feeds that were given up by their sites\n • Lantern: ${REFUSED}`);
    expect(text).not.toContain("machine's own connection");
  });

  it('says that the fault is likely our own where every feed fails', async () => {
    const { status } = await setUp({ Harbour: 'dns', Sample: 'dns' });
    expect(show(await status(at('local').address))).toContain("machine's own connection");
  });
});
