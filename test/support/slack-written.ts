import type { WrittenMessage } from './slack-stand-in.ts';

/** What somebody wrote, as Slack tells it. */
export const writtenEvent = (
  usual: { channelId: string; userId: string; ts: string },
  message: WrittenMessage,
) => ({
  type: message.isDirect ? 'message' : 'app_mention',
  channel: message.channelId ?? (message.isDirect ? 'D0DIRECT' : usual.channelId),
  ...(message.isDirect ? { channel_type: 'im' } : {}),
  user: message.userId ?? usual.userId,
  text: message.text,
  ts: message.ts ?? usual.ts,
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(message.botId ? { bot_id: message.botId } : {}),
  ...(message.subtype ? { subtype: message.subtype } : {}),
});
