// Whole processes, measured beside an empty one in the same run: `npm run benchmark`. It prints ratios and judges nothing.
// Needs the compiled command line in dist/ (the npm script builds it first).

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND_LINE = `${ROOT}dist/cli/bin.js`;
const ROUNDS = 20;

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  /** What is aimed at: times the empty process, or seconds. */
  readonly goal: { readonly ratio: number } | { readonly seconds: number };
}

const CASES: readonly Case[] = [
  { name: '--help', args: ['--help'], goal: { ratio: 2.5 } },
  { name: 'validate one file', args: ['validate', 'scenarios/full-lifecycle.yaml'], goal: { ratio: 3.5 } },
  { name: 'run the full life cycle', args: ['run', 'scenarios/full-lifecycle.yaml'], goal: { ratio: 7 } },
  {
    name: 'run a day, 8,640 periodic messages',
    args: ['run', 'scenarios/whole-day.yaml'],
    goal: { seconds: 2 },
  },
  { name: 'generate the same day', args: ['generate', 'scenarios/whole-day.yaml'], goal: { seconds: 0.5 } },
];

/** Seconds from the start of a process to its exit; its output goes to a pipe that is read and thrown away. */
function seconds(args: readonly string[]): number {
  const from = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - from) / 1e9;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const lines = [
  `Node.js ${process.versions.node}, median of ${ROUNDS} rounds, each beside an empty process`,
  '',
  '| case | seconds | empty process | ratio | goal |',
  '|---|---|---|---|---|',
];
for (const { name, args, goal } of CASES) {
  const [own, empty]: [number[], number[]] = [[], []];
  seconds([COMMAND_LINE, ...args]);
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(seconds(['-e', '0']));
    own.push(seconds([COMMAND_LINE, ...args]));
  }
  const ratio = median(own.map((value, round) => value / empty[round]!));
  const aim = 'ratio' in goal ? `ratio ${goal.ratio}` : `${goal.seconds} s`;
  lines.push(
    `| ${name} | ${median(own).toFixed(3)} | ${median(empty).toFixed(3)} | ${ratio.toFixed(1)} | ${aim} |`,
  );
}
process.stdout.write(`${lines.join('\n')}\n`);
