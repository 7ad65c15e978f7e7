import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contractOf } from '../../receiver/contract/contract.ts';
import { applySite } from '../../receiver/contract/site.ts';
import { readSiteFile } from '../../receiver/contract/site-file.ts';
import { EXIT } from '../../simulator/cli/exit-code.ts';
import { COMMAND_NAMES } from '../../simulator/cli/usage-text.ts';
import { runScenario } from '../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../simulator/scenario/load.ts';
import { commandsIn, freshReadme } from '../support/readme.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1]!,
  );
}

test('every command of the README does what the README shows', async () => {
  expect(commandsIn(README).length).toBeGreaterThanOrEqual(6);
  expect(await freshReadme(README)).toBe(README);
}, 60_000);

test('the scenario of the README passes as it stands there', async () => {
  const [text, ...others] = blocks('yaml').filter((block) => block.includes('steps:'));
  expect(others).toEqual([]);
  const { scenario, problems } = await readScenario({ name: 'README.md', text: text! });
  expect(problems).toEqual([]);
  expect(await runScenario(scenario!)).toMatchObject({ status: 'passed' });
});

test('the contract file of the README can be applied', () => {
  const [text, ...others] = blocks('yaml').filter((block) => block.startsWith('contract:'));
  expect(others).toEqual([]);
  const { site, problems } = readSiteFile({ name: 'README.md', text: text! });
  expect(problems).toEqual([]);
  const applied = applySite(contractOf(), site!);
  expect(applied.problems).toEqual([]);
  expect(applied.contract!.rows.map((row) => row.name)).toContain('SITE_ID');
});

test('the README names every command and every exit code', () => {
  for (const name of COMMAND_NAMES) expect(README).toContain(`| \`${name}`);
  for (const code of Object.values(EXIT)) expect(README).toContain(`| ${code} | `);
});

test('every file and folder that the README names is there', () => {
  const named = [...README.matchAll(/`((?:simulator|receiver|scenarios|test)\/[\w./-]*)`/g)].map(
    (match) => match[1]!,
  );
  expect(named.length).toBeGreaterThan(15);
  for (const path of named) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

test('the two set-up commands of the README are scripts of the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Record<string, string>;
  };
  expect(
    blocks('sh')
      .slice(0, 2)
      .map((block) => block.trim()),
  ).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  expect(scripts.start).toContain('scenarios/full-lifecycle.yaml');
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain('\nnpm ci && npm test\n');
});
