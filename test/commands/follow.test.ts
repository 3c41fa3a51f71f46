import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import {
  CHANNEL,
  readArticles,
  sampleStory,
  startBoth,
  storeReadyStory,
  T0,
} from '../store/contract/samples.ts';
import { ask, openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

const address = { platform: 'local', workspaceId: 'local', channelId: 'general' } as const;

async function setUp() {
  const { context, store } = await openContext({}, createManualClock(T0));
  await startBoth(store);
  await store.channels.ensure(CHANNEL, null, T0);
  const typed = async (text: string, channelId = 'general') =>
    renderPlainText(await ask(text, context, { address: { ...address, channelId } }));
  return { store, typed };
}

describe('/follow and /mute', () => {
  it('mark words, list them and end it again', async () => {
    const { typed } = await setUp();
    expect(await typed('follow ukraine')).toContain('"ukraine" is followed');
    expect(await typed('mute football')).toContain('"football" is muted');
    expect(await typed('follow')).toMatch(/follows[^]*"ukraine"/);
    expect(await typed('follow')).not.toContain('football');
    expect(await typed('follow football stop:true')).toContain('"football" is not followed here.');
    expect(await typed('follow Ukraine stop:true')).toContain('no longer followed');
    expect(await typed('follow')).toContain('follows nothing');
  });

  it('mark the story behind a link, by its headline', async () => {
    const { store, typed } = await setUp();
    const [articleId = ''] = await readArticles(store, ['talks']);
    const story = sampleStory('s1');
    await store.stories.storeGrouping({ articleId, story, mergedIds: [], summaryDueAt: null });
    await storeReadyStory(store, story, { headline: 'Grain talks go on' });
    const { url } = (await store.articles.listOfStory('s1'))[0] ?? { url: '' };
    expect(await typed(`mute ${url}`)).toContain('"Grain talks go on" is muted');
    expect(await typed('mute')).toContain('Grain talks go on');
  });

  it('say what is wrong', async () => {
    const { typed } = await setUp();
    await expect(typed('follow ukraine', 'elsewhere')).rejects.toMatchObject({ code: 'marks/no-channel' });
    await expect(typed('follow https://harbour.example/none')).rejects.toMatchObject({
      code: 'marks/no-story',
    });
    await expect(typed(`follow ${'long '.repeat(30)}`)).rejects.toMatchObject({ code: 'marks/bad-words' });
    await expect(typed('mute !?')).rejects.toMatchObject({ code: 'marks/bad-words' });
  });
});
