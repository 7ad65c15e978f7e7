import { expect, test } from 'vitest';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../../simulator/scenario/load.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';

/** The status of each expect step, in the order in which they were judged. */
async function judged(...steps: readonly string[]): Promise<readonly string[]> {
  const text = [
    'name: Rows of expectations',
    'ocs: { options: { send-campaigngroup-states: true } }',
    'groups: { east: , west: }',
    'steps:',
    ...steps.map((step) => `  - ${step}`),
  ].join('\n');
  const { scenario, problems } = await readScenario({ name: 'rows.yaml', text });
  expect(problems).toEqual([]);
  const result = (await runScenario(scenario!)) as RunResult;
  expect(result.stepFailures).toEqual([]);
  return result.judged.map(({ verdict }) => verdict.status);
}

test('expectations that follow several actions see what each of them caused', async () => {
  const row = [
    'load: east',
    'load: west',
    'expect: { group: west, event: loaded }',
    'expect: { group: east, event: loaded }',
  ];
  expect(await judged(...row)).toEqual(['passed', 'passed']);
});

test('one notification does not satisfy two expectations of a row', async () => {
  expect(await judged('load: east', 'expect: { event: loaded }', 'expect: { event: loaded }')).toEqual([
    'passed',
    'failed',
  ]);
});

test('two expectations of a row take two notifications', async () => {
  expect(await judged('load: all', 'expect: { event: loaded }', 'expect: { event: loaded }')).toEqual([
    'passed',
    'passed',
  ]);
});

test('the time of an expectation that waits behind another runs from its own turn', async () => {
  const row = [
    'load: east',
    'expect: { event: periodic, within: 10s }',
    'expect: { event: periodic, within: 10s }',
  ];
  expect(await judged(...row)).toEqual(['passed', 'passed']);
});

test('an expectation after a wait does not see what came before', async () => {
  expect(await judged('load: east', 'wait: 1s', 'expect: { event: loaded }')).toEqual(['failed']);
});

test('an expectation that none comes means: none beside those that its neighbours count', async () => {
  const none = 'expect: { event: loaded, none: true }';
  expect(await judged('load: east', 'expect: { event: loaded }', none)).toEqual(['passed', 'passed']);
  expect(await judged('load: all', 'expect: { event: loaded }', none)).toEqual(['passed', 'failed']);
});
