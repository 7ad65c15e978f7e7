import { describe, expect, test } from 'vitest';
import type { EventName } from '../../../receiver/contract/vocabulary.ts';
import { createExpectation } from '../../../receiver/expect/create-expectation.ts';
import { judge, readFinal, told } from './judging.ts';
import { arrivals, CONTRACT, GAP } from './observations.ts';

type Plan = readonly (readonly [EventName, number])[];

const SESSION: Plan = [
  ['loaded', 0],
  ['periodic', 10],
  ['started', 12],
  ['periodic', 20],
  ['stopped', 25],
  ['periodic', 30],
  ['unloaded', 35],
];

function shifted(plan: Plan, seconds: number): Plan {
  return plan.map(([event, at]) => [event, at + seconds]);
}

describe('the cadence of periodic messages', () => {
  test('says how many were in time and how far the worst was off', () => {
    const late = arrivals([
      ['loaded', 0],
      ['periodic', 10],
      ['periodic', 20.15],
      ['unloaded', 25],
    ]);
    expect(told(judge('{ every: 10s }', late))).toBe('passed: every 10 s ± 200 ms (2 of 2, worst 150 ms)');
    expect(told(judge('{ every: 10s, tolerance: 0s }', arrivals(SESSION)))).toBe(
      'passed: every 10 s exactly (3 of 3, worst 0 ms)',
    );
  });

  test.each<[string, string, Plan, string]>([
    [
      'the end of the tolerance still counts',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 10.2],
        ['periodic', 20],
      ],
      'passed',
    ],
    [
      'late',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 10],
        ['periodic', 20.201],
      ],
      'failed',
    ],
    [
      'early',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 10],
        ['periodic', 19.799],
      ],
      'failed',
    ],
    [
      'one missing',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 10],
        ['periodic', 30],
      ],
      'failed',
    ],
    [
      'a first one sooner than the interval',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 3],
        ['periodic', 13],
      ],
      'passed',
    ],
    [
      'a first one too late',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 11],
      ],
      'failed',
    ],
    [
      'first met',
      '{ every: 10s, first: 3s }',
      [
        ['loaded', 0],
        ['periodic', 3],
        ['periodic', 13],
      ],
      'passed',
    ],
    [
      'first too early',
      '{ every: 10s, first: 5s }',
      [
        ['loaded', 0],
        ['periodic', 3],
        ['periodic', 13],
      ],
      'failed',
    ],
    [
      'first too late',
      '{ every: 10s, first: 2s }',
      [
        ['loaded', 0],
        ['periodic', 3],
        ['periodic', 13],
      ],
      'failed',
    ],
    [
      'none at all until the unload',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['unloaded', 30],
      ],
      'failed',
    ],
    [
      'no time for one until the unload',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['unloaded', 10],
      ],
      'inconclusive',
    ],
    ['one after the unload', '{ every: 10s }', [...SESSION, ['periodic', 40]], 'failed'],
    ['one in the tolerance after the unload', '{ every: 10s }', [...SESSION, ['periodic', 35.2]], 'passed'],
    [
      'one after a forced unload',
      '{ every: 10s }',
      [
        ['loaded', 0],
        ['periodic', 10],
        ['unloaded forcefully', 15],
        ['periodic', 20],
      ],
      'failed',
    ],
    ['one after the stop', '{ every: 10s, noneAfter: stopped }', SESSION, 'failed'],
    ['one after the stop, a list', '{ every: 10s, noneAfter: [stopped, unloaded] }', SESSION, 'failed'],
    [
      'after started',
      '{ every: 10s, after: started, noneAfter: stopped }',
      SESSION.filter(([, at]) => at !== 30),
      'passed',
    ],
    [
      'before the after event nothing is judged',
      '{ every: 10s }',
      [['periodic', 1], ['periodic', 2], ...shifted(SESSION, 3)],
      'passed',
    ],
    ['two sessions', '{ every: 10s }', [...SESSION, ...shifted(SESSION, 100)], 'passed'],
    [
      'the second session without',
      '{ every: 10s }',
      [...SESSION, ['loaded', 100], ['unloaded', 130]],
      'failed',
    ],
    [
      'other events',
      '{ every: 5s, event: general info }',
      [
        ['loaded', 0],
        ['general info', 5],
        ['general info', 10],
        ['unloaded', 11],
      ],
      'passed',
    ],
  ])('%s: %s', (_, yaml, plan, status) => {
    expect(judge(yaml, arrivals(plan), { endMs: plan.at(-1)![1] * 1_000 }).status).toBe(status);
  });

  test('an interval that changes is judged in two windows', () => {
    const plan: Plan = [
      ['loaded', 0],
      ...[10, 20, 30].map((at) => ['periodic', at] as const),
      ...[35, 40, 45].map((at) => ['periodic', at] as const),
      ['unloaded', 47],
    ];
    expect(judge('{ every: 10s, until: 30s, tolerance: 0s }', arrivals(plan)).summary).toBe(
      '2 of 2, worst 0 ms',
    );
    expect(judge('{ every: 5s, from: 30s, tolerance: 0s }', arrivals(plan)).summary).toBe(
      '4 of 4, worst 0 ms',
    );
    expect(judge('{ every: 10s }', arrivals(plan)).failureCount).toBe(3);
    expect(judge('{ every: 5s, until: 30s }', arrivals(plan)).failureCount).toBe(3);
  });

  test('none for too long at the end of the run fails, while the run goes on it does not yet', () => {
    const plan: Plan = [
      ['loaded', 0],
      ['periodic', 10],
    ];
    expect(judge('{ every: 10s }', arrivals(plan), { endMs: 20_200 }).status).toBe('passed');
    expect(told(judge('{ every: 10s }', arrivals(plan), { endMs: 20_201 }))).toMatchInlineSnapshot(`
      "failed: every 10 s ± 200 ms (1 of 1, worst 0 ms)
      no periodic of spring came for 10.201 s after the one before, expected at most 10 s + 200 ms
      since   periodic at 00:00:10.000
      until   00:00:20.201"
    `);
  });

  test('words for late, early, the first one and one after the end', () => {
    const plan: Plan = [
      ...shifted(SESSION, 1),
      ['periodic', 50],
      ['loaded', 60],
      ['periodic', 75],
      ['periodic', 82],
    ];
    expect(told(judge('{ every: 10s }', arrivals(plan), { endMs: 85_000 }))).toMatchInlineSnapshot(`
      "failed: every 10 s ± 200 ms (3 of 6, worst 5 s)
      periodic of spring came after unloaded
      arrived #8, posted 00:00:50.000, periodic of spring
      end     unloaded at 00:00:36.000, 14 s before
      periodic of spring came too late: 15 s after loaded, expected at most 10 s + 200 ms
      arrived #10, posted 00:01:15.000, periodic of spring
      since   loaded at 00:01:00.000
      periodic of spring came too early: 7 s after the one before, expected 10 s ± 200 ms
      arrived #11, posted 00:01:22.000, periodic of spring
      since   periodic at 00:01:15.000"
    `);
    expect(told(judge('{ every: 10s, first: 12s }', arrivals(SESSION)))).toMatchInlineSnapshot(`
      "failed: every 10 s ± 200 ms (2 of 3, worst 2 s)
      periodic of spring came too early: 10 s after loaded, expected 12 s ± 200 ms
      arrived #2, posted 00:00:10.000, periodic of spring
      since   loaded at 00:00:00.000"
    `);
    expect(
      told(
        judge(
          '{ every: 10s, from: 5m }',
          arrivals([
            ['loaded', 0],
            ['periodic', 320],
          ]),
          { endMs: 322_000 },
        ),
      ),
    ).toMatchInlineSnapshot(`
      "failed: every 10 s ± 200 ms from 5m (0 of 1, worst 10 s)
      periodic of spring came too late: 20 s after the window began, expected at most 10 s + 200 ms
      arrived #2, posted 00:05:20.000, periodic of spring
      since   the window began at 00:05:00.000"
    `);
  });

  test('each group has a cadence of its own', () => {
    const spring = arrivals([
      ['loaded', 0],
      ['periodic', 10],
      ['periodic', 20],
    ]);
    const summer = arrivals(
      [
        ['loaded', 5],
        ['periodic', 15],
        ['periodic', 25],
      ],
      { group: 'summer' },
    );
    const both = [...spring, ...summer].sort((a, b) => a.atMs - b.atMs);
    expect(
      judge('{ every: 10s, group: "*" }', both, { groups: ['spring', 'summer'], endMs: 25_000 }).summary,
    ).toBe('4 of 4, worst 0 ms');
  });

  test('a group that is named and showed none is inconclusive', () => {
    expect(told(judge('{ every: 10s, group: [spring, summer] }', arrivals(SESSION)))).toMatchInlineSnapshot(`
      "inconclusive: every 10 s ± 200 ms of spring and summer
      inconclusive: no periodic notification of summer came"
    `);
  });

  test('nothing to judge says what never came', () => {
    expect(told(judge('{ every: 10s }', []))).toMatchInlineSnapshot(`
      "inconclusive: every 10 s ± 200 ms
      inconclusive: no loaded notification came, with which its cadence begins"
    `);
    expect(
      told(judge('{ every: 10s, group: spring }', arrivals([['loaded', 0]]), { endMs: 5_000 })),
    ).toMatchInlineSnapshot(`
      "inconclusive: every 10 s ± 200 ms of spring
      inconclusive: no periodic notification of spring came"
    `);
  });

  test('a gap explains what is missing, so that it is no failure', () => {
    const [loaded, first, , , , , unloaded] = arrivals(SESSION);
    const verdict = judge('{ every: 10s }', [loaded!, first!, GAP, unloaded!], { endMs: 90_000 });
    expect(verdict.status).toBe('inconclusive');
  });

  test('a failure between two gaps stays a failure, and one before too', () => {
    const late = arrivals([
      ['periodic', 40],
      ['periodic', 55],
    ]);
    expect(judge('{ every: 10s }', [...arrivals(SESSION.slice(0, 2)), GAP, ...late, GAP]).failureCount).toBe(
      1,
    );
    const before = arrivals([
      ['loaded', 0],
      ['periodic', 15],
    ]);
    expect(judge('{ every: 10s }', [...before, GAP]).status).toBe('failed');
  });

  test('a gap after the window does not matter', () => {
    expect(judge('{ every: 10s, until: 30s }', [...arrivals(SESSION), GAP]).status).toBe('passed');
  });

  test('asking for a verdict in between changes nothing', () => {
    const expectation = createExpectation(readFinal('{ every: 10s }'), {
      contract: CONTRACT,
      groups: ['spring'],
    });
    const [loaded, ...rest] = arrivals(SESSION);
    expectation.feed(loaded!);
    expect(expectation.verdict(50_000).failureCount).toBe(1);
    expect(expectation.verdict(50_000).failureCount).toBe(1);
    for (const one of rest) expectation.feed(one);
    expect(expectation.verdict(50_000).status).toBe('passed');
  });

  test('the window ends the judging, and one at its very beginning counts for the next', () => {
    const plan: Plan = [
      ['loaded', 0],
      ['periodic', 10],
      ['periodic', 20],
    ];
    expect(judge('{ every: 10s, until: 30s }', arrivals(plan), { endMs: 60_000 }).status).toBe('passed');
    expect(judge('{ every: 10s, until: 31s }', arrivals(plan), { endMs: 60_000 }).status).toBe('failed');
    const early: Plan = [...plan, ['periodic', 23]];
    expect(judge('{ every: 10s, from: 20s }', arrivals(early), { endMs: 25_000 }).status).toBe('failed');
    expect(judge('{ every: 10s, from: 20001ms }', arrivals(early), { endMs: 25_000 }).status).toBe('passed');
  });
});
