import { queryObjects } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { EVENT_NAMES, type EventName } from '../../../receiver/contract/vocabulary.ts';
import { createExpectation } from '../../../receiver/expect/create-expectation.ts';
import type { Arrival, Observation } from '../../../receiver/expect/observation.ts';
import fc from '../../support/fast-check.ts';
import { judge, readFinal, readStep } from './judging.ts';
import { arrival, CONTRACT, sent } from './observations.ts';

const GROUPS = ['spring', 'summer'] as const;
const EVENTS_USED = [
  'loaded',
  'started',
  'stopped',
  'unloaded',
  'periodic',
] as const satisfies readonly EventName[];

// One body per event is enough: what is compared here is when which event of which group came.
const SAMPLES = new Map(EVENT_NAMES.map((event) => [event, arrival(event, 0)]));

const history: fc.Arbitrary<readonly Arrival[]> = fc
  .array(
    fc.record({
      event: fc.constantFrom(...EVENTS_USED),
      group: fc.constantFrom(...GROUPS),
      afterMs: fc.constantFrom(0, 1_000, 4_900, 5_000, 5_100, 5_101, 12_000),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let atMs = 0;
    return steps.map(({ event, group, afterMs }, index) => {
      atMs += afterMs;
      const sample = SAMPLES.get(event)!;
      return { ...sample, group, atMs, record: { ...sample.record, number: index + 1 } };
    });
  });
const END_MS = 600_000;
const options = { groups: GROUPS, endMs: END_MS };

/** The cadence of one group told from its whole history at once: how many were judged, and how often it was broken. */
function naiveCadence(
  all: readonly Arrival[],
  { everyMs, toleranceMs }: { readonly everyMs: number; readonly toleranceMs: number },
): { judged: number; failures: number } {
  let judged = 0;
  let failures = 0;
  const relevant = all.filter(({ event }) => ['loaded', 'unloaded', 'periodic'].includes(event!));
  const isInSession = (index: number): boolean => {
    const last = relevant.slice(0, index).findLast(({ event }) => event !== 'periodic');
    return last?.event === 'loaded';
  };
  for (const [index, { event, atMs }] of relevant.entries()) {
    if (event === 'periodic' && isInSession(index)) {
      judged += 1;
      const before = relevant[index - 1]!;
      const offMs = atMs - before.atMs - everyMs;
      if (offMs > toleranceMs || (before.event === 'periodic' && offMs < -toleranceMs)) failures += 1;
    } else if (event === 'periodic') {
      const end = relevant.slice(0, index).findLast((each) => each.event === 'unloaded');
      if (end !== undefined && atMs > end.atMs + toleranceMs) {
        judged += 1;
        failures += 1;
      }
    } else if (isInSession(index) && atMs - relevant[index - 1]!.atMs > everyMs + toleranceMs) {
      failures += 1;
    }
  }
  const last = relevant.at(-1);
  if (
    last &&
    last.event !== 'unloaded' &&
    isInSession(relevant.length) &&
    END_MS - last.atMs > everyMs + toleranceMs
  )
    failures += 1;
  return { judged, failures };
}

describe('judging one by one gives what judging the whole list gives', () => {
  test('for counts, altogether and in a window', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 60 }),
        (all, wanted, seconds) => {
          const chosen = all.filter(
            ({ event, group, atMs }) => event === 'periodic' && group === 'spring' && atMs >= seconds * 1_000,
          );
          const verdict = judge(
            `{ count: ${wanted}, event: periodic, group: spring, from: ${seconds}s }`,
            all,
            options,
          );
          expect(verdict.judged).toBe(chosen.length);
          const expected =
            chosen.length === wanted ? (all.length === 0 ? 'inconclusive' : 'passed') : 'failed';
          expect(verdict.status).toBe(expected);
        },
      ),
    );
  });

  test('for counts of each group', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const counts = GROUPS.map(
          (group) => all.filter((each) => each.group === group && each.event === 'loaded').length,
        );
        const verdict = judge(
          `{ count: { atLeast: 1, atMost: ${most} }, event: loaded, perGroup: true }`,
          all,
          options,
        );
        expect(verdict.failureCount).toBe(counts.filter((count) => count < 1 || count > most).length);
      }),
    );
  });

  test('for orders', () => {
    const someOrder = fc.array(fc.constantFrom(...EVENTS_USED), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(history, someOrder, fc.boolean(), (all, order, strict) => {
        const holds = GROUPS.map((group) => {
          const events = all.filter((each) => each.group === group).map(({ event }) => event!);
          if (strict) {
            const counting = events.filter((event) => event !== 'periodic' || order.includes('periodic'));
            return counting.join() === order.join();
          }
          const letters = new Map<EventName, string>(
            EVENTS_USED.map((event, index) => [event, String(index)]),
          );
          const text = events.map((event) => letters.get(event)).join('');
          return new RegExp(order.map((event) => letters.get(event)).join('.*')).test(text);
        });
        const verdict = judge(`{ order: [${order.join(', ')}], strict: ${strict} }`, all, options);
        expect(verdict.failureCount).toBe(holds.filter((each) => !each).length);
      }),
    );
  });

  test('for cadences', () => {
    fc.assert(
      fc.property(history, (all) => {
        const verdict = judge('{ every: 5s, tolerance: 100ms }', all, options);
        const each = GROUPS.map((group) =>
          naiveCadence(
            all.filter((one) => one.group === group),
            { everyMs: 5_000, toleranceMs: 100 },
          ),
        );
        expect(verdict.judged).toBe(each.reduce((sum, { judged }) => sum + judged, 0));
        expect(verdict.failureCount).toBe(each.reduce((sum, { failures }) => sum + failures, 0));
      }),
      { numRuns: 300 },
    );
  });

  test('a gap never turns a failure into a pass, nor a pass into a failure', () => {
    const yamls = [
      'fieldSets: all',
      '{ count: { atLeast: 2 }, event: periodic }',
      '{ count: { atMost: 2 }, event: periodic }',
      '{ order: [loaded, periodic, unloaded], strict: true }',
      '{ every: 5s }',
      '{ fields: { GSW_DIAL_MODE: Predict }, event: periodic }',
    ];
    fc.assert(
      fc.property(history, fc.constantFrom(...yamls), fc.nat(), fc.nat(), (all, yaml, a, b) => {
        const [from, to] = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const gap = { kind: 'gap', first: from + 1, last: to, reason: 'lost' } as const;
        const whole = judge(yaml, all, options);
        const partial = judge(yaml, [...all.slice(0, from), gap, ...all.slice(to)], options);
        if (whole.status === 'failed') expect(partial.status).not.toBe('passed');
        if (whole.status === 'passed') expect(partial.status).not.toBe('failed');
      }),
      { numRuns: 300 },
    );
  });

  test('once settled, the verdict stays what it is', () => {
    const yamls = [
      '{ count: 1, event: loaded }',
      '{ order: [loaded, unloaded] }',
      '{ every: 5s }',
      'fieldSets: all',
    ];
    fc.assert(
      fc.property(history, fc.constantFrom(...yamls), (all, yaml) => {
        const expectation = createExpectation(readFinal(yaml), { contract: CONTRACT, groups: GROUPS });
        let settledAs: string | null = null;
        for (const observation of all) {
          expectation.feed(observation);
          const { status } = expectation.verdict(observation.atMs);
          if (settledAs !== null) expect(status).toBe(settledAs);
          else if (expectation.settled) settledAs = status;
        }
      }),
    );
  });
});

describe('a long run', () => {
  const YAMLS = [
    '{ every: 10s, group: "*" }',
    '{ order: [loaded, started, stopped] }',
    'fieldSets: all',
    'attempts: exactly one',
    '{ fields: { GSW_STAT_OVERDIAL_RATE: { atMost: 0.001 } }, event: periodic }',
    '{ count: 24, event: unloaded, where: { GSW_DIAL_MODE: Predict } }',
  ];

  /** Counted on the heap after a collection, so that nothing an expectation holds on to can hide. */
  class CountedArrival implements Arrival {
    readonly kind = 'arrival';
    readonly group = 'spring';
    readonly record: Arrival['record'];
    readonly body: Arrival['body'];
    readonly event: Arrival['event'];
    readonly state: Arrival['state'];
    readonly dialMode: Arrival['dialMode'];
    readonly atMs: number;

    constructor(sample: Arrival, number: number) {
      this.record = { ...sample.record, number };
      this.body = sample.body;
      this.event = sample.event;
      this.state = sample.state;
      this.dialMode = sample.dialMode;
      this.atMs = number * 7_000;
    }
  }

  test('a handful of arrivals is held, however many came and however many fail', () => {
    const expectations = [...YAMLS.map(readFinal), readStep('{ event: unloaded, within: 1h }')].map((spec) =>
      createExpectation(spec, { contract: CONTRACT, groups: ['spring'] }),
    );
    const sample = SAMPLES.get('periodic')!;
    const feedTo = (from: number, to: number): number => {
      for (let number = from; number < to; number += 1) {
        const observations: readonly Observation[] = [
          new CountedArrival(sample, number),
          sent(number, { arrivals: 2, outcome: 'refused', status: null }),
        ];
        for (const observation of observations)
          for (const expectation of expectations) expectation.feed(observation);
      }
      return queryObjects(CountedArrival, { format: 'count' });
    };
    const early = feedTo(1, 100);
    const late = feedTo(100, 100_000);
    expect(expectations.map((each) => each.verdict(1e9).failureCount)).toEqual([
      0, 1, 0, 99_999, 99_999, 1, 1,
    ]);
    expect(early).toBeGreaterThan(0);
    expect(late).toBeLessThanOrEqual(early);
  });

  test('the cost of an arrival fed to six expectations is printed', ({ annotate }) => {
    const expectations = YAMLS.map((yaml) =>
      createExpectation(readFinal(yaml), { contract: CONTRACT, groups: ['spring'] }),
    );
    const sample = SAMPLES.get('periodic')!;
    const rounds = 50_000;
    const began = performance.now();
    for (let number = 1; number <= rounds; number += 1) {
      const next: Arrival = { ...sample, atMs: number * 10_000 };
      for (const expectation of expectations) expectation.feed(next);
    }
    const microseconds = ((performance.now() - began) * 1_000) / rounds;
    annotate(`${microseconds.toFixed(2)} us per arrival fed to ${expectations.length} expectations`);
    process.stdout.write(
      `${microseconds.toFixed(2)} us per arrival fed to ${expectations.length} expectations\n`,
    );
    expect(expectations[2]!.verdict(1e9).judged).toBe(rounds);
  });
});
