import type { App } from '@slack/bolt';
import { SECOND } from '../../clock.ts';
import { readQuestion } from '../read-question.ts';
import { createGreeting } from './answer-greeting.ts';
import { createMessageAnswer } from './answer-message.ts';
import type { Intake, ReceivingDeps } from './intake.ts';
import { normaliseTypedText } from './typed-text.ts';

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
