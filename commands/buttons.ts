import { STORY_DAYS } from '../config/clean-up-tuning.ts';
import { composeEvidence, composeMore, composeText } from '../src/digests/compose/compose-answers.ts';
import {
  composeVoted,
  composeWithdrawQuestion,
  WITHDRAWN_HERE,
} from '../src/digests/compose/compose-marks.ts';
import type { Reading } from '../src/digests/compose/compose-story.ts';
import type { Channel } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Mark } from '../src/model/mark.ts';
import type { Message, StoryAction } from '../src/model/message.ts';
import type { CommandRequest } from './command.ts';
import { type CommandContext, readPlace } from './context.ts';
import { markStory } from './follow.ts';
import { explainStory } from './why.ts';

type Press = Pick<CommandRequest, 'address' | 'asker'> & { action: StoryAction; storyId: string };

const GONE = `This story is no longer kept: stories go ${STORY_DAYS} days after their last report.`;
const REWRITTEN = 'The summary of this story is being rewritten. Try again in a minute.';

/**
 * The answer behind a story's button; who may press it was checked. Buttons work on old posts too: a story that is
 * gone says so.
 */
export async function pressButton(press: Press, context: CommandContext): Promise<Message> {
  const { store } = context;
  const { address, asker, action } = press;
  const { channel, reading, languages } = await readPlace(address, context);
  const ready = await store.stories.getReady(press.storyId, languages);
  const known = ready ?? (await store.stories.get(press.storyId));
  if (!known) return composeText(GONE);
  // A merged story is the one that it is now.
  const storyId = 'story' in known ? known.story.id : known.id;
  if (action !== 'why' && !ready && 'state' in known && known.state === 'withdrawn')
    return composeText(WITHDRAWN_HERE);
  if (action !== 'why' && (await store.withdrawals.listOf(address)).has(storyId))
    return composeText(WITHDRAWN_HERE);
  const mark = (kind: Mark['kind'], isEnd: boolean) =>
    markStory({ address, kind, isEnd, asker, storyId }, context);
  switch (action) {
    case 'follow':
    case 'mute':
      return mark(action, false);
    case 'unfollow':
      return mark('follow', true);
    case 'unmute':
      return mark('mute', true);
    case 'useful':
    case 'not-useful':
      return vote({ ...press, storyId }, channel, context);
    case 'why':
      return explainStory({ address, about: storyId }, context);
    case 'withdraw-confirm':
      return withdraw({ ...press, storyId }, context);
    case 'evidence':
      return ready
        ? composeEvidence(ready, await store.articles.listOfStory(storyId), reading)
        : composeText(REWRITTEN);
    case 'withdraw':
      return ready ? composeWithdrawQuestion(ready.summary.headline, storyId) : composeText(REWRITTEN);
    case 'more':
      return ready ? more(ready, { asker, channel, reading }, context) : composeText(REWRITTEN);
  }
}

async function vote(
  { address, asker, action, storyId }: Press,
  channel: Channel | null,
  { store, clock }: CommandContext,
): Promise<Message> {
  await store.marks.vote({
    // Asked for where no digests go: a vote all the same.
    channelId: channel?.id ?? `${address.platform}:${address.workspaceId}:${address.channelId}`,
    storyId,
    askerId: asker.id,
    isUseful: action === 'useful',
    now: clock.now(),
  });
  return composeVoted(await store.marks.countVotes(storyId));
}

async function withdraw(
  { address, asker, storyId }: Press,
  { store, clock, log }: CommandContext,
): Promise<Message> {
  const { platform, workspaceId } = address;
  await store.withdrawals.withdraw({ platform, workspaceId, storyId, by: asker.id, now: clock.now() });
  log.warn({ storyId, platform, workspaceId, by: asker.id }, 'story withdrawn by a manager');
  return composeText('Withdrawn: its posts here say so in a moment, and it is not posted again.');
}

async function more(
  ready: ReadyStory,
  { asker, channel, reading }: Pick<Press, 'asker'> & { channel: Channel | null; reading: Reading },
  { store }: CommandContext,
): Promise<Message> {
  const { id } = ready.story;
  const own = channel
    ? (await store.marks.listOf(channel.id)).find(
        ({ target }) => target.kind === 'story' && target.storyId === id,
      )
    : undefined;
  return composeMore(ready, await store.articles.listOfStory(id), {
    ...reading,
    mark: own?.kind ?? null,
    canManage: asker.isManager && channel !== null,
  });
}
