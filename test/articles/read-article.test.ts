import { describe, expect, it } from 'vitest';
import { extractText } from '../../src/articles/extract-text.ts';
import type { PageParts } from '../../src/articles/fetch-page.ts';
import { createArticleReader } from '../../src/articles/read-article.ts';
import { createPageReader } from '../../src/articles/read-page.ts';
import { MINUTE } from '../../src/clock.ts';
import { silentLogger } from '../../src/log.ts';
import type { UnreadArticle } from '../../src/model/article.ts';
import type { FetchOutcome } from '../../src/outbound/guarded-fetch.ts';

const NOW = Date.UTC(2023, 8, 5, 12);
const SENTENCE = 'Two ships loaded with grain left the harbour on Tuesday after a week of talks. ';
const PAGE = `<html lang="en"><head><title>Page title</title><link rel="canonical" href="/a"></head>
  <body><article>${`<p>${SENTENCE.repeat(3)}</p>`.repeat(4)}</article></body></html>`;

const article: UnreadArticle = {
  id: 'a1',
  feedId: 'f1',
  url: 'https://harbour.example/a',
  title: 'Grain ships leave',
  teaser: 'Two ships left.',
  text: '',
  textSource: null,
  isPaywallStub: false,
  byline: null,
  language: null,
  outletDomain: 'harbour.example',
  outletName: 'Harbour Post',
  publishedAt: null,
  firstSeenAt: NOW,
  isQuiet: false,
  state: 'unread',
  setAsideReason: null,
  storyId: null,
  feedText: 'Two ships left.',
};

type Answer = { status?: number; body?: string; headers?: Record<string, string>; finalUrl?: string };

function parts(
  answer: Answer | FetchOutcome,
  options: { isAllowed?: boolean; now?: number } = {},
): PageParts & {
  clock: { now(): number; sleep(): Promise<void> };
  log: typeof silentLogger;
} {
  return {
    fetch: (url) =>
      Promise.resolve(
        'kind' in answer
          ? answer
          : {
              kind: 'response',
              status: answer.status ?? 200,
              headers: { 'content-type': 'text/html', ...answer.headers },
              body: Buffer.from(answer.body ?? PAGE),
              finalUrl: answer.finalUrl ?? url,
              permanentUrl: null,
            },
      ),
    parser: {
      run: (input) => {
        const { body, url } = input as { body: Uint8Array; url: string };
        return Promise.resolve({ kind: 'done', value: extractText(Buffer.from(body).toString(), url) });
      },
    },
    pacer: { run: (_key, job) => job() },
    robots: () => Promise.resolve(options.isAllowed ?? true),
    clock: { now: () => options.now ?? NOW, sleep: () => Promise.resolve() },
    log: silentLogger,
  };
}

const signal = new AbortController().signal;
const read = (
  answer: Answer | FetchOutcome,
  part: Partial<UnreadArticle> = {},
  options?: Parameters<typeof parts>[1],
) => createArticleReader(parts(answer, options))({ ...article, ...part }, signal);

describe('reading an article', () => {
  it('takes the text of its page', async () => {
    const result = await read({});
    expect(result).toMatchObject({
      state: 'read',
      textSource: 'page',
      title: 'Grain ships leave',
      language: 'en',
    });
    expect(result.state === 'read' && result.text).toContain(SENTENCE.trim());
  });

  it('believes the words of a page rather than what its template says of the language', async () => {
    const sentence =
      'Zwei Schiffe mit Getreide haben am Dienstag nach einer Woche der Gespräche den Hafen verlassen. ';
    const body = PAGE.replaceAll(SENTENCE, sentence);
    expect(await read({ body })).toMatchObject({ textSource: 'page', language: 'de' });
    expect(await read({ status: 404 }, { feedText: sentence, language: 'en' })).toMatchObject({
      textSource: 'feed',
      language: 'de',
    });
  });

  it.each<[string, Answer | FetchOutcome]>([
    ['is not there', { status: 404 }],
    ['is refused', { status: 403 }],
    ['is a challenge', { body: '<html><title>Just a moment...</title></html>' }],
    ['is a file', { headers: { 'content-type': 'application/pdf' } }],
    ['leads to the front page', { finalUrl: 'https://harbour.example/' }],
    ['has no text', { body: '<html></html>' }],
    ['leads to a consent page', { finalUrl: 'https://consent.harbour.example/m?continue=x' }],
    ['leads to a consent page on the site', { finalUrl: 'https://harbour.example/consent?return=/a' }],
    ['leads to a log-in page', { finalUrl: 'https://harbour.example/account/login?next=/a' }],
    [
      'tells another story',
      {
        body: PAGE.replaceAll(
          SENTENCE,
          'Miners walked out at the Quill pits on Monday over their pay, a union said. ',
        ),
      },
    ],
    ['lies in a private network', { kind: 'failed', code: 'private-address', reason: '' }],
  ])("falls back to the feed's text where the page %s", async (_what, answer) => {
    expect(await read(answer)).toMatchObject({ state: 'read', textSource: 'feed', text: 'Two ships left.' });
  });

  it('follows one refresh that a page asks for, and a page that reloads itself to nowhere', async () => {
    const refresh = (target: string) =>
      `<html><head><meta http-equiv="Refresh" content="0; URL='${target}'"></head></html>`;
    const asked: string[] = [];
    const answers: Record<string, string> = {
      '/a': refresh('/b?x=1&amp;y=2'),
      '/b': PAGE,
      '/c': refresh('/a'),
    };
    const reading = (path: string) => {
      const made = parts({});
      const fetch: PageParts['fetch'] = (url, options) => {
        asked.push(new URL(url).pathname);
        return parts({ body: answers[new URL(url).pathname] ?? '' }).fetch(url, options);
      };
      return createArticleReader({ ...made, fetch })(
        { ...article, url: `https://harbour.example${path}` },
        signal,
      );
    };
    expect(await reading('/a')).toMatchObject({ textSource: 'page' });
    expect(asked).toEqual(['/a', '/b']);
    expect(await reading('/c')).toMatchObject({ textSource: 'feed' });
    expect(asked).toEqual(['/a', '/b', '/c', '/a']);
  });

  it('reads no page that robots.txt forbids, and none without an address', async () => {
    expect(await read({}, {}, { isAllowed: false })).toMatchObject({ textSource: 'feed' });
    expect(await read({}, { url: null })).toMatchObject({ textSource: 'feed' });
  });

  it('prefers a feed that carries the article to a page that holds less', async () => {
    const feedText = SENTENCE.repeat(60);
    expect(await read({}, { feedText })).toMatchObject({ textSource: 'feed', text: feedText });
  });

  it('tries a passing failure again while the article is new and the feed says little', async () => {
    expect(await read({ status: 500 })).toEqual({ state: 'unread', notBefore: NOW + 2 * MINUTE });
    expect(await read({ status: 429, headers: { 'retry-after': '600' } })).toEqual({
      state: 'unread',
      notBefore: NOW + 10 * MINUTE,
    });
    expect(await read({ status: 500 }, { feedText: SENTENCE.repeat(10) })).toMatchObject({
      textSource: 'feed',
    });
    expect(await read({ status: 500 }, {}, { now: NOW + 11 * MINUTE })).toMatchObject({ textSource: 'feed' });
  });

  it('sets an article aside that has no text anywhere', async () => {
    expect(await read({ status: 404 }, { feedText: '', teaser: '' })).toMatchObject({ state: 'set-aside' });
  });
});

describe('reading a page for a link', () => {
  it('hands over its text, its own address and the name of the site', async () => {
    const outcome = await createPageReader(parts({}))('https://www.harbour.example/a?x=1', signal);
    expect(outcome).toMatchObject({
      kind: 'page',
      url: 'https://www.harbour.example/a',
      title: 'Page title',
      siteName: 'harbour.example',
    });
  });

  it('does not believe a canonical address on another site', async () => {
    const body = PAGE.replace('href="/a"', 'href="https://other.example/a"');
    const outcome = await createPageReader(parts({ body }))('https://harbour.example/a', signal);
    expect(outcome).toMatchObject({ url: 'https://harbour.example/a' });
  });

  it.each<[Answer | FetchOutcome, RegExp]>([
    [{ status: 404 }, /check the link/],
    [{ kind: 'failed', code: 'private-address', reason: '' }, /private network/],
    [{ body: '<html></html>' }, /No article text/],
  ])('says in a sentence why it cannot', async (answer, sentence) => {
    expect(await createPageReader(parts(answer))('https://harbour.example/a', signal)).toMatchObject({
      kind: 'failed',
      userMessage: expect.stringMatching(sentence),
    });
  });
});
