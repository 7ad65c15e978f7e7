import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND_TABLE } from '../../../../simulator/cli/command-table.ts';
import { complete } from '../../../../simulator/cli/completion/complete.ts';
import { shellWords } from '../../../../simulator/cli/completion/shell-words.ts';

const SCENARIOS = join(import.meta.dirname, '../../../../scenarios');
const MATRIX = join(SCENARIOS, 'matrix.yaml');
const WHOLE = join(SCENARIOS, 'full-lifecycle.yaml');

const KNOWN = {
  reports: async () => [{ value: 'junit=', about: '' }],
  checkCases: async () => [
    { value: '7.1', about: 'names-latin' },
    { value: 'names-latin', about: 'Latin' },
  ],
};

async function at(...words: readonly string[]) {
  const { candidates, ...rest } = await complete(words, COMMAND_TABLE, KNOWN);
  return { ...rest, values: candidates.map(({ value }) => value) };
}

describe('At the cursor fits', () => {
  test.each([
    ['a command', ['re'], ['receive']],
    ['no command that is hidden', ['_'], []],
    ['an option without a command', ['--v'], ['--version']],
    ['an option', ['fields', '--f'], ['--format']],
    ['how an option that is on is put off', ['run', '--no'], ['--no-config']],
    ['a word of a few', ['fields', '--format', 'm'], ['markdown']],
    ['the same behind an equals sign', ['fields', '--format=m'], ['--format=markdown']],
    ['a release', ['run', '--release', '8.1.51'], ['8.1.512', '8.1.517']],
    ['a clock', ['run', '--clock', ''], ['virtual', 'real', '60x']],
    ['a word for a target', ['run', '--target', 'e'], ['embedded']],
    ['a report', ['run', '--report', 'j'], ['junit=']],
    ['what schema prints', ['schema', 'tar'], ['target']],
    ['nothing behind that', ['schema', 'target', ''], []],
    ['a case of the suite by name', ['check', 'names-l'], ['names-latin']],
    ['a case of the suite by number', ['check', '--strict', '7'], ['7.1']],
    ['another case of the suite', ['check', '7.1', 'names'], ['names-latin']],
    ['the case that is to be shown', ['check', '--show', '7'], ['7.1']],
    ['a command for help', ['help', 'g'], ['generate']],
    ['a shell', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['a value of a matrix', ['run', MATRIX, '--case', 'mode='], ['mode=Predict', 'mode=Preview']],
    ['a name of a value of a matrix', ['run', MATRIX, '--case', 'fault=r'], ['fault=refused']],
    ['a group of the scenario', ['run', WHOLE, '--set', 'groups.'], ['groups.spring.']],
    [
      'a key of that group',
      ['run', WHOLE, '--set', 'groups.spring.ag'],
      ['groups.spring.agentGroup=', 'groups.spring.agents='],
    ],
    ['nothing of a scenario that is not there', ['run', 'no.yaml', '--set', 'groups.'], []],
    ['nothing where a number is wanted', ['run', '--seed', ''], []],
    ['nothing of an unknown command', ['rnu', '--'], []],
    ['nothing of an unknown option', ['run', '--nope=x'], []],
  ])('%s', async (_what, words, values) => {
    expect((await at(...words)).values).toEqual(values);
  });

  test('no option that is there already, unless it may be there several times', async () => {
    const { values } = await at('receive', '--judge', '--reply', '503', '--');
    expect(values).toContain('--reply');
    expect(values).toContain('--port');
    expect(values).not.toContain('--judge');
  });

  test.each([
    ['scenarios', ['run', ''], 'yaml', ''],
    ['a contract', ['run', '--contract', ''], 'yaml', ''],
    ['a target', ['check', '--target', ''], 'yaml', ''],
    ['any file', ['run', '--ledger', ''], 'all', ''],
    ['any file behind an equals sign', ['run', '--ledger='], 'all', '--ledger='],
    ['the file of a report', ['run', '--report', 'junit=o'], 'all', 'junit='],
    ['the file of a report behind two', ['run', '--report=junit=o'], 'all', '--report=junit='],
    ['a folder', ['init', ''], 'folders', ''],
    ['a folder for the journal', ['receive', '--journal', ''], 'folders', ''],
    ['no file', ['fields', '--release', ''], 'none', ''],
    ['what looks like an option', ['validate', '--', '--'], 'yaml', ''],
  ] as const)('a path of %s', async (_what, words, files, prefix) => {
    const found = await at(...words);
    expect([found.files, found.prefix]).toEqual([files, prefix]);
  });
});

test.each([
  ['ocs-sim run ', ['ocs-sim', 'run', '']],
  ['ocs-sim  run a', ['ocs-sim', 'run', 'a']],
  ['ocs-sim run "a b', ['ocs-sim', 'run', 'a b']],
  ["ocs-sim run 'a \"b' ", ['ocs-sim', 'run', 'a "b', '']],
  ['ocs-sim run a\\ b', ['ocs-sim', 'run', 'a b']],
  ['ocs-sim run "a\\"b\\c"', ['ocs-sim', 'run', 'a"b\\c']],
  ['ocs-sim run ""', ['ocs-sim', 'run', '']],
  ['', ['']],
])('the words of %j are %j', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});
