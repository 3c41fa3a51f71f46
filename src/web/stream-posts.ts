import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { HEARTBEAT_MS, STREAMS_AT_ONCE, BLOCKS_SHOWN, POSTS_SHOWN } from '../../config/web-tuning.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { PostEvent, PostFeed } from './follow-posts.ts';
import type { PageServices } from './page-services.ts';
import { type ShownPost, renderPost } from './render-post.ts';

type Parts = { services: PageServices; feed: PostFeed; clock: Clock; log: Logger; closing: AbortSignal };

/**
 * Answers `/events` with server-sent events (WHATWG HTML, section 9.2): event `post` with one rendered post and an id
 * to resume from. A browser that names an id gets what came after it; where that is not known any more it gets all
 * shown posts again, and leaves alone those that it has.
 */
export function createPostStream({ services, feed, clock, log, closing }: Parts): (c: Context) => Response {
  let open = 0;

  async function write(stream: SSEStreamingApi, id: string, post: ShownPost): Promise<void> {
    const { timeZone } = await services.channel();
    await stream.writeSSE({ event: 'post', id, data: String(await renderPost(post, timeZone)) });
  }

  async function shownOf({ post }: PostEvent): Promise<ShownPost> {
    if (post.kind === 'sent') return post;
    const posts = await listPosts(services, feed);
    // An edit does not move a post: it keeps the time at which it was sent.
    return { ...post, at: posts.find(({ postId }) => postId === post.postId)?.at ?? post.at };
  }

  async function writeSince(stream: SSEStreamingApi, id: string | undefined): Promise<string> {
    const upTo = feed.lastId();
    const events = feed.since(id);
    if (events === 'unknown') {
      for (const post of await listPosts(services, feed)) await write(stream, upTo, post);
      return upTo;
    }
    for (const event of events) await write(stream, event.id, await shownOf(event));
    return events.at(-1)?.id ?? upTo;
  }

  async function follow(stream: SSEStreamingApi, firstId: string | undefined): Promise<void> {
    const ended = new AbortController();
    stream.onAbort(() => ended.abort());
    const signal = AbortSignal.any([ended.signal, closing]);
    let seenId = firstId;
    while (!signal.aborted) {
      const news = new AbortController();
      const unsubscribe = feed.subscribe(() => news.abort());
      seenId = await writeSince(stream, seenId);
      await clock.sleep(HEARTBEAT_MS, AbortSignal.any([signal, news.signal]));
      unsubscribe();
      if (!news.signal.aborted && !signal.aborted) await stream.write(': still here\n\n');
    }
  }

  return (c) => {
    if (open >= STREAMS_AT_ONCE) return c.text('Too many open pages.', 503, { 'retry-after': '60' });
    open += 1;
    // Asks proxies (nginx reads this) to pass events on at once.
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      try {
        await stream.write('retry: 2000\n\n');
        await follow(stream, c.req.header('last-event-id') ?? c.req.query('after'));
      } catch (error) {
        log.error({ error }, 'a live connection failed');
      } finally {
        open -= 1;
      }
    });
  };
}

/**
 * The channel's newest posts, oldest first, as many as make a light page and at least one: the stored ones, and those
 * sent a moment ago whose outcome is not stored yet.
 */
export async function listPosts(
  services: Pick<PageServices, 'listSent'>,
  feed: PostFeed,
): Promise<ShownPost[]> {
  // Read before the rows: a post may become a row meanwhile, but none may be missed.
  const recent = feed.recentlySent();
  const shown = new Map<string, ShownPost>();
  for (const { id, message, sentAt, createdAt, replyTo } of (
    await services.listSent(POSTS_SHOWN)
  ).toReversed())
    shown.set(id, { postId: id, message, at: sentAt ?? createdAt, replyTo });
  for (const { postId, message, at, replyTo } of recent)
    if (!shown.has(postId)) shown.set(postId, { postId, message, at, replyTo });
  const posts = [...shown.values()].sort((a, b) => a.at - b.at).slice(-POSTS_SHOWN);
  let blocks = 0;
  const isTooMuch = ({ message }: ShownPost) => (blocks += message.blocks.length) > BLOCKS_SHOWN;
  const lastLeftOut = posts.findLastIndex((post, index) => isTooMuch(post) && index < posts.length - 1);
  return posts.slice(lastLeftOut + 1);
}
