import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { HOUR } from '../../src/clock.ts';
import { NO_WISHES, type ChannelWishes } from '../../src/model/channel.ts';
import type { CommandContext } from '../../commands/context.ts';
import type { Store } from '../../src/store/store.ts';
import {
  CHANNEL,
  poll,
  sampleArticle,
  sampleStory,
  startBoth,
  storeReadyStory,
  T0,
} from '../store/contract/samples.ts';
import { ask, openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

let context: CommandContext;
let store: Store;
beforeEach(async () => {
  ({ context, store } = await openContext({}, createManualClock(T0 + HOUR)));
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

const { platform, workspaceId, channelId } = CHANNEL;
const digest = async (about = ''): Promise<string> =>
  renderPlainText(await ask(`digest ${about}`, context, { address: { platform, workspaceId, channelId } }));

describe('/digest', () => {
  it('shows what matters for the channel: by its filter, without what it mutes', async () => {
    const { id } = await channelWith({ filter: { ...NO_WISHES.filter, regions: ['Africa'] } });
    const text = await digest();
    expect(text).toContain('Kenya and Uganda');
    expect(text).not.toContain('North Korea');
    const target = { kind: 'words', words: 'uganda' } as const;
    await store.marks.mark(id, { kind: 'mute', target, setBy: 'U1', at: T0 });
    expect(await digest()).not.toContain('Kenya and Uganda');
  });

  it('shows what was asked about, whatever the channel usually gets', async () => {
    await channelWith({ filter: { ...NO_WISHES.filter, regions: ['Africa'] } });
    expect(await digest('north korea')).toContain('North Korea launches');
    expect(await digest('satellite')).toContain('North Korea launches');
  });

  it('never shows what a manager withdrew in the workspace', async () => {
    await channelWith({});
    await store.withdrawals.withdraw({ platform, workspaceId, storyId: 'korea', by: 'U1', now: T0 });
    expect(await digest()).not.toContain('North Korea');
    expect(await digest('satellite')).not.toContain('North Korea launches');
  });

  it('knows what a misspelt word was meant to be, and names it', async () => {
    await channelWith({});
    const text = await digest('satelite');
    expect(text).toContain('(satellite)');
    expect(text).toContain('North Korea launches');
    expect(await digest('volcano')).not.toContain('North Korea');
  });
});
