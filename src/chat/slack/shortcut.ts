import { findLinks } from '../find-links.ts';
import { unescapeEntities } from './typed-text.ts';

/** The message shortcut "Summarise links", as the manifest names it. */
export const SHORTCUT_ID = 'summarise_links';

/** Where a message's links stand besides its text: buttons and rich text, and the previews of other apps' posts. */
const LINK_KEYS = new Set(['url', 'text', 'title_link', 'from_url', 'original_url', 'fallback']);

/** The links of a message as Slack hands it over, in reading order, at most three. */
export function linksOfSlackMessage(message: { text?: string; [key: string]: unknown }): string[] {
  const texts = [message.text ?? '', ...textsIn(message['blocks']), ...textsIn(message['attachments'])];
  return findLinks(texts.map(unescapeEntities));
}

/** Texts and addresses of blocks, never those of images or icons. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return LINK_KEYS.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, key));
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, name));
}
