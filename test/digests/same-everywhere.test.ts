import { parseHTML } from 'linkedom';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { renderDiscordMessage } from '../../src/chat/discord/render-components.ts';
import { renderPlainText } from '../../src/chat/plain-text.ts';
import { renderSlackMessage } from '../../src/chat/slack/render-blocks.ts';
import { writeJsonFeed, writeRss } from '../../src/web/write-feeds.ts';
import { renderMessage } from '../../src/web/render-message.ts';
import { archivedStories, openArchive } from '../support/archived-digest.ts';

const place = { origin: 'http://localhost:8787', self: 'http://localhost:8787/feed/x.xml' };
const NO_CHARACTER = '\u0007';

/** Every text in a payload, in order. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** Letters and digits alone: what each surface's own escaping cannot change. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/&\w+;/g, '')
    .replaceAll(/[^a-z0-9]/g, '');

function expectInOrder(where: string, text: string, wanted: readonly string[]) {
  let from = 0;
  for (const part of wanted) {
    const at = bare(text).indexOf(bare(part), from);
    expect(at, `${where}: "${part}" in its place`).toBeGreaterThanOrEqual(from);
    from = at + bare(part).length;
  }
}

describe('one stored digest', () => {
  it('has the same stories and bullets, in the same order, on every surface', async () => {
    const count = 7;
    const { posts, digest, archive, channel } = await openArchive({ count, aPart: 4 });
    expect(posts.length).toBeGreaterThan(1);
    const wanted = archivedStories(count).flatMap(({ summary: { headline, bullets } }) =>
      [headline.replace(NO_CHARACTER, '')].concat(bullets.map(({ text }) => text)),
    );
    const found = await archive.digest(digest.id);
    const page = await archive.pageOf(channel.id, null);
    if (!found || !page) throw new Error('the digest is not in the archive');

    const html = String(await renderMessage(found.digest.message, 'post'));
    const rss = await new RssParser().parseString(await writeRss(page, place));
    const json = JSON.parse(await writeJsonFeed(page, place)) as { items: { content_html: string }[] };
    const htmlText = (markup: string) =>
      parseHTML(`<html><body>${markup}</body></html>`).document.body.textContent;
    const surfaces: Record<string, string> = {
      slack: posts
        .map(({ message, id }) => textsIn(renderSlackMessage(message, id).blocks).join('\n'))
        .join('\n'),
      discord: posts
        .map(({ message, id }) => textsIn(renderDiscordMessage(message, id).components).join('\n'))
        .join('\n'),
      page: htmlText(html),
      terminal: posts.map(({ message }) => renderPlainText(message)).join('\n'),
      rss: htmlText(String(rss.items[0]?.['content:encoded'])),
      'json feed': htmlText(json.items[0]?.content_html ?? ''),
    };
    for (const [where, text] of Object.entries(surfaces)) {
      expectInOrder(where, text, wanted);
      for (const part of wanted.filter((line) => line.startsWith('Bullet')))
        expect(bare(text).split(bare(part)), `${where}: once`).toHaveLength(2);
    }
  });
});
