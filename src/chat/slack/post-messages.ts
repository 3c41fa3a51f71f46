import type { types, webApi } from '@slack/bolt';
import { DEFAULT_RETRY_MS, LOOK_UP_MARGIN_MS, LOOK_UP_MAX_PAGES } from '../../../config/chat-limits.ts';
import { SECOND } from '../../clock.ts';
import type { ChannelAddress } from '../../model/channel.ts';
import type { Pacer } from '../../outbound/pacer.ts';
import { isPostAmong } from '../button-id.ts';
import type { Chat, EditOutcome, FindOutcome, OutgoingPost, SendOutcome } from '../chat.ts';
import { editOutcomeOf, findOutcomeOf, NOT_INSTALLED, sendOutcomeOf } from './name-outcome.ts';
import { renderSlackMessage } from './render-blocks.ts';
import type { OpenClient } from './workspaces.ts';

export const POST_EVENT = 'sitrep_post';
const PAGE_SIZE = 100;
const notBegun = { kind: 'retry', retryAfterMs: 0, reason: 'stopped-before-it-began' } as const;

const notRead = { kind: 'retry', retryAfterMs: DEFAULT_RETRY_MS, reason: 'installation-not-read' } as const;

export type PostingDeps = { open: OpenClient; pacer: Pacer };

/** Sending, editing and finding posts; one channel's sends keep their gap. */
export function createSlackPosts({ open, pacer }: PostingDeps): Pick<Chat, 'send' | 'edit' | 'find'> {
  /** With the token of the address's workspace. */
  async function withClient<T>(
    { workspaceId }: ChannelAddress,
    signal: AbortSignal,
    job: (client: webApi.WebClient) => Promise<T>,
  ): Promise<T | typeof notRead | typeof NOT_INSTALLED> {
    const client = await open(workspaceId, signal).catch(() => undefined);
    if (client === undefined) return notRead;
    return client ? job(client) : NOT_INSTALLED;
  }
  /** In its turn, unless the bot was told to stop meanwhile. */
  const inTurn = <T>(
    address: ChannelAddress,
    signal: AbortSignal,
    job: (client: webApi.WebClient) => Promise<T>,
  ) =>
    pacer
      .run<T | typeof notBegun | typeof notRead | typeof NOT_INSTALLED>(address.channelId, async () =>
        signal.aborted ? notBegun : await withClient(address, signal, job),
      )
      // Jobs turn their faults into outcomes: this is the pacer refusing what still waits when it closes.
      .catch(() => notBegun);
  return {
    send: (address, post, signal) =>
      inTurn<SendOutcome>(address, signal, (client) => send(client, address.channelId, post)),
    edit: (address, externalId, post, signal) =>
      inTurn<EditOutcome>(address, signal, (client) => edit(client, address.channelId, externalId, post)),
    async find(address, post, attemptedAt, signal) {
      const outcome = await withClient<FindOutcome>(address, signal, (client) =>
        find(client, address.channelId, post, attemptedAt),
      );
      return outcome.kind === 'refused' ? { kind: 'not-permitted', reason: outcome.reason } : outcome;
    },
  };
}

function content(post: OutgoingPost) {
  return {
    ...renderSlackMessage(post.message, post.postId),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: POST_EVENT, event_payload: { post_id: post.postId } },
  };
}

async function send(client: webApi.WebClient, channel: string, post: OutgoingPost): Promise<SendOutcome> {
  try {
    const thread = post.thread ? { thread_ts: post.thread } : {};
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's postMessage
    const { ts } = await client.chat.postMessage({ channel, ...thread, ...content(post) });
    return ts ? { kind: 'sent', externalId: ts } : { kind: 'in-doubt', reason: 'answer-without-id' };
  } catch (error) {
    return sendOutcomeOf(error);
  }
}

async function edit(
  client: webApi.WebClient,
  channel: string,
  ts: string,
  post: OutgoingPost,
): Promise<EditOutcome> {
  try {
    await client.chat.update({ channel, ts, ...content(post) });
    return { kind: 'edited' };
  } catch (error) {
    return editOutcomeOf(error);
  }
}

async function find(
  client: webApi.WebClient,
  channel: string,
  post: OutgoingPost,
  attemptedAt: number,
): Promise<FindOutcome> {
  const oldest = ((attemptedAt - LOOK_UP_MARGIN_MS) / SECOND).toFixed(6);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < LOOK_UP_MAX_PAGES; page++) {
      const query = {
        channel,
        oldest,
        inclusive: true,
        include_all_metadata: true,
        limit: PAGE_SIZE,
        ...(cursor ? { cursor } : {}),
      };
      // A reply stands in no channel's history.
      const answer = post.thread
        ? await client.conversations.replies({ ...query, ts: post.thread })
        : await client.conversations.history(query);
      const found = answer.messages?.find((message) => carriesPost(message as SlackMessage, post.postId));
      if (found?.ts) return { kind: 'found', externalId: found.ts };
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (!cursor) return { kind: 'absent' };
    }
    return { kind: 'not-permitted', reason: 'too-many-messages-to-read' };
  } catch (error) {
    return findOutcomeOf(error);
  }
}

type SlackMessage = {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { post_id?: unknown } };
  blocks?: types.KnownBlock[];
};

/** By the metadata, else by the buttons: Slack leaves metadata out where the app may not see it. */
function carriesPost({ metadata, blocks }: SlackMessage, postId: string): boolean {
  if (metadata?.event_type === POST_EVENT && metadata.event_payload?.post_id === postId) return true;
  const values = (blocks ?? []).flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' && element.value ? [element.value] : [],
        )
      : [],
  );
  return isPostAmong(values, postId);
}
