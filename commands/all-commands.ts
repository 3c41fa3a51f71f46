import { catchup } from './catchup.ts';
import { channel } from './channel/channel.ts';
import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { feeds } from './feeds/feeds.ts';
import { follow, mute } from './follow.ts';
import { helpFor } from './help.ts';
import { status } from './status.ts';
import { story } from './story.ts';
import { summary } from './summary.ts';
import { why } from './why.ts';

const answering: readonly Command[] = [
  digest,
  summary,
  story,
  catchup,
  why,
  channel,
  follow,
  mute,
  feeds,
  status,
];

/** The explicit list: what stands here exists on every platform. */
export const ALL_COMMANDS: readonly Command[] = [...answering, helpFor(answering)];
