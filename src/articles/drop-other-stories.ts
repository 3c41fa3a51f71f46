import {
  FOREIGN_SHARE,
  FOREWORD_CHARS,
  MET_BY_CHANCE,
  MOST_HEADINGS,
  OWN_SHARE,
  STORY_CHARS,
} from '../../config/pages-tuning.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { bestShareTold, shareTold } from './same-story.ts';

/**
 * Removes the other stories of a page: the second article, the next one that is appended below. A part goes that does
 * not speak of what `known` (titles and teaser of the item and the page) speaks of, where the page has one that does:
 * an `<article>`, or what stands under a heading of its own.
 */
export function dropOtherStories(document: DomDocument, known: readonly string[]): void {
  const articles = [...document.querySelectorAll('article')].slice(0, MOST_HEADINGS);
  const ownArticle = articles.find((article) => shareOf(known, article, 0) >= OWN_SHARE);
  if (ownArticle)
    for (const article of articles)
      if (!article.contains(ownArticle) && !ownArticle.contains(article) && isForeign(known, [article]))
        article.remove();

  const headings = [...document.querySelectorAll('h1, h2, [itemprop="headline"]')].slice(0, MOST_HEADINGS);
  const own = headings.find((heading) => shareOf(known, heading, 0) >= OWN_SHARE);
  if (!own) return;
  for (const heading of headings) {
    if (heading === own || shareOf(known, heading, 1) >= FOREIGN_SHARE) continue;
    const part = storyOf(heading, own);
    if (isForeign(known, part)) for (const element of part) element.remove();
  }
}

function shareOf(known: readonly string[], element: DomElement, unknown: number): number {
  return bestShareTold(known, element.textContent ?? '') ?? unknown;
}

function isForeign(known: readonly string[], part: readonly DomElement[]): boolean {
  const text = textOf(part);
  return text.length >= STORY_CHARS && (bestShareTold(known, text) ?? 1) < FOREIGN_SHARE;
}

const textOf = (part: readonly DomElement[]): string =>
  part.map(({ textContent }) => textContent ?? '').join('\n');

/** The largest element that a heading begins and the page's own heading is not in; where that is the bare heading, what follows it too. */
function storyOf(heading: DomElement, own: DomElement): DomElement[] {
  let part = heading;
  while (
    part.parentElement &&
    !part.parentElement.contains(own) &&
    textOf(siblings(part, 'before')).length < FOREWORD_CHARS
  )
    part = part.parentElement;
  if (textOf([part]).length - textOf([heading]).length >= STORY_CHARS) return [part];
  const run = [part, ...siblings(part, 'after')];
  if (heading.tagName === 'H1') return run;
  // Other headings divide the story they stand in, unless nothing of it is spoken of under them.
  const before = textOf(siblings(part, 'before'));
  return (shareTold(textOf(run), before) ?? 1) < MET_BY_CHANCE ? run : [];
}

/** What stands before a heading up to the start, or behind it up to the next one. */
function siblings(part: DomElement, side: 'before' | 'after'): DomElement[] {
  const step = side === 'before' ? 'previousElementSibling' : 'nextElementSibling';
  const found: DomElement[] = [];
  for (let next = part[step]; next; next = next[step]) {
    if (side === 'after' && (/^H[12]$/.test(next.tagName) || next.querySelector('h1') !== null)) break;
    found.push(next);
  }
  return found;
}
