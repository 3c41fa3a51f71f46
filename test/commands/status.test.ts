import { describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { ask, openContext } from '../support/command-context.ts';
import { openFeeds, REFUSED } from './feeds/feeds-in-store.ts';

describe('/status', () => {
  it('names failing and given-up feeds with what to do', async () => {
    const context = await openFeeds({ Harbour: null, Sample: 'forbidden', Lantern: 'gone' });
    const text = renderPlainText(await ask('status', context));
    expect(text).toContain(`Feeds that fail\n • Sample: ${REFUSED}`);
    expect(text).toContain(`Feeds that were given up by their sites\n • Lantern: ${REFUSED}`);
    expect(text).not.toContain("machine's own connection");
  });

  it('says that the fault is likely our own where every feed fails', async () => {
    const context = await openFeeds({ Harbour: 'dns', Sample: 'dns' });
    expect(renderPlainText(await ask('status', context))).toContain("machine's own connection");
  });

  it('names what a permission is missing for, and answers where the platform does not say', async () => {
    const inspect = async () => ['It may not read the channel: grant it.'];
    const chatOf = () => ({ inspect }) as Partial<Chat> as Chat;
    const gaps = await ask('status', (await openContext({ chatOf })).context);
    expect(renderPlainText(gaps)).toContain('It may not read the channel: grant it.');
    const silent = () => ({ inspect: () => Promise.reject(new Error('busy')) }) as Partial<Chat> as Chat;
    const answer = await ask('status', (await openContext({ chatOf: silent })).context);
    expect(renderPlainText(answer)).toContain('Stories: 0 ready');
  });
});
