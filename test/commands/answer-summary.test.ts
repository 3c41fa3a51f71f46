import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { silentLogger } from '../../src/log.ts';
import { createAnswerWords } from '../../commands/answer-summary.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { sampleStory, startBoth, storeReadyStory, T0 } from '../store/contract/samples.ts';
import { createManualClock } from '../support/manual-clock.ts';

const clock = createManualClock(T0);
let store: Store;
beforeEach(async () => {
  store = await openStore({ url: 'sqlite::memory:', clock, log: silentLogger });
  await startBoth(store);
});
afterEach(() => store.close());

const ask = async (words: string) => {
  const readingOf = async () => ({
    channel: null,
    reading: { now: clock.now(), timeZone: 'UTC' },
    languages: ['en'],
  });
  const answer = createAnswerWords({ store, readingOf, clock, spanMs: 1_000 });
  const address = { platform: 'local', workspaceId: 'w', channelId: 'c' } as const;
  return renderPlainText(await answer({ address, words, hasEvidence: false }));
};

it('shows what misspelt words were meant to find, and says so', async () => {
  await storeReadyStory(store, sampleStory('s1'), { headline: 'Ukraine and Russia swap prisoners' });
  expect(await ask('Ukraine')).not.toContain('Shown instead');
  const corrected = await ask('Ukrane');
  expect(corrected).toContain('No story matches "Ukrane". Shown instead: ukraine.');
  expect(corrected).toContain('Ukraine and Russia swap prisoners');
});

it('shows the stories that come nearest where none holds every word, and says so', async () => {
  await storeReadyStory(store, sampleStory('s1'), { headline: 'Russia refuses to revive the grain pact' });
  for (const [index, who] of ['Iran', 'Chad', 'Peru', 'Fiji'].entries())
    await storeReadyStory(store, sampleStory(`d${index}`), { headline: `${who} signs a deal on fish` });
  const answer = await ask('grain deal');
  expect(answer).toContain('No story matches "grain deal". Shown instead: grain.');
  expect(answer).toContain('Russia refuses');
  expect(answer).not.toContain('Iran');
  expect(await ask('volcano deal')).toContain('Try fewer words, or a link.');
});

it('never shows what a manager withdrew in the workspace', async () => {
  await storeReadyStory(store, sampleStory('s1'), { headline: 'Ukraine and Russia swap prisoners' });
  const place = { platform: 'local', workspaceId: 'w' } as const;
  await store.withdrawals.withdraw({ ...place, storyId: 's1', by: 'U1', now: T0 });
  expect(await ask('Ukraine')).not.toContain('swap prisoners');
});

it('says what to do where nothing is near', async () => {
  await storeReadyStory(store, sampleStory('s1'));
  expect(await ask('volcano')).toContain('Try fewer words, or a link.');
});
