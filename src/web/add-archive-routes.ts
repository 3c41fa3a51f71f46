import type { Context, Hono } from 'hono';
import type { WebEnv } from './guard-requests.ts';
import type { Assets } from './load-assets.ts';
import type { PageServices } from './page-services.ts';
import { renderArchivePage, renderDigestPage } from './render-archive.ts';
import { renderNoticePage } from './render-page.ts';
import { renderSpendPage } from './render-spend.ts';
import { renderStoryPage } from './render-story.ts';
import { writeJsonFeed, writeRss } from './write-feeds.ts';

type Parts = { services: PageServices; publicUrl: string | null; assets: Assets };

const FORMATS = {
  xml: { write: writeRss, type: 'application/rss+xml; charset=utf-8' },
  json: { write: writeJsonFeed, type: 'application/feed+json; charset=utf-8' },
} as const;

/** Where the reader found us: its own name for us, or the public one where it came by that. */
function originOf(c: Context<WebEnv>, publicUrl: string | null): string {
  const host = c.req.header('host') ?? '';
  return publicUrl && new URL(publicUrl).host === host ? publicUrl.replace(/\/$/, '') : `http://${host}`;
}

/**
 * Adds `/feed/TOKEN.xml` and `/feed/TOKEN.json`: a channel's digests for feed readers. They stand before the page
 * token, since the address itself is the secret.
 */
export function addFeedRoutes(app: Hono<WebEnv>, { services, publicUrl }: Omit<Parts, 'assets'>): void {
  app.get('/feed/:file', async (c) => {
    const [, token = '', ending] = /^([\w-]{20,64})\.(xml|json)$/.exec(c.req.param('file')) ?? [];
    const page = ending === undefined ? null : await services.archive.feed(token);
    if (!page) return c.text('There is no feed at this address. It may have been replaced.\n', 404);
    const { write, type } = FORMATS[ending as keyof typeof FORMATS];
    const origin = originOf(c, publicUrl);
    const body = await write(page, { origin, self: `${origin}/feed/${token}.${ending}` });
    return c.body(body, 200, { 'content-type': type, 'cache-control': 'private, max-age=60' });
  });
}

/** Adds the pages of what was: `/archive`, `/archive/CHANNEL`, `/digests/ID`, `/stories/ID`, and `/spend`. */
export function addArchiveRoutes(app: Hono<WebEnv>, { services, assets }: Parts): void {
  const { archive } = services;
  const frame = (title: string, place: 'archive' | 'spend' = 'archive') => ({
    assets,
    title: `${title} · Sitrep`,
    place,
  });
  const missing = (c: Context<WebEnv>, what: string) =>
    c.html(renderNoticePage({ assets, title: 'Sitrep', place: 'archive' }, 'Not found', what), 404);

  async function showChannel(c: Context<WebEnv>, channelId: string | undefined) {
    const before = Number(c.req.query('before') ?? Number.NaN);
    const page =
      channelId === undefined
        ? null
        : await archive.pageOf(channelId, Number.isSafeInteger(before) ? before : null);
    if (!page) return missing(c, 'There is no such channel, or none has been set up yet.');
    const place = {
      channels: await archive.channels(),
      feedAddress: `/feed/${await archive.feedToken(page.channel.id)}`,
    };
    return c.html(renderArchivePage(frame(`Archive of #${page.channel.name}`), page, place));
  }

  app.get('/archive', async (c) => {
    const channels = await archive.channels();
    const own = channels.find(({ platform }) => platform === 'local') ?? channels[0];
    return showChannel(c, own?.id);
  });
  app.get('/archive/:channelId', (c) => showChannel(c, c.req.param('channelId')));
  app.post('/archive/:channelId/new-address', async (c) => {
    const channelId = c.req.param('channelId');
    if (!(await archive.channels()).some(({ id }) => id === channelId))
      return missing(c, 'There is no such channel.');
    await archive.replaceFeedToken(channelId);
    return c.redirect(`/archive/${channelId}`, 303);
  });
  app.get('/digests/:id', async (c) => {
    const found = await archive.digest(c.req.param('id'));
    if (!found) return missing(c, 'There is no digest at this address, or it is no longer kept.');
    return c.html(renderDigestPage(frame(found.digest.title), found.channel, found.digest));
  });
  app.get('/stories/:id', async (c) => {
    const history = await archive.story(c.req.param('id'));
    if (!history) return missing(c, 'There is no story at this address, or it is no longer kept.');
    // A story that was merged has one address: that of the story it became.
    if (history.story.id !== c.req.param('id')) return c.redirect(`/stories/${history.story.id}`, 302);
    const { timeZone } = await services.channel();
    const title = history.summary?.headline ?? history.story.title;
    return c.html(renderStoryPage(frame(title), history, timeZone));
  });
  app.get('/spend', async (c) => c.html(renderSpendPage(frame('Spend', 'spend'), await services.spend())));
}
