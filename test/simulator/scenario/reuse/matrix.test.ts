import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../../simulator/harness/run-given.ts';
import { loadScenario, readCases, readScenario } from '../../../../simulator/scenario/load.ts';
import { parseCase } from '../../../../simulator/scenario/reuse/case-name.ts';
import { bodiesOf } from '../../../scenarios/played.ts';
import fc from '../../../support/fast-check.ts';
import { loaded, said } from './files.ts';

const DAY = `name: Day
matrix:
  release: [8.1.512, 8.1.517]
  mode: [Predict, Progress]
  fault:
    none: default
    refused: { event: started, status: 503 }
  exclude: [{ release: 8.1.512, mode: Progress }, { fault: refused, mode: Progress }]
release: "\${release}"
seed: 4
ocs: { options: { send-campaigngroup-states: true } }
receiver: { reply: "\${fault}" }
groups: { spring: { campaign: "in \${mode}" } }
steps: [{ load: spring }, { start: spring, mode: "\${mode}" }, { wait: 1m }]
expect: [{ attempts: exactly one }]
`;
const day = { name: 'day.yaml', text: DAY };

describe('a scenario with a matrix', () => {
  test('is a case for every combination that is not left out, each with a name, a slug and the seed of the file', async () => {
    const { cases, problems } = await readCases(day);
    expect(problems).toEqual([]);
    expect(cases.map(({ name }) => name)).toEqual([
      'Day · release=8.1.512 mode=Predict fault=none',
      'Day · release=8.1.512 mode=Predict fault=refused',
      'Day · release=8.1.517 mode=Predict fault=none',
      'Day · release=8.1.517 mode=Predict fault=refused',
      'Day · release=8.1.517 mode=Progress fault=none',
    ]);
    expect(cases[1]!.case).toMatchObject({
      text: 'release=8.1.512 mode=Predict fault=refused',
      slug: 'release-8.1.512-mode-predict-fault-refused',
    });
    expect(cases.map(({ seed }) => seed)).toEqual([4, 4, 4, 4, 4]);
    expect(cases.map(({ contract }) => contract.release.name)).toEqual([
      '8.1.512',
      '8.1.512',
      '8.1.517',
      '8.1.517',
      '8.1.517',
    ]);
    expect(cases[0]!.groups[0]!.settings.campaignName).toBe('in Predict');
    expect(cases.map(({ replies }) => replies.length)).toEqual([0, 1, 0, 1, 0]);
  });

  test('whose values change nothing for another sends the same bytes in both', async () => {
    const { cases } = await readCases(day);
    const [none, refused] = await Promise.all([bodiesOf(cases[0]!), bodiesOf(cases[1]!)]);
    expect(none.length).toBeGreaterThan(3);
    expect(refused).toEqual(none);
  });

  test('is one scenario once a case is chosen, by all of its values or by enough of them', async () => {
    const all = await readScenario(day, { case: 'release=8.1.517 mode=Predict fault=refused' });
    expect(all.scenario!.name).toBe('Day · release=8.1.517 mode=Predict fault=refused');
    const enough = await readScenario(day, { case: 'mode=Progress' });
    expect(enough.scenario!.name).toBe('Day · release=8.1.517 mode=Progress fault=none');
    const several = await readCases(day, { case: 'mode=Predict' });
    expect(several.cases).toHaveLength(4);
  });

  test('without a case that is chosen is none that can be played, and the problem names them', async () => {
    const { scenario, problems } = await readScenario(day);
    expect(scenario).toBeNull();
    expect(problems).toMatchObject([
      {
        code: 'several-cases',
        message: 'this scenario is 5 cases, and one is wanted',
        hint: "choose one: --case 'release=8.1.512 mode=Predict fault=none'",
      },
    ]);
    const run = await runScenario({
      name: 'Day',
      matrix: { mode: ['Predict', 'Progress'] },
      groups: { spring: null },
      steps: [{ load: 'spring' }],
    });
    expect(run).toMatchObject({ kind: 'invalid', message: expect.stringContaining('error[several-cases]') });
  });

  test.each([
    ['mode=Progres', 'no case has mode=Progres', 'did you mean "Progress"?'],
    ['mod=Predict', 'no matrix here has the key "mod"', 'did you mean "mode"?'],
    [
      'release=8.1.512 mode=Progress',
      'no case has release=8.1.512 mode=Progress: the matrix leaves it out',
      undefined,
    ],
    ['Predict', 'expected KEY=VALUE at "Predict"', undefined],
    ['mode=Predict mode=Progress', '"mode" stands there twice', undefined],
    ['', 'expected KEY=VALUE, such as mode=Predict', undefined],
  ])('the case "%s" is said not to be there, and why', async (text, message, hint) => {
    const { cases, problems } = await readCases(day, { case: text });
    expect(cases).toEqual([]);
    expect(problems).toMatchObject([{ message, ...(hint === undefined ? {} : { hint }) }]);
    expect(problems[0]!.place.source.name).toBe('--case');
  });

  test('over the release, the clock or the seed leaves none of them to the command line', async () => {
    const seeds = DAY.replace('mode: [', 'seed: [1, 2]\n  mode: [').replace('seed: 4', 'seed: "${seed}"');
    const { cases } = await readCases({ ...day, text: seeds });
    expect(new Set(cases.map(({ seed }) => seed))).toEqual(new Set([1, 2]));
    const said = await readCases({ ...day, text: seeds }, { seed: 3, release: '8.1.512', case: 'seed=2' });
    expect(said.cases).toEqual([]);
    expect(said.problems.map(({ message }) => message)).toEqual([
      'the matrix says which release it is, so --release cannot',
      'the matrix says which seed it is, so --seed cannot',
    ]);
    expect((await readCases(day, { seed: 3 })).cases.map(({ seed }) => seed)).toEqual([3, 3, 3, 3, 3]);
  });

  test('of which only some cases are wrong says which', async () => {
    const result = await readCases({ ...day, text: DAY.replace('start: spring', 'start: "${mode}"') });
    expect(result.cases).toEqual([]);
    expect(result.problems.map(({ message }) => message)).toContain(
      'there is no group "Progress" (in the case release=8.1.517 mode=Progress fault=none)',
    );
  });

  test('gives variables of the same name their values, as far as those may have them', async () => {
    const files = (mode: string) => ({
      'day.yaml': `name: Day\ninclude: p.yaml\nmatrix: { mode: [Predict, ${mode}] }\nsteps: [{ load: spring }, { start: spring, mode: "\${mode}" }]\nexpect: [{ lost: none }]\n`,
      'p.yaml': 'piece: P\nvariables: { mode: { oneOf: [Predict, Progress] } }\ngroups: { spring: }\n',
    });
    expect((await loaded(files('Progress'))).cases).toHaveLength(2);
    expect(said(await loaded(files('Power')))).toEqual([
      'day.yaml:3:27 mode cannot be "Power" (in the case mode=Power)',
    ]);
    expect(said(await loaded(files('Progress'), { param: ['mode=Predict'] }))).toEqual([
      '--param mode is a key of the matrix, which gives it its values',
    ]);
  });
});

test('a file without a matrix is one case without a name, and has none to choose', async () => {
  const text = DAY.replace(
    /matrix:[\s\S]*?release: "/,
    'variables: { mode: Predict, fault: 503 }\nrelease: "',
  ).replace('"${release}"', '8.1.517');
  const { cases, problems } = await readCases({ name: 'day.yaml', text });
  expect(problems).toEqual([]);
  expect(cases).toMatchObject([{ name: 'Day', case: null }]);
  const chosen = await readCases({ name: 'day.yaml', text }, { case: 'mode=Predict' });
  expect(chosen.problems).toMatchObject([{ message: 'the scenario has no matrix, so it has no cases' }]);
});

test('a file that is not there is an error', async () => {
  expect((await loadScenario('no-such.yaml')).problems).toHaveLength(1);
});

test('whatever the values are, the text of a case chooses that one case, and no two slugs are the same', async () => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => !text.includes('${'));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(value, { minLength: 1, maxLength: 6 }), async (values) => {
      const text = JSON.stringify({
        name: 'Day',
        matrix: { a: values, b: ['x', 'X'] },
        groups: { spring: null },
        steps: [{ load: 'spring' }],
        expect: [{ lost: 'none' }],
      });
      const { cases, problems } = await readCases({ name: 'day.yaml', text });
      expect(problems).toEqual([]);
      expect(cases).toHaveLength(values.length * 2);
      expect(new Set(cases.map((each) => each.case!.slug)).size).toBe(cases.length);
      for (const each of cases) {
        expect(parseCase(each.case!.text)).toEqual(each.case!.values);
        expect(each.case!.slug).toMatch(/^[a-z0-9.-]+$/);
      }
    }),
    { numRuns: 60 },
  );
});
