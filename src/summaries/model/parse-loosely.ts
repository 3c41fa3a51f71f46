/** The first JSON value of a text; what follows it is ignored, trailing commas and a missing end are mended. */
export function parseLoosely(text: string): unknown {
  const closers: string[] = [];
  let isString = false;
  let end = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{') closers.push('}');
    else if (character === '[') closers.push(']');
    else if (character === '}' || character === ']') {
      closers.pop();
      if (closers.length === 0) {
        end = at + 1;
        break;
      }
    }
  }
  const closed =
    `${text.slice(0, end)}${isString ? '"' : ''}`.replace(/,\s*$/u, '') + closers.toReversed().join('');
  try {
    return JSON.parse(closed.replace(/,(?=\s*[}\]])/gu, ''));
  } catch {
    return null;
  }
}
