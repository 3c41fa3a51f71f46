import type { DomNode } from './dom.ts';

/** A paragraph, heading, list item or line of a page, in reading order. */
export type TextBlock = {
  text: string;
  /** Characters of it that stand in links. */
  linkChars: number;
  kind: 'paragraph' | 'heading' | 'list-item' | 'cell' | 'quote';
};

const BLOCK =
  /^(?:ADDRESS|ARTICLE|BLOCKQUOTE|BODY|CENTER|DD|DETAILS|DIV|DL|DT|FIELDSET|H[1-6]|HEADER|HGROUP|HR|LI|MAIN|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;

type Walk = {
  blocks: TextBlock[];
  text: string;
  linkChars: number;
  kind: TextBlock['kind'];
  /** A line break was the last thing that was seen. */
  isAfterBreak: boolean;
};

/** Splits an element's text at its block elements and double line breaks. */
export function readBlocks(root: DomNode): TextBlock[] {
  const walk: Walk = { blocks: [], text: '', linkChars: 0, kind: 'paragraph', isAfterBreak: false };
  visit(root, walk, false);
  flush(walk);
  return walk.blocks;
}

function visit(node: DomNode, walk: Walk, isInLink: boolean): void {
  if (node.nodeType === 3) {
    const text = node.textContent ?? '';
    walk.text += text;
    if (text.trim() !== '') walk.isAfterBreak = false;
    if (isInLink) walk.linkChars += text.trim().length;
    return;
  }
  if (node.nodeType !== 1) return;
  const name = node.nodeName.toUpperCase();
  if (name === 'BR') {
    // Two breaks are a paragraph's end where authors write no paragraphs.
    if (walk.isAfterBreak) flush(walk);
    else walk.text += '\n';
    walk.isAfterBreak = true;
    return;
  }
  if (!BLOCK.test(name)) {
    for (const child of node.childNodes) visit(child, walk, isInLink || name === 'A');
    return;
  }
  flush(walk);
  const outer = walk.kind;
  walk.kind = kindOf(name, outer);
  for (const child of node.childNodes) visit(child, walk, isInLink);
  flush(walk);
  walk.kind = outer;
}

function kindOf(name: string, outer: TextBlock['kind']): TextBlock['kind'] {
  if (/^H[1-6]$/.test(name)) return 'heading';
  if (name === 'LI' || name === 'DD' || name === 'DT') return 'list-item';
  if (name === 'TD' || name === 'TH') return 'cell';
  if (name === 'BLOCKQUOTE') return 'quote';
  return outer === 'paragraph' || name === 'TABLE' ? 'paragraph' : outer;
}

function flush(walk: Walk): void {
  const text = walk.text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  if (text !== '')
    walk.blocks.push({ text, linkChars: Math.min(walk.linkChars, text.length), kind: walk.kind });
  walk.text = '';
  walk.linkChars = 0;
}
