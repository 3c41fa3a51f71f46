import { parseHTML } from 'linkedom';
import { afterEach, describe, expect, it } from 'vitest';
import { POSTS_SHOWN } from '../../config/web-tuning.ts';
import { AppError } from '../../src/errors.ts';
import { plain } from '../contracts/chat-harness.ts';
import { makeDigest } from '../support/chat-messages.ts';
import { makePost, NOW, openPages, ownForm, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
afterEach(() => pages?.close());

const page = async (path: string) => parseHTML((await raw(pages.port, path)).body).document;
const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  raw(pages.port, path, {
    method: 'POST',
    headers: { ...ownForm(pages.port), ...headers },
    body: new URLSearchParams(fields).toString(),
  });

describe('the page of the channel', () => {
  it('shows the stored posts from the oldest to the newest', async () => {
    pages = await openPages();
    for (const number of [1, 2, 3])
      pages.rows.unshift(makePost(`p${number}`, plain(`Post ${number}`), NOW + number));
    const document = await page('/');
    expect([...document.querySelectorAll('.post .text')].map((text) => text.textContent)).toEqual([
      'Post 1',
      'Post 2',
      'Post 3',
    ]);
    expect(document.querySelector('.place')?.textContent).toBe('#world · Africa/Johannesburg · Set up');
  });

  it('shows a post that was sent a moment ago though its row is not stored as sent yet', async () => {
    pages = await openPages();
    await pages.post('p1', plain('Just sent'));
    expect((await page('/')).querySelectorAll('.post')).toHaveLength(1);
    pages.rows.push(makePost('p1', plain('Just sent, as stored'), NOW));
    const shown = (await page('/')).querySelectorAll('.post');
    expect([...shown].map((post) => post.querySelector('.text')?.textContent)).toEqual([
      'Just sent, as stored',
    ]);
  });

  it('shows the newest posts where there are many', async () => {
    pages = await openPages();
    for (let number = 0; number < POSTS_SHOWN + 20; number++)
      await pages.post(`p${number}`, plain(`Post ${number}`));
    const shown = [...(await page('/')).querySelectorAll('.post')];
    expect(shown).toHaveLength(POSTS_SHOWN);
    expect(shown.at(-1)?.id).toBe(`post-p${POSTS_SHOWN + 19}`);
  });

  it('says of a reply which post it belongs to', async () => {
    pages = await openPages();
    pages.rows.push({ ...makePost('p2', plain('It moved'), NOW), replyTo: 'p1' });
    pages.rows.push(makePost('p1', plain('It began'), NOW - 60_000));
    const document = await page('/');
    expect(document.querySelector('#post-p2 .under')?.getAttribute('href')).toBe('#post-p1');
    expect(document.querySelector('#post-p1 .under')).toBeNull();
  });

  it('suggests every command with how it is typed', async () => {
    pages = await openPages();
    const options = [...(await page('/')).querySelectorAll('[role=option]')];
    expect(options.map((option) => option.getAttribute('data-usage'))).toEqual([
      '/digest [topic] [since:...] [share:true]',
      '/summary <link>',
      '/help',
    ]);
  });

  it('allows nothing inline and nothing from elsewhere', async () => {
    pages = await openPages();
    await pages.post('p1', makeDigest(2));
    const { headers, body } = await raw(pages.port, '/');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const { document } = parseHTML(body);
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$/);
    }
    for (const script of document.querySelectorAll('script')) expect(script.textContent).toBe('');
    expect(document.querySelector('style')).toBeNull();
  });

  it('is light', async () => {
    pages = await openPages();
    for (const stories of [1, 8]) {
      for (let number = 0; number < POSTS_SHOWN; number++) {
        await pages.post(
          `p${stories}-${number}`,
          makeDigest(stories, () => ({ headline: 'h'.repeat(80) })),
        );
      }
      const { body } = await raw(pages.port, '/');
      expect(body.length).toBeLessThan(100_000);
      expect(body).toContain(`id="post-p${stories}-${POSTS_SHOWN - 1}"`);
    }
  });

  it('shows the newest post however long it is', async () => {
    pages = await openPages();
    await pages.post('p1', plain('Short'));
    await pages.post('p2', makeDigest(120));
    expect([...(await page('/')).querySelectorAll('.post')].map((post) => post.id)).toEqual(['post-p2']);
  });
});

describe('commands without script', () => {
  it('answers on the page that it sends the browser back to', async () => {
    pages = await openPages();
    const reply = await submit('/command', { text: '/help me' });
    expect([reply.status, reply.headers.location]).toEqual([303, '/?answer=id1#answer-id1']);
    const answer = (await page('/?answer=id1')).querySelector('#answer-id1');
    expect(answer?.textContent).toMatch(/\/help me\s+Only visible to you\s+You asked: help me/);
    expect((await page('/')).querySelector('.answer')).toBeNull();
    expect((await page('/?answer=unknown')).querySelector('.answer')).toBeNull();
  });

  it('answers a button', async () => {
    pages = await openPages();
    const fields = { action: 'evidence', postId: 'p1', storyId: 's1' };
    expect((await submit('/action', fields)).headers.location).toBe('/?answer=id1#answer-id1');
    const text = (await page('/?answer=id1')).querySelector('.answer .text')?.textContent ?? '';
    expect(JSON.parse(text.replace('Pressed ', ''))).toEqual({ kind: 'button', ...fields });
  });

  it('forgets old answers', async () => {
    pages = await openPages();
    for (let asked = 0; asked < 30; asked++) await submit('/command', { text: 'help' });
    expect((await page('/?answer=id1')).querySelector('.answer')).toBeNull();
    expect((await page('/?answer=id30')).querySelector('.answer')).not.toBeNull();
  });

  it('posts an answer that is shared with the channel', async () => {
    pages = await openPages();
    await submit('/command', { text: '/digest share:true' });
    const post = (await page('/')).querySelector('.post');
    expect(post?.textContent).toContain('You asked: digest share:true');
  });

  it('says what is wrong with what it cannot read', async () => {
    pages = await openPages();
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await submit('/command', { other: '1' }, type)).status).toBe(400);
    const bad = [
      ['/command', {}],
      ['/command', { text: ' / ' }],
      ['/command', { text: 'x'.repeat(5_000) }],
      ['/action', { action: 'explode', postId: 'p', storyId: 's' }],
      ['/action', { action: 'more', postId: '', storyId: 's' }],
    ] as const;
    for (const [path, fields] of bad) {
      const reply = await submit(path, fields);
      expect(reply.status).toBe(400);
      expect(reply.body).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('commands with script', () => {
  const accept = { accept: 'application/x-ndjson' };
  it('streams progress and then the answer', async () => {
    pages = await openPages();
    const reply = await submit('/command', { text: '/summary <b>' }, accept);
    const lines = reply.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines).toEqual([
      { progress: 'Looking it up' },
      { answer: expect.stringContaining('You asked: summary &lt;b&gt;') },
    ]);
  });

  it('says so while Sitrep is stopping', async () => {
    pages = await openPages();
    await pages.local.stop();
    const reply = await submit('/command', { text: '/help' }, accept);
    expect(JSON.parse(reply.body)).toEqual({ fault: expect.stringContaining('try again') });
    const plainReply = await submit('/command', { text: '/help' });
    expect([plainReply.status, plainReply.body]).toEqual([500, expect.stringContaining('try again')]);
  });
});

describe('other pages', () => {
  it('shows status, health and metrics', async () => {
    pages = await openPages();
    expect((await page('/status')).querySelector('.message')?.textContent).toBe('All feeds answer.');
    const health = await raw(pages.port, '/healthz');
    expect([health.status, JSON.parse(health.body)]).toEqual([200, { ok: true, feeds: 20 }]);
    expect((await raw(pages.port, '/metrics')).headers['content-type']).toMatch(
      /^text\/plain; version=0\.0\.4/,
    );
    expect((await raw(pages.port, '/none')).status).toBe(404);
    expect((await raw(pages.port, '/assets/../serve-pages.ts')).status).toBe(404);
    expect((await raw(pages.port, '/assets/%2e%2e%2fserve-pages.ts')).status).toBe(404);
    expect((await raw(pages.port, '/assets/constructor')).status).toBe(404);
  });

  it('answers 503 when it is not healthy', async () => {
    pages = await openPages({}, { health: async () => ({ ok: false, reason: 'database' }) });
    expect((await raw(pages.port, '/healthz')).status).toBe(503);
  });

  it('keeps the details of a fault to itself', async () => {
    pages = await openPages(
      {},
      {
        status: () => Promise.reject(new Error('secret detail')),
        listSent: () => Promise.reject(new AppError('store/busy', 'The database is busy; reload the page.')),
      },
    );
    const unknown = await raw(pages.port, '/status');
    expect([unknown.status, unknown.body.includes('secret')]).toEqual([500, false]);
    expect((await raw(pages.port, '/')).body).toContain('The database is busy; reload the page.');
  });
});
