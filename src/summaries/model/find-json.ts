/** Objects of a text that are tried, from its end: drafts in a model's thoughts are many, its answer is the last. */
const MOST_STARTS = 120;

/**
 * The last JSON object of a text for which `read` makes something, however it is dressed: in prose, in a fence, inside another
 * object or a string. A whole one goes before one whose end is missing, an object before a list. Null where there is none. Never throws.
 */
export function findJson<T>(text: string, read: (value: unknown) => T | null): T | null {
  const plain = unquote(text);
  return (
    findWholeObject(plain, read) ??
    findLast(plain, /\{(?=\s*["'])/gu, false, read) ??
    findLast(plain, /\[(?=\s*[{"])/gu, true, read)
  );
}

/** The same, but only an object whose end is there. */
export function findWholeObject<T>(text: string, read: (value: unknown) => T | null): T | null {
  return findLast(unquote(text), /\{(?=\s*["'}])/gu, true, read);
}

function findLast<T>(
  text: string,
  opening: RegExp,
  isWhole: boolean,
  read: (value: unknown) => T | null,
): T | null {
  const starts = [...text.matchAll(opening)].map(({ index }) => index).slice(-MOST_STARTS);
  for (const start of starts.toReversed()) {
    const parsed = parseLoosely(text.slice(start));
    const found = parsed && parsed.isWhole === isWhole ? read(parsed.value) : null;
    if (found !== null) return found;
  }
  return null;
}

/** JSON that was written as one JSON string. */
function unquote(text: string): string {
  if (!/^\s*"\s*[[{]/u.test(text)) return text;
  try {
    const inner: unknown = JSON.parse(text);
    return typeof inner === 'string' ? inner : text;
  } catch {
    return text;
  }
}

/** The first JSON value of a text; what follows it is ignored, trailing commas, raw line ends in strings and a missing end are mended. */
function parseLoosely(text: string): { value: unknown; isWhole: boolean } | null {
  const closers: string[] = [];
  let stringAt: number | null = null;
  let closed = '';
  let from = 0;
  let isWhole = false;
  for (let at = 0; at < text.length && !isWhole; at += 1) {
    const character = text[at] as string;
    if (stringAt !== null) {
      if (character === '\\') at += 1;
      else if (character === '"') stringAt = null;
      else if (character < ' ') {
        closed += `${text.slice(from, at)} `;
        from = at + 1;
      }
    } else if (character === '"') stringAt = at;
    else if (character === '{') closers.push('}');
    else if (character === '[') closers.push(']');
    else if (character === '}' || character === ']') {
      closers.pop();
      if (closers.length === 0) {
        closed += text.slice(from, at + 1);
        isWhole = true;
      }
    }
  }
  if (!isWhole) closed = endOf(closed + text.slice(from), stringAt, closers);
  try {
    return { value: JSON.parse(closed.replace(/,(?=\s*[}\]])/gu, '')), isWhole };
  } catch {
    return null;
  }
}

/** Without the string that was cut off, or a name that has lost its value, and with the closing marks. */
function endOf(text: string, stringAt: number | null, closers: readonly string[]): string {
  const whole = stringAt === null ? text : text.slice(0, stringAt);
  return whole.replace(/"[^"\\]{0,60}"\s*:\s*$/u, '').replace(/,\s*$/u, '') + closers.toReversed().join('');
}
