import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import type { CommandContext } from '../../commands/context.ts';
import { subjectOfQuestion, summariseLinks } from '../../commands/summary.ts';
import type { PageReader } from '../../src/articles/read-page.ts';
import type { SummaryOutcome } from '../../src/model/summary.ts';
import type { SummaryRequest } from '../../src/summaries/summariser.ts';
import { sampleStory as readyStory } from '../support/sample-stories.ts';
import type { Store } from '../../src/store/store.ts';
import { A, sampleStory, startBoth, storeReadyStory, storeStory, T0 } from '../store/contract/samples.ts';
import { ask, openContext } from '../support/command-context.ts';
import { createManualClock } from '../support/manual-clock.ts';

/** Pages are told by their address; those behind a paywall are not read. */
const readPage: PageReader = async (url) =>
  url.includes('paywall')
    ? { kind: 'failed', userMessage: 'The page needs a login.' }
    : {
        kind: 'page',
        url,
        title: `What stands at ${url}`,
        text: 'Envoys met.',
        siteName: 'Harbour Post',
        language: 'en',
        publishedAt: null,
        isPaywallStub: false,
      };
const summarise = async ({ articles }: SummaryRequest): Promise<SummaryOutcome> => ({
  kind: 'summary',
  summary: { ...readyStory().summary, headline: articles[0]?.title ?? '' },
});

let context: CommandContext;
let store: Store;
beforeEach(async () => {
  ({ context, store } = await openContext({ readPage, summariser: { summarise } }, createManualClock(T0)));
  await startBoth(store);
});
afterEach(() => store.close());

const summary = async (words: string) => renderPlainText(await ask(`summary ${words}`, context));

describe('/summary with words', () => {
  it('shows what misspelt words were meant to find, and says so', async () => {
    await storeReadyStory(store, sampleStory('s1'), { headline: 'Ukraine and Russia swap prisoners' });
    expect(await summary('Ukraine')).not.toContain('Shown instead');
    const corrected = await summary('Ukrane');
    expect(corrected).toContain('No story matches "Ukrane". Shown instead: ukraine.');
    expect(corrected).toContain('Ukraine and Russia swap prisoners');
  });

  it('shows the stories that come nearest where none holds every word, and says so', async () => {
    await storeReadyStory(store, sampleStory('s1'), { headline: 'Russia refuses to revive the grain pact' });
    for (const [index, who] of ['Iran', 'Chad', 'Peru', 'Fiji'].entries())
      await storeReadyStory(store, sampleStory(`d${index}`), { headline: `${who} signs a deal on fish` });
    const answer = await summary('grain deal');
    expect(answer).toContain('No story matches "grain deal". Shown instead: grain.');
    expect(answer).toContain('Russia refuses');
    expect(answer).not.toContain('Iran');
    expect(await summary('volcano deal')).toContain('Try fewer words, or a link.');
  });

  it('never shows what a manager withdrew in the workspace', async () => {
    await storeReadyStory(store, sampleStory('s1'), { headline: 'Ukraine and Russia swap prisoners' });
    const place = { platform: 'local', workspaceId: 'local' } as const;
    await store.withdrawals.withdraw({ ...place, storyId: 's1', by: 'U1', now: T0 });
    expect(await summary('Ukraine')).not.toContain('swap prisoners');
  });

  it('names a story that has no bullets, and says why', async () => {
    await storeReadyStory(store, sampleStory('other'), { headline: 'Chad signs a deal on fish' });
    await storeStory(
      store,
      sampleStory('flash', { title: 'Blast near the port of Tartus', outletNames: ['Harbour Post'] }),
    );
    expect(await summary('blast tartus')).toContain(
      'Blast near the port of Tartus (Harbour Post). No bullets: it waits for its summary.',
    );
    const [claimed] = await store.stories.claimSummaryDue({ instanceId: A, now: T0, limit: 1 });
    const reason = 'There is only one sentence of text.';
    const refused = { kind: 'refused', reason, retryAt: null } as const;
    await store.summaries.storeResult('flash', claimed?.token ?? '', refused, T0);
    expect(await summary('blast tartus')).toContain(`No bullets: ${reason}`);
    const place = { platform: 'local', workspaceId: 'local' } as const;
    await store.withdrawals.withdraw({ ...place, storyId: 'flash', by: 'U1', now: T0 });
    expect(await summary('blast tartus')).not.toContain('Harbour Post');
  });

  it('says why a model that is set did not write the bullets', async () => {
    const story = sampleStory('s1');
    await storeReadyStory(store, story, { headline: 'Ukraine and Russia swap prisoners' });
    await store.summaryWishes.want([{ storyId: 's1', language: 'en', version: story.version }], T0);
    expect(await summary('Ukraine')).not.toContain('declined');
    const [claimed] = await store.summaryWishes.claimDue({ instanceId: A, now: T0, limit: 1 });
    const reason = "The model's content filter declined this text.";
    const outcome = { summary: null, reason, retryAt: T0 + 1 };
    await store.summaryWishes.storeOutcome(claimed?.row.wish.id ?? '', claimed?.token ?? '', outcome);
    expect(await summary('Ukraine')).toContain(`summarised without a model · ${reason}`);
  });

  it('says what to do where nothing is near', async () => {
    await storeReadyStory(store, sampleStory('s1'));
    expect(await summary('volcano')).toContain('Try fewer words, or a link.');
  });
});

describe('/summary with a link', () => {
  it('tells the page in three bullets, with what they rest on where that is asked for', async () => {
    const text = await summary('https://a.example/1');
    expect(text).toContain('What stands at https://a.example/1\n • Kim Jong Un plans to travel');
    expect(text).toContain('Harbour Post · ');
    expect(text).not.toContain('Officials confirmed it.');
    expect(await summary('https://a.example/1 evidence:true')).toContain('Officials confirmed it.');
  });

  it('shows what is going on meanwhile', async () => {
    const lines: string[] = [];
    await ask('summary https://a.example/1', context, { progress: async (line) => void lines.push(line) });
    expect(lines).toEqual(['Reading the page ...', 'Summarising ...']);
  });
});

describe('the links of a message', () => {
  const told = async (...urls: string[]) =>
    renderPlainText(await summariseLinks(urls, async () => {}, context));

  it('are answered one after the other, and a page that could not be read is named', async () => {
    const text = await told('https://a.example/1', 'https://paywall.example/2', 'https://a.example/3');
    expect(text).toMatch(
      /^What stands at https:\/\/a\.example\/1\n[^]*\n-+\npaywall\.example: The page needs a login\.\n-+\nWhat stands at https:\/\/a\.example\/3\n/,
    );
  });

  it('fail with the one page that there is', async () => {
    await expect(told('https://paywall.example/2')).rejects.toMatchObject({ code: 'summary/unreadable' });
  });

  it('say so where there is none', async () => {
    await expect(told()).rejects.toMatchObject({
      code: 'command/no-link',
      userMessage: expect.stringContaining('has no link'),
    });
  });
});

describe('subjectOfQuestion', () => {
  it.each([
    ['What happened with the grain deal?', 'grain deal'],
    ["what's the latest news on Iran sanctions", 'Iran sanctions'],
    ['Did the US and the WHO agree?', 'US WHO agree'],
    ['tell me about North Korea’s summit.', 'North Korea summit'],
    ['Ukraine, Russia?', 'Ukraine Russia'],
    ['is it?', 'is it?'],
    ['grain deal', 'grain deal'],
    ['the Netherlands', 'the Netherlands'],
    ['', ''],
  ])('%j asks for %j', (asked, subject) => {
    expect(subjectOfQuestion(asked)).toBe(subject);
  });
});
