import { expect, test } from 'vitest';
import { randomFor } from '../../../receiver/random.ts';
import { delayText, drawDelayMs, type PlannedDelay } from '../../../receiver/reply/delay.ts';

function drawn(delay: PlannedDelay, seed = 7): readonly number[] {
  const chance = randomFor(seed, 'delays');
  return Array.from({ length: 5_000 }, () => drawDelayMs(delay, chance)).sort((a, b) => a - b);
}

test('a fixed delay is always the same', () => {
  expect(new Set(drawn(250))).toEqual(new Set([250]));
});

test('a uniform delay stays between its bounds and is as often below their middle as above', () => {
  const delays = drawn({ kind: 'uniform', fromMs: 100, toMs: 300 });
  expect(delays[0]).toBeGreaterThanOrEqual(100);
  expect(delays.at(-1)).toBeLessThanOrEqual(300);
  expect(Math.abs(delays[2_500]! - 200)).toBeLessThan(10);
});

test('a log-normal delay has its median, a long tail, and no draw above its bound', () => {
  const delays = drawn({ kind: 'log-normal', medianMs: 200, sigma: 1, atMostMs: null });
  expect(Math.abs(delays[2_500]! - 200)).toBeLessThan(15);
  // Of a log-normal distribution 2.3 % lie above the median times e to the power of two sigma.
  const far = delays.filter((ms) => ms > 200 * Math.E ** 2).length / delays.length;
  expect(Math.abs(far - 0.0228)).toBeLessThan(0.01);
  const bounded = drawn({ kind: 'log-normal', medianMs: 200, sigma: 1, atMostMs: 500 });
  expect(bounded.at(-1)).toBe(500);
});

test('a delay that no timer can wait is cut down to one that it can', () => {
  expect(drawn(100 * 86_400_000)[0]).toBe(2_147_483_647);
  expect(drawn({ kind: 'uniform', fromMs: 9e12, toMs: 9e13 })[0]).toBe(2_147_483_647);
});

test('the same seed draws the same delays, another seed others', () => {
  const delay: PlannedDelay = { kind: 'log-normal', medianMs: 200, sigma: 0.5, atMostMs: null };
  expect(drawn(delay)).toEqual(drawn(delay));
  expect(drawn(delay, 8)).not.toEqual(drawn(delay));
});

test('a delay is said in a few words', () => {
  expect(delayText(1_500)).toBe('1s500ms');
  expect(delayText({ kind: 'uniform', fromMs: 100, toMs: 2_000 })).toBe('between 100ms and 2s');
  expect(delayText({ kind: 'log-normal', medianMs: 200, sigma: 1, atMostMs: null })).toBe(
    '200ms as a median',
  );
});
