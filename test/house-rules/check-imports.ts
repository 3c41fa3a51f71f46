import { spawnSync } from 'node:child_process';

/** Runs the import rules over the project, then over a canary that breaks them: a check that cannot fail is worse than none. */
const CANARY = 'test/house-rules/canary';

function cruise(...targets: readonly string[]): { status: number; output: string } {
  const run = spawnSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err',
      ...targets,
    ],
    { encoding: 'utf8' },
  );
  return { status: run.status ?? 1, output: `${run.stdout}${run.stderr}` };
}

const project = cruise('src', 'commands', 'config');
console.log(project.output.trim());
if (project.status !== 0) process.exit(1);

const canary = cruise(CANARY);
const expected = [
  'stage-imports-stage',
  'model-imports-nothing',
  'chat-imports-its-port',
  'settings-are-read-once',
  'pure-stage',
  'digests-know-channels',
  'commands-are-neutral',
  'commands-have-no-library',
  'no-cycles',
];
const missed = expected.filter((rule) => !canary.output.includes(rule));
if (missed.length > 0) {
  console.error(
    `The canary was not caught by: ${missed.join(', ')}. The import rules check nothing.\n${canary.output}`,
  );
  process.exit(1);
}
console.log(`canary caught by ${expected.length} rules`);
