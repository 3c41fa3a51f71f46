import { STORY_DAYS } from '../config/clean-up-tuning.ts';
import type { Clock } from '../src/clock.ts';
import { composeEvidence, composeMore, composeText } from '../src/digests/compose/compose-answers.ts';
import {
  composeVoted,
  composeWithdrawQuestion,
  WITHDRAWN_HERE,
} from '../src/digests/compose/compose-marks.ts';
import type { Logger } from '../src/log.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { Asker } from '../src/model/command.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Mark } from '../src/model/mark.ts';
import type { Message, StoryAction } from '../src/model/message.ts';
import type { Store } from '../src/store/store.ts';
import type { createMarkStories } from './mark-stories.ts';
import type { ReadingOf } from './reading-of.ts';

type Press = { address: ChannelAddress; asker: Asker; action: StoryAction; storyId: string };
type Parts = {
  store: Store;
  readingOf: ReadingOf;
  marks: ReturnType<typeof createMarkStories>;
  why: (query: { address: ChannelAddress; about: string }) => Promise<Message>;
  clock: Clock;
  log: Logger;
};

const GONE = `This story is no longer kept: stories go ${STORY_DAYS} days after their last report.`;
const REWRITTEN = 'The summary of this story is being rewritten. Try again in a minute.';

/** The answers behind a story's buttons. They work on old posts too: a story that is gone says so. */
export function createAnswerButtons(parts: Parts) {
  const { store, readingOf, marks, why } = parts;

  return async (press: Press): Promise<Message> => {
    const { address, asker, action } = press;
    const { reading, languages } = await readingOf(address);
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
      marks.markStory({ address, kind, isEnd, asker, storyId });
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
        return vote(parts, { ...press, storyId });
      case 'why':
        return why({ address, about: storyId });
      case 'withdraw-confirm':
        return withdraw(parts, { ...press, storyId });
      case 'evidence':
        return ready
          ? composeEvidence(ready, await store.articles.listOfStory(storyId), reading)
          : composeText(REWRITTEN);
      case 'withdraw':
        return ready ? composeWithdrawQuestion(ready.summary.headline, storyId) : composeText(REWRITTEN);
      case 'more':
        return ready ? more(parts, press, ready, reading) : composeText(REWRITTEN);
    }
  };
}

async function vote({ store, readingOf, clock }: Parts, { address, asker, action, storyId }: Press) {
  const { channel } = await readingOf(address);
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

async function withdraw({ store, clock, log }: Parts, { address, asker, storyId }: Press): Promise<Message> {
  const { platform, workspaceId } = address;
  await store.withdrawals.withdraw({ platform, workspaceId, storyId, by: asker.id, now: clock.now() });
  log.warn({ storyId, platform, workspaceId, by: asker.id }, 'story withdrawn by a manager');
  return composeText('Withdrawn: its posts here say so in a moment, and it is not posted again.');
}

async function more(
  { store, readingOf }: Parts,
  { address, asker }: Press,
  ready: ReadyStory,
  reading: { now: number; timeZone: string },
): Promise<Message> {
  const { id } = ready.story;
  const { channel } = await readingOf(address);
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
