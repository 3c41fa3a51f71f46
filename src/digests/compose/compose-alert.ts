import type { Digest, ReadyStory } from '../../model/digest.ts';
import type { Block, Message, Span } from '../../model/message.ts';
import { composeStory, type Reading } from './compose-story.ts';
import { dateAndTime, zoneName } from './format-time.ts';

/**
 * An alert as a neutral message, without its footer: its reason in one line, then the story's block; of a story that the
 * channel has already a line alone. What quiet hours held back (it covers more than its own instant) comes under one
 * heading, with a reason for each number.
 */
export function composeAlert(alert: Digest, reading: Reading): Message {
  const { stories, updated, reasons = {} } = alert;
  const isRollUp = alert.coversSince < alert.at;
  const isNumbered = stories.length > 1;
  const blocks: Block[] = isRollUp ? [heading(alert, reading)] : [];
  const told = stories.map(({ story }, index) => ({
    number: isNumbered ? `${index + 1}: ` : '',
    reason: reasons[story.id] ?? '',
  }));
  if (told.length === 1) blocks.push(line('Alert', told[0]?.reason ?? ''));
  if (isNumbered)
    blocks.push({ kind: 'list', items: told.map(({ number, reason }) => [{ text: number + reason }]) });
  for (const [index, ready] of stories.entries())
    blocks.push(composeStory(ready, reading, { number: isNumbered ? index + 1 : null, hasMoved: false }));
  for (const { storyId, headline, line: change } of updated)
    blocks.push(line('Alert', `${headline}: ${change}${because(reasons[storyId])}`));
  return { blocks, fallbackText: fallback(stories, updated) };
}

const because = (reason: string | undefined): string => (reason ? ` (${reason})` : '');

function heading({ at, stories, updated }: Digest, { timeZone }: Reading): Block {
  const count = stories.length + updated.length;
  return {
    kind: 'heading',
    text: `Held back in quiet hours · ${dateAndTime(at, timeZone)} ${zoneName(at, timeZone)}`,
    aside: count === 1 ? '1 alert' : `${count} alerts`,
  };
}

function line(label: string, text: string): Block {
  const spans: Span[] = [{ text: `${label}: `, style: 'bold' }, { text }];
  return { kind: 'text', spans };
}

const fallback = (stories: readonly ReadyStory[], updated: Digest['updated']): string =>
  [...stories.map(({ summary }) => summary.headline), ...updated.map(({ headline }) => headline)]
    .map((headline) => `Alert: ${headline}`)
    .join('\n');
