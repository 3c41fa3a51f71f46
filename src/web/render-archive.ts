import { html } from 'hono/html';
import type { ArchivedChannel, ArchivedDigest, ArchivePage } from '../model/archive.ts';
import { type Html, renderMessage } from './render-message.ts';
import { type Frame, renderFrame } from './render-page.ts';
import { NO_POST, renderTime } from './render-post.ts';

const PLATFORMS = { slack: 'Slack', discord: 'Discord', local: 'this page' } as const;

const nameOf = ({ name, platform }: ArchivedChannel) => `#${name} (${PLATFORMS[platform]})`;

function renderEntry({ id, at, title, message }: ArchivedDigest, { timeZone }: ArchivedChannel): Html {
  const headlines = message.blocks.flatMap((block) => (block.kind === 'story' ? [block.headline] : []));
  return html`<li class="entry"><h2><a href="/digests/${id}" dir="auto">${title}</a></h2>
<p class="details">${renderTime(at, timeZone)}</p>
${headlines.length > 0 && headlines[0] !== title && html`<ul class="list">${headlines.map((line) => html`<li dir="auto">${line}</li>`)}</ul>`}</li>
`;
}

/** The channels, where there are several; the one that is shown is marked. */
function renderChannels(channels: readonly ArchivedChannel[], shown: string): Html | null {
  if (channels.length < 2) return null;
  return html`<nav class="choices" aria-label="Channels">${channels.map(
    (channel) =>
      html`<a href="/archive/${channel.id}"${channel.id === shown ? html` aria-current="page"` : ''}>${nameOf(channel)}</a> `,
  )}</nav>`;
}

/** Where the channel's digests are read as a feed. Whoever has the address can read them. */
function renderFeedAddress(channelId: string, feedAddress: string): Html {
  return html`<aside class="sheet-note" aria-label="As a feed"><p>Read it in a feed reader: <a href="${feedAddress}.xml">RSS</a> or <a href="${feedAddress}.json">JSON Feed</a>. The address is a secret: whoever has it can read this channel's digests without a token.</p>
<form method="post" action="/archive/${channelId}/new-address"><button>Make a new address</button></form></aside>`;
}

/** A channel's digests, newest first; `feedAddress` is without its ending. */
export function renderArchivePage(
  frame: Frame,
  { channel, digests, before }: ArchivePage,
  place: { channels: readonly ArchivedChannel[]; feedAddress: string },
): Html {
  const older =
    before !== null &&
    html`<p><a href="/archive/${channel.id}?before=${before}" rel="next">Older digests</a></p>`;
  return renderFrame(
    frame,
    html`<span class="place">${nameOf(channel)}</span>`,
    html`<main class="sheet"><h1>Archive</h1>
${renderChannels(place.channels, channel.id)}
${digests.length === 0 ? html`<p>Nothing has been posted ${before === null ? 'yet' : 'in this span'}.</p>` : html`<ul class="entries">${digests.map((digest) => renderEntry(digest, channel))}</ul>`}
${older}${renderFeedAddress(channel.id, place.feedAddress)}</main>`,
  );
}

/** One digest as its channel shows it now, at an address that stays. */
export function renderDigestPage(frame: Frame, channel: ArchivedChannel, digest: ArchivedDigest): Html {
  const blocks = digest.message.blocks.map((block) =>
    block.kind === 'story' ? { ...block, hasButtons: false } : block,
  );
  return renderFrame(
    frame,
    html`<span class="place">${nameOf(channel)}</span>`,
    html`<main class="sheet"><h1 class="unseen">${digest.title}</h1>
<p class="crumbs"><a href="/archive/${channel.id}">Archive of ${nameOf(channel)}</a> · posted ${renderTime(digest.at, channel.timeZone)}</p>
<div class="post">${renderMessage({ ...digest.message, blocks }, NO_POST, { hasStoryPages: true })}</div></main>`,
  );
}
