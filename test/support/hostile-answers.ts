import {
  composeEvidence,
  composeLinkSummary,
  composeMore,
  composeText,
} from '../../src/digests/compose/compose-answers.ts';
import { composeCatchup, composeHistory } from '../../src/digests/compose/compose-history.ts';
import { composeReply, composeWithdrawnReply } from '../../src/digests/compose/compose-follow-up.ts';
import {
  composeMarked,
  composeMarks,
  composeWithdrawQuestion,
} from '../../src/digests/compose/compose-marks.ts';
import { composeNotice, composeUnreachable } from '../../src/digests/compose/compose-notice.ts';
import { composeLooseArticle, composeNothingFound } from '../../src/digests/compose/compose-why.ts';
import type { Article } from '../../src/model/article.ts';
import type { ReadyStory } from '../../src/model/digest.ts';
import type { Feed } from '../../src/model/feed.ts';
import type { StoryHistory } from '../../src/model/history.ts';
import type { Message } from '../../src/model/message.ts';
import { sampleStory, sampleSummary, T0 } from '../store/contract/samples.ts';

const STORY_ID = '019a0000-0000-7000-8000-00000000000a';
const URL = 'javascript:alert(1)';
const READING = { now: T0, timeZone: 'UTC' };

function readyOf(text: string): ReadyStory {
  const evidence = { articleId: 'a', sentence: text, outletName: text, url: URL };
  const bullet = { text, evidence, isSupported: true };
  const change = { kind: 'update', at: T0, line: text } as const;
  const story = sampleStory(STORY_ID, {
    version: 2,
    title: text,
    outletNames: [text, text],
    url: URL,
    change,
  });
  const summary = sampleSummary(STORY_ID, { version: 2, headline: text, bullets: [bullet, bullet, bullet] });
  return { story, summary };
}

const articlesOf = (text: string): Article[] =>
  Array.from(
    { length: 14 },
    (_, index) =>
      ({
        id: `a${index}`,
        title: text,
        outletName: text,
        url: URL,
        firstSeenAt: T0,
        state: 'set-aside',
        setAsideReason: text,
      }) as Partial<Article> as Article,
  );

function historyOf(text: string): StoryHistory {
  const version = { at: T0, line: text, title: text, url: URL };
  return {
    ...readyOf(text),
    versions: [
      { ...version, version: 1, kind: 'first' },
      { ...version, version: 2, kind: 'update' },
    ] as StoryHistory['versions'],
    tellings: articlesOf(text).map(({ id }, index) => ({
      articleId: id,
      outletName: `${text}${index}`,
      country: null,
      isStateControlled: false,
      title: text,
      url: URL,
      firstSeenAt: T0,
    })),
    notes: [text],
  };
}

const feedsOf = (text: string) => {
  const failure = { code: 'http', message: text, since: T0, at: T0 };
  const feed = {
    id: 'f',
    url: `https://a.example/${encodeURIComponent(text.toWellFormed())}`,
    title: text,
    failure,
  };
  return [feed as Partial<Feed> as Feed];
};

type Compose = (text: string) => Message;

/** What people get privately, composed as the program does, with outside text wherever outside text may stand. */
export const ANSWERS: Readonly<Record<string, Compose>> = {
  evidence: (text) => composeEvidence(readyOf(text), articlesOf(text), READING),
  more: (text) => composeMore(readyOf(text), articlesOf(text), { ...READING, mark: null, canManage: true }),
  why: (text) => composeLooseArticle(articlesOf(text)[0] as Article, READING),
  'nothing found': composeNothingFound,
  story: (text) => composeHistory(historyOf(text), READING, null),
  catchup: (text) => composeCatchup({ stories: [readyOf(text)], since: T0 - 1 }, READING),
  summary: (text) =>
    composeLinkSummary(
      readyOf(text).summary,
      { url: URL, siteName: text, note: text },
      { hasEvidence: true },
    ),
  marked: (text) =>
    composeMarked({ kind: 'mute', target: { kind: 'words', words: text }, name: text, isOn: true }),
  marks: (text) => composeMarks('follow', [text, text]),
  withdraw: (text) => composeWithdrawQuestion(text, STORY_ID),
  'a fault': (text) => composeText(`${text} cannot be read.`),
};

/** What is said in the thread of a post. */
export const REPLIES: Readonly<Record<string, Compose>> = {
  'a change': (text) => composeReply(readyOf(text), READING),
  'a withdrawal': composeWithdrawnReply,
};

/** What managers are told in a channel. */
export const NOTICES: Readonly<Record<string, Compose>> = {
  feeds: (text) =>
    composeNotice({ failing: feedsOf(text), back: feedsOf(text), retired: feedsOf(text) }, READING, '/feeds'),
  'a channel': (text) => composeUnreachable(text, 'Invite the bot to the channel.'),
};
