import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Message } from '../../model/message.ts';
import { escapeHtml } from '../preview-html.ts';
import { renderDiscordMessage } from './render-components.ts';

/** Draws messages the way Discord shows the very components that would be sent. Returns safe HTML for a preview card. */
export function previewDiscord(parts: readonly Message[], at: string): string {
  return parts
    .map((part) => {
      const { components } = renderDiscordMessage(part, 'preview');
      const who = `<span class="who">Sitrep</span><span class="app">APP</span><span class="when">${escapeHtml(at)}</span>`;
      return `<div class="post discord"><div class="face">S</div><div class="said">${who}${components.map(drawComponent).join('')}</div></div>`;
    })
    .join('');
}

function drawComponent(component: APIMessageTopLevelComponent | APIComponentInContainer): string {
  if (component.type === ComponentType.Separator) return '<hr>';
  if (component.type === ComponentType.TextDisplay) return drawMarkdown(component.content);
  if (component.type === ComponentType.Container) {
    const colour = (component.accent_color ?? 0).toString(16).padStart(6, '0');
    const inner = component.components.map(drawComponent).join('');
    return `<div class="container" style="border-left-color:#${colour}">${inner}</div>`;
  }
  if (component.type === ComponentType.ActionRow) {
    const labels = component.components.map((button) => ('label' in button ? (button.label ?? '') : ''));
    return `<div class="row">${labels.map((label) => `<button>${escapeHtml(label)}</button>`).join('')}</div>`;
  }
  throw new Error(`no drawing for a component of type ${component.type}`);
}

/** The markdown that our renderer writes: one mark at a line's start, and marks inside it. */
function drawMarkdown(content: string): string {
  const html = content.split('\n').map((line) => {
    const [, mark = '', text = ''] = /^(## |-# |> |- )?(.*)$/s.exec(line) ?? [];
    const inner = drawInline(text);
    if (mark === '## ') return `<h3>${inner}</h3>`;
    if (mark === '-# ') return `<div><small>${inner}</small></div>`;
    if (mark === '> ') return `<blockquote>${inner}</blockquote>`;
    return mark === '- ' ? `<ul><li>${inner}</li></ul>` : `<div>${inner}</div>`;
  });
  return html.join('').replaceAll('</ul><ul>', '');
}

/** Escapes, code, links and emphasis, read from left to right. */
const TOKEN = /\\([^0-9A-Za-z\s])|`([^`]+)`|\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)|(\*\*|\*|~~)/gs;

function drawInline(text: string): string {
  const open: string[] = [];
  let html = '';
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, escaped, code, label, url, mark] = match;
    html += escapeHtml(text.slice(at, match.index));
    at = match.index + whole.length;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (label !== undefined) html += `<a href="${escapeHtml(url ?? '')}">${drawInline(label)}</a>`;
    else html += toggle(open, mark === '**' ? 'b' : mark === '~~' ? 's' : 'i');
  }
  const closing = open.toReversed().map((tag) => `</${tag}>`);
  return html + escapeHtml(text.slice(at)) + closing.join('');
}

function toggle(open: string[], tag: string): string {
  if (open.at(-1) === tag) return `</${open.pop()}>`;
  open.push(tag);
  return `<${tag}>`;
}
