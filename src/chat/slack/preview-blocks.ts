import type { types } from '@slack/bolt';
import type { Message } from '../../model/message.ts';
import { escapeHtml } from '../preview-html.ts';
import { renderSlackMessage } from './render-blocks.ts';

/** Draws messages the way Slack shows the very blocks that would be sent. Returns safe HTML for a preview card. */
export function previewSlack(parts: readonly Message[], at: string): string {
  return parts
    .map((part) => {
      const { blocks } = renderSlackMessage(part, 'preview');
      const who = `<span class="who">Sitrep</span><span class="app">APP</span><span class="when">${escapeHtml(at)}</span>`;
      return `<div class="post slack"><div class="face">S</div><div class="said">${who}${blocks.map(drawBlock).join('')}</div></div>`;
    })
    .join('');
}

function drawBlock(block: types.KnownBlock): string {
  if (block.type === 'header') return `<div class="header">${escapeHtml(block.text.text)}</div>`;
  if (block.type === 'divider') return '<hr>';
  if (block.type === 'rich_text') return block.elements.map(drawRichText).join('');
  if (block.type === 'context') {
    const texts = block.elements.map((element) => ('text' in element ? escapeHtml(element.text) : ''));
    return `<div class="context">${texts.join(' ')}</div>`;
  }
  if (block.type === 'actions') {
    const buttons = block.elements.flatMap((element) =>
      element.type === 'button' ? [element.text.text] : [],
    );
    return `<div class="actions">${buttons.map((label) => `<button>${escapeHtml(label)}</button>`).join('')}</div>`;
  }
  throw new Error(`no drawing for a block of type ${block.type}`);
}

function drawRichText(part: types.RichTextBlockElement): string {
  switch (part.type) {
    case 'rich_text_section':
      return `<div>${part.elements.map(drawElement).join('')}</div>`;
    case 'rich_text_list':
      return `<ul>${part.elements.map(({ elements }) => `<li>${elements.map(drawElement).join('')}</li>`).join('')}</ul>`;
    case 'rich_text_quote':
      return `<blockquote>${part.elements.map(drawElement).join('')}</blockquote>`;
    case 'rich_text_preformatted':
      throw new Error('no drawing for preformatted text');
  }
}

function drawElement(element: types.RichTextElement): string {
  if (element.type !== 'text' && element.type !== 'link') throw new Error(`no drawing for ${element.type}`);
  const text = escapeHtml(element.text ?? '').replaceAll('\n', '<br>');
  const styled = Object.entries(element.style ?? {})
    .filter(([, isOn]) => isOn)
    .reduce((inner, [style]) => withStyle(inner, style), text);
  return element.type === 'link' ? `<a href="${escapeHtml(element.url)}">${styled}</a>` : styled;
}

function withStyle(inner: string, style: string): string {
  const tag = { bold: 'b', italic: 'i', strike: 's' }[style] ?? 'code';
  return `<${tag}>${inner}</${tag}>`;
}
