import { html } from 'hono/html';
import type { Html } from './render-message.ts';

const BAR = 6;
const HEIGHT = 24;

/** Bars side by side, the highest as high as there is room; `label` says the same in words. */
export function drawBars(values: readonly number[], label: string): Html {
  const highest = Math.max(...values, 0);
  const width = Math.max(1, values.length) * BAR;
  const heightOf = (value: number) =>
    highest === 0 ? 0 : Math.round((value / highest) * (HEIGHT - 1) * 10) / 10;
  // One path for all bars of a kind: a page with a hundred feeds stays light.
  const draw = (isShown: (value: number) => boolean) =>
    values
      .map((value, index) =>
        isShown(value) ? `M${index * BAR + BAR / 2} ${HEIGHT}v-${Math.max(heightOf(value), 1)}` : '',
      )
      .join('');
  return html`<svg class="bars" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-label="${label}"><path class="none" d="${draw((value) => value === 0)}"/><path class="some" d="${draw((value) => value > 0)}"/></svg>`;
}
