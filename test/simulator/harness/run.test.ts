import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { HEAD, played, scenarioOf } from './playing.ts';

const statuses = (result: Awaited<ReturnType<typeof played>>): readonly string[] =>
  result.judged.map(({ verdict }) => verdict.status);

describe('The steps receiver: down and receiver: up', () => {
  test('lose what is sent meanwhile, each with one refused attempt, and nothing of it comes later', async () => {
    const result = await played(`${HEAD}
steps:
  - load: spring
  - receiver: down
  - wait: 25s
  - receiver: up
  - wait: 10s
  - unload: spring
expect:
  - lost: { exactly: 2 }
  - attempts: exactly one
  - order: [loaded, periodic, unloaded]
    group: spring
    strict: true
`);
    expect(statuses(result)).toEqual(['passed', 'passed', 'passed']);
    expect(Object.fromEntries(result.counts.outcomes)).toEqual({ 'answered 200': 3, refused: 2 });
    expect(result.counts).toMatchObject({ intended: 5, attempted: 5, delivered: 3, recorded: 3, strays: 0 });
    expect(result.lost.map(({ number, atMs }) => [number, atMs])).toEqual([
      [2, 10_000],
      [3, 20_000],
    ]);
  });

  test('may stand twice in a row', async () => {
    const result = await played(`${HEAD}
steps:
  - receiver: down
  - receiver: down
  - receiver: up
  - receiver: up
  - load: spring
expect: [{ lost: none }]
`);
    expect([result.status, result.counts.recorded]).toEqual(['passed', 1]);
  });

  test('are trouble with the environment where somebody else has taken the port meanwhile', async () => {
    const scenario = await scenarioOf(`${HEAD}
steps:
  - load: spring
  - receiver: down
  - wait: 10s
  - receiver: up
expect: [{ fieldSets: all }]
`);
    const intruder = createServer();
    const taken = new Promise<void>((resolve) => intruder.once('listening', resolve));
    const result = await runScenario(scenario, {
      onSettled: ({ uri, event }) => {
        if (event === 'periodic') intruder.listen(Number(new URL(uri!).port), '127.0.0.1');
      },
    });
    await taken;
    await new Promise((resolve) => intruder.close(resolve));
    expect(result).toMatchObject({ kind: 'environment', code: 'EADDRINUSE' });
  });
});

describe('The window of an expect step', () => {
  const first = (expectation: string): string => `${HEAD}
steps:
  - load: spring
  - expect: { group: spring, event: periodic, ${expectation} }
`;

  test.each([
    ['within: 10s', 'passed'],
    ['within: 9999ms', 'failed'],
    ['within: 10s, none: true', 'failed'],
    ['within: 9999ms, none: true', 'passed'],
    ['within: 20s, count: { exactly: 2 }', 'passed'],
    ['within: 19999ms, count: { exactly: 2 }', 'failed'],
  ])('includes its last instant: the first message comes after 10 s, so %s is %s', async (window, status) => {
    const result = await played(first(window));
    expect([statuses(result), result.status]).toEqual([[status], status]);
  });

  test('is left as soon as what is expected has come', async () => {
    expect((await played(first('within: 1h'))).campaignMs).toBe(10_000);
  });
});

test('What the run is judged by is judged to its end: the last instant and the last answer included', async () => {
  const result = await played(`${HEAD}
steps:
  - load: spring
  - wait: 30s
  - unload: spring
expect:
  - count: { exactly: 3 }
    event: periodic
  - count: { exactly: 1 }
    event: unloaded
`);
  expect(statuses(result)).toEqual(['passed', 'passed']);
  expect([result.campaignMs, result.counts.recorded, result.counts.delivered]).toEqual([30_000, 5, 5]);
});

test('A slow receiver takes real time, no campaign time: nothing is late or out of order', async () => {
  const result = await played(`${HEAD}
receiver: { reply: { event: periodic, delay: 30ms } }
steps:
  - load: spring
  - wait: 25s
expect:
  - every: 10s
    tolerance: 0ms
    after: loaded
`);
  expect([result.status, result.campaignMs]).toEqual(['passed', 25_000]);
});

// One connection, for after a stall of the machine messages would race one another over several.
test('The real clock plays the same, in real time', async () => {
  const scenario = `${HEAD.replace('campaigngroup-states-interval: 10', 'campaigngroup-states-interval: 1, http-connection-pool-size: 1')}
clock: 100x
steps:
  - load: spring
  - wait: 3500ms
  - unload: spring
expect:
  - order: [loaded, periodic, periodic, periodic, unloaded]
    group: spring
  - attempts: exactly one
`;
  const result = await played(scenario);
  expect(result.clock).toEqual({ kind: 'scaled', speed: 100 });
  expect(result.status).toBe('passed');
  expect(result.campaignMs).toBeGreaterThanOrEqual(3_500);
  expect(result.realMs).toBeGreaterThanOrEqual(35);
});

test('Options that are changed are in force from that instant on', async () => {
  const result = await played(`${HEAD}
steps:
  - load: spring
  - wait: 12s
  - set: { campaigngroup-states-interval: 3 }
  - wait: 7s
  - set: { send-campaigngroup-states: false }
  - wait: 4s
  - unset: send-campaigngroup-states
    on: spring
  - unload: spring
expect:
  - count: { exactly: 3 }
    event: periodic
`);
  expect(result.status).toBe('passed');
  expect(result.notAttempted.size).toBe(1);
  expect([...result.notAttempted.values()]).toEqual([2]);
  expect(result.counts).toMatchObject({ intended: 6, attempted: 4 });
});

test('A command that is refused at run time fails the run and names the step', async () => {
  const result = await played(`name: Test
ocs: { options: { send-campaigngroup-states: true } }
groups: { a: { agentGroup: East }, b: { agentGroup: East } }
steps:
  - load: all
  - start: a
  - start: b
    refused: true
  - status: b
    is: Running
expect: [{ lost: none }]
`);
  expect(result.status).toBe('failed');
  expect(result.stepFailures).toMatchObject([
    { title: 'b is not Running', lines: ['expected Running', 'got      Active'] },
  ]);
});
