import { MAX_PAGE_BYTES, MAX_PAGE_DEPTH, MAX_PAGE_TAGS } from '../../config/feeds-tuning.ts';

export type PageCheck =
  | { kind: 'readable' }
  | { kind: 'refused'; reason: 'too-big' | 'too-many-elements' | 'too-deep' };

/** Elements that need no closing tag; an open one of these is not nesting. */
const SELF_CLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|optgroup|colgroup)$/;

/**
 * Looks whether a page is of a size that the parser and Readability get through: their time grows with the square of
 * the elements, and their stack with the nesting. One linear pass over the text.
 */
export function checkPage(html: string): PageCheck {
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
