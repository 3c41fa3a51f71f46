import { createHash } from 'node:crypto';
import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { DISCORD_BUDGET, DISCORD_LIMITS } from '../../../config/chat-limits.ts';
import type { ActionsBlock, Block, Message, Span, StoryBlock } from '../../model/message.ts';
import { formatButtonId, STORY_BUTTONS } from '../button-id.ts';
import { cleanSpanText, cleanText, clipText, linkableUrl } from '../clean-text.ts';

export type DiscordPayload = {
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Discord parses mentions unless told not to, on edits too. */
  allowed_mentions: { parse: [] };
};

const MARKS = { new: 'NEW', changed: 'CHANGED', withdrawn: 'WITHDRAWN' } as const;
const NOTHING_VISIBLE = '(no text)';
/** A calm blue, told apart from Discord's greys in its dark and light themes. */
const ACCENT = 0x2f6fb3;

/** Draws a message as Components V2 in one container. `postId` goes into the buttons and, hashed, into its id. */
export function renderDiscordMessage(message: Message, postId: string): DiscordPayload {
  const parts = message.blocks.flatMap((block, index) => [
    ...(startsStory(message.blocks, index) ? [{ type: ComponentType.Separator } as const] : []),
    ...renderBlock(block, postId),
  ]);
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [
      {
        type: ComponentType.Container,
        id: containerId(postId),
        accent_color: ACCENT,
        components: parts.length > 0 ? parts : [textDisplay(NOTHING_VISIBLE)],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/** The id of a post's container: finds posts that have no button. Positive, below 2^31 (the API's int32). */
export function containerId(postId: string): number {
  return createHash('sha256').update(postId).digest().readUInt32BE(0) >>> 1 || 1;
}

/** Whether a message is within our budget of Discord's limits. */
export function fitsDiscord(message: Message): boolean {
  const { components, textLength } = measure(renderDiscordMessage(message, 'x'.repeat(36)).components);
  return components <= DISCORD_BUDGET.components && textLength <= DISCORD_BUDGET.allText;
}

/** Components with those inside others, and the text of all text displays together. */
export function measure(value: unknown): { components: number; textLength: number } {
  if (Array.isArray(value)) {
    const sums = value.map(measure);
    return {
      components: sums.reduce((sum, { components }) => sum + components, 0),
      textLength: sums.reduce((sum, { textLength }) => sum + textLength, 0),
    };
  }
  if (typeof value !== 'object' || value === null) return { components: 0, textLength: 0 };
  const inner = measure('components' in value ? value.components : []);
  const own = 'content' in value && typeof value.content === 'string' ? value.content.length : 0;
  return { components: inner.components + 1, textLength: inner.textLength + own };
}

/** Stories after the first block are set apart by a line. */
function startsStory(blocks: readonly Block[], index: number): boolean {
  return index > 0 && blocks[index]?.kind === 'story' && blocks[index - 1]?.kind !== 'divider';
}

function renderBlock(block: Block, postId: string): APIComponentInContainer[] {
  switch (block.kind) {
    case 'heading':
      return lines(
        prefixed('## ', escapeWithin(block.text, DISCORD_BUDGET.heading)),
        prefixed('-# ', escapeWithin(block.aside ?? '', DISCORD_BUDGET.heading)),
      );
    case 'story':
      return renderStory(block, postId);
    case 'text':
      return lines(renderSpans(block.spans));
    case 'quote':
      return lines(prefixed('> ', renderSpans(block.spans)));
    case 'list':
      return lines(...block.items.map((spans) => prefixed('- ', renderSpans(clipSpans(spans)))));
    case 'actions':
      return renderButtons(block, postId);
    case 'divider':
      return [{ type: ComponentType.Separator }];
    case 'footer':
      return lines(prefixed('-# ', escapeWithin(block.text, DISCORD_BUDGET.footer)));
  }
}

function renderStory(story: StoryBlock, postId: string): APIComponentInContainer[] {
  const number = story.number === null ? '' : `${story.number}  `;
  const url = linkableUrl(story.url, DISCORD_LIMITS.url);
  const headline = escapeWithin(story.headline, DISCORD_BUDGET.headline) || 'Untitled';
  const mark = story.mark ? `  \`${MARKS[story.mark]}\`` : '';
  const change = escapeWithin(story.changeLine ?? '', DISCORD_BUDGET.changeLine);
  return [
    ...lines(
      `**${number}${url ? `[${headline}](<${url}>)` : headline}**${mark}`,
      change && `*${change}*`,
      ...story.bullets.map((bullet) => prefixed('- ', escapeWithin(bullet, DISCORD_BUDGET.bullet))),
      prefixed('-# ', escapeWithin(story.detailLine, DISCORD_BUDGET.detailLine)),
    ),
    ...(story.hasButtons ? renderButtons({ storyId: story.storyId, buttons: STORY_BUTTONS }, postId) : []),
  ];
}

function renderButtons(
  { storyId, buttons }: Omit<ActionsBlock, 'kind'>,
  postId: string,
): APIComponentInContainer[] {
  const drawn = buttons.map(({ action, label, isDangerous }) => ({
    type: ComponentType.Button as const,
    style: isDangerous ? (ButtonStyle.Danger as const) : (ButtonStyle.Secondary as const),
    label,
    custom_id: formatButtonId({ action, postId, storyId }),
  }));
  const rows = Math.ceil(drawn.length / DISCORD_LIMITS.buttonsPerRow);
  return Array.from({ length: rows }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: drawn.slice(row * DISCORD_LIMITS.buttonsPerRow, (row + 1) * DISCORD_LIMITS.buttonsPerRow),
  }));
}

/** Spans side by side; an unseen character keeps the marks of two styled neighbours apart. */
function renderSpans(spans: readonly Span[]): string {
  const drawn = spans.map(renderSpan).filter(Boolean);
  const text = drawn.reduce(
    (line, span) => (/[*`~]$/.test(line) && /^[*`~]/.test(span) ? `${line}\u200b${span}` : line + span),
    '',
  );
  return text.trim();
}

function renderSpan({ text, url, style }: Span): string {
  const shown = cleanSpanText(text);
  const core = shown.trim();
  if (!core) return shown;
  const link = linkableUrl(url, DISCORD_LIMITS.url);
  const [before, after] = [shown.startsWith(' ') ? ' ' : '', shown.endsWith(' ') ? ' ' : ''];
  const words = style === 'code' && !link ? core.replaceAll('`', "'") : escapeDiscord(core);
  const linked = link ? `[${words}](<${link}>)` : words;
  return `${before}${withStyle(linked, style, link !== null)}${after}`;
}

function withStyle(text: string, style: Span['style'], isLink: boolean): string {
  if (style === 'bold' || style === 'mark') return `**${text}**`;
  if (style === 'strike') return `~~${text}~~`;
  if (style === 'italic') return `*${text}*`;
  return style === 'code' && !isLink ? `\`${text}\`` : text;
}

/** A list's item is never cut between parts, so it is shortened; spans after the room is used up are left out. */
function clipSpans(spans: readonly Span[]): Span[] {
  let room = DISCORD_BUDGET.listItem;
  return spans.flatMap((span) => {
    const text = fitSpan(span, room);
    room -= text ? renderSpan({ ...span, text }).length : 0;
    return text ? [{ ...span, text }] : [];
  });
}

/** As much of a span's text as is at most `room` long when drawn. */
function fitSpan(span: Span, room: number): string {
  let length = Math.min(span.text.length, room);
  while (length > 0) {
    const text = clipText(cleanSpanText(span.text), length);
    const excess = renderSpan({ ...span, text }).length - room;
    if (excess <= 0) return text;
    length -= Math.max(1, Math.ceil(excess / 2));
  }
  return '';
}

const prefixed = (prefix: string, text: string) => (text ? `${prefix}${text}` : '');
const textDisplay = (content: string): APIComponentInContainer => ({
  type: ComponentType.TextDisplay,
  content,
});

/** The lines that are not empty, as one text display; nothing where nothing is visible. */
function lines(...texts: readonly string[]): APIComponentInContainer[] {
  const content = texts.filter((text) => cleanText(text)).join('\n');
  return content ? [textDisplay(content)] : [];
}

/** Marks that Discord reads anywhere in a line: emphasis, code, spoilers, links, mentions, times. */
const MARKDOWN = /[\\*_~`|[\]<>@]/g;
/** Marks that count at the start of a line only: headings, lists, small print, quotes, numbered lists. */
const LINE_START = /^(\d*)([#+.)-])/;
/** Makes an address a link by itself; at the end too, for the next span may go on with the slashes. */
const BARE_ADDRESS = /:(?=\/\/|$)/g;

/**
 * One line of text that Discord shows as it is. A backslash before punctuation makes it literal; the library's own
 * escaping leaves @everyone, mentions, times, headings and links as they are.
 */
export function escapeDiscord(text: string): string {
  return cleanText(text)
    .replace(MARKDOWN, String.raw`\$&`)
    .replace(BARE_ADDRESS, String.raw`\:`)
    .replace(LINE_START, String.raw`$1\$2`);
}

/** As `escapeDiscord`, cut so that what comes out is at most `maxLength` long. */
export function escapeWithin(text: string, maxLength: number): string {
  const clean = clipText(cleanText(text), maxLength);
  if (escapeDiscord(clean).length <= maxLength) return escapeDiscord(clean);
  let fitting = 0;
  let tooLong = clean.length;
  while (tooLong - fitting > 1) {
    const middle = (fitting + tooLong) >> 1;
    if (escapeDiscord(clipText(clean, middle)).length <= maxLength) fitting = middle;
    else tooLong = middle;
  }
  return escapeDiscord(clipText(clean, fitting));
}
