import type { Chat, OutgoingPost, SendOutcome } from '../chat/chat.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { DuePost, PostOutcome, PostStore, Claimed } from '../store/store.ts';
import { createClaimingStep, type Step } from './step.ts';

export type DeliveryTuning = {
  slots: number;
  sendTimeoutMs: number;
  retryMs: { first: number; last: number };
  maxAttempts: number;
};

type Parts = {
  posts: PostStore;
  chatOf: (platform: DuePost['address']['platform']) => Chat | null;
  /** What managers are told when a channel cannot be posted to any more, where they can be told. */
  noticesOf: (channelId: string, userMessage: string) => Promise<NonNullable<PostOutcome['gone']>['notices']>;
  tuning: DeliveryTuning;
  instanceId: string;
  idleMs: number;
  onDelivered: (post: DuePost, outcome: PostOutcome) => void;
  clock: Clock;
  log: Logger;
};

/** Posts unsent -> exactly one copy in their channel, in order; edits of posts that were overtaken. */
export function createDeliverPosts(parts: Parts): Step {
  const { posts, chatOf, tuning, instanceId, onDelivered, clock, log } = parts;

  async function settle({ row: post, token }: Claimed<DuePost>, outcome: PostOutcome): Promise<void> {
    if (!(await posts.storeOutcome(post.id, token, outcome, clock.now())))
      return log.warn({ postId: post.id }, 'claim lost before an outcome was stored');
    if (outcome.gone) log.warn({ channelId: post.channelId, postId: post.id }, 'channel cannot be posted to');
    onDelivered(post, outcome);
  }

  const handle = async (claimed: Claimed<DuePost>): Promise<void> => {
    const { row: post, token } = claimed;
    const chat = chatOf(post.address.platform);
    if (!chat) return settle(claimed, { state: post.state, notBefore: clock.now() + tuning.retryMs.last });
    if (post.thread === 'lost' && post.externalId === null)
      return settle(claimed, { state: 'refused', reason: 'the post that it answers never came to be' });
    if (post.state === 'edit-due' && post.externalId)
      return settle(claimed, await edit(parts, chat, post, post.externalId));

    // A sender died, or lost the answer, between the send and the store: look before sending again.
    if ((post.state === 'sending' || post.state === 'in-doubt') && post.attemptedAt !== null) {
      const found = await chat.find(post.address, outgoing(post), post.attemptedAt, limit(tuning));
      if (found.kind === 'found') return settle(claimed, { state: 'sent', externalId: found.externalId });
      if (found.kind === 'not-permitted') return settle(claimed, { state: 'unknown', reason: found.reason });
      if (found.kind === 'retry')
        return settle(claimed, { ...retryLater(post, found, clock, tuning), state: 'in-doubt' });
    }

    const claimLeftMs = await posts.beginAttempt(post.id, token, clock.now());
    // Never send with less of the claim left than the send may take: another instance could send too.
    if (claimLeftMs === null) return;
    if (claimLeftMs < tuning.sendTimeoutMs)
      return settle(claimed, { state: stillUnsent(post), notBefore: clock.now() + tuning.retryMs.first });
    await settle(
      claimed,
      await outcomeOf(parts, await chat.send(post.address, outgoing(post), limit(tuning)), post),
    );
  };

  return createClaimingStep(
    'deliver-posts',
    {
      slots: tuning.slots,
      claim: (count) => posts.claimDue({ instanceId, now: clock.now(), limit: count }),
      handle,
    },
    { clock, log, idleMs: parts.idleMs },
  );
}

const limit = ({ sendTimeoutMs }: DeliveryTuning) => AbortSignal.timeout(sendTimeoutMs);

const outgoing = (post: DuePost): OutgoingPost => ({
  postId: post.id,
  message: post.message,
  thread: post.thread === null || post.thread === 'lost' ? null : post.thread.externalId,
});

async function edit(parts: Parts, chat: Chat, post: DuePost, externalId: string): Promise<PostOutcome> {
  const { clock, tuning, log } = parts;
  const edited = await chat.edit(post.address, externalId, outgoing(post), limit(tuning));
  if (edited.kind === 'edited') return { state: 'sent', reason: null };
  if (edited.kind === 'retry') return retryLater(post, edited, clock, tuning);
  if (edited.isChannelGone) return setAside(parts, post, edited.userMessage);
  log.warn({ postId: post.id, reason: edited.reason }, 'edit refused');
  return { state: 'sent', reason: edited.userMessage, isEditRefused: true };
}

/** An earlier attempt stays in doubt, whatever came of this one. */
const stillUnsent = (post: DuePost) => (post.state === 'due' ? 'due' : 'in-doubt');

/** The post is kept as it is for when the channel is back. */
async function setAside({ noticesOf }: Parts, post: DuePost, userMessage: string): Promise<PostOutcome> {
  const gone = { userMessage, notices: await noticesOf(post.channelId, userMessage) };
  return { state: post.state === 'edit-due' ? 'edit-due' : stillUnsent(post), reason: userMessage, gone };
}

async function outcomeOf(parts: Parts, sent: SendOutcome, post: DuePost): Promise<PostOutcome> {
  const { clock, tuning } = parts;
  switch (sent.kind) {
    case 'sent':
      return { state: 'sent', externalId: sent.externalId };
    case 'in-doubt':
      return { state: 'in-doubt', reason: sent.reason, notBefore: clock.now() + tuning.retryMs.first };
    case 'retry':
      return retryLater(post, sent, clock, tuning);
    case 'refused':
      if (sent.isChannelGone) return setAside(parts, post, sent.userMessage);
      // It will never be accepted as it is.
      return { state: 'refused', reason: sent.userMessage };
  }
}

function retryLater(
  post: DuePost,
  { retryAfterMs, reason }: { retryAfterMs: number; reason: string },
  clock: Clock,
  { retryMs, maxAttempts }: DeliveryTuning,
): PostOutcome {
  if (post.attempts + 1 >= maxAttempts && post.state === 'due')
    return { state: 'refused', reason: `given up after ${maxAttempts} attempts: ${reason}` };
  const backOffMs = Math.min(retryMs.last, retryMs.first * 2 ** post.attempts);
  return {
    state: post.state === 'sending' ? 'in-doubt' : post.state,
    reason,
    notBefore: clock.now() + Math.max(retryAfterMs, backOffMs),
  };
}
