import type { App } from '@slack/bolt';
import { SECOND, type Clock } from '../../clock.ts';
import { readQuestion } from '../read-question.ts';
import type { Intake, ReceivingDeps } from './intake.ts';
import { normaliseTypedText } from './typed-text.ts';
import type { Interaction } from '../../model/command.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { renderSlackMessage, fitsSlack } from './render-blocks.ts';
import type { OpenClient } from './workspaces.ts';
import { AppError } from '../../errors.ts';
import type { Message } from '../../model/message.ts';
import type { OutgoingPost, Chat } from '../chat.ts';
import { limitParts, splitMessage } from '../split-message.ts';
import { ANSWER_PATIENCE_MS, DEFAULT_RETRY_MS } from '../../../config/chat-limits.ts';
import type { ChannelAddress } from '../../model/channel.ts';

type Written = {
  channel: string;
  ts: string;
  thread_ts?: string;
  user?: string;
  text?: string;
  subtype?: string;
  bot_id?: string;
  channel_type?: string;
};

/** Messages to the bot, by mention or directly, its coming to a channel, and the end of an installation. Bolt has acknowledged them. */
export function listenToMessages(
  app: App,
  { posts, open, forget, clock, log }: ReceivingDeps,
  intake: Intake,
): void {
  function hear(workspaceId: string, { channel, ts, user, text = '', ...message }: Written): void {
    // What bots write, we among them, and what Slack says of edits, joins and the like is no question.
    if (!user || message.bot_id || (message.subtype && message.subtype !== 'file_share')) return;
    const isDirect = message.channel_type === 'im';
    // In a channel beside the question; in a direct message there is nobody else whom a thread would spare.
    const threadTs = message.thread_ts ?? (isDirect ? undefined : ts);
    intake.take({
      // By message: one that mentions the bot may be told by two kinds of event.
      id: `slack:message:${channel}:${ts}`,
      workspaceId,
      channelId: channel,
      userId: user,
      request: readQuestion(normaliseTypedText(text.replaceAll(/<@[^>]*>/g, ' '))),
      ...createMessageAnswer({
        posts,
        address: { platform: 'slack', workspaceId, channelId: channel },
        questionTs: ts,
        threadTs,
        clock,
        stopping: intake.stopping,
      }),
    });
  }
  app.event('app_mention', ({ event, body }) => Promise.resolve(hear(body.team_id, event as Written)));
  app.event('message', ({ event, body }) => {
    const message = event as Written;
    if (message.channel_type === 'im') hear(body.team_id, message);
    return Promise.resolve();
  });
  app.event('member_joined_channel', ({ event, body }) => {
    const isUs = body.authorizations?.some(({ user_id }) => user_id === event.user);
    if (!isUs) return Promise.resolve();
    const [workspaceId, channelId, userId] = [body.team_id, event.channel, event.inviter ?? null];
    const address = { platform: 'slack', workspaceId, channelId } as const;
    const eventTs = event.event_ts;
    intake.take({
      id: `slack:joined:${channelId}:${eventTs}`,
      workspaceId,
      channelId,
      userId,
      request: { kind: 'joined' },
      ...createGreeting({ posts, open, address, userId, eventTs, clock, stopping: intake.stopping }),
    });
    return Promise.resolve();
  });
  const leave = async ({ team_id, event_time }: { team_id: string; event_time: number }) => {
    log.info({ workspaceId: team_id }, 'slack workspace took the bot out');
    // Slack gives whole seconds.
    await forget(team_id, event_time * SECOND + SECOND - 1);
  };
  app.event('app_uninstalled', ({ body }) => leave(body));
  app.event('tokens_revoked', async ({ event, body }) => {
    if (event.tokens.bot?.length) await leave(body);
  });
}

type GreetingTarget = PatientParts & {
  open: OpenClient;
  /** Who invited the bot; null where Slack does not tell. */
  userId: string | null;
  /** Tells this coming of the bot from every other. */
  eventTs: string;
};

/** What the bot says where it came to: to the one who invited it alone, or to the channel. */
function createGreeting({
  open,
  userId,
  eventTs,
  ...parts
}: GreetingTarget): Pick<Interaction, 'progress' | 'reply'> {
  return {
    progress: () => Promise.resolve(),
    async reply(message, { isShared }) {
      if (isShared || userId === null)
        return void (await sendPatiently(parts).add({ postId: `greeting-${eventTs}`, message }));
      const client = await open(parts.address.workspaceId);
      await client?.chat.postEphemeral({
        channel: parts.address.channelId,
        user: userId,
        ...renderSlackMessage(message, ANSWER_POST_ID),
      });
    },
  };
}

/** A longer answer would bury the conversation. */
const MAX_PARTS = 3;

type MessageAnswerTarget = PatientParts & {
  /** The question. */
  questionTs: string;
  /** Undefined in a direct message. */
  threadTs: string | undefined;
};

/**
 * Progress and answer to a message, by messages of the bot: there is no response_url. Everybody who sees the question
 * sees the answer. Progress is one message, which the answer replaces.
 */
export function createMessageAnswer({
  questionTs,
  threadTs,
  ...parts
}: MessageAnswerTarget): Pick<Interaction, 'progress' | 'reply'> {
  const { add, replace } = sendPatiently(parts);
  let progressTs: string | undefined;
  const outgoing = (part: number | 'progress', message: Message): OutgoingPost => ({
    postId: `answer-${questionTs}-${part}`,
    message,
    thread: threadTs ?? null,
  });
  async function put(post: OutgoingPost): Promise<void> {
    const ts = progressTs;
    progressTs = undefined;
    if (ts) await replace(ts, post);
    else await add(post);
  }
  return {
    async progress(text) {
      // A sign of life, no part of the answer.
      progressTs ??= await add(outgoing('progress', asMessage(text))).catch(() => undefined);
    },
    async reply(message) {
      const answers = limitParts(splitMessage(message, fitsSlack), MAX_PARTS);
      for (const [index, answer] of answers.entries()) {
        await put(outgoing(index, answer)).catch((cause: unknown) => {
          throw new AppError('chat/answer-lost', 'Slack did not take the answer; please ask again.', {
            cause,
          });
        });
      }
    },
  };
}

const asMessage = (text: string): Message => ({
  blocks: [{ kind: 'text', spans: [{ text }] }],
  fallbackText: text,
});

type PatientParts = {
  /** The same as for posts, so that answers keep to the same pace in their channel. */
  posts: Pick<Chat, 'send' | 'edit' | 'find'>;
  address: ChannelAddress;
  clock: Clock;
  stopping: AbortSignal;
};

/** What is under way when the bot stops is let finish; only its waits are cut short. */
const UNSTOPPED = new AbortController().signal;

/**
 * Messages that no row stands for, exactly once: what Slack limits is waited out, what it left in doubt is looked up
 * before it is sent again. Both reject where Slack refuses, where looking is not permitted, after a quarter of an hour,
 * and when the bot stops.
 */
function sendPatiently({ posts, address, clock, stopping }: PatientParts) {
  const giveUpAt = clock.now() + ANSWER_PATIENCE_MS;

  async function waitFor({ retryAfterMs, reason }: { retryAfterMs: number; reason: string }): Promise<void> {
    if (clock.now() + retryAfterMs > giveUpAt) throw new Error(`not taken in time: ${reason}`);
    await clock.sleep(retryAfterMs, stopping);
    if (stopping.aborted) throw new Error(`stopped while it waited: ${reason}`);
  }

  /** Returns the message's ts. */
  async function add(post: OutgoingPost): Promise<string> {
    for (const attemptedAt = clock.now(); ; ) {
      const sent = await posts.send(address, post, UNSTOPPED);
      if (sent.kind === 'sent') return sent.externalId;
      if (sent.kind === 'refused') throw new Error(`refused: ${sent.reason}`);
      const found = sent.kind === 'in-doubt' ? await lookUp(post, attemptedAt) : null;
      if (found !== null) return found;
      // After a failure of its own Slack is not asked again at once.
      await waitFor(sent.kind === 'retry' ? sent : { ...sent, retryAfterMs: DEFAULT_RETRY_MS });
    }
  }

  /** Null where it did not get there. */
  async function lookUp(post: OutgoingPost, attemptedAt: number): Promise<string | null> {
    for (;;) {
      const found = await posts.find(address, post, attemptedAt, UNSTOPPED);
      if (found.kind === 'found') return found.externalId;
      if (found.kind === 'absent') return null;
      if (found.kind === 'not-permitted') throw new Error(`in doubt: ${found.reason}`);
      await waitFor(found);
    }
  }

  /** Puts a post in the place of a message; where that cannot be edited, beside it. */
  async function replace(ts: string, post: OutgoingPost): Promise<void> {
    for (;;) {
      const edited = await posts.edit(address, ts, post, UNSTOPPED);
      if (edited.kind === 'edited') return;
      if (edited.kind === 'refused') return void (await add(post));
      await waitFor(edited);
    }
  }

  return { add, replace };
}
