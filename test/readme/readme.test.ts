import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { contractOf } from '../../receiver/contract/contract.ts';
import { applySite } from '../../receiver/contract/site.ts';
import { readSiteFile } from '../../receiver/contract/site-file.ts';
import { ALL_CASES, FAMILIES } from '../../simulator/check/cases/families.ts';
import { toldOf } from '../../simulator/cli/command.ts';
import { COMMAND_TABLE } from '../../simulator/cli/command-table.ts';
import { EXIT } from '../../simulator/cli/exit-code.ts';
import { runScenario } from '../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../simulator/scenario/load.ts';
import { codeBlocks, DOCUMENTS, documentText } from '../support/documents.ts';
import { commandsIn, freshReadme } from '../support/readme.ts';

const ROOT = join(import.meta.dirname, '../..');
const ALL = DOCUMENTS.map(documentText).join('\n');

test.each(DOCUMENTS)(
  'every command of %s does what is shown there',
  async (path) => {
    const text = documentText(path);
    expect(await freshReadme(text)).toBe(text);
  },
  60_000,
);

test('there are commands that are shown with what they do', () => {
  expect(commandsIn(ALL).length).toBeGreaterThanOrEqual(8);
});

test('the scenario of the documents passes as it stands there', async () => {
  const [text, ...others] = codeBlocks('yaml').filter((block) => block.includes('steps:'));
  expect(others).toEqual([]);
  const { scenario, problems } = await readScenario({ name: 'README.md', text: text! });
  expect(problems).toEqual([]);
  expect(await runScenario(scenario!)).toMatchObject({ status: 'passed' });
});

test('the contract file of the README can be applied', () => {
  const [text, ...others] = codeBlocks('yaml').filter((block) => block.startsWith('contract:'));
  expect(others).toEqual([]);
  const { site, problems } = readSiteFile({ name: 'README.md', text: text! });
  expect(problems).toEqual([]);
  const applied = applySite(contractOf(), site!);
  expect(applied.problems).toEqual([]);
  expect(applied.contract!.rows.map((row) => row.name)).toContain('SITE_ID');
});

test('the README names every command and every exit code', () => {
  for (const { name } of toldOf(COMMAND_TABLE)) expect(documentText('README.md')).toContain(`| \`${name}`);
  for (const code of Object.values(EXIT)) expect(documentText('README.md')).toContain(`| ${code} | `);
});

test('the documents tell how many cases the compatibility suite has', () => {
  expect(documentText('README.md')).toContain(`${ALL_CASES.length} cases`);
  expect(documentText('simulator/README.md')).toContain(
    `${ALL_CASES.length} numbered cases in ${FAMILIES.length} families`,
  );
});

test('every file and folder that the documents name is there', () => {
  const named = [...ALL.matchAll(/`((?:simulator|receiver|scenarios|test)\/[\w./-]*)`/g)].map(
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
    codeBlocks('sh', ['README.md'])
      .slice(0, 2)
      .map((block) => block.trim()),
  ).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  expect(scripts.start).toContain('scenarios/full-lifecycle.yaml');
  expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain('\nnpm ci && npm test\n');
});

test('every link between the documents leads somewhere', () => {
  const links = DOCUMENTS.flatMap((path) =>
    [...documentText(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)/g)].map(
      ([, file = '', anchor]) => ({
        path,
        file: file === '' ? path : relative(ROOT, resolve(ROOT, dirname(path), file)),
        anchor,
      }),
    ),
  );
  expect(links.length).toBeGreaterThan(5);
  for (const { path, file, anchor } of links) {
    expect(existsSync(join(ROOT, file)), `${path}: ${file}`).toBe(true);
    if (anchor === undefined) continue;
    const headings = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(headings, `${path}: ${file}#${anchor}`).toContain(anchor);
  }
});
