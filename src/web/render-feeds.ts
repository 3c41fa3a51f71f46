import { html } from 'hono/html';
import { FEEDS_ON_PAGE } from '../../config/manage-feeds-tuning.ts';
import type { FeedHealth } from '../model/feed.ts';
import { drawBars } from './draw-bars.ts';
import { type Html, linkable } from './render-message.ts';
import { type Frame, renderFrame } from './render-page.ts';
import { renderTime } from './render-post.ts';

const STATES = { failing: 'Fails', retired: 'Given up', waiting: 'Not read yet', working: 'Works' } as const;
/** What needs somebody stands first. */
const ORDER = ['failing', 'retired', 'waiting', 'working'] as const;

function renderName({ name, url }: FeedHealth): Html {
  const href = linkable(url);
  return href ? html`<a href="${href}" rel="noopener noreferrer" target="_blank">${name}</a>` : html`${name}`;
}

function renderInterval(intervalMs: number | null): string {
  if (intervalMs === null) return '–';
  const minutes = Math.max(1, Math.round(intervalMs / 60_000));
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function renderRow(feed: FeedHealth, timeZone: string): Html {
  const { state, folder, lastSuccessAt, intervalMs, failure, articlesInDay, articlesByDay } = feed;
  const since = failure && html` <span class="since">Since ${renderTime(failure.since, timeZone)}.</span>`;
  return html`<tr role="row" class="feed-${state}">
<th role="rowheader" scope="row" dir="auto">${renderName(feed)}${folder && html`<span class="folder">${folder}</span>`}</th>
<td role="cell"><span class="state state-${state}">${STATES[state]}</span></td>
<td role="cell" data-name="Last success">${lastSuccessAt === null ? 'never' : renderTime(lastSuccessAt, timeZone)}</td>
<td role="cell" class="number" data-name="Checked every">${renderInterval(intervalMs)}</td>
<td role="cell" class="number" data-name="Articles in 24 h">${articlesInDay}</td>
<td role="cell" data-name="Last 14 days">${drawBars(articlesByDay, `Articles a day, ${articlesByDay.length} days: ${articlesByDay.join(', ')}`)}</td>
<td role="cell" class="trouble">${failure?.message}${since}</td></tr>
`;
}

const COLUMNS = [
  { name: 'Feed' },
  { name: 'State' },
  { name: 'Last success' },
  { name: 'Checked every', isNumber: true },
  { name: 'Articles in 24 h', isNumber: true },
  { name: 'Last 14 days' },
  { name: 'What is wrong, and what to do' },
] as const;

const renderColumn = (column: { name: string; isNumber?: boolean }): Html =>
  html`<th role="columnheader" scope="col"${column.isNumber ? html` class="number"` : ''}>${column.name}</th>`;

/** The roles are said because the narrow form lays rows out as cards, by which browsers forget the table. */
function renderTable(feeds: readonly FeedHealth[], timeZone: string): Html {
  return html`<div class="table" role="region" aria-labelledby="feeds-caption" tabindex="0"><table role="table">
<caption id="feeds-caption">Times in ${timeZone}. Feeds that need somebody stand first.</caption>
<thead role="rowgroup"><tr role="row">${COLUMNS.map(renderColumn)}</tr></thead>
<tbody role="rowgroup">${feeds.map((feed) => renderRow(feed, timeZone))}</tbody></table></div>`;
}

/** How feeds do, in `timeZone` (IANA): those that fail first, then by folder and name as given; `from` counts from 0. */
export function renderFeedsPage(
  frame: Frame,
  feeds: readonly FeedHealth[],
  { timeZone, from }: { timeZone: string; from: number },
): Html {
  const sorted = ORDER.flatMap((state) => feeds.filter((feed) => feed.state === state));
  const shown = sorted.slice(from, from + FEEDS_ON_PAGE);
  const working = feeds.filter(({ state }) => state === 'working').length;
  const left = sorted.length - from - shown.length;
  const more =
    left > 0 &&
    html`<p>and ${left} more: <a href="/feeds?from=${from + FEEDS_ON_PAGE}" rel="next">the next ones</a>.</p>`;
  return renderFrame(
    frame,
    null,
    html`<main class="sheet wide"><h1>Feeds</h1>
<p>${working} of ${feeds.length} work. Change them with <code>/feeds add</code>, <code>/feeds remove</code> and <code>/feeds import</code>, or <a href="/feeds.opml" download>download them as OPML</a>.</p>
${feeds.length > 0 && renderTable(shown, timeZone)}${more}</main>`,
  );
}
