import { describe, expect, it } from 'vitest';
import { type ExtractOutcome, extractText } from '../../src/articles/extract-text.ts';

const TITLE = 'Harbour pact reopens grain corridor';
const OTHER_TITLE = 'Miners strike at Quill copper pits';
const asParagraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('\n');
const OWN = asParagraphs([
  'Two ships loaded with grain left the harbour on Tuesday, hours after ministers signed the pact.',
  'Officials said that the corridor would stay open until the end of the month, and longer if both sides agree.',
  'The pact was signed by three ministers, who called it a first step towards a wider settlement.',
  'Insurers lowered their rates within hours, although several shipping lines said they would wait.',
]);
const OTHER = asParagraphs([
  'About 4,000 miners walked out at the Quill pits on Monday over pay, their union said in the capital.',
  'The owner offered a rise of four per cent in the first year, which delegates refused by show of hands.',
  'Copper prices rose in London, where traders recalled the long dispute of nine winters ago.',
  'Police closed the road to the pits after stones were thrown at buses that carried managers.',
  'The labour court will hear both parties on Friday, and a judge may order a return to work.',
  'Shops in the valley shut at noon, and teachers said they would join the march on Wednesday.',
]);
const page = (body: string, { title = TITLE, head = '' } = {}) =>
  `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
const ld = (...articles: object[]) =>
  `<script type="application/ld+json">${JSON.stringify(articles.map((one) => Object.assign({ '@type': 'NewsArticle' }, one)))}</script>`;
const plain = (html: string) => html.replace(/<[^>]+>/g, '');
const URL_OF_PAGE = 'https://harbour.example/world/grain-1';
const read = (html: string, known?: { title: string; teaser: string }): ExtractOutcome =>
  extractText(html, URL_OF_PAGE, known);

describe('the story of a page that is its own', () => {
  it.each<[string, string]>([
    [
      'a longer second story',
      `<div class="s"><h1>${TITLE}</h1>${OWN}</div><div class="s"><h1>${OTHER_TITLE}</h1>${OTHER}</div>`,
    ],
    [
      'a longer story before it',
      `<div class="s"><h1>${OTHER_TITLE}</h1>${OTHER}</div><div class="s"><h1>${TITLE}</h1>${OWN}</div>`,
    ],
    [
      'stories under second-level headings',
      `<div><h2>${TITLE}</h2>${OWN}</div><div><h2>${OTHER_TITLE}</h2>${OTHER}</div>`,
    ],
    [
      'an article that is appended',
      `<article><h1>${TITLE}</h1>${OWN}</article><article><h3>${OTHER_TITLE}</h3>${OTHER}</article>`,
    ],
    [
      'an appended article without a heading',
      `<article><h1>${TITLE}</h1>${OWN}</article><article>${OTHER}</article>`,
    ],
    [
      'the next story in the same element',
      `<article><h1>${TITLE}</h1>${OWN}<h1>${OTHER_TITLE}</h1>${OTHER}</article>`,
    ],
    [
      'the next story under a lower heading',
      `<article><h1>${TITLE}</h1>${OWN}<h2>${OTHER_TITLE}</h2>${OTHER}</article>`,
    ],
    [
      'the next story inside the body',
      `<header><h1>${TITLE}</h1></header><div>${OWN}<div><h1>${OTHER_TITLE}</h1>${OTHER}</div></div>`,
    ],
    [
      'data of a related article',
      `<article><h1>${TITLE}</h1>${OWN}</article>${ld({ headline: OTHER_TITLE, articleBody: plain(OTHER) })}`,
    ],
    [
      'data of a related article before its own',
      `<article><h1>${TITLE}</h1>${OWN}</article>${ld({ headline: OTHER_TITLE, url: 'https://harbour.example/quill', articleBody: plain(OTHER) }, { headline: TITLE, url: URL_OF_PAGE })}`,
    ],
    [
      'data of an older article on the same matter at another address',
      `<article><h1>${TITLE}</h1>${OWN}</article>${ld({ headline: 'Harbour pact: how we got here', url: 'https://harbour.example/how', articleBody: plain(OTHER) })}`,
    ],
  ])('is read beside %s', (_what, body) => {
    const outcome = read(page(body));
    expect(outcome).toMatchObject({ kind: 'page', page: { title: TITLE, text: plain(OWN) } });
  });

  it('is told by the item where the titles of the page say nothing', () => {
    const body = `<article><h1>Tuesday</h1>${OWN}</article><article><h1>Monday</h1>${OTHER}</article>`;
    const known = { title: TITLE, teaser: '' };
    expect(read(page(body, { title: 'Herald' }), known)).toMatchObject({ page: { text: plain(OWN) } });
    const other = { title: OTHER_TITLE, teaser: '' };
    expect(read(page(body, { title: 'Herald' }), other)).toMatchObject({ page: { text: plain(OTHER) } });
  });

  it('keeps the sections of an article under headings of their own', () => {
    const section = OWN.replaceAll('pact', 'deal').replaceAll('grain', 'wheat');
    const outcome = read(
      page(`<article><h1>${TITLE}</h1>${OWN}<h2>What comes next</h2>${section}</article>`),
    );
    expect(outcome.kind === 'page' && outcome.page.text).toContain('Two ships loaded with wheat');
  });

  it.each<[string, object]>([
    ['as one text', { article: { title: TITLE, body: OWN }, next: { title: OTHER_TITLE, body: OTHER } }],
    [
      'as paragraphs',
      {
        blocks: plain(OWN)
          .split('\n')
          .map((text) => ({ type: 'p', text })),
      },
    ],
  ])('is read from the data of the program that shows it, %s', (_what, data) => {
    const body = `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: data })}</script>`;
    expect(read(page(body))).toMatchObject({ kind: 'page', page: { text: plain(OWN) } });
  });

  it.each([
    '<link rel="canonical" href="/">',
    '<link rel="canonical" href="https://harbour.example/en/">',
    '<meta property="og:url" content="https://harbour.example/index.html">',
  ])('has no address that is the front page: %s', (head) => {
    expect(read(page(`<h1>${TITLE}</h1>${OWN}`, { head }))).toMatchObject({ page: { canonicalUrl: null } });
  });
});

const COOKIES = [
  'We use cookies and data to deliver our services and to keep them safe from abuse.',
  'If you choose to accept all, we will also use cookies to develop new services.',
  'Our partners process personal data for advertising and to measure their audience.',
  'You can change your settings at any time at the foot of each of these pages.',
];

describe('a notice in place of an article', () => {
  it.each<[string, string]>([
    ['consent', page(`<h1>Before you continue</h1>${asParagraphs(COOKIES)}`, { title: 'Herald' })],
    ['consent', page(`<div>${asParagraphs(COOKIES)}</div>`)],
    [
      'consent',
      page(
        `<h1>Datenschutz</h1>${asParagraphs(['Wir und unsere Partner verwenden Cookies, um unsere Angebote zu verbessern.', 'Mit Ihrer Einwilligung verarbeiten wir personenbezogene Daten auch für Werbung.'])}`,
        { title: 'Kurier' },
      ),
    ],
    [
      'page-gone',
      page(
        '<h1>Sorry, this page is gone</h1><p>It may have been moved or removed by our editors since you saved the link to it.</p>',
        { title: 'Herald' },
      ),
    ],
    [
      'page-gone',
      page('<p>Please check the address, or use the search to find the story that you are looking for.</p>', {
        title: '404 - Page not found',
      }),
    ],
    [
      'page-gone',
      page(
        '<h1>Seite nicht gefunden</h1><p>Bitte nutzen Sie die Suche oder gehen Sie zur Startseite unserer Zeitung zurück.</p>',
        { title: 'Kurier' },
      ),
    ],
    [
      'login',
      page(
        '<h1>Sign in</h1><form><p>Enter the e-mail address and the password of your account to go on.</p><input type="password"></form>',
        { title: 'Herald' },
      ),
    ],
    [
      'login',
      page(
        '<h1>Log in to continue reading</h1><p>Members of the Harbour Post read all of our articles for the price of a coffee.</p>',
      ),
    ],
    [
      'app-shell',
      page(
        '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/a.js"></script>',
      ),
    ],
    [
      'app-shell',
      page(
        '<div><p>Please enable JavaScript in your browser in order to use the website of the Harbour Post.</p></div>',
      ),
    ],
    [
      'bot-challenge',
      page(
        '<p>Press and hold the button to confirm that you are a human, then you will be sent on to the page.</p>',
      ),
    ],
  ])('is named: %s', (reason, html) => {
    expect(read(html)).toEqual({ kind: 'failed', reason });
  });

  it.each<[string, string[]]>([
    [
      'Regulator fines network over cookies',
      [
        'The regulator fined the network on Monday because it set cookies without asking its users.',
        'The network said that it would appeal against the fine of 20 million before the court in May.',
        'Campaigners had complained about the practice of the network for years, and welcomed the fine.',
      ],
    ],
    [
      'Wreck of missing ferry not found',
      [
        'Divers said on Monday that the wreck of the ferry that went missing in March was not found.',
        'The search was moved to deeper water in the north, where a fisherman had seen oil on the sea.',
      ],
    ],
    [
      '404 people rescued from sinking ferry',
      [
        'Coast guards rescued 404 people from a ferry that was sinking off the northern port on Sunday.',
        'The search for others was called off when the last boat had returned to the port at noon.',
      ],
    ],
  ])('is not seen in an article: %s', (title, lines) => {
    const outcome = read(
      page(`<article><h1>${title}</h1>${asParagraphs(lines)}</article>`, {
        title,
      }),
    );
    expect(outcome.kind).toBe('page');
  });
});
