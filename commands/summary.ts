import { DEFAULT_LANGUAGE, SEARCH_SPAN_MS } from '../config/tuning.ts';
import { detectLanguage } from '../src/articles/detect-language.ts';
import {
  composeLinkSummary,
  composeText,
  composeUntold,
  legendOf,
  quoteEvidence,
} from '../src/digests/compose/compose-answers.ts';
import { summarisedHow } from '../src/digests/compose/compose-digest.ts';
import { composeStory } from '../src/digests/compose/compose-story.ts';
import { AppError, userMessageOf } from '../src/errors.ts';
import type { ChannelAddress } from '../src/model/channel.ts';
import type { ReadyStory } from '../src/model/digest.ts';
import type { Story } from '../src/model/story.ts';
import type { Block, Message } from '../src/model/message.ts';
import type { SummaryOutcome } from '../src/model/summary.ts';
import { type Command, type CommandRequest, SHARE_OPTION, textOf } from './command.ts';
import { type CommandContext, readPlace } from './context.ts';
import { searchTolerantly, wordsOf } from './find-story.ts';

type LinkQuery = Pick<CommandRequest, 'progress'> & { url: string };

const LINK = /https?:\/\/\S+/i;
const LINK_TIMEOUT_MS = 30_000;
const SHOWN_STORIES = 3;

export const summaryCommand: Command = {
  definition: {
    name: 'summary',
    description: 'Three bullets for a link, a story or a topic',
    access: 'reader',
    options: [
      {
        name: 'of',
        description: 'A link, or words of a story',
        type: 'text',
        isRequired: true,
        takesRest: true,
        suggests: { kinds: ['story'] },
      },
      {
        name: 'evidence',
        description: 'Show the sentence that each bullet rests on',
        type: 'boolean',
        isRequired: false,
      },
      SHARE_OPTION,
    ],
    examples: [
      '/summary https://example.org/article',
      '/summary grain deal',
      '/summary https://example.org/article evidence:true',
    ],
  },
  run: ({ options, address, progress }, context) => {
    const words = textOf(options, 'of') ?? '';
    const hasEvidence = options.evidence === true;
    const url = LINK.exec(words)?.[0];
    return url
      ? answerLink({ url, hasEvidence, progress }, context)
      : answerWords({ address, words: subjectOfQuestion(words), hasEvidence }, context);
  },
};

async function answerLink(
  query: LinkQuery & { hasEvidence: boolean },
  context: CommandContext,
): Promise<Message> {
  const { outcome, page } = await summarisePage(query, context);
  return outcome.kind === 'summary'
    ? composeLinkSummary(outcome.summary, page, { hasEvidence: query.hasEvidence })
    : composeText(`No three bullets for this page: ${outcome.reason}`);
}

/** Reads a page and writes three bullets in the page's language. Throws AppError with what to do when it cannot. */
export async function summarisePage(
  { url, progress }: LinkQuery,
  { readPage, summariser }: CommandContext,
): Promise<{ outcome: SummaryOutcome; page: { url: string; siteName: string; note: string | null } }> {
  const signal = AbortSignal.timeout(LINK_TIMEOUT_MS);
  await progress('Reading the page ...');
  const page = await readPage(url, signal);
  if (page.kind === 'failed') throw new AppError('summary/unreadable', page.userMessage);
  await progress('Summarising ...');
  const { title, text, siteName, language, publishedAt } = page;
  const source = { id: 'link', title, text, outletName: siteName, url: page.url, language, publishedAt };
  const outcome = await summariser.summarise(
    { articles: [source], language: language ?? DEFAULT_LANGUAGE },
    signal,
  );
  const note = page.isPaywallStub ? 'only the part before the paywall' : null;
  return { outcome, page: { url: page.url, siteName, note } };
}

/** Three bullets, in its own language, for a text that has no page. */
export function summariseText(text: string, { summariser }: CommandContext): Promise<SummaryOutcome> {
  const language = detectLanguage(text) ?? DEFAULT_LANGUAGE;
  const source = { id: 'text', title: '', text, outletName: '', url: null, language, publishedAt: null };
  return summariser.summarise({ articles: [source], language }, AbortSignal.timeout(LINK_TIMEOUT_MS));
}

/**
 * What "Summarise links" answers: three bullets for each link, one after the other; a page that cannot be read costs
 * a line and not the others. Throws AppError `command/no-link` where there is none.
 */
export async function summariseLinks(
  urls: readonly string[],
  progress: CommandRequest['progress'],
  context: CommandContext,
): Promise<Message> {
  if (urls.length === 0)
    throw new AppError(
      'command/no-link',
      'This message has no link. Choose one with a link, or use /summary with words.',
    );
  const answers: Message[] = [];
  for (const url of urls) {
    const answer = answerLink({ url, hasEvidence: false, progress }, context);
    // One link alone fails with its own sentence.
    answers.push(urls.length === 1 ? await answer : await answer.catch((error) => sayFailed(url, error)));
  }
  return {
    blocks: answers.flatMap(({ blocks }, index): Block[] =>
      index === 0 ? [...blocks] : [{ kind: 'divider' }, ...blocks],
    ),
    fallbackText: answers.map(({ fallbackText }) => fallbackText).join('\n'),
  };
}

function sayFailed(url: string, error: unknown): Message {
  if (!(error instanceof AppError)) throw error;
  const text = `${new URL(url).host}: ${userMessageOf(error)}`;
  return { blocks: [{ kind: 'text', spans: [{ text }] }], fallbackText: text };
}

/** The stories that match, best first, each with its three bullets. */
async function answerWords(
  query: { address: ChannelAddress; words: string; hasEvidence: boolean },
  context: CommandContext,
): Promise<Message> {
  const { reading, languages } = await readPlace(query.address, context);
  const words = wordsOf(query.words);
  if (words.length === 0)
    throw new AppError(
      'command/bad-option',
      'Say what to summarise: a link, or words such as /summary grain deal.',
    );
  const since = context.clock.now() - SEARCH_SPAN_MS;
  const asked = { words, since, languages, limit: SHOWN_STORIES };
  const { found: matching, meant } = await searchTolerantly(context.store.stories, asked);
  const withdrawn = await context.store.withdrawals.listOf(query.address);
  if (matching.length === 0 || meant !== null) {
    const untold = await findUntold(context.store, { words, since, withdrawn });
    if (untold.length > 0) return composeUntold(untold);
  }
  const allowed = matching.filter(({ story }) => !withdrawn.has(story.id));
  const found = (await context.awaitModel?.(languages, allowed)) ?? allowed;
  if (found.length === 0)
    return composeText(
      `No story of the last three months matches "${query.words}". Try fewer words, or a link.`,
    );
  const blocks: Block[] = meant ? [toldMeant(query.words, meant)] : [];
  const shown = found.flatMap((ready): Block[] => [
    composeStory(ready, reading, { number: null, hasMoved: ready.story.version > 1 }),
    ...(query.hasEvidence ? evidenceOf(ready) : []),
  ]);
  const how = summarisedHow(found.map(({ summary }) => summary.madeBy));
  const legend = query.hasEvidence ? legendOf(found.flatMap(({ summary }) => summary.bullets)) : [];
  const text = [how, ...(await whyWithoutModel(found, context))].join(' · ');
  blocks.push(...shown, ...legend, { kind: 'footer', text });
  return { blocks, fallbackText: found.map(({ summary }) => summary.headline).join('\n') };
}

/** Why a model that is set did not write the summaries of these stories; nothing where none was asked. */
async function whyWithoutModel(
  found: readonly ReadyStory[],
  { store }: Pick<CommandContext, 'store'>,
): Promise<string[]> {
  const plain = found.filter(({ summary }) => summary.madeBy.kind === 'extractive');
  const versions = new Map(plain.map(({ story }) => [story.id, story.version]));
  const wishes = await store.summaryWishes.list([...versions.keys()]);
  const failed = wishes.filter(({ storyId, version }) => versions.get(storyId) === version);
  return [...new Set(failed.flatMap(({ reason }) => reason ?? []))];
}

/** Stories that hold every word but have no bullets, newest first. */
async function findUntold(
  { archive }: CommandContext['store'],
  { words, since, withdrawn }: { words: readonly string[]; since: number; withdrawn: ReadonlySet<string> },
): Promise<Story[]> {
  const stories = await archive.findStories({ words, since, limit: SHOWN_STORIES });
  return stories.filter(({ id, state }) => (state === 'open' || state === 'dropped') && !withdrawn.has(id));
}

const toldMeant = (asked: string, meant: readonly string[]): Block => ({
  kind: 'text',
  spans: [{ text: `No story matches "${asked}". Shown instead: ${meant.join(' ')}.` }],
});

const evidenceOf = ({ summary }: ReadyStory): Block[] =>
  summary.bullets.flatMap((bullet) => quoteEvidence(bullet, bullet.evidence.outletName));

/** What a question is made of besides its subject. Lower case; `US` and `WHO` are names. */
const QUESTION_WORDS = new Set(
  (
    'what whats who whom whose why when where which how is are was were be been being has have had do does did will would can could ' +
    'should the a an of in on at to for with from by and or about any there it its this that these those me tell give show please ' +
    'summarise summarize summary explain happened happening happens happen going latest news update updates know now still yet you your i'
  ).split(' '),
);
const OPENING =
  /^(what|whats|who|why|when|where|which|how|is|are|was|were|has|have|did|does|do|will|can|could|tell|give|show|summari[sz]e|explain|any)\b/i;

/**
 * The words of a question that stories can be searched by: `What happened with the grain deal?` asks for
 * `grain deal`. What is no question, or nothing but question words, stays as it is. English. Pure.
 */
export function subjectOfQuestion(text: string): string {
  const asked = text.trim();
  if (!asked.endsWith('?') && !OPENING.test(asked)) return asked;
  const words = asked
    .replaceAll(/['’]s\b/g, '')
    .replaceAll(/[?!.,;:]+(?=\s|$)/g, '')
    .split(/\s+/);
  const subject = words.filter(
    (word) => word === word.toUpperCase() || !QUESTION_WORDS.has(word.toLowerCase()),
  );
  return subject.length > 0 ? subject.join(' ') : asked;
}
