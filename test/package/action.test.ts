// action.yml and the workflows: their form by the schemas that editors use, their scripts by linters, and the action itself by playing it.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder, environment, run } from './support/packed.ts';
import { testWith } from './support/test-with.ts';

const { folder } = inject('packaging');
const ROOT = join(import.meta.dirname, '../..');
const WORKFLOWS = join(ROOT, '.github/workflows');

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes': number }>
  >;
}

const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const FILES = readdirSync(WORKFLOWS);
const JOBS = FILES.map((file) => parse(readFileSync(join(WORKFLOWS, file), 'utf8')) as Workflow).flatMap(
  ({ jobs }) => Object.values(jobs),
);
const STEPS = [...ACTION.runs.steps, ...JOBS.flatMap(({ steps }) => steps)];
const SCRIPTS = STEPS.flatMap((step) => step.run ?? []);

const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

function newHome(): string {
  const home = emptyFolder('action');
  homes.push(home);
  return home;
}

testWith('check-jsonschema')('action.yml and the workflows are what their schemas ask for', async () => {
  expect(FILES.length).toBeGreaterThan(0);
  const check = (schema: string, paths: readonly string[]): Promise<string> =>
    run('check-jsonschema', ['--builtin-schema', `vendor.github-${schema}`, ...paths], ROOT);
  expect(await check('actions', ['action.yml'])).toMatch('ok');
  expect(
    await check(
      'workflows',
      FILES.map((file) => join(WORKFLOWS, file)),
    ),
  ).toMatch('ok');
});

test('every script in them is bash without a mistake of syntax', async () => {
  expect(SCRIPTS.length).toBeGreaterThan(5);
  for (const script of SCRIPTS) await run('bash', ['-n', '-c', script], ROOT);
});

testWith('shellcheck')('shellcheck has nothing against the scripts, nor against what CI runs', async () => {
  const home = newHome();
  const paths = SCRIPTS.map((script, index) => {
    const path = join(home, `${index}.sh`);
    writeFileSync(path, `#!/usr/bin/env bash\nset -eo pipefail\n${script}`);
    return path;
  });
  expect(await run('shellcheck', [...paths, join(ROOT, '.ci/run')], ROOT)).toBe('');
});

test('what a workflow is given never becomes part of a script', () => {
  expect(SCRIPTS.filter((script) => script.includes('${{'))).toEqual([]);
  expect(STEPS.filter(({ uses }) => uses !== undefined && !/^\.\/$|@v\d+$/.test(uses))).toEqual([]);
});

test('a workflow may only read, and no job runs for ever', () => {
  for (const file of FILES)
    expect(parse(readFileSync(join(WORKFLOWS, file), 'utf8'))).toMatchObject({
      permissions: { contents: 'read' },
    });
  for (const job of JOBS) expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
});

test('every input is used, every output is set', () => {
  const text = JSON.stringify(ACTION.runs);
  expect(Object.keys(ACTION.inputs).filter((name) => !text.includes(`inputs.${name}`))).toEqual([]);
  const script = ACTION.runs.steps.find(({ id }) => id === 'run')!.run!;
  for (const [name, { value }] of Object.entries(ACTION.outputs)) {
    expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
    expect(script).toContain(`${name}=`);
  }
});

/** Plays the step that runs ocs-sim, as the runner does: inputs in the environment, outputs from the file. */
async function played(inputs: Readonly<Record<string, string>>) {
  const home = newHome();
  const step = ACTION.runs.steps.find(({ id }) => id === 'run')!;
  const given = Object.fromEntries(
    Object.entries(step.env!).map(([name, expression]) => {
      const key = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)![1]!;
      return [name, inputs[key] ?? ACTION.inputs[key]!.default ?? ''];
    }),
  );
  const outputs = join(home, 'outputs');
  const summary = join(home, 'summary.md');
  const env = {
    ...environment(),
    ...given,
    GITHUB_ACTION_PATH: join(folder, 'node_modules/ocs-sim'),
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: home,
    GITHUB_ACTIONS: 'true',
  };
  writeFileSync(outputs, '');
  writeFileSync(summary, '');
  mkdirSync(join(home, 'e2e'));
  writeFileSync(join(home, 'e2e/passes.yaml'), scenario('Passes', 'none'));
  writeFileSync(join(home, 'e2e/fails.yaml'), scenario('Fails', '3'));
  const options = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run!];
  const { code, out } = await new Promise<{ code: number; out: string }>((resolve) => {
    execFile('bash', options, { cwd: home, env }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout }),
    );
  });
  const said = Object.fromEntries(
    readFileSync(outputs, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('=', 2)),
  );
  return { home, code, out, said, summary: readFileSync(summary, 'utf8') };
}

function scenario(name: string, lost: string): string {
  return `name: ${name}
ocs: { options: { send-campaigngroup-states: true } }
groups: { spring: { agents: 5 } }
steps: [{ load: spring }]
expect: [{ lost: ${lost} }]
`;
}

test('the action plays scenarios, says the verdict, and leaves the reports', async () => {
  const { home, code, said, summary } = await played({ paths: 'e2e/passes.yaml', args: '--seed\n7' });
  expect(said).toEqual({
    'report-folder': 'ocs-sim-report',
    junit: 'ocs-sim-report/report.xml',
    html: 'ocs-sim-report/report.html',
    verdict: 'passed',
    'exit-code': '0',
  });
  expect(code).toBe(0);
  expect(readdirSync(join(home, 'ocs-sim-report')).sort()).toEqual(['report.html', 'report.xml']);
  expect(summary).toMatch('Passes');
});

test('an expectation that fails fails the step, with an annotation at its line', async () => {
  const { home, code, out, said } = await played({ paths: 'e2e\n', reports: 'json\nctrf' });
  expect({ code, ...said }).toMatchObject({ code: 1, verdict: 'failed', 'exit-code': '1' });
  expect(out).toMatch(/^::error file=e2e\/fails\.yaml,line=5/m);
  expect(readdirSync(join(home, 'ocs-sim-report')).sort()).toEqual(['report.ctrf.json', 'report.json']);
});

test('a mistake in the inputs is told from a failure', async () => {
  expect((await played({ paths: 'none.yaml' })).said).toMatchObject({
    verdict: 'bad-input',
    'exit-code': '2',
  });
});

test('an input full of shell is only ever a strange name', async () => {
  const evil = '$(touch pwned) `touch pwned` "; touch pwned; " * ';
  const { home, said } = await played({
    paths: evil,
    target: evil,
    args: evil,
    'report-folder': `x\nverdict=passed`,
  });
  expect(existsSync(join(home, 'pwned'))).toBe(false);
  expect(said).toMatchObject({ verdict: 'bad-input', 'report-folder': 'xverdict' });
});
