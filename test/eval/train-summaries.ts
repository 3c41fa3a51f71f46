/**
 * Learns `config/summary-weights.json`: `node test/eval/train-summaries.ts [--write] [--folds]`. Data: `summaries.jsonl`, each sentence of an
 * article with whether it is the one that tells a highlight of the outlet's own; `--folds` prints how well weights learnt on two thirds of
 * the articles find those of the rest.
 */
import { writeFileSync } from 'node:fs';
import { readReport, type ReportSentence } from '../../src/summaries/choose/read-report.ts';
import { keysOf, weightOfAll } from '../../src/summaries/choose/relate-sentences.ts';
import { describeSentence, FEATURES } from '../../src/summaries/choose/weigh-sentence.ts';
import { fitLogistic, type LogisticSample } from './fit-logistic.ts';
import { directory, readLines } from './read-highlights.ts';

const WEIGHTS_FILE = new URL('../../config/summary-weights.json', import.meta.url);
/** Of a highlight's weight, what a sentence must have to tell it. */
const LEAST_TOLD = 0.45;
const FOLDS = 3;

/** The sentences of one article with whether each is the one that tells a highlight. */
function samplesOf(text: string, highlights: readonly string[]): LogisticSample[] {
  const { sentences } = readReport([
    { id: '', title: '', text, outletName: '', url: null, language: 'en', publishedAt: null },
  ]);
  const telling = new Set(highlights.map((highlight) => tellerOf(highlight, sentences)));
  return sentences.map((sentence) => ({
    features: describeSentence(sentence),
    isTrue: telling.has(sentence),
  }));
}

function tellerOf(highlight: string, sentences: readonly ReportSentence[]): ReportSentence | undefined {
  const keys = keysOf(highlight);
  const [best] = sentences
    .map((sentence) => ({
      sentence,
      told: weightOfAll([...keys].filter((key) => sentence.keys.has(key))) / Math.max(1, weightOfAll(keys)),
    }))
    .sort((a, b) => b.told - a.told);
  return best && best.told >= LEAST_TOLD ? best.sentence : undefined;
}

const articles = readLines<{ text: string; reference: string[] }>(`${directory}/summaries.jsonl`).map(
  ({ text, reference }) => samplesOf(text, reference),
);

const scoreOf = ({ features }: LogisticSample, weights: readonly number[]) =>
  features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);

/** Share of the three best sentences that tell a highlight, in % of what can be had. */
function shareFound(tested: readonly (readonly LogisticSample[])[], weights: readonly number[]): number {
  let [found, most] = [0, 0];
  for (const samples of tested) {
    const best = samples.toSorted((a, b) => scoreOf(b, weights) - scoreOf(a, weights)).slice(0, 3);
    found += best.filter(({ isTrue }) => isTrue).length;
    most += Math.min(3, samples.filter(({ isTrue }) => isTrue).length);
  }
  return (100 * found) / most;
}

if (process.argv.includes('--folds'))
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = fitLogistic(articles.filter((_, at) => at % FOLDS !== fold).flat());
    const tested = articles.filter((_, at) => at % FOLDS === fold);
    const byPlace = FEATURES.map((feature) => (feature === 'near' ? 1 : 0));
    console.log(
      `fold ${fold}: ${shareFound(tested, weights).toFixed(1)} % found; the first three: ${shareFound(tested, byPlace).toFixed(1)} %`,
    );
  }
const weights = fitLogistic(articles.flat());
const text = `${JSON.stringify(Object.fromEntries(FEATURES.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(3))])), null, 2)}\n`;
if (process.argv.includes('--write')) writeFileSync(WEIGHTS_FILE, text);
else process.stdout.write(text);
