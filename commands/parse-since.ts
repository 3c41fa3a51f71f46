import { DAY, HOUR, MINUTE } from '../src/clock.ts';
import { AppError } from '../src/errors.ts';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/** `90m`, `24h`, `2d`, `1w` before now -> epoch ms. Throws AppError `command/bad-option`. */
export function parseSince(text: string, now: number): number {
  const match = /^(\d{1,3})\s*([mhdw])$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  if (!match || !unit)
    throw new AppError(
      'command/bad-option',
      `"since" takes a span such as 90m, 24h, 2d or 1w, not "${text.slice(0, 40)}".`,
    );
  return now - Number(match[1]) * unit;
}
