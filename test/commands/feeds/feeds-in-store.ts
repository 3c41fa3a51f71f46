import { HOUR, MINUTE } from '../../../src/clock.ts';
import { openContext } from '../../support/command-context.ts';

export const REFUSED = 'The site refuses to serve this feed to us; ask it to allow our User-Agent.';

/** Feeds by name: null works, a code fails. */
export async function openFeeds(names: Readonly<Record<string, 'forbidden' | 'gone' | 'dns' | null>>) {
  const { context, store, clock } = await openContext({
    defaults: { schedule: 'daily 07:30', timeZone: 'Africa/Johannesburg', languages: ['en'] },
  });
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
  return context;
}
