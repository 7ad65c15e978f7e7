import { expect, test } from 'vitest';
import type { DialingStatistics } from '../../../simulator/campaign/dialing-statistics.ts';
import { withFixed } from '../../../simulator/campaign/fixed-statistics.ts';

const modelled: DialingStatistics = {
  busyFactor: 0.8,
  hitRatio: 0.3,
  overdialRate: 0.02,
  timeToComplete: 600,
  callingLists: [
    { hitRatio: 0.31, timeToComplete: 700 },
    { hitRatio: 0.29, timeToComplete: 500 },
  ],
};
const lists = ['East', 'West'];

test('what a scenario does not fix comes from the model', () => {
  expect(withFixed(modelled, {}, lists, 3)).toEqual(modelled);
});

test('a fixed value stays, and null is a value', () => {
  const fixed = withFixed(modelled, { busyFactor: 0.5, timeToComplete: null }, lists, 3);
  expect(fixed).toEqual({ ...modelled, busyFactor: 0.5, timeToComplete: null });
});

test('a series has one element a periodic message, and the last one stays', () => {
  const series = { overdialRate: [null, 0.01, 0.05] };
  const at = (count: number): number | null => withFixed(modelled, series, lists, count).overdialRate;
  // Before the first message, at the first, the second, the third, and long after.
  expect([0, 1, 2, 3, 4, 50].map(at)).toEqual([null, null, 0.01, 0.05, 0.05, 0.05]);
});

test('one statistic of one calling list is fixed by the name of the list', () => {
  const fixed = withFixed(
    modelled,
    { callingLists: new Map([['West', { hitRatio: [0.1, 0.2] }]]) },
    lists,
    2,
  );
  expect(fixed).toEqual({
    ...modelled,
    callingLists: [modelled.callingLists[0], { hitRatio: 0.2, timeToComplete: 500 }],
  });
});

test('an empty series fixes nothing', () => {
  expect(withFixed(modelled, { hitRatio: [] }, lists, 1)).toEqual(modelled);
});
