/**
 * Trains `config/relevance-weights.json`: `node test/eval/train-relevance.ts [--write]`. Deterministic.
 * Data: `relevance.jsonl` with the labels corrected by `relevance-labels.ts`, and the even half (first, third, ...) of
 * `relevance-labelled.jsonl`; the odd half is never trained on and is the test. Prints cross-validated and held-out F1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { relevanceTuning } from '../../config/relevance-tuning.ts';
import { cleanFeedText } from '../../src/stories/relevance/judge-relevance.ts';
import { readFeatures, type Features } from '../../src/stories/relevance/judge-relevance.ts';
import { readWords } from '../../src/stories/relevance/phrase-index.ts';
import { elsewhereButGeopolitical, worldButNotGeopolitical } from './relevance-labels.ts';

type Labelled = { id: string; title: string; text: string; relevant: boolean };
type Example = {
  features: Features;
  /** The same without its text: many feeds carry titles only. */
  titleFeatures: Features;
  isRelevant: boolean;
  weight: number;
  half: 'even' | 'odd' | null;
};
type Model = { bias: number; weights: Map<string, number> };

const settings = {
  /** Each record is also learnt from its title alone, at this share of its weight. */
  titleOnlyWeight: 0.2,
  /** Words seen in fewer records say nothing that holds elsewhere. */
  minRecords: 4,
  /** A word written with a capital more often than this inside sentences is a name: names are of their year. */
  maxCapitalShare: 0.5,
  /** L2 penalty of lexicon features, and of single words: words must earn more. */
  penalty: 0.5,
  wordPenalty: 4,
  /** A record judged by the definition counts as much as this many judged by AG class. */
  definitionWeight: 3,
  /**
   * Where the penalty pulls to instead of nought: what the lexicon was written for. A topic that 2004's news hardly
   * had (cyber operations, sanctions) so keeps its meaning.
   */
  priors: [
    [/^topic:/, 1],
    [/^title-topic:/, 0.7],
    [/place:(?:hotspot|body|leader)$/, 0.7],
    [/place:several$/, 0.4],
    [/^pair:cyber-abroad$/, 2],
    [/^pair:politics-at-home$/, -0.5],
    [/^(?:title-)?other:/, -0.8],
  ] as readonly (readonly [RegExp, number])[],
  iterations: 400,
  /** The weights are reviewed by people; F1 is the same to within 0.2 for 400 to 1,500 entries. */
  maxEntries: 600,
};

const functionWords = new Set(
  (
    'the and for that with from its his her their they them this those these was were are been being has have had will would could may might can must not but who what when where which while after before about over under into ' +
    'out off than then there here more most other some such only also just very all any both each few many much own same too now new one two three four five six seven eight nine ten said say saying says told according yesterday today tomorrow ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december week month year day time reuters ap afp update people still even ever never again against between during through because since until across upon like get got make made take taken took put set let come came give given gave him she you your our out ago full story quot amp com www http href target html ' +
    'thi ha wa hi sayi does did doing done way thing being well last next first second'
  ).split(' '),
);
const evalDir =
  process.env.SITREP_EVAL_DIR ?? fileURLToPath(new URL('../../../shared/eval', import.meta.url));
const weightsFile = fileURLToPath(new URL('../../config/relevance-weights.json', import.meta.url));

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function readRecords<T>(name: string): T[] {
  const lines = readFileSync(`${evalDir}/${name}`, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

function loadExamples(): Example[] {
  const labelled = readRecords<Labelled>('relevance-labelled.jsonl');
  const places = new Map(labelled.map(({ id }, at) => [id, at]));
  const notRelevant = new Set(worldButNotGeopolitical.map(String));
  const relevant = new Set(elsewhereButGeopolitical.map(String));
  return readRecords<Labelled>('relevance.jsonl').map((record) => {
    const at = places.get(record.id);
    const features = readFeatures(cleanFeedText(record.title), cleanFeedText(record.text));
    const titleFeatures = readFeatures(cleanFeedText(record.title), '');
    const gold = at === undefined ? undefined : labelled[at];
    if (at !== undefined && gold !== undefined) {
      return {
        features,
        titleFeatures,
        isRelevant: gold.relevant,
        weight: settings.definitionWeight,
        half: at % 2 === 0 ? 'even' : 'odd',
      };
    }
    const isRelevant = relevant.has(record.id) || (record.relevant && !notRelevant.has(record.id));
    return {
      features,
      titleFeatures,
      isRelevant,
      weight: 1,
      half: null,
    };
  });
}

/** Words that stand with a capital inside sentences: names. */
function findNames(): Set<string> {
  const capital = new Map<string, number>();
  const all = new Map<string, number>();
  for (const { text } of readRecords<Labelled>('relevance.jsonl')) {
    const clean = cleanFeedText(text).replace(/(^|[.!?:"“-])\s*\p{Lu}/gu, (start) => start.toLowerCase());
    const words = readWords(clean, clean.length);
    for (const [at, folded] of words.folded.entries()) {
      all.set(folded, (all.get(folded) ?? 0) + 1);
      if (/^\p{Lu}/u.test(words.raw[at] ?? '')) capital.set(folded, (capital.get(folded) ?? 0) + 1);
    }
  }
  return new Set(
    [...all]
      .filter(([word, n]) => (capital.get(word) ?? 0) > n * settings.maxCapitalShare)
      .map(([word]) => word),
  );
}

function chooseFeatures(examples: readonly Example[], names: ReadonlySet<string>): Set<string> {
  const seen = new Map<string, number>();
  for (const { features } of examples)
    for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  return new Set(
    [...seen]
      .filter(([name, records]) => {
        if (!name.startsWith('word:')) return true;
        const word = name.slice(5);
        return (
          records >= settings.minRecords &&
          !names.has(word) &&
          !names.has(`${word}s`) &&
          /^\p{L}{3,}$/u.test(word) &&
          !functionWords.has(word)
        );
      })
      .map(([name]) => name),
  );
}

/** Logistic regression with an L2 penalty, by gradient descent with momentum and a step a feature (Adam). */
function train(records: readonly Example[], chosen: ReadonlySet<string>): Model {
  const titles = records.map((record) => ({
    ...record,
    features: record.titleFeatures,
    weight: record.weight * settings.titleOnlyWeight,
  }));
  const examples = [...records, ...titles];
  const names = [...chosen];
  const columns = new Map(names.map((name, at) => [name, at]));
  const rows = examples.map(({ features }) =>
    [...features].flatMap(([name, value]) =>
      columns.has(name) ? [[columns.get(name) ?? 0, value] as const] : [],
    ),
  );
  const penalties = names.map((name) => (name.startsWith('word:') ? settings.wordPenalty : settings.penalty));
  const priors = names.map((name) => settings.priors.find(([pattern]) => pattern.test(name))?.[1] ?? 0);
  const theta = new Float64Array([...priors, 0]);
  const first = new Float64Array(names.length + 1);
  const second = new Float64Array(names.length + 1);
  for (let step = 1; step <= settings.iterations; step++) {
    const slope = new Float64Array(names.length + 1);
    for (const [at, row] of rows.entries()) {
      const example = examples[at];
      if (!example) continue;
      let z = theta[names.length] ?? 0;
      for (const [column, value] of row) z += (theta[column] ?? 0) * value;
      const error = (sigmoid(z) - (example.isRelevant ? 1 : 0)) * example.weight;
      for (const [column, value] of row) slope[column] = (slope[column] ?? 0) + error * value;
      slope[names.length] = (slope[names.length] ?? 0) + error;
    }
    for (let i = 0; i <= names.length; i++) {
      const g = (slope[i] ?? 0) + (penalties[i] ?? 0) * ((theta[i] ?? 0) - (priors[i] ?? 0));
      first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g;
      second[i] = 0.999 * (second[i] ?? 0) + 0.001 * g * g;
      const rate = (0.05 * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      theta[i] = (theta[i] ?? 0) - (rate * (first[i] ?? 0)) / (Math.sqrt(second[i] ?? 0) + 1e-8);
    }
  }
  const ranked = names
    .map((name, at) => [name, theta[at] ?? 0] as const)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  return { bias: theta[names.length] ?? 0, weights: new Map(ranked.slice(0, settings.maxEntries)) };
}

function scoreOf({ bias, weights }: Model, features: Features): number {
  let z = bias;
  for (const [name, value] of features) z += (weights.get(name) ?? 0) * value;
  return sigmoid(z);
}

function f1(pairs: readonly { isRelevant: boolean; score: number }[]): string {
  const hit = pairs.filter((p) => p.isRelevant && p.score >= relevanceTuning.minScore).length;
  const said = pairs.filter((p) => p.score >= relevanceTuning.minScore).length;
  const asked = pairs.filter((p) => p.isRelevant).length;
  const percent = (x: number) => (100 * x).toFixed(1);
  return `F1 ${percent((2 * hit) / (said + asked))} P ${percent(hit / said)} R ${percent(hit / asked)} (n ${pairs.length})`;
}

function crossValidate(examples: readonly Example[], names: ReadonlySet<string>): void {
  const folds = 5;
  const scored = Array.from({ length: folds }, (_, fold) => {
    const rest = examples.filter((_e, at) => at % folds !== fold);
    const model = train(rest, chooseFeatures(rest, names));
    return examples
      .filter((_e, at) => at % folds === fold)
      .map(({ half, isRelevant, features, titleFeatures }) => ({
        half,
        isRelevant,
        score: scoreOf(model, features),
        titleScore: scoreOf(model, titleFeatures),
      }));
  }).flat();
  console.log(
    `cross-validated, even half of the labelled set: ${f1(scored.filter(({ half }) => half === 'even'))}`,
  );
  console.log(
    `cross-validated, even half, titles alone: ${f1(scored.filter(({ half }) => half === 'even').map(({ isRelevant, titleScore }) => ({ isRelevant, score: titleScore })))}`,
  );
  console.log(`cross-validated, corrected AG labels: ${f1(scored.filter(({ half }) => half === null))}`);
}

if (!existsSync(`${evalDir}/relevance.jsonl`)) throw new Error(`no evaluation data in ${evalDir}`);
const examples = loadExamples();
const training = examples.filter(({ half }) => half !== 'odd');
const names = findNames();
crossValidate(training, names);
const model = train(training, chooseFeatures(training, names));
if (process.argv.includes('--test')) {
  const held = examples.filter(({ half }) => half === 'odd');
  console.log(
    `held out, odd half: ${f1(held.map(({ isRelevant, features }) => ({ isRelevant, score: scoreOf(model, features) })))}`,
  );
}
if (process.argv.includes('--write')) {
  const round = (x: number) => Math.round(x * 1000) / 1000;
  const entries = [...model.weights]
    .map(([name, weight]) => [name, round(weight)] as const)
    .filter(([, w]) => w !== 0);
  const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(weightsFile, `${JSON.stringify({ bias: round(model.bias), weights: sorted }, null, 2)}\n`);
  console.log(`${entries.length} weights written`);
}
