/** Product numbers of alerts, each with its reason. */
import { DAY, HOUR, SECOND } from '../src/clock.ts';

export const alertsTuning = {
  /** What started or moved longer ago is no breaking news, whenever it became weighty. */
  freshMs: 6 * HOUR,
  /**
   * Points that a story must have gained since the channel was last told of it, with a material change, to be told aloud
   * again. Half of what severity can give: more outlets alone never bring a new version, and a toll twice as high does
   * not bring 15 points.
   */
  escalationPoints: 15,
  /** Quiet hours are shorter than a day; what was held back longer than that is a leftover of other settings. */
  heldMs: DAY,
  /** Weightiest stories of a round; no channel can use more alerts at once. */
  candidates: 200,
  /** How often channels are looked through where nothing wakes the step: importance grows without a new summary. */
  checkMs: 5 * SECOND,
};
