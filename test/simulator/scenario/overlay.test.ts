import { describe, expect, test } from 'vitest';
import { type DocNode, readYaml } from '../../../receiver/document/source.ts';
import { overlay } from '../../../simulator/scenario/overlay.ts';

const DOCUMENT = `name: Test
seed: 1
groups:
  spring: { agents: 30 }
  autumn:
steps:
  - load: spring
  - wait: 10s
`;

function plain(node: DocNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

const root = (): DocNode => readYaml({ name: 'test.yaml', text: DOCUMENT }).root!;

function changed(setting: string): unknown {
  const result = overlay(root(), setting);
  if ('problem' in result) throw new Error(result.problem.message);
  return plain(result.root);
}

const before = plain(root()) as Record<string, unknown>;

describe('A setting path=value', () => {
  test.each([
    ['seed=7', { seed: 7 }],
    ['seed=', { seed: null }],
    ['name=a = b', { name: 'a = b' }],
    ['variables.interval=5', { variables: { interval: 5 } }],
    ['groups.spring.agents=12', { groups: { spring: { agents: 12 }, autumn: null } }],
    [
      'groups.spring.callingLists.East=5',
      { groups: { spring: { agents: 30, callingLists: { East: 5 } }, autumn: null } },
    ],
    ['groups.autumn.agents=2', { groups: { spring: { agents: 30 }, autumn: { agents: 2 } } }],
    [
      'groups.spring={ agents: 1, answerRate: 30% }',
      { groups: { spring: { agents: 1, answerRate: '30%' }, autumn: null } },
    ],
    ['steps[1].wait=1m', { steps: [{ load: 'spring' }, { wait: '1m' }] }],
    ['steps[0]={ load: all }', { steps: [{ load: 'all' }, { wait: '10s' }] }],
    [
      'ocs.options.campaigngroup-states-interval=5',
      { ocs: { options: { 'campaigngroup-states-interval': 5 } } },
    ],
    ['expect=[{ lost: none }]', { expect: [{ lost: 'none' }] }],
  ])('%s puts its value there and leaves everything else', (setting, difference) => {
    expect(changed(setting)).toEqual({ ...before, ...difference });
  });

  test('leaves the document that it was given as it was', () => {
    const document = root();
    overlay(document, 'groups.spring.agents=1');
    expect(plain(document)).toEqual(before);
  });

  test('gives its value a place in the setting itself, for later complaints', () => {
    const result = overlay(root(), 'groups.spring={ agents: 1 }');
    if ('problem' in result) throw new Error(result.problem.message);
    const groups =
      result.root.kind === 'mapping' && result.root.entries.find(({ key }) => key === 'groups')!.value;
    const spring = groups && groups.kind === 'mapping' && groups.entries[0]!.value;
    const agents = spring && spring.kind === 'mapping' && spring.entries[0]!;
    expect(agents).toMatchObject({
      key: 'agents',
      keyPlace: { source: { name: '--set', text: 'groups.spring={ agents: 1 }' }, start: 16, end: 22 },
      value: { value: 1, place: { start: 24, end: 25 } },
    });
  });
});

describe('A setting that cannot be used says what is wrong, and where in it', () => {
  test.each([
    ['seed', 'expected path=value', 'seed'],
    ['=7', 'expected path=value', '=7'],
    ['', 'expected path=value', ''],
    ['a..b=1', 'the path before = cannot be read', 'a..b'],
    ['steps[x].wait=1', 'the path before = cannot be read', 'steps[x].wait'],
    ['steps[0]wait=1', 'the path before = cannot be read', 'steps[0]wait'],
    ['steps[2].wait=1m', 'there is no item [2] here', '2'],
    ['groups[0]=1', 'there is no item [0] here', '0'],
    ['seed.more=1', '"more" would lie within a plain value', 'more'],
    ['steps.wait=1', '"wait" would lie within a list', 'wait'],
    ['seed={ a: 1', null, null],
  ])('%s', (setting, message, at) => {
    const result = overlay(root(), setting);
    if (!('problem' in result)) throw new Error('it was used');
    const { problem } = result;
    expect([problem.severity, problem.place.source]).toEqual(['error', { name: '--set', text: setting }]);
    if (message !== null) {
      expect([problem.message, setting.slice(problem.place.start, problem.place.end)]).toEqual([message, at]);
    } else expect(problem.place.start).toBeGreaterThan(setting.indexOf('='));
  });
});
