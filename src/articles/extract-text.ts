import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import {
  MAX_NOISE_SHARE,
  MAX_PAGE_BYTES,
  MAX_PAGE_DEPTH,
  MAX_PAGE_TAGS,
  PAYWALL_STUB_WORDS,
} from '../../config/feeds-tuning.ts';
import { dropOtherStories } from './drop-other-stories.ts';
import { type Notice, noticeOfPage } from './name-notice.ts';
import { readEmbedded } from './read-embedded.ts';
import { bestShareTold } from './same-story.ts';
import {
  COMMENT_NAMES,
  CONTENT_NAMES,
  NOISE_ELEMENTS,
  NOISE_NAMES,
  SILENT_ELEMENTS,
} from './noise-patterns.ts';
import type { DomDocument, DomElement, DomNode } from './dom.ts';
import { readBlocks, type TextBlock } from './read-blocks.ts';
import { type PageMetadata, pageTitles, readMetadata } from './read-metadata.ts';
import { removeBoilerplate } from './remove-boilerplate.ts';

export type ExtractedPage = Omit<PageMetadata, 'articleBody' | 'isMarkedPaid'> & {
  /** Paragraphs, one a line; never markup. */
  text: string;
  textSource: 'page' | 'json-ld';
  isPaywallStub: boolean;
};

export type ExtractOutcome =
  | { kind: 'page'; page: ExtractedPage }
  | {
      kind: 'failed';
      reason: Extract<PageCheck, { kind: 'refused' }>['reason'] | Notice | 'no-text' | 'unreadable';
    };

/** What is known of the article before its page is read: title and teaser of the feed's item. */
export type KnownOfPage = { title: string; teaser: string };

/**
 * Reads the article of a page: Readability on what is left after the parts that are surely none of it are removed
 * (furniture, other stories), then line by line without furniture; the page's own JSON-LD text where that is much
 * fuller, the data of its program where there is no other text. `known` tells which of several stories is meant.
 * Pure, never throws; slow on hostile pages: run it in a worker with a deadline.
 */
export function extractText(html: string, url: string, known?: KnownOfPage): ExtractOutcome {
  const check = checkPage(html);
  if (check.kind === 'refused') return { kind: 'failed', reason: check.reason };
  try {
    return readArticle(html, url, known ? [known.title, known.teaser] : []);
  } catch {
    // Pages are hostile: what the libraries throw on is a page that cannot be read, not a fault of ours.
    return { kind: 'failed', reason: 'unreadable' };
  }
}

function readArticle(html: string, url: string, announced: readonly string[]): ExtractOutcome {
  const { document } = parseHTML(withRoot(html)) as unknown as { document: DomDocument };
  const metadata = readMetadata(document, url, announced);
  const titles = pageTitles(document, announced);
  const known = [...announced, ...(metadata.title === '' ? titles : [metadata.title, ...titles.slice(0, 1)])];
  const hasPasswordField = document.querySelector('input[type="password"]') !== null;
  const embedded = readEmbedded(document, known);
  const isProgram = document.querySelector('script[src], script[type="module"]') !== null;
  dropOtherStories(document, known);
  dropNoise(document);
  const blocks = removeBoilerplate(articleBlocks(document), metadata);
  const read = blocks.map(({ text }) => text).join('\n');
  const { articleBody, isMarkedPaid, ...rest } = metadata;
  const isBodyFuller =
    articleBody.length > 400 && articleBody.length > read.length * 1.5 && isAsOwn(articleBody, read, known);
  const isEmpty = read.length < 200 && embedded.length > read.length * 2;
  const text = isBodyFuller ? linesOf(articleBody) : isEmpty ? linesOf(embedded) : read;
  const notice = noticeOfPage({ titles, text, hasPasswordField, known: announced });
  if (notice !== null) return { kind: 'failed', reason: notice };
  if (text === '') return { kind: 'failed', reason: isProgram ? 'app-shell' : 'no-text' };
  return {
    kind: 'page',
    page: {
      ...rest,
      text,
      textSource: isBodyFuller ? 'json-ld' : 'page',
      isPaywallStub: isPaywallStub(text, html, isMarkedPaid),
    },
  };
}

/** Whether a text tells of the article's titles about as much as the text that was read from the page. */
function isAsOwn(text: string, read: string, known: readonly string[]): boolean {
  const share = bestShareTold(known, text);
  return share === null || share >= 0.7 * (bestShareTold(known, read) ?? 0);
}

/** Readability throws on a document without a root. */
function withRoot(html: string): string {
  return /<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
}

function dropNoise(document: DomDocument): void {
  for (const element of document.querySelectorAll(SILENT_ELEMENTS)) element.remove();
  const mostProse = proseLength(document) * MAX_NOISE_SHARE;
  // Themes put words such as `share` on the part that holds the article, and some servers a form round the page.
  const removeIfSmall = (element: DomElement) => {
    if (proseLength(element) <= mostProse) element.remove();
  };
  for (const element of document.querySelectorAll('[class],[id]')) {
    if (/^(?:BODY|HTML|MAIN|ARTICLE)$/.test(element.tagName)) continue;
    const name = nameOf(element);
    if (COMMENT_NAMES.test(name)) element.remove();
    else if (NOISE_NAMES.test(name) && !CONTENT_NAMES.test(name)) removeIfSmall(element);
  }
  for (const element of document.querySelectorAll(NOISE_ELEMENTS)) removeIfSmall(element);
}

/** Real names are shorter; the patterns are not made for megabytes. */
const MAX_NAME_CHARS = 300;

function nameOf(element: DomElement): string {
  const written = `${element.getAttribute('class') ?? ''} ${element.id}`;
  return written.slice(0, MAX_NAME_CHARS).replace(/([a-z])([A-Z])/g, '$1-$2');
}

/** Characters in paragraphs that are long enough to be sentences. */
function proseLength(element: Pick<DomElement, 'querySelectorAll'>): number {
  let length = 0;
  for (const paragraph of element.querySelectorAll('p')) {
    const chars = paragraph.textContent?.trim().length ?? 0;
    if (chars >= 80) length += chars;
  }
  return length;
}

function articleBlocks(document: DomDocument): TextBlock[] {
  const article = new Readability<DomNode>(document, {
    keepClasses: true,
    serializer: (node) => node,
  }).parse();
  return article?.content ? readBlocks(article.content) : [];
}

function linesOf(text: string): string {
  return text
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

type PageCheck =
  | { kind: 'readable' }
  | { kind: 'refused'; reason: 'too-big' | 'too-many-elements' | 'too-deep' };

/** Elements that need no closing tag; an open one of these is not nesting. */
const SELF_CLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|optgroup|colgroup)$/;

/**
 * Looks whether a page is of a size that the parser and Readability get through: their time grows with the square of
 * the elements, and their stack with the nesting. One linear pass over the text.
 */
function checkPage(html: string): PageCheck {
  if (html.length > MAX_PAGE_BYTES) return { kind: 'refused', reason: 'too-big' };
  let tags = 0;
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    tags += 1;
    if (tags > MAX_PAGE_TAGS) return { kind: 'refused', reason: 'too-many-elements' };
    if (SELF_CLOSED.test(name.toLowerCase())) continue;
    depth = Math.max(0, depth + (slash ? -1 : 1));
    if (depth > MAX_PAGE_DEPTH) return { kind: 'refused', reason: 'too-deep' };
  }
  return { kind: 'readable' };
}

/** What pages say where the rest is for subscribers, in the languages of the larger outlets. */
const PROMPT =
  /to (?:continue|keep) reading|continue reading (?:this article )?(?:with|by) (?:a |an |subscrib)|to read (?:the|this) (?:full |whole |rest|entire )?(?:article|story)|subscribe (?:now )?to (?:continue|read|unlock|access)|(?:article|content|story) is (?:only )?(?:for|available to|exclusive(?:ly)? (?:for|to)|reserved for) (?:our )?(?:paying |registered )?(?:subscribers|members|premium)|already a (?:subscriber|member)\?|(?:subscribers?|members?|premium)[- ]only|log in to (?:continue|read)|unlock this article|réservé (?:à nos|aux) abonnés|il vous reste [\d,.]+\s*% de cet article|nur für abonnenten|weiterlesen mit|jetzt (?:abonnieren|weiterlesen)|solo para suscriptores|contenido exclusivo para suscriptores|contenuto riservato agli abbonati/i;

/**
 * Whether `text` is only the start of an article behind a paywall: short, and the page (`html`) either says in its
 * data that it is not free or asks to subscribe.
 */
function isPaywallStub(text: string, html: string, isMarkedPaid: boolean): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  // Scripts without spaces between words count as one: there the length decides.
  const isShort = words < PAYWALL_STUB_WORDS && text.length < PAYWALL_STUB_WORDS * 8;
  return isShort && (isMarkedPaid || PROMPT.test(html));
}
