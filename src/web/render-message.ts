import { html } from 'hono/html';
import {
  type ActionsBlock,
  type Block,
  type ButtonAction,
  type Message,
  NO_STORY,
  type Span,
  type StoryBlock,
} from '../model/message.ts';

/** Markup in which every piece of text was escaped. */
export type Html = ReturnType<typeof html>;

/** The address if a link may go there: http or https, and no name before an `@` that could pass for the host. */
export function linkable(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return /^https?:$/.test(protocol) && !username && !password ? href : null;
}

function link(address: string | null | undefined, content: Html | string): Html {
  const href = linkable(address);
  return href
    ? html`<a href="${href}" rel="noopener noreferrer" target="_blank">${content}</a>`
    : html`${content}`;
}

function renderSpan({ text, url, style }: Span): Html {
  return link(url, style ? STYLED[style](text) : text);
}

const STYLED: Readonly<Record<NonNullable<Span['style']>, (text: string) => Html>> = {
  bold: (text) => html`<strong>${text}</strong>`,
  italic: (text) => html`<em>${text}</em>`,
  code: (text) => html`<code>${text}</code>`,
  strike: (text) => html`<del>${text}</del>`,
  mark: (text) => html`<mark>${text}</mark>`,
};

export const renderSpans = (spans: readonly Span[]): Html => html`${spans.map(renderSpan)}`;

const MARKS = { new: 'New', changed: 'Changed', withdrawn: 'Withdrawn' } as const;

function renderButton(action: ButtonAction, label: string, story: StoryBlock): Html {
  return html`<button name="action" value="${action}" aria-expanded="false">${label}<span class="unseen"> for ${story.headline}</span></button>`;
}

function renderButtons(story: StoryBlock, postId: string): Html {
  return html`<form class="story-actions" method="post" action="/action">
<input type="hidden" name="postId" value="${postId}"><input type="hidden" name="storyId" value="${story.storyId}">
${renderButton('evidence', 'Evidence', story)}${renderButton('more', 'More', story)}</form>`;
}

/** Where a message is drawn: goes with the buttons under its stories, and whether these link to their own pages. */
type Drawing = { postId: string; hasStoryPages: boolean };

const renderStoryLink = ({ storyId, headline }: StoryBlock): Html =>
  html`<p class="story-link"><a href="/stories/${storyId}">Timeline and outlets<span class="unseen"> of ${headline}</span></a></p>`;

function renderActions({ storyId, buttons }: ActionsBlock, postId: string): Html {
  // Its form is a page here.
  if (storyId === NO_STORY)
    return html`<p class="story-actions"><a class="button" href="/setup">${buttons[0]?.label}</a></p>`;
  return html`<form class="story-actions" method="post" action="/action">
<input type="hidden" name="postId" value="${postId}"><input type="hidden" name="storyId" value="${storyId}">
${buttons.map(({ action, label }) => html`<button name="action" value="${action}" aria-expanded="false">${label}</button>`)}</form>`;
}

function renderStory(story: StoryBlock, { postId, hasStoryPages }: Drawing): Html {
  const mark = story.mark && html`<span class="mark mark-${story.mark}">${MARKS[story.mark]}</span>`;
  return html`<article class="story">
<h3 dir="auto">${story.number !== null && html`<span class="story-number">${story.number}</span>`}${link(story.url, story.headline)} ${mark}</h3>
${story.changeLine && html`<p class="change" dir="auto">${story.changeLine}</p>`}
<ul class="bullets">${story.bullets.filter(Boolean).map((bullet) => html`<li dir="auto">${bullet}</li>`)}</ul>
<p class="details" dir="auto">${story.detailLine}</p>
${story.hasButtons && renderButtons(story, postId)}${hasStoryPages && renderStoryLink(story)}</article>`;
}

function renderBlock(block: Block, drawing: Drawing): Html {
  switch (block.kind) {
    case 'heading':
      return html`<header class="heading"><h2 dir="auto">${block.text}</h2>${block.aside && html`<p>${block.aside}</p>`}</header>`;
    case 'story':
      return renderStory(block, drawing);
    case 'text':
      return html`<p class="text" dir="auto">${renderSpans(block.spans)}</p>`;
    case 'list':
      return html`<ul class="list">${block.items.map((item) => html`<li dir="auto">${renderSpans(item)}</li>`)}</ul>`;
    case 'quote':
      return html`<blockquote dir="auto">${renderSpans(block.spans)}</blockquote>`;
    case 'actions':
      return renderActions(block, drawing.postId);
    case 'divider':
      return html`<hr>`;
    case 'footer':
      return html`<footer class="small-print" dir="auto">${block.text}</footer>`;
  }
}

/**
 * Draws a message as it looks in a channel. All of its text is shown literally; a link that is not http or https is
 * shown as its text alone. `postId` goes with the buttons under its stories.
 */
export function renderMessage(
  message: Message,
  postId: string,
  { hasStoryPages = false }: { hasStoryPages?: boolean } = {},
): Html {
  const drawing = { postId, hasStoryPages };
  return html`<div class="message">${message.blocks.map((block) => renderBlock(block, drawing))}</div>`;
}
