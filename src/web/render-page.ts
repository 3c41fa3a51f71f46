import { html, raw } from 'hono/html';
import { type CommandDefinition, describeUsage } from '../model/command.ts';
import type { Message } from '../model/message.ts';
import type { Assets } from './load-assets.ts';
import { type Html, renderMessage } from './render-message.ts';
import { NO_POST, type ShownPost, renderPost } from './render-post.ts';

type Place = 'channel' | 'archive' | 'feeds' | 'spend' | 'status' | null;

export type Frame = { assets: Assets; title: string; place: Place };

const STYLES = ['style.css', 'message.css', 'composer.css', 'feeds.css', 'archive.css'] as const;

const current = (isCurrent: boolean) => raw(isCurrent ? ' aria-current="page"' : '');

const PAGES = [
  { place: 'channel', address: '/', name: 'Channel' },
  { place: 'archive', address: '/archive', name: 'Archive' },
  { place: 'feeds', address: '/feeds', name: 'Feeds' },
  { place: 'spend', address: '/spend', name: 'Spend' },
  { place: 'status', address: '/status', name: 'Status' },
] as const;

const navigation = (place: Place): Html => html`<nav aria-label="Pages">
${PAGES.map((page) => html`<a href="${page.address}"${current(place === page.place)}>${page.name}</a> `)}</nav>`;

export function renderFrame({ assets, title, place }: Frame, aside: Html | null, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${assets['icon.svg'].address}" type="image/svg+xml">
${STYLES.map((name) => html`<link rel="stylesheet" href="${assets[name].address}">`)}
<script type="module" src="${assets['channel.js'].address}"></script>
</head>
<body>
<header class="top"><p class="brand"><span class="sign" aria-hidden="true">S</span><strong>Sitrep</strong> ${aside}</p>
${place && navigation(place)}</header>
${main}
</body>
</html>`;
}

const renderSuggestion = (
  command: CommandDefinition,
): Html => html`<li role="option" id="suggest-${command.name}" aria-selected="false" data-name="${command.name}" data-usage="${describeUsage(command)}">
<strong>/${command.name}</strong> <span>${command.description}</span></li>`;

function renderComposer(commands: readonly CommandDefinition[]): Html {
  return html`<form class="composer" id="composer" method="post" action="/command">
<ul class="suggestions" id="suggestions" role="listbox" aria-label="Commands" hidden>${commands.map(renderSuggestion)}</ul>
<p class="usage" id="usage" hidden></p>
<label class="unseen" for="command">Slash command</label>
<input id="command" name="text" type="text" placeholder="Type a command: /help" autocomplete="off" autocapitalize="none" spellcheck="false" required>
<button>Send</button></form>`;
}

/** The channel: posts oldest first, a private answer if one was asked for without script, and the input. */
export function renderChannelPage(
  frame: Frame,
  page: {
    name: string;
    timeZone: string;
    posts: readonly ShownPost[];
    lastEventId: string;
    answer: Html | null;
    commands: readonly CommandDefinition[];
  },
): Html {
  return renderFrame(
    frame,
    html`<span class="place">#${page.name}<span class="zone"> · ${page.timeZone}</span> · <a href="/setup">Set up</a></span>`,
    html`<main id="channel" data-last-event="${page.lastEventId}">
<h1 class="unseen">Channel ${page.name}</h1>
<div class="log" id="log" role="log" aria-label="Posts">${page.posts.map((post) => renderPost(post, page.timeZone))}${page.answer}</div>
<p class="empty">Nothing has been posted yet. A first digest comes as soon as the feeds have been read once, within a minute or so. Meanwhile, <a href="/setup">choose what this channel gets and when</a>, or try <code>/help</code>.</p>
</main>
<div class="bottom"><p class="connection" id="connection" role="status"></p>
<button class="news" id="news" type="button" hidden>New post below</button>
${renderComposer(page.commands)}</div>`,
  );
}

/** A page with one message in it, and where to go on from there. */
export function renderMessagePage(
  frame: Frame,
  heading: string,
  message: Message,
  next?: { text: string; url: string },
): Html {
  return renderFrame(
    frame,
    null,
    html`<main class="sheet"><h1>${heading}</h1>${renderMessage(message, NO_POST)}
${next && html`<p><a href="${next.url}">${next.text}</a></p>`}</main>`,
  );
}

/** A page that says one thing, such as why a request was refused. */
export function renderNoticePage(frame: Frame, heading: string, sentence: string): Html {
  return renderFrame(
    frame,
    null,
    html`<main class="sheet"><h1>${heading}</h1><p>${sentence}</p><p><a href="/">Back to the channel</a></p></main>`,
  );
}

/** The form that asks for WEB_TOKEN, with what was wrong the last time. */
export function renderLoginPage(frame: Frame, fault: string | null): Html {
  return renderFrame(
    frame,
    null,
    html`<main class="sheet"><h1>Token</h1>
<p>These pages are reached from beyond this machine, so they ask once for the token that was set as <code>WEB_TOKEN</code>.</p>
${fault && html`<p class="fault" role="alert">${fault}</p>`}
<form class="login" method="post" action="/login"><label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>Open the pages</button></form></main>`,
  );
}
