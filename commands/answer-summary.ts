import { detectLanguage } from '../src/articles/detect-language.ts';
import type { PageReader } from '../src/articles/read-page.ts';
import type { Clock } from '../src/clock.ts';
import { AppError } from '../src/errors.ts';
import { composeLinkSummary, composeText } from '../src/digests/compose/compose-answers.ts';
import { summarisedHow } from '../src/digests/compose/compose-digest.ts';
import { composeStory } from '../src/digests/compose/compose-story.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Block, Message } from '../src/model/message.ts';
import type { SummaryOutcome } from '../src/model/summary.ts';
import type { Store } from '../src/store/store.ts';
import type { Summariser } from '../src/summaries/summariser.ts';
import type { AwaitModel } from '../src/pipeline/tell/want-summaries.ts';
import type { ReadingOf } from './reading-of.ts';
import { searchTolerantly } from './search-tolerantly.ts';

type LinkQuery = { url: string; hasEvidence: boolean; progress: (line: string) => Promise<void> };

const LINK_TIMEOUT_MS = 30_000;
const SHOWN_STORIES = 3;

/** Reads a page and writes three bullets in the page's language. Throws AppError with what to do when it cannot. */
export function createSummariseLink(parts: {
  readPage: PageReader;
  summariser: Summariser;
  defaultLanguage: string;
}) {
  return async ({
    url,
    progress,
  }: Pick<LinkQuery, 'url' | 'progress'>): Promise<{
    outcome: SummaryOutcome;
    page: { url: string; siteName: string; note: string | null };
  }> => {
    const signal = AbortSignal.timeout(LINK_TIMEOUT_MS);
    await progress('Reading the page ...');
    const page = await parts.readPage(url, signal);
    if (page.kind === 'failed') throw new AppError('summary/unreadable', page.userMessage);
    await progress('Summarising ...');
    const { title, text, siteName, language, publishedAt } = page;
    const source = { id: 'link', title, text, outletName: siteName, url: page.url, language, publishedAt };
    const outcome = await parts.summariser.summarise(
      { articles: [source], language: language ?? parts.defaultLanguage },
      signal,
    );
    const note = page.isPaywallStub ? 'only the part before the paywall' : null;
    return { outcome, page: { url: page.url, siteName, note } };
  };
}

export type SummariseLink = ReturnType<typeof createSummariseLink>;

/** Three bullets, in its own language, for a text that has no page. */
export function createSummariseText(parts: { summariser: Summariser; defaultLanguage: string }) {
  return (text: string): Promise<SummaryOutcome> => {
    const language = detectLanguage(text) ?? parts.defaultLanguage;
    const source = {
      id: 'text',
      title: '',
      text,
      outletName: '',
      url: null,
      language,
      publishedAt: null,
    };
    return parts.summariser.summarise({ articles: [source], language }, AbortSignal.timeout(LINK_TIMEOUT_MS));
  };
}

/** The answer to `/summary <link>`. */
export function createAnswerLink(summariseLink: SummariseLink) {
  return async (query: LinkQuery): Promise<Message> => {
    const { outcome, page } = await summariseLink(query);
    return outcome.kind === 'summary'
      ? composeLinkSummary(outcome.summary, page, { hasEvidence: query.hasEvidence })
      : composeText(`No three bullets for this page: ${outcome.reason}`);
  };
}

/** The answer to `/summary <words>`: the stories that match, best first, each with its three bullets. */
export function createAnswerWords(parts: {
  store: Pick<Store, 'stories' | 'withdrawals'>;
  readingOf: ReadingOf;
  /** Not there without a model. */
  awaitModel?: AwaitModel | undefined;
  clock: Clock;
  spanMs: number;
}) {
  return async (query: {
    address: ChannelAddress;
    words: string;
    hasEvidence: boolean;
  }): Promise<Message> => {
    const { reading, languages } = await parts.readingOf(query.address);
    const words = query.words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length === 0)
      throw new AppError(
        'command/bad-option',
        'Say what to summarise: a link, or words such as /summary grain deal.',
      );
    const since = parts.clock.now() - parts.spanMs;
    const asked = { words, since, languages, limit: SHOWN_STORIES };
    const { found: matching, meant } = await searchTolerantly(parts.store.stories, asked);
    const withdrawn = await parts.store.withdrawals.listOf(query.address);
    const allowed = matching.filter(({ story }) => !withdrawn.has(story.id));
    const found = (await parts.awaitModel?.(languages, allowed)) ?? allowed;
    if (found.length === 0)
      return composeText(
        `No story of the last three months matches "${query.words}". Try fewer words, or a link.`,
      );
    const blocks: Block[] = meant ? [toldMeant(query.words, meant)] : [];
    const shown = found.flatMap((ready): Block[] => [
      composeStory(ready, reading, { number: null, hasMoved: ready.story.version > 1 }),
      ...(query.hasEvidence ? evidenceOf(ready) : []),
    ]);
    blocks.push(...shown, {
      kind: 'footer',
      text: summarisedHow(found.map(({ summary }) => summary.madeBy)),
    });
    return { blocks, fallbackText: found.map(({ summary }) => summary.headline).join('\n') };
  };
}

const toldMeant = (asked: string, meant: readonly string[]): Block => ({
  kind: 'text',
  spans: [{ text: `No story matches "${asked}". Shown instead: ${meant.join(' ')}.` }],
});

const evidenceOf = ({ summary }: ReadyStory): Block[] =>
  summary.bullets.map(({ evidence }) => ({
    kind: 'quote',
    spans: [{ text: `${evidence.sentence} (${evidence.outletName})` }],
  }));
