import type { Chat, OutgoingPost, SendOutcome } from '../chat/chat.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { ChannelStore, Claimed, DuePost, PostOutcome, PostStore } from '../store/store.ts';
import { createClaimingStep, type Step } from './step.ts';

export type DeliveryTuning = {
  slots: number;
  sendTimeoutMs: number;
  retryMs: { first: number; last: number };
  maxAttempts: number;
};

type Parts = {
  posts: PostStore;
  channels: ChannelStore;
  chatOf: (platform: DuePost['address']['platform']) => Chat | null;
  tuning: DeliveryTuning;
  instanceId: string;
  idleMs: number;
  onDelivered: (post: DuePost, outcome: PostOutcome) => void;
  clock: Clock;
  log: Logger;
};

/** Posts unsent -> exactly one copy in their channel, in order; edits of posts that were overtaken. */
export function createDeliverPosts(parts: Parts): Step {
  const { posts, channels, chatOf, tuning, instanceId, onDelivered, clock, log } = parts;

  async function settle({ row: post, token }: Claimed<DuePost>, outcome: PostOutcome): Promise<void> {
    if (!(await posts.storeOutcome(post.id, token, outcome, clock.now())))
      return log.warn({ postId: post.id }, 'claim lost before an outcome was stored');
    onDelivered(post, outcome);
  }

  const handle = async (claimed: Claimed<DuePost>): Promise<void> => {
    const { row: post, token } = claimed;
    const chat = chatOf(post.address.platform);
    if (!chat) return settle(claimed, { state: post.state, notBefore: clock.now() + tuning.retryMs.last });
    const outgoing: OutgoingPost = { postId: post.id, message: post.message };
    const signal = () => AbortSignal.timeout(tuning.sendTimeoutMs);

    if (post.state === 'edit-due' && post.externalId) {
      const edited = await chat.edit(post.address, post.externalId, outgoing, signal());
      if (edited.kind === 'retry') return settle(claimed, retryLater(post, edited, clock, tuning));
      if (edited.kind === 'refused') log.warn({ postId: post.id, reason: edited.reason }, 'edit refused');
      return settle(claimed, {
        state: 'sent',
        reason: edited.kind === 'refused' ? edited.userMessage : null,
      });
    }

    // A sender died, or lost the answer, between the send and the store: look before sending again.
    if ((post.state === 'sending' || post.state === 'in-doubt') && post.attemptedAt !== null) {
      const found = await chat.find(post.address, outgoing, post.attemptedAt, signal());
      if (found.kind === 'found') return settle(claimed, { state: 'sent', externalId: found.externalId });
      if (found.kind === 'not-permitted') return settle(claimed, { state: 'unknown', reason: found.reason });
      if (found.kind === 'retry')
        return settle(claimed, { ...retryLater(post, found, clock, tuning), state: 'in-doubt' });
    }

    const claimLeftMs = await posts.beginAttempt(post.id, token, clock.now());
    // Never send with less of the claim left than the send may take: another instance could send too.
    if (claimLeftMs === null) return;
    if (claimLeftMs < tuning.sendTimeoutMs)
      return settle(claimed, { state: 'due', notBefore: clock.now() + tuning.retryMs.first });
    const sent = await chat.send(post.address, outgoing, signal());
    if (sent.kind === 'refused' && sent.isChannelGone)
      await channels.update(post.channelId, { state: 'unreachable', stateReason: sent.userMessage });
    return settle(claimed, outcomeOf(sent, post, clock, tuning));
  };

  return createClaimingStep(
    'deliver-posts',
    {
      slots: tuning.slots,
      claim: (limit) => posts.claimDue({ instanceId, now: clock.now(), limit }),
      handle,
    },
    { clock, log, idleMs: parts.idleMs },
  );
}

function outcomeOf(sent: SendOutcome, post: DuePost, clock: Clock, tuning: DeliveryTuning): PostOutcome {
  switch (sent.kind) {
    case 'sent':
      return { state: 'sent', externalId: sent.externalId };
    case 'in-doubt':
      return { state: 'in-doubt', reason: sent.reason, notBefore: clock.now() + tuning.retryMs.first };
    case 'retry':
      return retryLater(post, sent, clock, tuning);
    case 'refused':
      // Kept for when the channel is back; otherwise it will never be accepted as it is.
      return { state: sent.isChannelGone ? 'due' : 'refused', reason: sent.userMessage };
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
