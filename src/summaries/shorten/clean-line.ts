/** Control characters, zero-width and bidirectional marks, and tags: nothing of these is ever shown. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\u115F\u1160\u3164\uFFA0]/gu;
const JOINERS =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}])[\u200C\u200D](?=\p{L})/gu;

/**
 * A line of outside text as it may stand in a channel: one line, no control, zero-width or bidirectional characters, no
 * markup, no addresses, no mentions. Pure. Letters, digits, quotation marks and punctuation stay as they are.
 */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(JOINERS, (mark) => (mark === '\u200C' ? '\uE000' : '\uE001'))
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]/gu, ' ')
    .replace(/[\uE000\uE001]|[^\uE000\uE001]/gu, (character) =>
      character === '\uE000' ? '\u200C' : character === '\uE001' ? '\u200D' : character.replace(HIDDEN, ''),
    )
    .replace(/<(?:[@#!:][^<>]{0,200}|\/?[a-z][^<>]{0,300}|https?:[^<>]*)>/giu, ' ')
    .replace(/!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s"[^"]*")?\)/gu, '$1')
    .replace(/\b(?:https?|ftp|file|data|javascript|mailto):\/{0,2}\S+|\bwww\.\S+/giu, ' ')
    .replace(/(?<![\p{L}\p{N}])@(?=everyone|here|channel)/giu, '')
    .replace(/(?<!\p{L})@(?=\w)/gu, '')
    .replace(/(\*\*|__|~~|\|\||`{1,3})(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/[`*~|\\]+|(?<!\p{L})_+|_+(?!\p{L})/gu, ' ')
    .replace(/^\s*(?:#{1,6}\s|>+\s?|[-•]\s|\d+[.)]\s(?=\p{L}))+/u, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ([.,;:!?])/gu, '$1')
    .trim();
}
