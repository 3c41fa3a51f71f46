import { readFileSync } from 'node:fs';
import { MODEL_TUNING as tuning } from '../../config/summaries-tuning.ts';
import type { SourceArticle } from '../model/summary.ts';
import type { ModelMessage } from './ask-model.ts';
import { cleanLine } from './clean-line.ts';
import { readReport, type ReportSentence } from './read-report.ts';
import { isUnspaced } from './split-sentences.ts';

const PROMPT = readFileSync(new URL('../../config/summary-prompt.md', import.meta.url), 'utf8');

/** What is asked, and the sentences behind its numbers: number 1 is `sentences[0]`. */
export type Prompt = {
  messages: readonly ModelMessage[];
  sentences: readonly ReportSentence[];
  estimatedTokens: number;
};

/** The prompt for a story's articles, cut to the most informative sentences within the token budget. */
export function buildPrompt(articles: readonly SourceArticle[], language: string): Prompt {
  const sentences = pickSentences(articles);
  const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' }).of(language) ?? language;
  const system = PROMPT.replaceAll('{{language}}', name);
  const user = `<articles>\n${articles
    .map((article, at) => fence(article, at, sentences))
    .filter(Boolean)
    .join('\n')}\n</articles>`;
  return {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    sentences,
    estimatedTokens: estimateTokens(system) + estimateTokens(user),
  };
}

/** About four characters a token; one where words are not spaced. */
function estimateTokens(text: string): number {
  return Math.ceil(text.length / (isUnspaced(text) ? 1 : 4));
}

/** The sentences that say most, in the order of their articles. */
function pickSentences(articles: readonly SourceArticle[]): ReportSentence[] {
  const { sentences } = readReport(articles);
  const byWorth = sentences.toSorted((a, b) => worthOf(b) - worthOf(a));
  const kept = new Set<ReportSentence>();
  let tokens = 0;
  for (const sentence of byWorth) {
    tokens += estimateTokens(sentence.text) + 4;
    if (tokens > tuning.inputTokens) break;
    kept.add(sentence);
  }
  return sentences.filter((sentence) => kept.has(sentence));
}

const worthOf = ({ place, centrality, newWords }: ReportSentence) =>
  3 / (1 + place) + centrality + newWords / 20;

function fence(article: SourceArticle, at: number, sentences: readonly ReportSentence[]): string {
  const lines = sentences.flatMap((sentence, index) =>
    sentence.article === article ? [`[${index + 1}] ${asData(sentence.text)}`] : [],
  );
  if (lines.length === 0) return '';
  const date =
    article.publishedAt === null
      ? ''
      : ` published="${new Date(article.publishedAt).toISOString().slice(0, 10)}"`;
  const attributes = `n="${at + 1}" outlet="${asAttribute(article.outletName)}"${date} title="${asAttribute(article.title)}"`;
  return `<article ${attributes}>\n${lines.join('\n')}\n</article>`;
}

/** Text that cannot close the fence around it, nor pass for a numbered sentence. */
function asData(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/^\[(?=\d+\])/u, '(');
}

const asAttribute = (text: string) => asData(cleanLine(text)).replaceAll('"', '”').slice(0, 200);
