import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { HOUR } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import { NO_WISHES, type ChannelWishes } from '../../src/model/channel.ts';
import { createAnswerDigest } from '../../commands/answer-digest.ts';
import { createReadingOf } from '../../commands/reading-of.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { findRegions } from '../../src/stories/relevance/find-regions.ts';
import { findTopics } from '../../src/stories/relevance/find-topics.ts';
import {
  CHANNEL,
  poll,
  sampleArticle,
  sampleStory,
  startBoth,
  storeReadyStory,
  T0,
} from '../store/contract/samples.ts';
import { createManualClock } from '../support/manual-clock.ts';

const clock = createManualClock(T0 + HOUR);
let store: Store;
beforeEach(async () => {
  store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await startBoth(store);
  await poll(store, [sampleArticle('one')]);
  await tell('kenya', ['KE'], 'Kenya and Uganda sign a treaty on the lake');
  await tell('korea', ['KP'], 'North Korea launches a satellite');
});
afterEach(() => store.close());

const tell = (id: string, regions: string[], headline: string) =>
  storeReadyStory(store, sampleStory(id, { regions }), { headline });

const channelWith = (wishes: Partial<ChannelWishes>) =>
  store.channels.ensure({ ...CHANNEL, wishes: { ...NO_WISHES, ...wishes } }, T0, T0);

async function ask(about: string | null = null): Promise<string> {
  const answer = createAnswerDigest({
    store,
    readingOf: createReadingOf(store.channels, { timeZone: 'UTC', languages: ['en'] }, clock),
    regionsIn: (words) => findRegions(words).codes,
    topicsIn: (words) => findTopics(words, ''),
    newId: () => 'id',
    clock,
    defaultSpanMs: 24 * HOUR,
    maxStories: 8,
    silentFeedMs: HOUR,
  });
  const { platform, workspaceId, channelId } = CHANNEL;
  return renderPlainText(await answer({ address: { platform, workspaceId, channelId }, about, since: null }));
}

describe('/digest', () => {
  it('shows what matters for the channel: by its filter, without what it mutes', async () => {
    const { id } = await channelWith({ filter: { ...NO_WISHES.filter, regions: ['Africa'] } });
    const text = await ask();
    expect(text).toContain('Kenya and Uganda');
    expect(text).not.toContain('North Korea');
    const target = { kind: 'words', words: 'uganda' } as const;
    await store.marks.mark(id, { kind: 'mute', target, setBy: 'U1', at: T0 });
    expect(await ask()).not.toContain('Kenya and Uganda');
  });

  it('shows what was asked about, whatever the channel usually gets', async () => {
    await channelWith({ filter: { ...NO_WISHES.filter, regions: ['Africa'] } });
    expect(await ask('north korea')).toContain('North Korea launches');
    expect(await ask('satellite')).toContain('North Korea launches');
  });

  it('never shows what a manager withdrew in the workspace', async () => {
    await channelWith({});
    const { platform, workspaceId } = CHANNEL;
    await store.withdrawals.withdraw({ platform, workspaceId, storyId: 'korea', by: 'U1', now: T0 });
    expect(await ask()).not.toContain('North Korea');
    expect(await ask('satellite')).not.toContain('North Korea launches');
  });

  it('knows what a misspelt word was meant to be, and names it', async () => {
    await channelWith({});
    const text = await ask('satelite');
    expect(text).toContain('(satellite)');
    expect(text).toContain('North Korea launches');
    expect(await ask('volcano')).not.toContain('North Korea');
  });
});
