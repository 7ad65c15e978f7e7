import { expect, test } from 'vitest';
import { durationScale, timeTicks, valueScale } from '../../../receiver/page/client/scale.js';
import fc from '../../support/fast-check.ts';

test('Axes of shares end at a round number above what they show', () => {
  expect(valueScale(0.873, 1)).toEqual({ top: 1, ticks: [0, 0.25, 0.5, 0.75, 1] });
  expect(valueScale(0.352, 0.1)).toEqual({ top: 0.4, ticks: [0, 0.1, 0.2, 0.30000000000000004, 0.4] });
  expect(valueScale(0, 0.02, 2)).toEqual({ top: 0.02, ticks: [0, 0.01, 0.02] });
});

test('Axes of durations have minutes and hours for steps', () => {
  expect(durationScale(8_640, 60, 2)).toEqual({ top: 14_400, ticks: [0, 7_200, 14_400] });
  expect(durationScale(601, 60, 4)).toEqual({ top: 900, ticks: [0, 300, 600, 900] });
  expect(durationScale(0, 60, 2)).toEqual({ top: 60, ticks: [0, 30, 60] });
});

test('Whatever is shown lies within its axis, and the ticks are few', () => {
  const value = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(
      value,
      fc.constantFrom(valueScale, durationScale),
      fc.integer({ min: 2, max: 5 }),
      (most, scale, wanted) => {
        const { top, ticks } = scale(most, 1e-3, wanted);
        expect(top).toBeGreaterThanOrEqual(most * 0.999_999);
        expect(ticks.at(-1)).toBeCloseTo(top, 6);
        expect(ticks.length).toBeLessThanOrEqual(wanted + 2);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
      },
    ),
  );
});

test('Ticks of time are round, and no more exact than their distance asks for', () => {
  const at = Date.UTC(2026, 0, 1, 23, 50);
  expect(timeTicks(at, at + 1_200_000, 4).map(({ label }) => label)).toEqual([
    '23:50',
    '23:55',
    '01-02',
    '00:05',
    '00:10',
  ]);
  expect(timeTicks(at + 500, at + 2_700, 3).map(({ label }) => label)).toEqual(['23:50:01', '23:50:02']);
  expect(timeTicks(at, at + 1_000, 2).map(({ label }) => label)).toEqual([
    '23:50:00.0',
    '23:50:00.5',
    '23:50:01.0',
  ]);
  expect(timeTicks(at, at + 5 * 86_400_000, 5).map(({ label }) => label)).toEqual([
    '01-02',
    '01-03',
    '01-04',
    '01-05',
    '01-06',
  ]);
});
