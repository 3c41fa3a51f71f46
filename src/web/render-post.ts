import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import type { Message } from '../model/message.ts';
import { type Html, renderMessage } from './render-message.ts';

/** A post as the page shows it; `at` is when it was posted, epoch ms, `replyTo` the post that it belongs to. */
export type ShownPost = { postId: string; message: Message; at: number; replyTo: string | null };

/** Goes with the buttons of a message that is no post. */
export const NO_POST = 'answer';

/** The same for the same message: a browser that is told of a post again leaves it alone. */
const revisionOf = (message: Message) =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 12);

/** A time as pages show it, `5 Sep, 07:30`, with the whole of it for machines. */
export function renderTime(at: number, timeZone: string): Html {
  // American English has the three-letter months that the digests use; the order of the parts is ours.
  const options = { timeZone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-US', { ...options, hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const shown = `${part('day')} ${part('month')}, ${part('hour')}:${part('minute')}`;
  return html`<time datetime="${new Date(at).toISOString()}">${shown}</time>`;
}

/** One post of the channel, with its author line. `timeZone` is the channel's IANA zone. */
export function renderPost({ postId, message, at, replyTo }: ShownPost, timeZone: string): Html {
  const under = replyTo && html` <a class="under" href="#post-${replyTo}">to an earlier post</a>`;
  return html`<article class="post" id="post-${postId}" data-at="${at}" data-revision="${revisionOf(message)}" tabindex="-1">
<p class="author"><span class="sign" aria-hidden="true">S</span><strong>Sitrep</strong> ${renderTime(at, timeZone)}${under}</p>
${renderMessage(message, postId)}</article>`;
}

/** A private answer: what was asked, and each message of the reply. */
export function renderAnswer(answer: {
  id: string;
  asked: string | null;
  messages: readonly Message[];
}): Html {
  return html`<section class="answer" id="answer-${answer.id}" aria-label="Answer" tabindex="-1">
${answer.asked !== null && html`<p class="asked"><span class="unseen">You asked: </span><code>${answer.asked}</code></p>`}
<p class="private">Only visible to you</p>
${answer.messages.map((message) => renderMessage(message, NO_POST))}</section>`;
}
