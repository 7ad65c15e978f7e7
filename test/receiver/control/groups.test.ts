import { describe, expect, test } from 'vitest';
import { Groups, MOST_EVENTS, MOST_GROUPS } from '../../../receiver/control/groups.ts';
import { Series } from '../../../receiver/control/series.ts';
import { NO_SUBJECT, type Subject, statisticsReader } from '../../../receiver/control/subject.ts';
import fc from '../../support/fast-check.ts';
import { CONTRACT } from '../expect/observations.ts';

const subject = (more: Partial<Subject>): Subject => ({
  ...NO_SUBJECT,
  group: 'spring',
  tenant: 'T',
  ...more,
});
const newGroups = (): Groups => new Groups(statisticsReader(CONTRACT));

describe('groups', () => {
  test('tell state, time line and last statistics', () => {
    const groups = newGroups();
    groups.add(1, 1_000, subject({ event: 'loaded', state: 'Active' }), {});
    groups.add(2, 2_000, subject({ event: 'started', state: 'Running', dialMode: 'Predict' }), {});
    groups.add(3, 3_000, subject({ event: 'periodic', state: 'Running' }), { GSW_STAT_HIT_RATIO: 0.3 });
    groups.add(4, 4_000, subject({ event: null }), {});
    expect(groups.message(10)).toEqual({
      leftOut: 0,
      groups: [
        {
          group: 'spring',
          tenant: 'T',
          state: 'Running',
          dialMode: 'Predict',
          count: 4,
          counts: { loaded: 1, started: 1, periodic: 1 },
          first: { number: 1, atMs: 1_000 },
          last: { number: 4, atMs: 4_000 },
          events: [
            { number: 1, atMs: 1_000, event: 'loaded', state: 'Active', dialMode: null },
            { number: 2, atMs: 2_000, event: 'started', state: 'Running', dialMode: 'Predict' },
          ],
          earlierEvents: 0,
          statistics: {
            busyFactor: null,
            hitRatio: 0.3,
            overdialRate: null,
            timeToComplete: null,
            number: 3,
            atMs: 3_000,
          },
        },
      ],
    });
  });

  test('of one name with different tenants are different groups', () => {
    const groups = newGroups();
    groups.add(1, 1, subject({ tenant: 'A' }), { GSW_STAT_HIT_RATIO: 0.1 });
    groups.add(2, 2, subject({ tenant: 'C' }), { GSW_STAT_HIT_RATIO: 0.2 });
    expect(groups.message(0).groups.map(({ tenant }) => tenant)).toEqual(['A', 'C']);
    expect(groups.series('spring', 'A', 10)!.series.hitRatio.last).toEqual([0.1]);
    expect(groups.series('spring', 'B', 10)).toBeNull();
  });

  test('of one name are one group where a body leaves the tenant out', () => {
    const groups = newGroups();
    for (const [number, tenant] of [null, 'A', null].entries())
      groups.add(number + 1, number, subject({ tenant }), {});
    expect(groups.message(0).groups.map(({ tenant, count }) => [tenant, count])).toEqual([['A', 3]]);
  });

  test('show an unload that waits for calls as the periodic messages report it', () => {
    const groups = newGroups();
    groups.add(1, 1, subject({ event: 'stopped', state: 'Active' }), {});
    groups.add(2, 2, subject({ event: 'periodic', state: 'Active' }), {});
    groups.add(3, 3, subject({ event: 'periodic', state: 'WaitingUnload' }), {});
    groups.add(4, 4, subject({ event: 'periodic', state: 'WaitingUnload' }), {});
    groups.add(5, 5, subject({ event: 'unloaded', state: 'NotLoaded' }), {});
    const [group] = groups.message(10).groups;
    expect(group!.events.map(({ number, event, state }) => [number, event, state])).toEqual([
      [1, 'stopped', 'Active'],
      [3, 'periodic', 'WaitingUnload'],
      [5, 'unloaded', 'NotLoaded'],
    ]);
  });

  test('keep the last events and count the others', () => {
    const groups = newGroups();
    for (let i = 1; i <= 1_000; i += 1) groups.add(i, i, subject({ event: 'general info' }), {});
    const [group] = groups.message(MOST_EVENTS).groups;
    expect([group!.events.length, group!.events[0]!.number, group!.earlierEvents]).toEqual([100, 901, 900]);
  });

  test('beyond those that are kept are counted, so that a flood of names costs no memory', () => {
    const groups = newGroups();
    for (let i = 1; i <= MOST_GROUPS + 7; i += 1) groups.add(i, i, subject({ group: `g${i}` }), {});
    const { groups: kept, leftOut } = groups.message(0);
    expect([kept.length, leftOut]).toEqual([MOST_GROUPS, 7]);
  });
});

describe('a series', () => {
  const valuesOf = (value: number): Float64Array => Float64Array.of(value, Number.NaN, 1, 2);

  test('keeps every value while there is room', () => {
    const series = new Series(8);
    for (const at of [1, 2, 3]) series.add(at, valuesOf(at / 10));
    const { atMs, count, series: all } = series.points(8);
    expect([atMs, count]).toEqual([
      [1, 2, 3],
      [1, 1, 1],
    ]);
    expect(all.busyFactor).toEqual({ last: [0.1, 0.2, 0.3], min: [0.1, 0.2, 0.3], max: [0.1, 0.2, 0.3] });
    expect(all.hitRatio.last).toEqual([null, null, null]);
  });

  test('never loses a notification, the last value, or a peak, however far it is cut down', () => {
    const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: Number.NaN });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 40 }),
        (values, half, points) => {
          const series = new Series(half * 2);
          values.forEach((each, index) => {
            series.add(index, valuesOf(each));
          });
          const { atMs, count, series: all } = series.points(points);
          const known = values.filter((each) => !Number.isNaN(each));
          const { last, min, max } = all.busyFactor;
          const told = (list: readonly (number | null)[]): number[] => list.filter((each) => each !== null);
          expect(atMs.length).toBeLessThanOrEqual(Math.min(points, half * 2));
          expect(atMs.at(-1)).toBe(values.length - 1);
          expect(count.reduce((sum, each) => sum + each, 0)).toBe(values.length);
          expect(told(last).at(-1)).toBe(known.at(-1));
          expect(Math.min(...told(min))).toBe(Math.min(...known));
          expect(Math.max(...told(max))).toBe(Math.max(...known));
        },
      ),
    );
  });
});
