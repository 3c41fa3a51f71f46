import type { Mark, MarkTarget, Votes } from '../../model/mark.ts';
import type { ActionsBlock, Block, Message } from '../../model/message.ts';
import { composeText } from './compose-answers.ts';

/** What whoever asks for a withdrawn story gets, in the workspace or server where it was withdrawn. */
export const WITHDRAWN_HERE = 'A manager withdrew this story here.';

const UNDO = {
  follow: { action: 'unfollow', label: 'Unfollow' },
  mute: { action: 'unmute', label: 'Unmute' },
} as const;

/** What following or muting came to; of a story with the button that takes it back. */
export function composeMarked(change: {
  kind: Mark['kind'];
  target: MarkTarget;
  name: string;
  isOn: boolean;
}): Message {
  const { kind, target, name, isOn } = change;
  const on = {
    follow: `${name} is followed: this channel is told of each change of it, in the thread of its post.`,
    mute: `${name} is muted: it is not posted in this channel again.`,
  };
  const off = {
    follow: `${name} is no longer followed.`,
    mute: `${name} is no longer muted.`,
  };
  const said = composeText(isOn ? on[kind] : off[kind]);
  if (!isOn || target.kind !== 'story') return said;
  const undo: ActionsBlock = { kind: 'actions', storyId: target.storyId, buttons: [UNDO[kind]] };
  return { ...said, blocks: [...said.blocks, undo] };
}

/** All that a channel follows, or mutes. */
export function composeMarks(kind: Mark['kind'], names: readonly string[]): Message {
  const verb = kind === 'follow' ? 'follows' : 'mutes';
  if (names.length === 0)
    return composeText(
      `This channel ${verb} nothing. For example: /${kind} ${kind === 'follow' ? 'ukraine' : 'football'}`,
    );
  const blocks: Block[] = [
    { kind: 'heading', text: `This channel ${verb}` },
    { kind: 'list', items: names.map((text) => [{ text }]) },
  ];
  return { blocks, fallbackText: `This channel ${verb} ${names.join(', ')}` };
}

/** What a vote came to. */
export function composeVoted({ useful, notUseful }: Votes): Message {
  return composeText(`Noted, thank you. Useful to ${useful}, not useful to ${notUseful}.`);
}

/** Asks before a story is taken back. */
export function composeWithdrawQuestion(headline: string, storyId: string): Message {
  const said = composeText(
    `Withdraw "${headline}"?`,
    'Its posts in every channel of this workspace or server will say "Withdrawn by a manager", and it is not posted here again. This cannot be undone.',
  );
  const buttons = [{ action: 'withdraw-confirm', label: 'Withdraw it', isDangerous: true }] as const;
  return { ...said, blocks: [...said.blocks, { kind: 'actions', storyId, buttons }] };
}
