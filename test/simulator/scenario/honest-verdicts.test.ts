import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { loadScenario, readScenario } from '../../../simulator/scenario/load.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';

const HEAD = 'name: X\nocs: { options: { send-campaigngroup-states: true } }\n';

test.each([
  'count: { atLeast: 0 }',
  'lost: { atLeast: 0 }',
  'notSent: { atLeast: 0 }',
  'outcome: { refused: { atLeast: 0 } }',
])('a demand that nothing can break is refused: %s', async (expectation) => {
  const text = `${HEAD}groups: { spring: }\nsteps: [{ load: spring }]\nexpect: [{ ${expectation} }]\n`;
  const { scenario, problems } = await readScenario({ name: 'x.yaml', text });
  expect(scenario).toBeNull();
  expect(problems.map(({ message }) => message)).toEqual(['at least 0 demands nothing']);
});

test('a regular expression that the judge cannot search in linear time is refused', async () => {
  const text = `${HEAD}groups: { spring: }\nsteps: [{ load: spring }]\nexpect: [{ fields: { GSW_CAMPAIGN_NAME: { matches: "^(?=a+)+$" } } }]\n`;
  const { scenario, problems } = await readScenario({ name: 'x.yaml', text });
  expect(scenario).toBeNull();
  expect(problems[0]!.message).toMatch(/lookahead/);
});

test('a cadence whose beginning was lost is not passed', async () => {
  const text = `${HEAD}groups:
  spring:
  summer: { options: { campaigngroup-states-interval: 3 } }
steps:
  - load: spring
  - wait: 1s
  - receiver: down
  - load: summer
  - wait: 1s
  - receiver: up
  - wait: 5m
expect: [{ every: 10s }]
`;
  const { scenario } = await readScenario({ name: 'x.yaml', text });
  const result = (await runScenario(scenario!)) as RunResult;
  expect(result.status).toBe('inconclusive');
  expect(result.judged[0]!.verdict.summary).toMatch(/^\d+ periodic of summer came, but no loaded before$/);
});

test('a pipe that nobody writes to is no scenario', async () => {
  const { problems } = await loadScenario('/dev/null');
  expect(problems.map(({ message }) => message)).toEqual(['it cannot be read: it is not a regular file']);
});

describe.each([
  ['count: none', 'the receiver was down throughout until 1m, so that silence proves nothing'],
  ['attempts: exactly one', 'the receiver was down throughout until 1m, so that silence proves nothing'],
  [
    'ledger: { duplicated: none, altered: none }',
    'none of 8 notifications is known to be kept, so none could be duplicated or altered',
  ],
])('with the receiver down throughout, { %s }', (expectation, why) => {
  test('is inconclusive', async () => {
    const { judged, status } = await playedText(
      `groups: { spring: }\nsteps: [{ receiver: down }, { load: spring }, { wait: 1m }, { unload: spring }]\nexpect: [{ ${expectation} }]\n`,
    );
    expect(status).toBe('inconclusive');
    expect(judged.map(({ verdict }) => verdict.summary)).toEqual([why]);
  });
});

test('a step that wants silence is inconclusive while the receiver is down', async () => {
  const { judged } = await playedText(
    `groups: { spring: }
steps:
  - load: spring
  - receiver: down
  - expect: { event: periodic, none: true, within: 15s }
  - receiver: up
  - expect: { event: unloaded, none: true, within: 15s }
`,
  );
  expect(judged.map(({ verdict }) => [verdict.status, verdict.summary])).toEqual([
    ['inconclusive', 'the receiver was down throughout until 15s, so that silence proves nothing'],
    ['passed', '0'],
  ]);
});

test('a cadence of no group in particular is inconclusive beside a group that never loads', async () => {
  const { judged } = await playedText(
    `groups: { spring: , dead: }\nsteps: [{ load: spring }, { wait: 1m }, { unload: spring }]\nexpect: [{ every: 10s }, { fieldSets: all }]\n`,
  );
  expect(judged.map(({ verdict }) => [verdict.status, verdict.summary])).toEqual([
    ['inconclusive', 'no loaded notification of dead came'],
    ['passed', '8 of 8, nothing of dead'],
  ]);
});

async function playedText(text: string): Promise<RunResult> {
  const { scenario } = await readScenario({ name: 'x.yaml', text: HEAD + text });
  return (await runScenario(scenario!)) as RunResult;
}
