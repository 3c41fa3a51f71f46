import { alike, commonWords, languageTuning as tuning, scripts } from '../../config/languages.ts';

const LANGUAGES_OF_WORD = indexWords();
const OF_SCRIPT = scripts.map(({ script, language }) => ({
  language,
  letters: new RegExp(String.raw`\p{Script=${script}}`, 'gu'),
}));

/**
 * The language of a text (ISO 639-1), from its script and its commonest words; null where the text is too short or does not
 * say. Reads the first 3,000 characters. Pure; never throws.
 */
export function detectLanguage(text: string): string | null {
  const start = text.slice(0, tuning.mostCharacters);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? null : (detectByScript(start, letters) ?? detectByWords(start));
}

/** What a text shows, else what its page or feed says of it: labels are often those of the site's template. */
export function languageOf(text: string, label: string | null): string | null {
  const detected = detectLanguage(text);
  if (detected === null || label === null) return detected ?? label;
  return areAlike(detected, label) ? label : detected;
}

function detectByScript(text: string, letters: number): string | null {
  const isMost = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) > letters / 2;
  // Japanese mixes Chinese characters with its own; Chinese has none of those.
  if (isMost(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu))
    return (text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) > letters / 20
      ? 'ja'
      : 'zh';
  return OF_SCRIPT.find(({ letters: pattern }) => isMost(pattern))?.language ?? null;
}

function detectByWords(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.length < tuning.fewestWords) return null;
  const hits = new Map<string, number>();
  for (const word of words)
    for (const language of LANGUAGES_OF_WORD.get(word) ?? [])
      hits.set(language, (hits.get(language) ?? 0) + 1);
  const [best, next] = [...hits].sort(([, a], [, b]) => b - a);
  if (!best || best[1] < Math.max(tuning.fewestHits, tuning.leastShare * words.length)) return null;
  const isClear = next === undefined || best[1] >= tuning.leastLead * next[1] || areAlike(best[0], next[0]);
  return isClear ? best[0] : null;
}

const areAlike = (one: string, other: string): boolean =>
  alike.some((group) => group.includes(one) && group.includes(other));

function indexWords(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const [language, words] of Object.entries(commonWords))
    for (const word of new Set(words.split(' '))) index.set(word, [...(index.get(word) ?? []), language]);
  return index;
}
