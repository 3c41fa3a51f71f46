import { catchupCommand } from './catchup.ts';
import { channelCommand } from './channel/channel.ts';
import type { Command } from './command.ts';
import { digestCommand } from './digest.ts';
import { feedsCommand } from './feeds/feeds.ts';
import { followCommand, muteCommand } from './follow.ts';
import { helpFor } from './help.ts';
import { statusCommand } from './status.ts';
import { storyCommand } from './story.ts';
import { summaryCommand } from './summary.ts';
import { whyCommand } from './why.ts';

const answering: readonly Command[] = [
  digestCommand,
  summaryCommand,
  storyCommand,
  catchupCommand,
  whyCommand,
  channelCommand,
  followCommand,
  muteCommand,
  feedsCommand,
  statusCommand,
];

/** The explicit list: what stands here exists on every platform. */
export const ALL_COMMANDS: readonly Command[] = [...answering, helpFor(answering)];
