const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};
const entityPattern =
  /[ ]?&?#(\d{2,6});|&#x([0-9a-f]{2,6});|(?:&| )(amp|quot|apos|lt|gt|nbsp|[lr]squo|[lr]dquo|[nm]dash|hellip);/gi;

/**
 * Feed text as words: HTML entities decoded, also those that lost their ampersand on the way ("Israel #39;s"), markup
 * and stray backslashes replaced by a space. For matching only; never shown.
 */
export function cleanFeedText(text: string): string {
  if (!/[&;<\\]/.test(text)) return text;
  return text
    .replace(/\\+/g, ' ')
    .replace(entityPattern, (_, decimal?: string, hex?: string, name?: string) =>
      decodeEntity(decimal, hex, name),
    )
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, ' ');
}

function decodeEntity(decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return namedEntities[name.toLowerCase()] ?? ' ';
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 31 && code < 0x11_0000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}
