import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import {
  type LoadOptions,
  type LoadResult,
  loadScenario,
  readScenario,
} from '../../../simulator/scenario/load.ts';

const SCENARIOS = join(import.meta.dirname, '../../../scenarios');
const SHORT = 'name: Short\ngroups: { spring: }\nsteps: [{ load: spring }]\nexpect: [{ lost: none }]\n';

function read(text: string, options?: LoadOptions): Promise<LoadResult> {
  return readScenario({ name: join(SCENARIOS, 'it.yaml'), text }, options);
}

function said({ problems }: LoadResult): readonly string[] {
  return problems.map(({ message }) => message);
}

describe('a scenario of four lines', () => {
  test('is completed with what it does not say', async () => {
    const { scenario, problems } = await read(SHORT);
    expect(problems).toEqual([]);
    expect(scenario).toMatchObject({
      name: 'Short',
      about: null,
      seed: 1,
      epochMs: Date.UTC(2026, 0, 1),
      clock: { kind: 'virtual' },
      contract: { title: 'OCS 8.1.5-draft' },
      applications: [{ name: 'OCServer_1' }],
      groups: [{ application: 'OCServer_1', settings: { label: 'spring', tenantName: expect.any(String) } }],
    });
  });

  test('twice is the same scenario, made-up names included', async () => {
    const [one, other] = await Promise.all([read(SHORT), read(SHORT)]);
    expect(one.scenario!.groups).toEqual(other.scenario!.groups);
  });

  test('with another seed has other made-up names', async () => {
    const [one, other] = await Promise.all([read(SHORT), read(SHORT, { seed: 2 })]);
    expect(other.scenario!.seed).toBe(2);
    expect(one.scenario!.groups).not.toEqual(other.scenario!.groups);
  });
});

describe('what the command line says', () => {
  test('comes before what the file says', async () => {
    const text = `release: 8.1.512\nseed: 5\nclock: 60x\n${SHORT}`;
    const { scenario } = await read(text, { release: '8.1.517', seed: 9, clock: { kind: 'virtual' } });
    expect(scenario).toMatchObject({
      seed: 9,
      clock: { kind: 'virtual' },
      contract: { release: { name: '8.1.517' } },
    });
  });

  test('may put any value into the file', async () => {
    const { scenario } = await read(SHORT, {
      set: ['groups.spring.agents=7', 'steps[0].load=all', 'name=Other'],
    });
    expect(scenario).toMatchObject({ name: 'Other', groups: [{ settings: { dialing: { agents: 7 } } }] });
  });

  test.each([
    ['nothing', 'expected path=value'],
    ['=7', 'expected path=value'],
    ['steps[9].wait=1m', 'there is no item [9] here'],
    ['name.first=A', '"first" would lie within a plain value'],
    ['a..b=1', 'the path before = cannot be read'],
    ['groups.spring.agents=many', 'expected a whole number of agents'],
    ['groups.spring.agents=[', 'the [ is never closed'],
    ['sed=7', 'the scenario has no key "sed"'],
  ])('--set %s is said to be wrong, and where', async (setting, message) => {
    const { scenario, problems } = await read(SHORT, { set: [setting] });
    expect(scenario).toBeNull();
    const problem = problems.find((each) => each.message.includes(message))!;
    expect(problem.place.source.name).toBe('--set');
    expect(showDiagnostic(problem)).toMatch(/^--set:1:\d+: error/);
  });
});

describe('variables', () => {
  test('keep their type, stand within texts, and may speak of those before them', async () => {
    const text = `variables: { count: 7, label: spring, greeting: "\${count} of \${label}" }
name: \${greeting}
groups: { spring: { agents: "\${count}" } }
steps: [{ load: "\${label}" }]
expect: [{ lost: none }]
`;
    const { scenario, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(scenario).toMatchObject({
      name: '7 of spring',
      groups: [{ settings: { dialing: { agents: 7 } } }],
    });
  });

  test('cannot speak of those after them', async () => {
    const text = `variables: { greeting: "hello \${label}", label: spring }\n${SHORT}`;
    expect(said(await read(text))).toEqual(['the variable "label" has no value here yet']);
  });

  test('one that is wrong does not take the others away', async () => {
    const text = `variables: { wrong: [1], label: spring }\n${SHORT.replace('load: spring', 'load: "${label}"')}`;
    expect(said(await read(text))).toEqual(['expected a text, number, boolean or null']);
  });
});

describe('a contract file', () => {
  test('is looked for beside the scenario', async () => {
    const { scenario } = await read(`contract: contracts/example-bank.yaml\n${SHORT}`);
    expect(scenario!.contract.title).toContain('Example');
  });

  test('that is not there is an error', async () => {
    const result = await read(`contract: contracts/no.yaml\n${SHORT}`);
    expect(result.scenario).toBeNull();
    expect(said(result)).toEqual([
      expect.stringMatching(/contracts\/no\.yaml cannot be read: there is no such file$/),
    ]);
  });
});

test('a scenario that expects nothing can be played, with a warning', async () => {
  const result = await read(SHORT.replace(/expect.*\n/, ''));
  expect(result.scenario).not.toBeNull();
  expect(result.problems).toMatchObject([{ code: 'no-expectations', severity: 'warning' }]);
});

test('mistakes come in the order of the file, whoever found them', async () => {
  const { problems } = await read(
    'name: 1\ngroups: { spring: }\nsteps: [{ load: sprng }, { laod: spring }]\nexpect: [{ group: summer, lost: none }]\n',
  );
  const starts = problems.map(({ place }) => place.start);
  expect(problems.map(({ code }) => code)).toEqual([
    'wrong-type',
    'unknown-group',
    'unknown-step',
    'unknown-group',
  ]);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});

test('a file that is not there is an error of its own', async () => {
  expect(said(await loadScenario('no-such.yaml'))).toEqual(['it cannot be read: there is no such file']);
});
