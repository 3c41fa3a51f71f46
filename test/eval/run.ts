/**
 * `npm run eval [-- --task NAME]`: every stage over the reference data, with the code and thresholds of production, as
 * one table. It measures and judges nothing: the exit code is 0 whatever it finds.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { evalDir } from '../eval-suites/eval-data.ts';
import { scoreGofeed } from '../eval-suites/score-gofeed.ts';
import { scoreRssParser } from '../eval-suites/score-rss-parser.ts';
import { formatTable } from './format-table.ts';
import { type GoldRecord, MEASUREMENTS, type Target } from './measurements.ts';
import { readGold, scorePredictions, withoutAnswers } from './score-predictions.ts';

type Line = { task: string; set: string; part: string; measure: string; value: number; target: Target };

const FEED_TARGETS = { gofeed: 97, rssParser: 100 };
const PARSE = 'parse';
const TASKS = [PARSE, ...new Set(MEASUREMENTS.map(({ task }) => task))];

const { values } = parseArgs({ options: { task: { type: 'string' } } });
if (values.task !== undefined && !TASKS.includes(values.task))
  console.log(`There is no task "${values.task}". There are: ${TASKS.join(', ')}.`);
else if (evalDir === null)
  console.log(
    'The reference data is not there, so there is nothing to measure.\n' +
      'Put its folder beside the project as ../shared/eval, or name it: SITREP_EVAL_DIR=/path/to/eval npm run eval',
  );
else await measure(evalDir, values.task ?? null);

async function measure(folder: string, only: string | null): Promise<void> {
  const lines: Line[] = only === null || only === PARSE ? await measureFeeds(folder) : [];
  const notes: string[] = [];
  for (const measurement of MEASUREMENTS) {
    const { task, set, file, answersFile, note, measures, predict } = measurement;
    if (only !== null && only !== task) continue;
    if (process.stderr.isTTY) process.stderr.write(`${task} ${set} ...\n`);
    const records = readGold(`${folder}/${file}`);
    const gold = answersFile === undefined ? records : answersOf(records, `${folder}/${answersFile}`);
    const predictions = predict(records.map(withoutAnswers), folder);
    for (const { part, scored } of scorePredictions(measurement, gold, predictions, folder))
      for (const { name, valueOf, target } of measures)
        lines.push({ task, set, part, measure: name, value: valueOf(scored), target });
    if (note !== null) notes.push(`${set}: ${note}.`);
  }
  const heading = ['task', 'data set', 'part', 'measure', 'value', 'target', 'reached'];
  console.log(formatTable([heading, ...lines.map(cellsOf)]));
  console.log(['', ...notes].join('\n'));
  const whole = lines.filter(({ part }) => part === 'all');
  const reached = whole.filter(isReached).length;
  console.log(
    `${reached} of ${whole.length} targets reached on the whole sets. Node ${process.version}, ${cpus().length} cores.`,
  );
}

/** Of a file of answers those to some records. */
function answersOf(records: readonly GoldRecord[], path: string): GoldRecord[] {
  const ids = new Set(records.map(({ id }) => id));
  return readGold(path).filter(({ id }) => ids.has(id));
}

async function measureFeeds(folder: string): Promise<Line[]> {
  const gofeed = await scoreGofeed(`${folder}/feeds/gofeed`);
  const rss = await scoreRssParser(`${folder}/feeds/rss-parser/test`);
  const line = (set: string, name: string, value: number, target: number): Line => ({
    task: PARSE,
    set,
    part: 'all',
    measure: name,
    value,
    target: { kind: 'at-least', value: target },
  });
  return [
    line('gofeed', 'files that match, %', (100 * gofeed.matched) / gofeed.files, FEED_TARGETS.gofeed),
    line(
      'rss-parser',
      'items with title and link, %',
      (100 * (rss.items - rss.wrong.length)) / rss.items,
      FEED_TARGETS.rssParser,
    ),
  ];
}

function isReached({ value, target }: Line): boolean {
  if (target.kind === 'at-least') return value >= target.value;
  if (target.kind === 'at-most') return value <= target.value;
  return Math.abs(value - target.value) <= target.within;
}

function cellsOf(line: Line): string[] {
  const { task, set, part, measure: name, value, target } = line;
  const sign = { 'at-least': '>=', 'at-most': '<=', about: '~' }[target.kind];
  return [task, set, part, name, value.toFixed(1), `${sign} ${target.value}`, isReached(line) ? 'yes' : 'NO'];
}
