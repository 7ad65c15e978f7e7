import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadContract } from '../../../receiver/contract/site.ts';
import { siteContractSchema } from '../../../receiver/contract/site-file.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';

const folder = join(import.meta.dirname, '../../golden/contract-files');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

function textOf(file: string): string {
  const { problems } = loadContract({ file: join(folder, file) });
  return `${problems.map((problem) => showDiagnostic(problem)).join('\n')}\n`.replaceAll(`${folder}/`, '');
}

test('there are contract files for every complaint', () => {
  expect(files).toHaveLength(14);
});

test.each(files)('what is said about %s', async (file) => {
  await expect(textOf(file)).toMatchFileSnapshot(join(folder, file.replace('.yaml', '.txt')));
});

test.each(files)('%s gives no contract exactly if one of its complaints is an error', (file) => {
  const { contract, problems } = loadContract({ file: join(folder, file) });
  expect(contract === null).toBe(problems.some(({ severity }) => severity === 'error'));
});

test('a file that is not there is said to be missing', () => {
  const { contract, problems } = loadContract({ file: 'no-such.yaml' });
  expect(contract).toBeNull();
  expect(problems.map((problem) => showDiagnostic(problem))).toEqual([
    'no-such.yaml: error[unreadable-file] it cannot be read: there is no such file',
  ]);
});

test('without a file the contract is the release’s own', () => {
  expect(loadContract({ release: '8.1.512' }).contract!.title).toBe('OCS 8.1.512');
  expect(loadContract({}).contract!.title).toBe('OCS 8.1.5-draft');
});

test('an editor’s schema takes a good file and refuses misspelt keys, names and words', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(siteContractSchema());
  const good = readFileSync(join(folder, 'good.yaml'), 'utf8');
  expect(validate(parse(good))).toBe(true);
  for (const [from, to] of [
    ['contract:', 'contrat:'],
    ['GSW_DIAL_MODE:', 'GSW_DIALMODE:'],
    ['relevant: always', 'relevant: sometimes'],
    ['unassigned: null', 'unassigned: nothing'],
  ] as const) {
    expect(good).toContain(from);
    expect(validate(parse(good.replace(from, to))), to).toBe(false);
  }
});
