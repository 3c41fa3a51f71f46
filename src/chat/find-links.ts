/** As many pages as one answer summarises. */
const MAX_LINKS = 3;

/**
 * The first links in some texts, each once, at most three; a sentence's own punctuation after one is left out.
 * Pure.
 */
export function findLinks(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => text.match(/https?:\/\/[^\s<>|"`]+/gi) ?? []);
  return [...new Set(found.map(withoutTail))].filter((link) => URL.canParse(link)).slice(0, MAX_LINKS);
}

/** `https://a.example/x).` becomes `https://a.example/x`; parentheses that the address opened itself stay. */
function withoutTail(link: string): string {
  let kept = link.replace(/[.,;:!?*_~'\]}…»”’]+$/u, '');
  while (kept.endsWith(')') && count(kept, ')') > count(kept, '(')) {
    kept = kept.slice(0, -1).replace(/[.,;:!?*_~'\]}…»”’]+$/u, '');
  }
  return kept;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;
