import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeText } from '../../../../receiver/document/place.ts';
import { runScenario } from '../../../../simulator/harness/run-scenario.ts';
import { findFiles } from '../../../../simulator/scenario/find-files.ts';
import { checkPiece } from '../../../../simulator/scenario/reuse/check-piece.ts';
import { loaded, REST, said, written } from './files.ts';

const GROUPS = `piece: Groups
variables: { team: East, size: { default: 10, oneOf: [10, 20] } }
ocs: { options: { send-campaigngroup-states: true, campaigngroup-states-interval: 10 } }
groups: { spring: { agents: "\${size}", agentGroup: "\${team}", campaign: Spring } }
expect: [{ fieldSets: all }]
`;

describe('what a scenario includes at its top', () => {
  test('lies beneath it: what the file says itself comes first, however deep, and expectations are put together', async () => {
    const { cases, problems } = await loaded({
      'day.yaml': `name: Day\ninclude: common/groups.yaml\nvariables: { size: 20 }\nocs: { options: { campaigngroup-states-interval: 5 } }\ngroups: { spring: { campaign: Easter }, summer: }\n${REST}`,
      'common/groups.yaml': GROUPS,
    });
    expect(problems).toEqual([]);
    const [scenario] = cases;
    expect(scenario!.groups.map(({ settings }) => settings.label)).toEqual(['spring', 'summer']);
    expect(scenario!.groups[0]!.settings).toMatchObject({
      campaignName: 'Easter',
      groupName: 'East',
      dialing: { agents: 20 },
    });
    expect(Object.fromEntries(scenario!.applications[0]!.sections.get('OCServer')!)).toEqual({
      'send-campaigngroup-states': true,
      'campaigngroup-states-interval': 5,
    });
    expect(scenario!.expectations.map(({ value }) => value.kind)).toEqual(['fieldSets', 'lost']);
  });

  test('a later piece comes before an earlier one, and what two of them include counts once', async () => {
    const { cases, problems } = await loaded({
      'day.yaml': `name: Day\ninclude: [a.yaml, b.yaml]\n${REST}`,
      'a.yaml': 'piece: A\ninclude: groups.yaml\ngroups: { spring: { campaign: A, agents: 3 } }\n',
      'b.yaml': 'piece: B\ninclude: groups.yaml\ngroups: { spring: { campaign: B } }\n',
      'groups.yaml': GROUPS,
    });
    expect(problems).toEqual([]);
    expect(cases[0]!.groups[0]!.settings.campaignName).toBe('B');
    expect(cases[0]!.expectations.map(({ value }) => value.kind)).toEqual(['fieldSets', 'lost']);
  });

  test('takes settings and values for its variables from the command line', async () => {
    const files = { 'day.yaml': `name: Day\ninclude: groups.yaml\n${REST}`, 'groups.yaml': GROUPS };
    const set = await loaded(files, { set: ['groups.spring.campaign=Set', 'variables.size=20'] });
    expect(set.problems).toEqual([]);
    expect(set.cases[0]!.groups[0]!.settings).toMatchObject({
      campaignName: 'Set',
      dialing: { agents: 20 },
    });
    const param = await loaded(files, { param: ['size=20', 'team=West End'] });
    expect(param.cases[0]!.groups[0]!.settings).toMatchObject({
      groupName: 'West End',
      dialing: { agents: 20 },
    });
    expect(said(await loaded(files, { param: ['size=15'] }))).toEqual(['--param size cannot be 15']);
    expect(said(await loaded(files, { set: ['variables.size=15'] }))).toEqual(['--set size cannot be 15']);
  });

  test('is complained of in the file in which the mistake stands', async () => {
    const result = await loaded({
      'day.yaml': `name: Day\ninclude: common/groups.yaml\n${REST}`,
      'common/groups.yaml':
        'piece: Groups\ngroups:\n  spring: { agnets: 5 }\nexpect: [{ group: sprnig, lost: none }]\n',
    });
    expect(said(result)).toEqual([
      'common/groups.yaml:3:13 a group has no key "agnets"',
      'common/groups.yaml:4:19 there is no group "sprnig"',
    ]);
  });

  test('a scenario without any groups says so, as ever', async () => {
    const result = await loaded({
      'day.yaml': `name: Day\ninclude: p.yaml\n${REST}`,
      'p.yaml': 'piece: P\n',
    });
    expect(said(result)).toContain('day.yaml:1:1 the scenario needs the key "groups"');
  });
});

const BEGIN = `piece: Load and start
variables: { group: , mode: Predict, text: "group \${group}" }
steps:
  - load: "\${group}"
  - { start: "\${group}", mode: "\${mode}" }
  - { info: "\${group}", text: "\${text} in \${mode}, \${receiver}, $\${mode}" }
`.replace('group: ,', 'group: { about: which },');
const DAY = 'name: Day\ngroups: { spring: , summer: }\n';

describe('a step that includes a piece', () => {
  test('is replaced by its steps, with the values that it gives, also in repetitions and branches', async () => {
    const { cases, problems } = await loaded({
      'day.yaml': `${DAY}variables: { mode: Progress }
steps:
  - include: steps/begin.yaml
    with: { group: spring, mode: "\${mode}" }
  - { stop: spring }
  - parallel:
      - [{ include: steps/begin.yaml, with: { group: summer } }]
      - - repeat: 2
          steps: [{ include: steps/wait.yaml }]
expect: [{ lost: none }]
`,
      'steps/begin.yaml': BEGIN,
      'steps/wait.yaml': 'piece: Wait\nsteps: [{ include: again.yaml, with: { long: 2s } }]\n',
      'steps/again.yaml':
        'piece: Wait\nvariables: { long: 1s }\nsteps: [{ wait: "${long}" }, { wait: 1s }]\n',
    });
    expect(problems).toEqual([]);
    expect(cases[0]!.steps.map(({ key }) => key)).toEqual(['load', 'start', 'info', 'stop', 'parallel']);
    expect(cases[0]!.steps[4]!.inner!.map(({ key }) => key)).toEqual(['load', 'start', 'info', 'repeat']);
    expect(cases[0]!.steps[4]!.inner![3]!.inner!.map(({ key }) => key)).toEqual(['wait', 'wait']);
  });

  test('knows its own variables and no others, and leaves what only a run knows', async () => {
    const { cases } = await loaded({
      'day.yaml': `${DAY}ocs: { options: { send-campaigngroup-states: true } }\nsteps: [{ include: begin.yaml, with: { group: spring } }]\nexpect: [{ lost: none }]\n`,
      'begin.yaml': BEGIN,
    });
    const infos: unknown[] = [];
    await runScenario(cases[0]!, {
      destination: { kind: 'none' },
      onBody: (_group, _facts, body) => void infos.push((body as { GSW_INFO?: string }).GSW_INFO ?? ''),
    });
    expect(infos.filter((info) => info !== '')).toEqual(['group spring in Predict, ${receiver}, ${mode}']);
    const other = await loaded({
      'day.yaml': `${DAY}variables: { late: 5s }\nsteps: [{ include: wait.yaml }]\n`,
      'wait.yaml': 'piece: Wait\nsteps: [{ wait: "${late}" }]\n',
    });
    expect(said(other)).toContain('wait.yaml:2:17 there is no variable "late"');
  });

  test('takes whole mappings', async () => {
    const { cases, problems } = await loaded({
      'day.yaml': `${DAY}steps: [{ load: spring }, { include: refuse.yaml, with: { how: { event: started, status: 503 } } }]\nexpect: [{ lost: none }]\n`,
      'refuse.yaml': 'piece: Refuse\nvariables: { how: { about: the rule } }\nsteps: [{ reply: "${how}" }]\n',
    });
    expect(problems).toEqual([]);
    expect(cases[0]!.steps.map(({ key }) => key)).toEqual(['load', 'reply']);
  });

  test('a failure of its steps names the file of the piece', async () => {
    const { cases } = await loaded({
      'day.yaml': `${DAY}steps: [{ include: until.yaml }]\nexpect: [{ lost: none }]\n`,
      'until.yaml': 'piece: Until\nsteps:\n  - waitUntil: { group: spring, state: Running, within: 1s }\n',
    });
    const result = await runScenario(cases[0]!, { destination: { kind: 'none' } });
    expect('stepFailures' in result && result.stepFailures.map(({ place }) => placeText(place))).toEqual([
      expect.stringMatching(/until\.yaml:3:5$/),
    ]);
  });

  test('that would include itself for ever, or far too often, is an error', async () => {
    const often = Object.fromEntries(
      [0, 1, 2, 3, 4, 5, 6].map((level) => [
        `p${level}.yaml`,
        `piece: P\nsteps: [${`{ include: p${level + 1}.yaml }, `.repeat(5)} { wait: 1s }]\n`,
      ]),
    );
    const result = await loaded({
      'day.yaml': `${DAY}steps: [{ include: p0.yaml }]\n`,
      ...often,
      'p7.yaml': 'piece: P\nsteps: [{ wait: 1s }]\n',
    });
    expect(said(result).filter((line) => line.includes('pieces are included'))).toHaveLength(1);
    const deep = Object.fromEntries(
      Array.from({ length: 13 }, (_, level) => [
        `p${level}.yaml`,
        `piece: P\nsteps: [{ include: p${level + 1}.yaml }]\n`,
      ]),
    );
    expect(said(await loaded({ 'day.yaml': `${DAY}steps: [{ include: p0.yaml }]\n`, ...deep }))).toEqual([
      'p9.yaml:2:20 files include each other more than 10 deep',
    ]);
  });
});

describe('a piece by itself', () => {
  test('is no scenario: it is found as what it is', () => {
    const folder = written({
      'day.yaml': `${DAY}${REST}`,
      'begin.yaml': BEGIN,
      'groups.yaml': GROUPS,
      'nameless.yaml': `groups: { spring: }\n${REST}`,
    });
    expect(findFiles([folder]).files.map(({ path, kind }) => [path.slice(folder.length + 1), kind])).toEqual([
      ['begin.yaml', 'piece'],
      ['day.yaml', 'scenario'],
      ['groups.yaml', 'piece'],
      ['nameless.yaml', 'scenario'],
    ]);
  });

  test('has no problems where only those who include it can say more', () => {
    const folder = written({
      'begin.yaml': BEGIN,
      'groups.yaml': `${GROUPS}receiver: { reply: "\${fault}" }\n`,
      'outer.yaml':
        'piece: Outer\nvariables: { who: { about: group }, long: { about: how long } }\nsteps: [{ include: begin.yaml, with: { group: "${who}" } }, { wait: "${long}" }]\n',
    });
    for (const file of ['begin.yaml', 'groups.yaml', 'outer.yaml'])
      expect(checkPiece(join(folder, file)).problems, file).toEqual([]);
  });
});
