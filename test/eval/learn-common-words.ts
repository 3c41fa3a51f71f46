/**
 * Learns `config/common-words.json`: `node test/eval/learn-common-words.ts > config/common-words.json`. How common a word is in news tells
 * how much it says that two sentences share it. Counted are the documents of `summaries.jsonl` (CNN, Daily Mail) and
 * `stories-wikinews.jsonl` (Wikinews) that have a word's stem; what ships is one count a stem.
 */
import { readWords } from '../../src/language/read-words.ts';
import { directory, readLines } from './read-highlights.ts';

/** Of a hundred documents. A rarer word is no common one, whatever it is. */
const LEAST_SHARE = 0.02;

const documents = ['summaries.jsonl', 'stories-wikinews.jsonl'].flatMap((file) =>
  readLines<{ text: string }>(`${directory}/${file}`),
);
const counts = new Map<string, number>();
for (const { text } of documents) {
  const words = text.split('\n').flatMap(readWords);
  for (const stem of new Set(words.filter(({ isContent }) => isContent).map((word) => word.stem)))
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
}
const common = [...counts]
  .filter(([stem, count]) => count >= LEAST_SHARE * documents.length && !/\p{N}/u.test(stem))
  .sort(([a], [b]) => (a < b ? -1 : 1));
process.stdout.write(
  `${JSON.stringify({
    documents: documents.length,
    stems: common.map(([stem]) => stem).join(' '),
    counts: common.map(([, count]) => count),
  })}\n`,
);
