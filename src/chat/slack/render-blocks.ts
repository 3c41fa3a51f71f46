import type { types } from '@slack/bolt';
import { SLACK_BUDGET, SLACK_LIMITS } from '../../../config/chat-limits.ts';
import type { ActionsBlock, Block, Message, Span, StoryBlock } from '../../model/message.ts';
import { formatButtonId, STORY_BUTTONS } from '../button-id.ts';
import { cleanSpanText, cleanText, clipText, linkableUrl } from '../clean-text.ts';

export type SlackPayload = { text: string; blocks: types.KnownBlock[] };
type RichElement = types.RichTextElement;

const MARKS = { new: 'NEW', changed: 'CHANGED', withdrawn: 'WITHDRAWN' } as const;
const NOTHING_VISIBLE = '(no text)';
/** Slack has no colour to mark a word with. */
const STYLES = { bold: 'bold', italic: 'italic', code: 'code', strike: 'strike', mark: 'bold' } as const;

/**
 * Draws a message as Block Kit. Text from outside stands only in rich text and plain text, which Slack shows as it
 * is: no mention, link or formatting of a title's works. `postId` goes into the buttons.
 */
export function renderSlackMessage(message: Message, postId: string): SlackPayload {
  const blocks = message.blocks.flatMap((block, index) => [
    ...(startsStory(message.blocks, index) ? [{ type: 'divider' as const }] : []),
    ...renderBlock(block, postId),
  ]);
  return {
    text:
      escapeMrkdwn(clipText(cleanText(message.fallbackText), SLACK_BUDGET.fallbackText)) || NOTHING_VISIBLE,
    blocks: blocks.length > 0 ? blocks : [richText([section([{ type: 'text', text: NOTHING_VISIBLE }])])],
  };
}

/** Whether a message is within our budget of Slack's limits. */
export function fitsSlack(message: Message): boolean {
  const { blocks } = renderSlackMessage(message, 'x'.repeat(36));
  if (message.blocks.some(isCut)) return false;
  return blocks.length <= SLACK_BUDGET.blocks && measureBlocks(blocks) <= SLACK_BUDGET.allBlocksText;
}

/** Whether drawing it would lose words that a further part could hold. */
function isCut(block: Block): boolean {
  if (block.kind !== 'text' && block.kind !== 'quote') return false;
  return block.spans.reduce((sum, { text }) => sum + text.length, 0) > SLACK_LIMITS.textObject;
}

/** The length of all strings in the blocks: at least what Slack counts, whichever way it does. */
export function measureBlocks(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + measureBlocks(part), 0);
}

/** Slack's three characters that are markup in a message's own text (docs.slack.dev, formatting message text). */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Stories after the first block are set apart by a line. */
function startsStory(blocks: readonly Block[], index: number): boolean {
  return index > 0 && blocks[index]?.kind === 'story' && blocks[index - 1]?.kind !== 'divider';
}

function renderBlock(block: Block, postId: string): types.KnownBlock[] {
  switch (block.kind) {
    case 'heading': {
      const text = clipText(cleanText(block.text), SLACK_LIMITS.headerText);
      const header: types.KnownBlock[] = text ? [{ type: 'header', text: plainText(text) }] : [];
      return [...header, ...smallPrint(block.aside ?? '', SLACK_BUDGET.detailLine)];
    }
    case 'story':
      return renderStory(block, postId);
    case 'text':
      return richTextOf(renderSpans(block.spans, SLACK_LIMITS.textObject), section);
    case 'quote':
      return richTextOf(renderSpans(block.spans, SLACK_LIMITS.textObject), (elements) => ({
        type: 'rich_text_quote',
        elements,
      }));
    case 'list':
      return renderList(block.items.map((spans) => renderSpans(spans, SLACK_BUDGET.listItem)));
    case 'actions':
      return [renderButtons(block, postId)];
    case 'divider':
      return [{ type: 'divider' }];
    case 'footer':
      return smallPrint(block.text, SLACK_BUDGET.footer);
  }
}

function renderStory(story: StoryBlock, postId: string): types.KnownBlock[] {
  const number = story.number === null ? '' : `${story.number}  `;
  const mark = story.mark ? MARKS[story.mark] : '';
  const headline: RichElement[] = [
    ...renderText(number, { style: 'bold' }),
    ...renderText(clipText(cleanText(story.headline) || 'Untitled', SLACK_BUDGET.headline), {
      style: 'bold',
      url: story.url ?? undefined,
    }),
    ...(mark ? [...renderText('  '), ...renderText(mark, { style: 'code' })] : []),
  ];
  const change = renderText(clipText(cleanText(story.changeLine ?? ''), SLACK_BUDGET.changeLine), {
    style: 'italic',
  });
  const bullets = story.bullets
    .map((bullet) => renderText(clipText(cleanText(bullet), SLACK_BUDGET.bullet)))
    .filter((elements) => elements.length > 0);
  const lines: types.RichTextBlockElement[] = [
    section(change.length > 0 ? [...headline, { type: 'text', text: '\n' }, ...change] : headline),
    ...(bullets.length > 0 ? [bulletList(bullets)] : []),
  ];
  return [
    richText(lines),
    ...smallPrint(story.detailLine, SLACK_BUDGET.detailLine),
    ...(story.hasButtons ? [renderButtons({ storyId: story.storyId, buttons: STORY_BUTTONS }, postId)] : []),
  ];
}

function renderButtons({ storyId, buttons }: Omit<ActionsBlock, 'kind'>, postId: string): types.KnownBlock {
  const elements = buttons.map(
    ({ action, label, isDangerous }): types.Button => ({
      type: 'button',
      action_id: action,
      text: plainText(label),
      value: formatButtonId({ action, postId, storyId }),
      ...(isDangerous && { style: 'danger' }),
    }),
  );
  return { type: 'actions', elements };
}

function renderList(items: readonly RichElement[][]): types.KnownBlock[] {
  const shown = items.filter(hasVisible);
  return shown.length > 0 ? [richText([bulletList(shown)])] : [];
}

/** Spans as elements, together at most `maxLength` long; none where nothing is visible. */
function renderSpans(spans: readonly Span[], maxLength: number): RichElement[] {
  let room = maxLength;
  return spans.flatMap(({ text, url, style }) => {
    if (room <= 0) return [];
    const shown = clipText(cleanSpanText(text), room);
    room -= shown.length;
    return renderText(shown, { url, style });
  });
}

function renderText(text: string, look: Omit<Span, 'text'> = {}): RichElement[] {
  if (!text) return [];
  const style = look.style ? { style: { [STYLES[look.style]]: true } } : {};
  const url = linkableUrl(look.url, SLACK_LIMITS.url);
  return [url ? { type: 'link', url, text, ...style } : { type: 'text', text, ...style }];
}

function richTextOf(
  elements: RichElement[],
  wrap: (elements: RichElement[]) => types.RichTextBlockElement,
): types.KnownBlock[] {
  return hasVisible(elements) ? [richText([wrap(elements)])] : [];
}

/** Spaces alone would be an empty line. */
const hasVisible = (elements: readonly RichElement[]) =>
  elements.some((element) => 'text' in element && element.text?.trim());

const richText = (elements: types.RichTextBlockElement[]): types.RichTextBlock => ({
  type: 'rich_text',
  elements,
});
const section = (elements: RichElement[]): types.RichTextSection => ({ type: 'rich_text_section', elements });
const bulletList = (items: RichElement[][]): types.RichTextList => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: items.map(section),
});
const plainText = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** One line of small grey text, or nothing. */
function smallPrint(text: string, maxLength: number): types.KnownBlock[] {
  const shown = clipText(cleanText(text), maxLength);
  return shown ? [{ type: 'context', elements: [plainText(shown)] }] : [];
}
