import { afterEach, describe, expect, it, vi } from 'vitest';
import { EVENTS_KEPT, HEARTBEAT_MS, STREAMS_AT_ONCE } from '../../config/web-tuning.ts';
import { plain } from '../contracts/chat-harness.ts';
import { makePost, NOW, openPages, type PagesInUse, raw } from './pages-in-use.ts';

let pages: PagesInUse;
const opened: AbortController[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) each.abort();
  await pages.close();
});

/** Follows the live connection; `next` resolves with the next event or comment. */
async function follow(after: string | undefined, headers: Record<string, string> = {}) {
  const aborter = new AbortController();
  opened.push(aborter);
  const query = after === undefined ? '' : `?after=${after}`;
  const response = await fetch(`http://127.0.0.1:${pages.port}/events${query}`, {
    headers,
    signal: aborter.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function next(): Promise<string> {
    while (!text.includes('\n\n')) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
      if (done) return 'end';
      text += value;
    }
    const [event = '', ...rest] = text.split('\n\n');
    text = rest.join('\n\n');
    return event;
  }
  if (response.status === 200) expect(await next()).toBe('retry: 2000');
  return { response, next, close: () => aborter.abort() };
}

const lastEventOfPage = async () =>
  /data-last-event="([^"]+)"/.exec((await raw(pages.port, '/')).body)?.[1] ?? '';
const idOf = (event: string) => /^id: (.+)$/m.exec(event)?.[1] ?? '';

describe('live posts', () => {
  it('come as events with rendered posts and ids', async () => {
    pages = await openPages();
    const { response, next } = await follow(await lastEventOfPage());
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await pages.post('p1', plain('One <b>'));
    const event = await next();
    expect(event).toMatch(/^event: post$/m);
    expect(event).toContain('One &lt;b&gt;');
    expect(event).toContain('id="post-p1"');
    await pages.edit('p1', plain('One, edited'));
    expect(await next()).toContain('One, edited');
  });

  it('come also when they were sent between the page and its connection', async () => {
    pages = await openPages();
    const after = await lastEventOfPage();
    await pages.post('p1', plain('One'));
    const { next } = await follow(after);
    expect(await next()).toContain('id="post-p1"');
  });

  it('are caught up by Last-Event-ID, each once', async () => {
    pages = await openPages();
    const after = await lastEventOfPage();
    const first = await follow(after);
    await pages.post('p1', plain('One'));
    const seen = idOf(await first.next());
    first.close();
    await pages.post('p2', plain('Two'));
    await pages.post('p3', plain('Three'));
    const second = await follow(after, { 'last-event-id': seen });
    expect(await second.next()).toContain('id="post-p2"');
    expect(await second.next()).toContain('id="post-p3"');
  });

  it.each([
    ['after a restart', 'otherrun-7'],
    ['with nonsense', '"><script>'],
    ['with an id that is yet to come', 'FUTURE'],
    ['without an id', undefined],
  ])('are all given again %s', async (_, id) => {
    pages = await openPages();
    pages.rows.unshift(makePost('old', plain('Stored'), NOW - 1));
    await pages.post('p1', plain('One'));
    const current = await lastEventOfPage();
    const after = id === 'FUTURE' ? current.replace(/\d+$/, '99') : id;
    const { next } = await follow(after === undefined ? after : encodeURIComponent(after));
    expect(await next()).toContain('id="post-old"');
    const newest = await next();
    expect(newest).toContain('id="post-p1"');
    expect(idOf(newest)).toBe(current);
  });

  it('are all given again to a browser that missed too many', async () => {
    pages = await openPages();
    const after = await lastEventOfPage();
    pages.rows.unshift(makePost('old', plain('Stored'), NOW - 1));
    for (let edits = 0; edits <= EVENTS_KEPT; edits++) await pages.edit('old', plain(`Edit ${edits}`));
    const { next } = await follow(after);
    expect(await next()).toContain('Stored');
  });

  it('keep their time when they are edited', async () => {
    pages = await openPages();
    pages.rows.unshift(makePost('old', plain('Stored'), NOW - 5));
    const { next } = await follow(await lastEventOfPage());
    await pages.edit('old', plain('Edited'));
    expect(await next()).toContain(`data-at="${NOW - 5}"`);
  });

  it('keep the connection open through silence, and end it when the pages close', async () => {
    pages = await openPages();
    const { next } = await follow(await lastEventOfPage());
    await vi.waitFor(() => expect(pages.sleeping()).toBe(1));
    pages.moveOn(HEARTBEAT_MS);
    expect(await next()).toBe(': still here');
    await pages.close();
    expect(await next()).toBe('end');
    pages = await openPages();
  });

  it('end when the browser leaves, and are refused where too many are open', async () => {
    pages = await openPages();
    for (let open = 0; open < STREAMS_AT_ONCE; open++) await follow(undefined);
    expect((await follow(undefined)).response.status).toBe(503);
    await vi.waitFor(() => expect(pages.sleeping()).toBe(STREAMS_AT_ONCE));
    for (const each of opened.splice(0)) each.abort();
    await vi.waitFor(() => expect(pages.sleeping()).toBe(0));
    expect((await follow(undefined)).response.status).toBe(200);
  });
});
