import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { HOUR } from '../../src/clock.ts';
import type { Story } from '../../src/model/story.ts';
import {
  CHANNEL,
  sampleDigest,
  samplePost,
  sampleStory,
  startBoth,
  storeDigest,
  storeReadyStory,
  T0,
} from '../store/contract/samples.ts';
import { ask, openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

const address = { platform: 'local', workspaceId: 'local', channelId: 'general' } as const;

async function setUp() {
  const { context, store } = await openContext({}, createManualClock(T0 + 5 * HOUR));
  await startBoth(store);
  const channel = await store.channels.ensure(CHANNEL, T0, T0);
  const post = async (id: string, at: number, stories: Story[]) => {
    for (const story of stories) await storeReadyStory(store, story);
    const posts = [
      samplePost(
        `post-${id}`,
        stories.map((story) => story.id),
      ),
    ];
    const digest = { ...sampleDigest(id, channel.id, stories), at };
    expect(await storeDigest(store, channel, { id, posts, digest, now: at })).toBe(true);
  };
  const catchUp = (since: string, channelId = 'general') =>
    ask(`catchup ${since}`, context, { address: { ...address, channelId } });
  const told = async (since: string) => renderPlainText(await catchUp(since));
  return { store, channel, post, catchUp, told };
}

const importance = (score: number): Pick<Story, 'importance'> => ({
  importance: { ...sampleStory('x').importance, score },
});

describe('/catchup', () => {
  it('tells what the channel got and what moved, by part of the world, and nothing older', async () => {
    const { store, post, catchUp, told } = await setUp();
    await post('d1', T0 + HOUR, [sampleStory('old'), sampleStory('moving', { regions: ['FR'] })]);
    await post('d2', T0 + 3 * HOUR, [
      sampleStory('kenya', importance(90)),
      sampleStory('nowhere', { regions: [] }),
    ]);
    await storeReadyStory(store, sampleStory('never-posted', { changedAt: T0 + 4 * HOUR }));
    const change = { at: T0 + 4 * HOUR, kind: 'update', line: 'toll 12 -> 19' } as const;
    await storeReadyStory(
      store,
      sampleStory('moving', { regions: ['FR'], version: 2, changedAt: change.at, change, ...importance(99) }),
    );
    const message = await catchUp('2h');
    const stories = message.blocks.filter((block) => block.kind === 'story');
    expect(stories.map(({ storyId, mark }) => [storyId, mark])).toEqual([
      ['moving', 'changed'],
      ['kenya', 'new'],
      ['nowhere', 'new'],
    ]);
    for (const story of stories) expect(story.bullets).toHaveLength(3);
    const text = await told('2h');
    expect(text).toMatch(/Since Mon 2 Mar, 13:00 EAT.*3 stories, 1 changed/s);
    expect(text).toMatch(/Europe.*Changed 14:00: toll 12 -> 19.*Africa.*Elsewhere/s);
    expect(await told('11:00')).toContain('4 stories');
  });

  it('lists what is of less weight in a line each', async () => {
    const { post, catchUp } = await setUp();
    const stories = Array.from({ length: 40 }, (_, index) => sampleStory(`s${index}`, importance(index)));
    await post('d1', T0 + 4 * HOUR, stories);
    const { blocks } = await catchUp('2h');
    expect(blocks.filter((block) => block.kind === 'story')).toHaveLength(12);
    const list = blocks.find((block) => block.kind === 'list');
    expect(list?.items).toHaveLength(21);
    expect(list?.items.at(-1)).toEqual([{ text: 'and 8 more' }]);
  });

  it('leaves out what a manager took back', async () => {
    const { store, channel, post, told } = await setUp();
    await post('d1', T0 + 4 * HOUR, [sampleStory('s1'), sampleStory('s2')]);
    await store.withdrawals.withdraw({ ...channel, storyId: 's1', by: 'ada', now: T0 + 4 * HOUR });
    const text = await told('2h');
    expect(text).toContain('about s2');
    expect(text).not.toContain('about s1');
  });

  it('says when there is nothing, no channel, or no such day', async () => {
    const { catchUp, told } = await setUp();
    expect(await told('friday')).toContain('got nothing since then');
    expect((await catchUp('friday', 'elsewhere')).fallbackText).toContain('This channel gets no digests');
    await expect(catchUp('blursday')).rejects.toMatchObject({ code: 'command/bad-option' });
  });
});
