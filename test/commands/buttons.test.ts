import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { DAY } from '../../src/clock.ts';
import type { StoryAction, Message } from '../../src/model/message.ts';
import { pressButton } from '../../commands/buttons.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Store } from '../../src/store/store.ts';
import {
  CHANNEL,
  sampleStory,
  startBoth,
  storeReadyStory,
  storeStory,
  T0,
} from '../store/contract/samples.ts';
import { openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

let context: CommandContext;
let store: Store;
beforeEach(async () => {
  ({ context, store } = await openContext({}, createManualClock(T0)));
  await startBoth(store);
  await storeReadyStory(store, sampleStory('s1'), { headline: 'Grain talks go on' });
});
afterEach(() => store.close());

const address = { platform: 'local', workspaceId: 'local', channelId: 'general' } as const;

async function press(action: StoryAction, { isManager = false } = {}): Promise<Message> {
  const asker = { id: 'ada', name: 'Ada', isManager, timeZone: null };
  return pressButton({ address, asker, action, storyId: 's1' }, context);
}
const pressed = async (...args: Parameters<typeof press>) => renderPlainText(await press(...args));
const labels = ({ blocks }: Message) =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons.map(({ label }) => label) : []));

it('answers with the evidence while the story is kept', async () => {
  expect(await pressed('evidence')).toContain('Grain talks go on');
});

it('says that a story is gone that was cleaned up', async () => {
  const bounds = { stories: T0 + 1, unused: 0, loosePosts: 0, modelUsage: 0, modelAnswers: 0 };
  await store.cleanUp({ ...bounds, tombstones: 0, instances: 0 }, 100, T0 + 91 * DAY);
  for (const button of ['evidence', 'more'] as const)
    expect(await pressed(button)).toContain(
      'This story is no longer kept: stories go 90 days after their last report.',
    );
});

it('says to wait while the summary of a new version is written, and that a story was withdrawn', async () => {
  await storeStory(store, sampleStory('s1', { version: 2 }));
  expect(await pressed('evidence')).toContain('Try again in a minute.');
  await storeStory(store, sampleStory('s1', { state: 'withdrawn', stateReason: 'by a manager' }));
  expect(await pressed('more')).toContain('A manager withdrew this story here.');
});

it('offers a manager more than a reader, and what is the case already to be taken back', async () => {
  await store.channels.ensure(CHANNEL, null, T0);
  expect(labels(await press('more'))).toEqual(['Useful', 'Not useful', 'Why']);
  expect(labels(await press('more', { isManager: true }))).toEqual([
    'Follow',
    'Mute',
    'Useful',
    'Not useful',
    'Why',
    'Withdraw',
  ]);
  expect(labels(await press('follow', { isManager: true }))).toEqual(['Unfollow']);
  expect(labels(await press('more', { isManager: true }))).toContain('Unfollow');
});

it('withdraws only after it has asked, and says so from then on', async () => {
  const channel = await store.channels.ensure(CHANNEL, null, T0);
  expect(labels(await press('withdraw', { isManager: true }))).toEqual(['Withdraw it']);
  expect((await store.withdrawals.listOf(channel)).size).toBe(0);
  await press('withdraw-confirm', { isManager: true });
  expect(await store.withdrawals.listOf(channel)).toContain('s1');
  expect(await pressed('evidence')).toContain('A manager withdrew this story here.');
});
