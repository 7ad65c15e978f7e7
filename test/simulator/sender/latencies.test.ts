import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Latencies } from '../../../simulator/sender/latencies.ts';

test('without any attempt there is no percentile', () => {
  expect(new Latencies().percentileMs(0.5)).toBeNull();
});

test('a percentile is never less than the one measured, and at most an eighth more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.001, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.95, 0.99, 1),
      (durationsMs, share) => {
        const latencies = new Latencies();
        for (const durationMs of durationsMs) latencies.add(durationMs);
        const measured = durationsMs.toSorted((a, b) => a - b)[Math.ceil(durationsMs.length * share) - 1]!;
        const told = latencies.percentileMs(share)!;
        expect(told).toBeGreaterThanOrEqual(measured);
        expect(told).toBeLessThanOrEqual(measured * 1.126);
      },
    ),
  );
});

test('what is shorter or longer than any bucket counts in the last one on its side', () => {
  const latencies = new Latencies();
  latencies.add(0);
  latencies.add(10 ** 9);
  expect(latencies.total).toBe(2);
  expect(latencies.percentileMs(0.5)).toBeLessThan(0.002);
  expect(latencies.percentileMs(1)).toBeGreaterThan(100_000);
});

test('merged ones count what each of them has', () => {
  const [one, other] = [new Latencies(), new Latencies()];
  for (let count = 0; count < 9; count += 1) one.add(1);
  other.add(500);
  one.merge(other);
  expect(one.total).toBe(10);
  expect(one.percentileMs(0.9)).toBeLessThan(1.2);
  expect(one.percentileMs(0.95)).toBeGreaterThanOrEqual(500);
});
