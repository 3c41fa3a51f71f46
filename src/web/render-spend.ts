import { html } from 'hono/html';
import type { SpendReport } from '../model/archive.ts';
import { drawBars } from './draw-bars.ts';
import type { Html } from './render-message.ts';
import { type Frame, renderFrame } from './render-page.ts';

const dollars = (amount: number) => `${amount.toFixed(amount > 0 && amount < 1 ? 4 : 2)} USD`;
const counted = (count: number) => count.toLocaleString('en-US');

function renderBudget({ budgetUsd, days }: SpendReport): Html {
  const today = days.at(-1)?.costUsd ?? 0;
  if (budgetUsd === null) return html`<p>No budget is set; <code>DAILY_BUDGET_USD</code> sets one.</p>`;
  const share = budgetUsd === 0 ? 100 : Math.round((today / budgetUsd) * 100);
  return html`<p><meter min="0" max="${budgetUsd}" value="${Math.min(today, budgetUsd)}" aria-label="Share of today's budget that is spent"></meter> ${share} % of today's budget of ${dollars(budgetUsd)}${share >= 100 ? html`: until midnight bullets are made without a model` : ''}.</p>`;
}

/** What models cost: today, this month, and day by day. */
export function renderSpendPage(frame: Frame, report: SpendReport): Html {
  const { days, monthUsd, timeZone, summariser } = report;
  const today = days.at(-1);
  const used = days.filter(({ calls }) => calls > 0).toReversed();
  const label = `US dollars a day, ${days.length} days: ${days.map(({ costUsd }) => costUsd.toFixed(2)).join(', ')}`;
  return renderFrame(
    frame,
    null,
    html`<main class="sheet"><h1>Spend</h1>
<p>Summaries: ${summariser}. Days are those of ${timeZone}.</p>
<dl class="figures"><div><dt>Today</dt><dd>${dollars(today?.costUsd ?? 0)}</dd></div><div><dt>This month</dt><dd>${dollars(monthUsd)}</dd></div><div><dt>Calls today</dt><dd>${counted(today?.calls ?? 0)}</dd></div><div><dt>Answers used again today</dt><dd>${counted(today?.cacheHits ?? 0)}</dd></div></dl>
${renderBudget(report)}
${
  used.length === 0
    ? html`<p>No model was asked in the last ${days.length} days.</p>`
    : html`<div class="drawn">${drawBars(
        days.map(({ costUsd }) => costUsd),
        label,
      )}</div>
<div class="table" role="region" aria-labelledby="spend-caption" tabindex="0"><table>
<caption id="spend-caption">The last ${days.length} days; days without a call are left out.</caption>
<thead><tr><th scope="col">Day</th><th scope="col" class="number">US dollars</th><th scope="col" class="number">Calls</th><th scope="col" class="number">Tokens in</th><th scope="col" class="number">Tokens out</th></tr></thead>
<tbody>${used.map(
        (
          one,
        ) => html`<tr><th scope="row">${one.day}</th><td class="number">${one.costUsd.toFixed(4)}</td><td class="number">${counted(one.calls)}</td><td class="number">${counted(one.tokensIn)}</td><td class="number">${counted(one.tokensOut)}</td></tr>
`,
      )}</tbody></table></div>`
}</main>`,
  );
}
