import { DISCORD_LIMITS } from '../../config/chat-limits.ts';

type Json = Readonly<Record<string, unknown>>;

const IS_COMPONENTS_V2 = 1 << 15;
/** Action row, button, section, text display, separator, container. */
const KNOWN = new Set([1, 2, 9, 10, 14, 17]);

/** What Discord would say against a message with Components V2, beside its schema; empty where it takes it. */
export function checkDiscordMessage(body: Json): string[] {
  const all = listComponents(body['components']);
  const text = all.map(({ content }) => textIn(content));
  const customIds = all.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));
  const ids = all.flatMap(({ id }) => (typeof id === 'number' ? [id] : []));
  const rules: readonly (readonly [boolean, string])[] = [
    [(Number(body['flags']) & IS_COMPONENTS_V2) !== 0, 'flags: not Components V2'],
    [!body['content'] && !body['embeds'], 'content or embeds beside Components V2'],
    [all.length > 0, 'components: nothing to show'],
    [all.length <= DISCORD_LIMITS.components, `components: ${all.length} in all`],
    [all.every(({ type }) => KNOWN.has(Number(type))), 'components: of an unknown type'],
    [text.join('').length <= DISCORD_LIMITS.allText, `text: ${text.join('').length} in all`],
    [text.every((content) => content.isWellFormed()), 'text: not well-formed'],
    [all.every(({ type, content }) => type !== 10 || textIn(content).trim() !== ''), 'text: empty'],
    [new Set(customIds).size === customIds.length, 'custom_id: twice'],
    [new Set(ids).size === ids.length, 'id: twice'],
    [customIds.every((id) => id.length >= 1 && id.length <= DISCORD_LIMITS.customId), 'custom_id: too long'],
    [mentionsNobody(body['allowed_mentions']), 'allowed_mentions: may ping'],
    [textIn(body['nonce']).length <= DISCORD_LIMITS.nonce, 'nonce: too long'],
  ];
  return rules.filter(([holds]) => !holds).map(([, complaint]) => complaint);
}

/** A component and all that are inside it. */
export function listComponents(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(listComponents);
  if (typeof value !== 'object' || value === null) return [];
  const component = value as Json;
  return [component, ...listComponents(component['components']), ...listComponents(component['accessory'])];
}

/**
 * The visible text of a message: what Discord makes of the markup that Sitrep uses, buttons included. Throws where
 * text from outside would be markup: an unescaped mention, or a link that is none of ours.
 */
export function discordText(components: unknown): string {
  return listComponents(components)
    .map(({ content, label }) => (content ? readMarkdown(textIn(content)) : textIn(label)))
    .filter(Boolean)
    .join('\n');
}

function readMarkdown(content: string): string {
  const literal: string[] = [];
  // From left to right, whichever comes first: an escaped character, or code, in which a backslash is one.
  const masked = content.replace(/\\([^0-9A-Za-z\s])|`([^`\n]+)`/g, (_, escaped?: string, code?: string) => {
    literal.push(escaped ?? code ?? '');
    return '\ue000';
  });
  const withoutLinks = masked.replace(/\]\(<https?:\/\/[^\s<>]+>\)/g, ']');
  if (/<[@#:/ti]|@everyone|@here|https?:\/\/|\]\(/.test(withoutLinks)) {
    throw new Error(`markup from outside: ${withoutLinks.slice(0, 200)}`);
  }
  return masked
    .split('\n')
    .map((line) => line.replace(/^(## |-# |> |- )/, ''))
    .join('\n')
    .replace(/\]\(<[^>]*>\)/g, '')
    .replace(/[[\]*\u200b]/g, '')
    .replace(/\ue000/g, () => literal.shift() ?? '');
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '');

function mentionsNobody(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { parse, users, roles } = value as Json;
  return Array.isArray(parse) && parse.length === 0 && !users && !roles;
}
