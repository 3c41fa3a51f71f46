import type { Chat } from '../../src/chat/chat.ts';
import { silentLogger } from '../../src/log.ts';
import { createDeliverPosts } from '../../src/pipeline/deliver-posts.ts';
import type { PostStore, Store } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { CHANNEL, storeDigest } from '../store/contract/samples.ts';
import { makeStory } from '../support/chat-messages.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { createLuck, type Luck } from './luck.ts';
import { openPlatform, type Platform } from './open-platform.ts';

export type FaultRun = {
  platform: 'slack' | 'discord';
  posts: number;
  channels: number;
  /** Whether the bot may read what stands in a channel. */
  mayLook: boolean;
  /** From 0 to 1, each time another. */
  random: () => number;
};

export type FaultReport = { sent: number; inDoubt: number; faults: number; deaths: number; outages: number };

const MINUTE = 60_000;
const LEASE_MS = 15_000;
/** Real time in which a sender with posts to send has claimed or stored something, however busy the machine is. */
const STUCK_MS = 60_000;

/**
 * Sends posts to channels through a stand-in that answers 429, 500 and 502 and drops connections, before and after the effect,
 * with senders that die between a send and its record, and, where looking is permitted, an outage of two hours after a hidden
 * success. Checks what the channels show against what is stored; throws where a promise is broken.
 */
export async function sendThroughFaults(run: FaultRun): Promise<FaultReport> {
  const clock = createManualClock();
  const luck = createLuck(run, clock);
  const platform = await openPlatform(run, { clock, plan: luck.plan });
  const store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  try {
    const channels = await storePosts(store, run, platform);
    await deliverAll({ store, clock, luck, platform, run });
    return await check({ store, channels, luck, platform, run });
  } finally {
    await store.close();
    await platform.close();
  }
}

type Parts = { store: Store; clock: ManualClock; luck: Luck; platform: Platform; run: FaultRun };

/** One digest of one part a post, so that each comes after the one before it. */
async function storePosts(store: Store, { posts, channels }: FaultRun, platform: Platform) {
  const made = new Map<string, string>();
  for (let index = 0; index < channels; index += 1) {
    const address = platform.addressOf(index);
    const channel = await store.channels.ensure({ ...CHANNEL, ...address }, null, 0);
    made.set(channel.id, address.channelId);
    const own = Math.floor(posts / channels) + (index < posts % channels ? 1 : 0);
    const batch = Array.from({ length: own }, (_, number) => {
      const id = `${index}-${String(number).padStart(5, '0')}`;
      const blocks = [makeStory({ headline: `Post ${id} of the run`, storyId: `s${id}` })];
      return { id, part: number + 1, message: { blocks, fallbackText: id }, storyIds: [] };
    });
    await storeDigest(store, channel, { id: `d${index}`, posts: batch });
  }
  return made;
}

/** Senders that live one after another until nothing is open. */
async function deliverAll(parts: Parts): Promise<void> {
  const { store, clock, luck, run } = parts;
  for (let life = 0; await hasOpen(store); life += 1) {
    if (life > 100_000) throw new Error('the posts never come to an end');
    const instanceId = `sender-${life}`;
    await store.instances.start({ id: instanceId, machine: `machine-${life}`, pid: 1, now: clock.now() });
    await live(parts, instanceId);
    // A dead sender's claims are free once its lease is over. Where Discord may not be read it must not know the post again.
    if (luck.isDead()) luck.revive();
    clock.advance(run.mayLook ? LEASE_MS + 1 : LEASE_MS + 3 * MINUTE);
  }
}

/** One sender: as many rounds as it lives. Throws where it comes to a standstill. */
async function live({ store, clock, luck, platform, run }: Parts, instanceId: string): Promise<void> {
  const stopping = new AbortController();
  const chat = watched(platform.chat, luck);
  const inHand = new Set<string>();
  const standstill = createStandstill();
  let idle = 0;
  const step = createDeliverPosts({
    posts: mortal(store.posts, {
      luck,
      inHand,
      onMove: () => standstill.onMove(),
      onDeath: () => stopping.abort(),
    }),
    noticesOf: async () => [],
    chatOf: () => chat,
    tuning: {
      slots: 8,
      sendTimeoutMs: 5_000,
      // Where Discord may not be read, a look must come after the time in which it knows a post again.
      retryMs: run.mayLook ? { first: 2_000, last: 5 * MINUTE } : { first: 3 * MINUTE, last: 5 * MINUTE },
      maxAttempts: 1_000,
    },
    instanceId,
    idleMs: 1,
    onDelivered: () => {
      idle = 0;
    },
    clock: {
      now: () => clock.now(),
      // Nothing is due at this instant: time goes on, and the sender shows that it lives.
      sleep: async () => {
        await platform.settle();
        standstill.check(() => `in hand: ${[...inHand].join()}`);
        // A look and the send that rests on it take moments, not minutes.
        if (inHand.size > 0) return;
        idle += 1;
        clock.advance(luck.waitMs());
        await store.instances.beat(instanceId, clock.now());
        if (idle > 50 && !(await hasOpen(store))) stopping.abort();
      },
    },
    log: silentLogger,
  });
  await Promise.race([step.run(stopping.signal), standstill.came]);
}

/** Notices that nothing moves any more, which would else be a run without an end. */
function createStandstill() {
  let lastMove = performance.now();
  const { promise, reject } = Promise.withResolvers<never>();
  return {
    came: promise,
    onMove() {
      lastMove = performance.now();
    },
    check(describe: () => string) {
      if (performance.now() - lastMove > STUCK_MS) reject(new Error(`a standstill, ${describe()}`));
    },
  };
}

async function hasOpen({ posts }: Store): Promise<boolean> {
  const states = await posts.countByState();
  return (states.due ?? 0) + (states.sending ?? 0) + (states['in-doubt'] ?? 0) > 0;
}

/** Tells the stand-in's faults which post they hit. */
function watched(chat: Chat, luck: Luck): Chat {
  return {
    ...chat,
    send: async (address, post, signal) => {
      luck.onSend(address.channelId, post.postId);
      return chat.send(address, post, signal);
    },
  };
}

type Fate = { luck: Luck; inHand: Set<string>; onMove: () => void; onDeath: () => void };

/** A sender that dies at times after a send and before its outcome is stored, and does nothing from then on. */
function mortal(posts: PostStore, { luck, inHand, onMove, onDeath }: Fate): PostStore {
  return {
    ...posts,
    async claimDue(request) {
      const claimed = luck.isDead() ? [] : await posts.claimDue(request);
      for (const { row } of claimed) inHand.add(row.id);
      if (claimed.length > 0) onMove();
      return claimed;
    },
    async beginAttempt(postId, token, now) {
      const leftMs = luck.isDead() ? null : await posts.beginAttempt(postId, token, now);
      if (leftMs === null) inHand.delete(postId);
      return leftMs;
    },
    async storeOutcome(postId, token, outcome, now) {
      inHand.delete(postId);
      onMove();
      if (luck.isDead() || luck.dies()) {
        luck.onLost(postId);
        onDeath();
        return true;
      }
      return posts.storeOutcome(postId, token, outcome, now);
    },
  };
}

async function check({
  store,
  channels,
  luck,
  platform,
  run,
}: Omit<Parts, 'clock'> & { channels: Map<string, string> }) {
  const shown = new Map<string, string[]>();
  for (const [id, channelId] of channels)
    shown.set(
      id,
      platform.messages(channelId).map((text) => /Post (\d+-\d+) of/.exec(text)?.[1] ?? `strange: ${text}`),
    );
  const unknown = new Set<string>();
  let sent = 0;
  for (const [id, ids] of shown) {
    const index = [...channels.keys()].indexOf(id);
    const own = Math.floor(run.posts / run.channels) + (index < run.posts % run.channels ? 1 : 0);
    if (new Set(ids).size !== ids.length) throw new Error(`channel ${index} shows a post twice`);
    if (ids.toSorted().join() !== ids.join()) throw new Error(`channel ${index} is out of order`);
    if (run.mayLook && ids.length !== own) throw new Error(`channel ${index} shows ${ids.length} of ${own}`);
    for (let number = 0; number < own; number += 1) {
      const postId = `${index}-${String(number).padStart(5, '0')}`;
      const post = await store.posts.get(postId);
      if (post?.state === 'unknown') unknown.add(postId);
      else if (post?.state !== 'sent')
        throw new Error(`${postId} ended ${post?.state}: ${post?.stateReason}`);
      else if (ids.includes(postId)) sent += 1;
      else throw new Error(`${postId} is stored as sent and not in its channel`);
    }
  }
  const hidden = new Set(run.mayLook ? [] : luck.hidden());
  // Discord says of a channel that nobody may read whether it ever had a message: the first post is never in doubt.
  if (run.platform === 'discord')
    for (const postId of hidden) if (postId.endsWith('-00000') && !unknown.has(postId)) hidden.delete(postId);
  const odd = [...unknown.symmetricDifference(hidden)];
  if (odd.length > 0)
    throw new Error(`in doubt and hidden differ in ${odd.length}: ${odd.slice(0, 5).join()}`);
  return { sent, inDoubt: unknown.size, ...luck.counts() };
}
