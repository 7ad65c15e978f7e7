import { describe, expect, test } from 'vitest';
import { randomFor } from '../../../receiver/random.ts';
import { binomial } from '../../../simulator/campaign/binomial.ts';
import fc from '../../support/fast-check.ts';

describe('the number of chances that come true', () => {
  test('lies between none and all', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(5_000), fc.double({ min: 0, max: 1, noNaN: true }), (seed, n, p) => {
        const hits = binomial(randomFor(seed, 'binomial'), n, p);
        expect(Number.isInteger(hits)).toBe(true);
        expect(hits).toBeGreaterThanOrEqual(0);
        expect(hits).toBeLessThanOrEqual(n);
      }),
    );
  });

  test('is none where there is no chance, and all where it is certain', () => {
    const random = randomFor(1, 'binomial');
    expect([0, 1, 24, 25, 5_000].map((n) => binomial(random, n, 0))).toEqual([0, 0, 0, 0, 0]);
    expect([0, 1, 24, 25, 5_000].map((n) => binomial(random, n, 1))).toEqual([0, 1, 24, 25, 5_000]);
  });

  // Each way of drawing: one by one, by inversion, by the normal approximation, and mirrored.
  test.each([
    { n: 10, p: 0.3 },
    { n: 200, p: 0.02 },
    { n: 500, p: 0.4 },
    { n: 60, p: 0.9 },
  ])('has the mean and the spread of $n chances of $p', ({ n, p }) => {
    const random = randomFor(4, 'binomial');
    const draws = Array.from({ length: 20_000 }, () => binomial(random, n, p));
    const mean = draws.reduce((sum, hits) => sum + hits, 0) / draws.length;
    const variance = draws.reduce((sum, hits) => sum + (hits - mean) ** 2, 0) / draws.length;
    const deviation = Math.sqrt(n * p * (1 - p));
    // Four standard errors of the mean, and five percent of the spread, which is as much for so many draws.
    expect(Math.abs(mean - n * p)).toBeLessThan((4 * deviation) / Math.sqrt(draws.length));
    expect(Math.abs(Math.sqrt(variance) / deviation - 1)).toBeLessThan(0.05);
  });
});
