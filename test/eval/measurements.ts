/** What `npm run eval` measures, as data: one entry a data set of the reference folder. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { extractForEval } from '../../src/articles/extract-page.ts';
import { groupForEval } from '../../src/stories/grouping/group-for-eval.ts';
import { relevanceForEval } from '../../src/stories/relevance/judge-relevance.ts';
import { summariseForEval } from '../../src/summaries/summarise-for-eval.ts';
import { supportForEval } from '../../src/summaries/check/support-for-eval.ts';
import { halfOf } from '../stories/grouping/fit-group-weights.ts';

export type GoldRecord = { id: string; [field: string]: unknown };
export type Prediction = { id: string; [field: string]: unknown };

/** What `score.mjs` prints for a task, and the gold that it scored. */
export type Scored = { score: Readonly<Record<string, number>>; gold: readonly GoldRecord[] };

export type Target =
  | { kind: 'at-least'; value: number }
  | { kind: 'at-most'; value: number }
  | { kind: 'about'; value: number; within: number };

export type Measure = { name: string; valueOf: (scored: Scored) => number; target: Target };

export type Measurement = {
  /** The task of `sitrep eval`. */
  task: string;
  /** The task of `score.mjs`. */
  scoreTask: string;
  set: string;
  /** In the reference folder. */
  file: string;
  /** Where the answers are in a file of their own, by the same ids. */
  answersFile?: string;
  /** The product's answers, by the code of production, to records whose answers were taken out. */
  predict: (records: readonly GoldRecord[], folder: string) => readonly Prediction[];
  /** What the two halves are called, and which one a record is in; null where the set was not parted. */
  halves: { names: readonly [string, string]; of: (record: GoldRecord, index: number) => 0 | 1 } | null;
  /** What a reader has to know to judge the numbers. */
  note: string | null;
  measures: readonly Measure[];
};

const atLeast = (value: number): Target => ({ kind: 'at-least', value });
const field =
  (name: string) =>
  ({ score }: Scored): number =>
    score[name] ?? Number.NaN;

const byPlace = {
  names: ['even records (trained on)', 'odd records'],
  of: (_: GoldRecord, index: number) => (index % 2 === 0 ? 0 : 1),
} as const satisfies Measurement['halves'];

const byEvent = {
  names: ['events of half 0', 'events of half 1'],
  of: (record: GoldRecord) => halfOf(String(record['event'])),
} as const satisfies Measurement['halves'];

const stories = (set: string, target: number): Measurement => ({
  task: 'group',
  scoreTask: 'stories',
  set,
  file: `stories-${set}.jsonl`,
  predict: (records) => groupForEval(records),
  halves: byEvent,
  note: 'weights are the mean of a fit on each half of the events, so neither half is held out; a half knows only its own articles, so confusions between the halves count in the whole alone',
  measures: [{ name: 'B-cubed F1', valueOf: field('bcubedF1'), target: atLeast(target) }],
});

const relevance = (
  set: string,
  file: string,
  target: number,
  rest: Pick<Measurement, 'halves' | 'note'>,
): Measurement => ({
  task: 'relevance',
  scoreTask: 'relevance',
  set,
  file,
  predict: (records) => records.map((record) => relevanceForEval(record as never)),
  measures: [{ name: 'F1', valueOf: field('f1'), target: atLeast(target) }],
  ...rest,
});

const atMost = (value: number): Target => ({ kind: 'at-most', value });

/** Figures of the editor's key, in % of sets or of bullets. */
const editor = (set: string, clean: number, telling: number, mainFirst: number): Measurement => ({
  task: 'editor',
  scoreTask: 'editor',
  set,
  file: `editor-${set}.jsonl`,
  answersFile: 'editor-key.jsonl',
  predict: (records) => records.map((record) => summariseForEval(record)),
  halves: null,
  note: null,
  measures: [
    { name: 'sets without a fault', valueOf: field('clean'), target: atLeast(clean) },
    { name: 'bullets that tell what matters', valueOf: field('tellingBullets'), target: atLeast(telling) },
    { name: 'facts told, by weight', valueOf: field('nuggets'), target: atLeast(80) },
    { name: 'main event told', valueOf: field('mainTold'), target: atLeast(95) },
    { name: 'main event first', valueOf: field('mainFirst'), target: atLeast(mainFirst) },
    { name: 'cut though they fit', valueOf: field('cutBullets'), target: atMost(4) },
    { name: 'ending midway', valueOf: field('midwayBullets'), target: atMost(4) },
    { name: 'under half of their sentence', valueOf: field('halvedBullets'), target: atMost(8) },
    { name: 'junk', valueOf: field('junkBullets'), target: atMost(1) },
    { name: 'pointing elsewhere', valueOf: field('pointsBullets'), target: atMost(4) },
    { name: 'dates that rot', valueOf: field('rotsBullets'), target: atMost(6) },
    { name: 'repeating the headline, sets', valueOf: field('echoSets'), target: atMost(4) },
    {
      name: 'words a bullet',
      valueOf: field('wordsPerBullet'),
      target: { kind: 'about', value: 14, within: 3 },
    },
    { name: 'over 25 words', valueOf: field('longBullets'), target: atMost(0) },
  ],
});

export const MEASUREMENTS: readonly Measurement[] = [
  {
    task: 'extract',
    scoreTask: 'pages',
    set: 'pages',
    file: 'pages/ground-truth.json',
    predict: (records, folder) =>
      records.map(({ id, url }) => {
        const html = gunzipSync(readFileSync(`${folder}/pages/${id}.html.gz`)).toString('utf8');
        return extractForEval({ id, html, ...(typeof url === 'string' ? { url } : {}) });
      }),
    halves: {
      names: ['even ids (tuned on)', 'odd ids'],
      of: ({ id }) => (Number.parseInt(id[0] ?? '', 16) % 2 === 0 ? 0 : 1),
    },
    note: null,
    measures: [
      { name: 'F1', valueOf: field('f1'), target: atLeast(96.5) },
      { name: 'pages without text', valueOf: field('empty'), target: atMost(0) },
    ],
  },
  relevance('labelled', 'relevance-labelled.jsonl', 92, { halves: byPlace, note: null }),
  relevance('AG World', 'relevance.jsonl', 82, {
    halves: null,
    note: 'the classifier was trained on these texts (labels corrected by the definition); the class World is a stand-in',
  }),
  stories('allsides', 95),
  stories('dense', 90),
  stories('wikinews', 95),
  {
    task: 'summarise',
    scoreTask: 'summaries',
    set: 'summaries',
    file: 'summaries.jsonl',
    predict: (records) => records.map((record) => summariseForEval(record)),
    halves: null,
    note: 'a guard alone: tuning to it made bullets worse',
    measures: [
      { name: 'ROUGE-1', valueOf: field('rouge1'), target: atLeast(30) },
      { name: 'ROUGE-2', valueOf: field('rouge2'), target: atLeast(11.5) },
      { name: 'ROUGE-Lsum', valueOf: field('rougeLsum'), target: atLeast(27.5) },
      {
        name: 'words a bullet',
        valueOf: field('wordsPerBullet'),
        target: { kind: 'about', value: 14, within: 1.5 },
      },
      {
        name: 'longest bullet, words',
        valueOf: field('longestBullet'),
        target: { kind: 'at-most', value: 25 },
      },
      { name: 'exactly three, %', valueOf: field('exactlyThree'), target: atLeast(100) },
    ],
  },
  editor('articles', 57, 85, 88),
  editor('stories', 50, 88, 88),
  {
    task: 'support',
    scoreTask: 'support',
    set: 'support',
    file: 'support.jsonl',
    predict: (records) => records.map((record) => supportForEval(record as never)),
    halves: {
      names: ['cut from the article (CNN/DailyMail)', 'written anew (XSum)'],
      of: ({ id }) => (id.startsWith('cnndm') ? 0 : 1),
    },
    note: 'the check proves derivations and learns nothing; sentences written anew are for the second witness',
    measures: [
      { name: 'of the accepted, borne out, %', valueOf: field('precision'), target: atLeast(95) },
      { name: 'of the borne out, accepted, %', valueOf: field('recall'), target: atLeast(60) },
    ],
  },
  {
    task: 'bullets',
    scoreTask: 'bullets',
    set: 'bullets',
    file: 'bullets.jsonl',
    predict: (records) => records.map((record) => supportForEval(record as never)),
    halves: null,
    note: null,
    measures: [
      { name: 'false caught, %', valueOf: field('caught'), target: atLeast(95) },
      { name: 'false by deletion caught, %', valueOf: field('caughtOfDeletions'), target: atLeast(100) },
      {
        name: 'licensed derivations refused, %',
        valueOf: field('refusedLicensed'),
        target: { kind: 'at-most', value: 8 },
      },
    ],
  },
];
