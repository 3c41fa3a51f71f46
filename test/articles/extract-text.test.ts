import { describe, expect, it } from 'vitest';
import { extractForEval } from '../../src/articles/extract-page.ts';
import { extractText, type ExtractedPage } from '../../src/articles/extract-text.ts';

const PARAGRAPHS = [
  'Two ships loaded with grain left the harbour on Tuesday after a week of talks between the port and its neighbours.',
  'Officials said that the corridor would stay open until the end of the month, and that a second round would follow.',
  'The agreement was signed by three ministers, who called it a first step towards a wider settlement of the dispute.',
  'Insurers lowered their rates within hours, although several shipping lines said that they would wait for a while.',
];
const BODY = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n');

function page(inside: string, head = ''): string {
  return `<!doctype html><html lang="en-GB"><head><title>Grain ships leave | Harbour Post</title>${head}</head><body>
    <nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article><h1>Grain ships leave</h1>${inside}</article></main>
    <footer>All rights reserved</footer></body></html>`;
}

function extract(html: string): ExtractedPage {
  const outcome = extractText(html, 'https://harbour.example/a');
  if (outcome.kind === 'failed') throw new Error(outcome.reason);
  return outcome.page;
}

describe('extracting an article', () => {
  it('keeps the paragraphs, one a line', () => {
    expect(extract(page(BODY)).text).toBe(PARAGRAPHS.join('\n'));
  });

  it.each([
    '<p>READ | Port strike enters second week</p>',
    '<p><strong>Related:</strong> Port strike enters second week</p>',
    '<p>Listen to this article</p>',
    '<p>Sign up for our daily newsletter to get the best of Harbour Post.</p>',
    '<p>Download our app for the latest headlines</p>',
    '<p>Photo: Ada Marsh / Harbour Post</p>',
    '<figure><img src="x"><figcaption>A ship in the harbour at dawn.</figcaption></figure>',
    '<div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a></div>',
    '<p>Share this article</p>',
    '<div class="related-stories"><ul><li><a href="/b">Storm closes harbour again</a></li></ul></div>',
    '<p><a href="/b">Storm closes the harbour again as officials warn of floods</a></p>',
    '<p>ADVERTISEMENT</p>',
    '<table><tr><td>Brent</td><td>90.04</td><td>+1.2%</td></tr><tr><td>Wheat</td><td>599.1</td><td>-0.4%</td></tr></table>',
    '<p>FILE - In this Aug. 4 photo, ships wait outside the harbour.</p>',
    '<form><p>Take our poll</p><button>Vote</button></form>',
  ])('leaves out %s', (noise) => {
    const [first = '', ...rest] = PARAGRAPHS.map((text) => `<p>${text}</p>`);
    expect(extract(page(`${first}${noise}${rest.join('')}`)).text).toBe(PARAGRAPHS.join('\n'));
  });

  it.each([
    '<p>Share prices of the three lines rose by four per cent after the announcement.</p>',
    '<p>Print media in both countries welcomed the step, while the opposition spoke of a defeat.</p>',
    '<p>Follow-up talks will be held in October, the ministers told reporters at the port.</p>',
    '<p>Image rights were also discussed, according to a person who was in the room.</p>',
    '<p>Read aloud in parliament, the letter was met with silence from the opposition benches.</p>',
    '<p>More than 40 ships are waiting outside the harbour, the port authority said on Tuesday.</p>',
  ])('keeps the sentence %s', (sentence) => {
    const kept = sentence.replace(/<\/?p>/g, '');
    expect(extract(page(`${BODY}${sentence}${BODY}`)).text).toContain(kept);
  });

  it('leaves out the byline before and the sign-off after the text', () => {
    const { text } = extract(
      page(`<div class="meta">By Ada Marsh</div><p>5 September 2023</p>${BODY}<p>Reporting by Ada Marsh; editing by B. Quay</p>
        <p>Ada Marsh is a correspondent of the Harbour Post in the north.</p><h3>More from World</h3><ul><li><a href="/x">X</a></li></ul>`),
    );
    expect(text).toBe(PARAGRAPHS.join('\n'));
  });

  it('drops long threads of comments', () => {
    const comment = `<div class="comment-content">${BODY}${BODY}</div>`.replaceAll('Tuesday', 'whatever day');
    expect(
      extract(page(`${BODY}</article><div id="comments">${comment}${comment}</div><article>`)).text,
    ).toBe(PARAGRAPHS.join('\n'));
  });

  it('reads what the page says about itself', () => {
    const head = `<link rel="canonical" href="/a?x=1"><link rel="amphtml" href="/amp/a">
      <meta property="og:site_name" content="Harbour Post"><script type="application/ld+json">
      {"@graph":[{"@type":"Organization","name":"no"},{"@type":"NewsArticle","headline":"Grain ships leave the harbour",
      "datePublished":"2023-09-05T07:30:00+02:00","author":[{"name":"Ada Marsh"},{"name":"B. Quay"}]}]}</script>`;
    expect(extract(page(BODY, head))).toMatchObject({
      title: 'Grain ships leave the harbour',
      byline: 'Ada Marsh, B. Quay',
      publishedAt: Date.UTC(2023, 8, 5, 5, 30),
      language: 'en',
      canonicalUrl: 'https://harbour.example/a?x=1',
      siteName: 'Harbour Post',
      textSource: 'page',
      isPaywallStub: false,
    });
  });

  it('takes the JSON-LD text where the page has much less', () => {
    const ld = JSON.stringify({ '@type': 'NewsArticle', articleBody: PARAGRAPHS.join('\n\n') });
    const html = page('<p>Loading</p>', `<script type="application/ld+json">${ld}</script>`);
    expect(extract(html)).toMatchObject({ textSource: 'json-ld', text: PARAGRAPHS.join('\n') });
  });

  it('recognises the start of an article behind a paywall, and no other short text', () => {
    const prompt = '<div class="gate">Already a subscriber? Log in to continue reading.</div>';
    expect(extract(page(`<p>${PARAGRAPHS[0]}</p><p>${PARAGRAPHS[1]}</p>${prompt}`)).isPaywallStub).toBe(true);
    const paid =
      '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>';
    expect(extract(page(`<p>${PARAGRAPHS[0]}</p>`, paid)).isPaywallStub).toBe(true);
    expect(extract(page(BODY)).isPaywallStub).toBe(false);
    expect(extract(page(BODY.repeat(6), paid)).isPaywallStub).toBe(false);
  });

  it('refuses pages that no parser gets through', () => {
    const outcome = (html: string) => extractText(html, '');
    expect(outcome('<div>'.repeat(20_000))).toEqual({ kind: 'failed', reason: 'too-deep' });
    expect(outcome('<p></p>'.repeat(40_000))).toEqual({ kind: 'failed', reason: 'too-many-elements' });
    expect(outcome('x'.repeat(3_000_001))).toEqual({ kind: 'failed', reason: 'too-big' });
    expect(outcome('')).toEqual({ kind: 'failed', reason: 'no-text' });
    expect(outcome('<html></html>')).toEqual({ kind: 'failed', reason: 'no-text' });
  });

  it('reads a fragment without a root, and answers an evaluation record', () => {
    expect(extractForEval({ id: 'x', html: `<div>${BODY}</div>` })).toMatchObject({
      id: 'x',
      text: PARAGRAPHS.join('\n'),
    });
    expect(extractForEval({ id: 'y', html: '' })).toEqual({ id: 'y', title: '', text: '' });
  });
});
