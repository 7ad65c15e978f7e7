import { expect, test } from 'vitest';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../../simulator/scenario/load.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';

const played = async (group: string): Promise<RunResult> => {
  const text = [
    'name: Two groups',
    'ocs: { options: { send-campaigngroup-states: true } }',
    `receiver: { reply: { group: ${group}, status: 503 } }`,
    'groups: { east: , west: }',
    'steps:',
    '  - load: all',
    `  - expect: { group: ${group}, event: loaded }`,
    'expect:',
    `  - { group: ${group}, count: 2 }`,
    '  - lost: 2',
  ].join('\n');
  const { scenario, problems } = await readScenario({ name: 'two.yaml', text });
  expect(problems).toEqual([]);
  return (await runScenario(scenario!)) as RunResult;
};

test('"all" means every group in expectations and replies, as it does in steps', async () => {
  const { status, judged } = await played('all');
  expect(judged.map(({ verdict }) => verdict.title)).toContain('exactly 2 notifications of all groups');
  expect(status).toBe('passed');
});

test('so does the pattern *', async () => {
  expect(await played("'*'")).toMatchObject({ status: 'passed' });
});
