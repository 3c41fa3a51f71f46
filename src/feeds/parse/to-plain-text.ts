import { decodeEntities } from './decode-entities.ts';

const BLOCK =
  /^(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|figcaption|header|footer|hr|dd|dt|pre)$/;
const HIDDEN = /^(?:script|style|noscript|iframe|object|svg|template)$/;
const COMMON_TAG = /<\/?(?:p|b|i|em|strong|a|br|span|div|img|font|u|sub|sup|li|ul|ol)(?:\s[^<>]*)?\/?>/i;

/**
 * Plain text of a feed's field, which is HTML by custom though often none: tags out, entities to characters, white
 * space to single blanks; paragraphs are kept as lines when asked for. Linear in the length of any input.
 */
export function toPlainText(html: string, options: { keepsParagraphs?: boolean } = {}): string {
  let text = decodeEntities(stripTags(html));
  // Markup that was escaped once too often shows its tags only now.
  if (COMMON_TAG.test(text)) text = decodeEntities(stripTags(text));
  return tidySpaces(text, options.keepsParagraphs ?? false);
}

function stripTags(html: string): string {
  if (!html.includes('<')) return html;
  let text = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open === -1) return text + html.slice(at);
    text += html.slice(at, open);
    const tag = readTag(html, open);
    if (tag === null) {
      text += '<';
      at = open + 1;
      continue;
    }
    if (tag.end === -1) return text;
    if (BLOCK.test(tag.name)) text += '\n';
    else if (tag.name === 'td' || tag.name === 'th') text += ' ';
    at = HIDDEN.test(tag.name) && !tag.isClosing ? endOfHidden(html, tag.name, tag.end) : tag.end;
  }
}

/** The tag that opens at `open`, null where the `<` is only a sign; `end` is -1 where it never ends. */
function readTag(html: string, open: number): { name: string; isClosing: boolean; end: number } | null {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { name: '', isClosing: false, end: end === -1 ? -1 : end + 3 };
  }
  if (html.startsWith('<![CDATA[', open)) return { name: '', isClosing: false, end: open + 9 };
  const isClosing = html[open + 1] === '/';
  const first = html[open + (isClosing ? 2 : 1)] ?? '';
  if (!/[a-z!?]/i.test(first)) return null;
  const end = html.indexOf('>', open);
  const name = /^[a-z0-9]+/i.exec(html.slice(open + (isClosing ? 2 : 1), open + 18))?.[0].toLowerCase() ?? '';
  return { name, isClosing, end: end === -1 ? -1 : end + 1 };
}

function endOfHidden(html: string, name: string, from: number): number {
  const close = html.indexOf(`</${name}`, from);
  // Without its end it hides nothing: what follows is text.
  return close === -1 ? from : close;
}

function tidySpaces(text: string, keepsParagraphs: boolean): string {
  if (!keepsParagraphs) return text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
