import type { Message as DiscordMessage } from 'discord.js';
import { findLinks } from '../find-links.ts';

/** The entry in a message's menu, by its name: Discord knows it by no other. */
export const SHORTCUT_NAME = 'Summarise links';

/** The links of a message, in reading order, at most three. */
export function linksOfDiscordMessage(message: DiscordMessage): string[] {
  const embeds = message.embeds.flatMap(({ url, title, description }) => [url, title, description]);
  const components = message.components.flatMap((component) => textsIn(component.toJSON()));
  const forwarded = message.messageSnapshots.map((snapshot) => snapshot.content);
  const texts = [message.content, ...forwarded, ...embeds, ...components];
  return findLinks(texts.filter((text) => typeof text === 'string'));
}

/** What text displays say and link buttons open; addresses of pictures stand deeper, in `media`. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(value).flatMap(([key, part]) => {
    if (typeof part === 'string') return key === 'content' || key === 'url' ? [part] : [];
    return key === 'media' || key === 'emoji' ? [] : textsIn(part);
  });
}
