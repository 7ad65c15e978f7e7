// What is told of a scenario before it is played.

import { describe, expect, test } from 'vitest';
import { readScenario } from '../../../simulator/scenario/load.ts';

const HEAD = 'name: Test\nocs: { options: { send-campaigngroup-states: true } }\n';

/** Problems as `line: message`. */
async function told(steps: string, groups = '{ spring: {} }'): Promise<readonly string[]> {
  const text = `${HEAD}groups: ${groups}\nexpect: [{ lost: none }]\nsteps:\n${steps}`;
  const { problems } = await readScenario({ name: 'test.yaml', text });
  return problems.map(({ place, message }) => {
    const line = text.slice(0, place.start).split('\n').length - 5;
    return `${line}: ${message}`;
  });
}

const EAST = '{ a: { agentGroup: East }, b: { agentGroup: East } }';

describe('Nothing is said against', () => {
  test.each([
    [
      'the whole life of a group',
      '- load: spring\n- start: spring\n- changeMode: spring\n  to: Progress\n- stop: spring\n- unload: spring\n',
    ],
    ['a refusal that is wanted', '- start: spring\n  refused: true\n- load: spring\n'],
    [
      'what may or may not be refused',
      '- load: spring\n- start: spring\n- wait: 1m\n- unload: spring\n- load: spring\n',
    ],
    [
      'a second load once the calls have ended',
      '- load: spring\n- start: spring\n- wait: 1m\n- unload: spring\n- load: spring\n  refused: true\n- wait: 1h\n- load: spring\n',
    ],
    [
      'a repetition that ends where it began',
      '- repeat: 5\n  steps: [{ load: spring }, { unload: spring }]\n',
    ],
    [
      'branches that command the same group, for nobody knows which comes first',
      '- parallel:\n  - [{ load: spring }]\n  - [{ start: spring }]\n- stop: spring\n',
    ],
  ])('%s', async (_what, steps) => {
    expect(await told(steps)).toEqual([]);
  });

  test('two modes on one agent group of which one runs beside anything', async () => {
    expect(await told('- load: all\n- start: a\n- start: b\n  mode: Preview\n', EAST)).toEqual([]);
  });

  test('the same agent group name under two tenants', async () => {
    const text = `${HEAD}tenants: { x: { customerName: X }, y: { customerName: Y } }
groups: { a: { agentGroup: East, tenant: x }, b: { agentGroup: East, tenant: y } }
steps: [{ load: all }, { start: all }]
expect: [{ lost: none }]
`;
    expect((await readScenario({ name: 'test.yaml', text })).problems).toEqual([]);
  });
});

describe('It is an error where', () => {
  test.each([
    [
      'a group is started that is not loaded',
      '- start: spring\n',
      '1: spring: StartDialing needs a loaded group, and this one is not loaded',
    ],
    ['a group is loaded twice', '- load: spring\n- load: spring\n', '2: spring: the group is loaded already'],
    [
      'a refusal is wanted that cannot be',
      '- load: spring\n  refused: true\n',
      '1: spring takes Load here, so it cannot be refused',
    ],
    [
      'a dial mode cannot be changed to',
      '- load: spring\n- start: spring\n- changeMode: spring\n  to: Preview\n',
      '3: spring: the group cannot go from Predict to Preview while running',
    ],
    ['a name means no group', '- load: sprnig\n', '1: there is no group "sprnig"'],
    [
      'the second round of a repetition cannot be',
      '- repeat: 2\n  steps: [{ load: spring }]\n',
      '2: spring: the group is loaded already',
    ],
    [
      'a branch goes wrong by itself',
      '- parallel:\n  - [{ stop: spring }]\n  - [{ wait: 1s }]\n',
      '2: spring: StopDialing needs a loaded group, and this one is not loaded',
    ],
    [
      'what a branch has done is done again',
      '- parallel:\n  - [{ load: spring }]\n  - [{ wait: 1s }]\n- load: spring\n',
      '4: spring: the group is loaded already',
    ],
    [
      'an option is set of an application that is not there',
      '- set: { campaigngroup-states-interval: 5 }\n  application: OCS9\n',
      '2: there is no OCS application "OCS9"',
    ],
  ])('%s', async (_what, steps, problem) => {
    expect(await told(steps)).toEqual([problem]);
  });

  test('two groups dial on one agent group at a time', async () => {
    expect(await told('- load: all\n- start: a\n- start: b\n', EAST)).toEqual([
      '3: b: a dials on the same agent group in Predict, and only one can in such a mode',
    ]);
  });
});

test('one mistake in a repetition is told once, and one in a group of many once for all of them', async () => {
  expect(await told('- repeat: 100\n  steps: [{ start: spring }]\n')).toHaveLength(1);
  expect(await told('- start: all\n', '{ bank: { count: 50 } }')).toHaveLength(1);
});

test('a misspelt name does not lead to more complaints about what comes after it', async () => {
  expect(await told('- load: sprnig\n- start: spring\n- stop: spring\n- unload: spring\n')).toEqual([
    '1: there is no group "sprnig"',
  ]);
});

test('a scenario that expects nothing is warned of, for it can never pass', async () => {
  const text = `${HEAD}groups: { spring: {} }\nsteps: [{ load: spring }]\n`;
  const { scenario, problems } = await readScenario({ name: 'test.yaml', text });
  expect(scenario).not.toBeNull();
  expect(problems).toMatchObject([{ code: 'no-expectations', severity: 'warning' }]);
});
