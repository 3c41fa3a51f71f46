import { readFileSync } from 'node:fs';
import { MODEL_TUNING as tuning } from '../../../config/model-tuning.ts';
import type { SourceArticle } from '../../model/summary.ts';
import { estimateTokens, type ModelMessage } from './call-model.ts';
import { cleanLine } from '../shorten/clean-line.ts';
import { readReport, type ReportSentence } from '../choose/read-report.ts';
import { splitSentences } from '../../language/split-sentences.ts';
import type { SummaryRequest } from '../summariser.ts';

const PROMPT = readFileSync(new URL('../../../config/summary-prompt.md', import.meta.url), 'utf8');

/** A sentence that a bullet may rest on. */
export type CitableSentence = {
  text: string;
  article: Pick<SourceArticle, 'id' | 'title' | 'outletName' | 'url' | 'publishedAt'>;
};

/** What is asked, and the sentences behind its numbers: number 1 is `sentences[0]`. */
export type Prompt = { messages: readonly ModelMessage[]; sentences: readonly CitableSentence[] };

/**
 * The prompt for a story's articles, cut to the most informative sentences within `inputTokens`. Of a story that has
 * moved it holds the bullets of before and only sentences that were not there before.
 */
export function buildPrompt(
  articles: readonly SourceArticle[],
  { language, before }: Pick<SummaryRequest, 'language' | 'before'>,
  inputTokens: number = tuning.inputTokens,
): Prompt {
  const sentences = pickSentences(articles, before?.articles ?? [], inputTokens);
  const told = before ? `<told-before>\n${before.bullets.map(asData).join('\n')}\n</told-before>\n` : '';
  const user = `${told}<articles>\n${articles
    .map((article, at) => fence(article, at, sentences))
    .filter(Boolean)
    .join('\n')}\n</articles>`;
  return {
    messages: [
      { role: 'system', content: PROMPT.replaceAll('{{language}}', languageName(language)) },
      { role: 'user', content: user },
    ],
    sentences,
  };
}

/** The sentences that say most, in the order of their articles. */
function pickSentences(
  articles: readonly SourceArticle[],
  before: readonly SourceArticle[],
  inputTokens: number,
): ReportSentence[] {
  const all = readReport(articles).sentences;
  const known = new Set(before.flatMap(({ text }) => splitSentences(text).map((sentence) => sentence.text)));
  const unknown = all.filter(({ text }) => !known.has(text));
  // Agencies repeat themselves, but what is left must hold three bullets.
  const sentences = unknown.length >= tuning.fewestNewSentences ? unknown : all;
  const byWorth = sentences.toSorted((a, b) => worthOf(b) - worthOf(a));
  const kept = new Set<ReportSentence>();
  let tokens = 0;
  for (const sentence of byWorth) {
    tokens += estimateTokens(sentence.text) + 4;
    if (tokens > inputTokens) break;
    kept.add(sentence);
  }
  return sentences.filter((sentence) => kept.has(sentence));
}

/** With its weekday: what "on Monday" is counted from. */
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

const worthOf = ({ place, centrality, newWords }: ReportSentence) =>
  3 / (1 + place) + centrality + newWords / 20;

function fence(article: SourceArticle, at: number, sentences: readonly ReportSentence[]): string {
  const lines = sentences.flatMap((sentence, index) =>
    sentence.article === article ? [`[${index + 1}] ${asData(sentence.text)}`] : [],
  );
  if (lines.length === 0) return '';
  const date = article.publishedAt === null ? '' : ` published="${DAY.format(article.publishedAt)}"`;
  const attributes = `n="${at + 1}" outlet="${asAttribute(article.outletName)}"${date} title="${asAttribute(article.title)}"`;
  return `<article ${attributes}>\n${lines.join('\n')}\n</article>`;
}

/** `German` for `de`. */
export const languageName = (language: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(language) ?? language;

/** Text that cannot close the fence around it, nor pass for a numbered sentence. */
export function asData(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/^\[(?=\d+\])/u, '(');
}

const asAttribute = (text: string) => asData(cleanLine(text)).replaceAll('"', '”').slice(0, 200);
