import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { feeds } from './feeds.ts';
import { helpFor } from './help.ts';
import { status } from './status.ts';
import { summary } from './summary.ts';

const answering: readonly Command[] = [digest, summary, feeds, status];

/** The explicit list: what stands here exists on every platform. */
export const ALL_COMMANDS: readonly Command[] = [...answering, helpFor(answering)];
