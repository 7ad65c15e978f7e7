import { describe, expect, test } from 'vitest';
import type { TextPattern } from '../../../receiver/document/text-pattern.ts';
import { tallied } from '../../../simulator/scenario/flakiness.ts';
import { readCases } from '../../../simulator/scenario/load.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import {
  parseGrep,
  parseTag,
  repeated,
  type Selection,
  selected,
  shuffled,
  whyNothing,
} from '../../../simulator/scenario/select.ts';

async function scenarios(): Promise<readonly Scenario[]> {
  const rest = 'groups: { spring: }\nsteps: [{ load: spring }]\nexpect: [{ lost: none }]\n';
  const texts = [
    `name: A day (whole)\ntags: [slow]\n${rest}`,
    `name: Target down\ntags: [faults, slow]\n${rest}`,
    `name: Modes\nmatrix: { mode: [Predict, Progress] }\n${rest}`,
  ];
  const read = await Promise.all(texts.map((text) => readCases({ name: 'x.yaml', text })));
  return read.flatMap(({ cases }) => cases);
}

function selection(given: { grep?: string; tags?: readonly string[]; mode?: string }): Selection {
  const grep = given.grep === undefined ? undefined : (parseGrep(given.grep) as TextPattern);
  return {
    ...(grep === undefined ? {} : { grep }),
    tags: (given.tags ?? []).map((tag) => parseTag(tag) as never),
    ...(given.mode === undefined ? {} : { values: new Map([['mode', given.mode]]) }),
  };
}

describe('scenarios are chosen', () => {
  test.each([
    [{}, ['A day (whole)', 'Target down', 'Modes · mode=Predict', 'Modes · mode=Progress']],
    [{ grep: 'DAY (' }, ['A day (whole)']],
    [{ grep: 'faults' }, ['Target down']],
    [{ grep: '/^(A|T)/' }, ['A day (whole)', 'Target down']],
    [{ grep: '/PROGRESS$/gi' }, ['Modes · mode=Progress']],
    [{ tags: ['slow'] }, ['A day (whole)', 'Target down']],
    [{ tags: ['slow', '!faults'] }, ['A day (whole)']],
    [{ tags: ['!slow,faults'] }, ['Modes · mode=Predict', 'Modes · mode=Progress']],
    [{ tags: ['faults,other'] }, ['Target down']],
    [{ mode: 'Progress' }, ['Modes · mode=Progress']],
    [{ grep: 'modes', tags: ['slow'] }, []],
  ])('by %j', async (given, names) => {
    expect(selected(await scenarios(), selection(given)).map(({ name }) => name)).toEqual(names);
  });

  test('and where none is, what there is is said', async () => {
    const all = await scenarios();
    expect(whyNothing(all, selection({ grep: 'zzz' }))).toEqual([
      'none of 4 scenarios is selected',
      '    there is: "A day (whole)", "Target down", "Modes · mode=Predict", "Modes · mode=Progress"',
      '    tags:     faults, slow',
    ]);
    expect(whyNothing(all, selection({ mode: 'Progres' }))).toEqual([
      'no case has mode=Progres',
      '    hint:     did you mean "Progress"?',
    ]);
    expect(whyNothing(all.slice(0, 2), selection({ mode: 'Predict' }))).toEqual([
      'no scenario here has a matrix, so there are no cases',
    ]);
  });

  test.each(['', '/(/', '/a/%'])('the pattern "%s" is taken for a text, or said to be wrong', (text) => {
    const grep = parseGrep(text);
    if (text === '/a/%') expect((grep as TextPattern).test('x/A/%')).toBe(true);
    else expect(grep).toEqual({ wrong: expect.any(String) });
  });

  test('a pattern that cannot be searched for is shown with the construct and what to write instead', () => {
    expect(parseGrep('/^(?=day)/i')).toEqual({
      wrong: [
        'a lookahead cannot be searched for in bounded time',
        '    /^(?=day)/i',
        '      ^^^',
        '    hint:     match the text itself, without looking around it; two demands may be two expectations',
      ].join('\n'),
    });
    expect(parseGrep('/day/v')).toEqual({ wrong: expect.stringContaining('flag v') });
  });

  test.each(['', '!', 'a b', 'a,,b', '!!a'])('the tag "%s" is said to be wrong', (text) => {
    expect(parseTag(text)).toEqual({ wrong: expect.any(String) });
  });
});

test('an order drawn from a seed is the same every time, another for another seed, and holds each once', () => {
  const items = Array.from({ length: 30 }, (_, index) => index);
  const order = shuffled(items, 7);
  expect(shuffled(items, 7)).toEqual(order);
  expect(shuffled(items, 8)).not.toEqual(order);
  expect(order).not.toEqual(items);
  expect(order.toSorted((a, b) => a - b)).toEqual(items);
});

test('rounds are numbered, and one round is as before', async () => {
  const [first] = await scenarios();
  expect(repeated([first!], 1)).toEqual([first]);
  expect(repeated([first!], 2).map(({ name }) => name)).toEqual([
    'A day (whole) · 1 of 2',
    'A day (whole) · 2 of 2',
  ]);
});

test('what does not come out the same every time is flaky; what was not played counts nowhere', () => {
  const names = ['a', 'b', 'a', 'b', 'a', 'c'];
  const statuses = ['passed', 'failed', 'failed', 'failed', 'passed', undefined] as const;
  const results = statuses.map((status) => (status === undefined ? undefined : { status }));
  expect(tallied(names, results)).toEqual([
    { name: 'a', counts: { passed: 2, failed: 1, inconclusive: 0 }, flaky: true },
    { name: 'b', counts: { passed: 0, failed: 2, inconclusive: 0 }, flaky: false },
    { name: 'c', counts: { passed: 0, failed: 0, inconclusive: 0 }, flaky: false },
  ]);
});
