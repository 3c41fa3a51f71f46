const QUOTES: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
};

/**
 * A command's text as it was meant: Slack's own forms of links and mentions (`<https://a.example|a>`, `<#C1|news>`)
 * become plain words, its entities characters, and the curly quotes that phones type straight ones.
 * Source: docs.slack.dev, formatting message text, "retrieving formatted messages".
 */
export function normaliseTypedText(text: string): string {
  const plain = text.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) =>
    readReference(target, label),
  );
  return unescapeEntities(plain)
    .replace(/[“”„‘’‚]/g, (quote) => QUOTES[quote] ?? quote)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Slack's three entities as the characters that were typed. */
export function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function readReference(target: string, label?: string): string {
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('@')) return `@${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return target;
}

/** `/sitrep digest ukraine` and `/digest ukraine` both become `digest ukraine`. */
export function typedRequest(command: string, text: string, commandName: string): string {
  const name = command.replace(/^\//, '').toLowerCase();
  const words = normaliseTypedText(text);
  return name === commandName ? words || 'help' : `${name} ${words}`.trim();
}
