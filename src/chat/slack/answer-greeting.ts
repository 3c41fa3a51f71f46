import type { Interaction } from '../../model/command.ts';
import { ANSWER_POST_ID } from '../button-id.ts';
import { renderSlackMessage } from './render-blocks.ts';
import { type PatientParts, sendPatiently } from './send-patiently.ts';
import type { OpenClient } from './workspaces.ts';

type GreetingTarget = PatientParts & {
  open: OpenClient;
  /** Who invited the bot; null where Slack does not tell. */
  userId: string | null;
  /** Tells this coming of the bot from every other. */
  eventTs: string;
};

/** What the bot says where it came to: to the one who invited it alone, or to the channel. */
export function createGreeting({
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
