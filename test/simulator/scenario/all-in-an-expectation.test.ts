import { expect, test } from 'vitest';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { readScenario } from '../../../simulator/scenario/load.ts';

const scenario = (reply: string, step: string, expectation: string): string =>
  [
    'name: Two groups',
    `receiver: { reply: { group: ${reply}, status: 503 } }`,
    'groups: { east: , west: }',
    'steps:',
    '  - load: all',
    `  - expect: { group: ${step}, event: loaded }`,
    `  - reply: { group: ${step}, status: 500 }`,
    'expect:',
    `  - { group: ${expectation}, count: 2 }`,
  ].join('\n');

const problemsOf = async (text: string): Promise<readonly string[]> =>
  (await readScenario({ name: 'two.yaml', text })).problems.map((problem) => showDiagnostic(problem));

test('an expectation or a reply about the group "all", which would never fit anything, is an error', async () => {
  const problems = await problemsOf(scenario('all', 'all', 'all'));
  expect(problems).toHaveLength(4);
  expect(problems[3]).toBe(
    [
      'two.yaml:9:14: error[unknown-group] only steps that tell groups something know the word "all"',
      '   9 │   - { group: all, count: 2 }',
      '     │              ^^^',
      '    hint:     write "*" for each of them, or leave group out for whichever it is',
    ].join('\n'),
  );
});

test('a pattern for all groups may stand there', async () => {
  expect(await problemsOf(scenario("'*'", "'*'", "'*'"))).toEqual([]);
});
