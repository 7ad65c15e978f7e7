import { expect, test } from 'vitest';
import { durationText, parseDurationMs } from '../../../receiver/document/duration.ts';
import fc from '../../support/fast-check.ts';

test.each([
  ['0s', 0],
  ['500ms', 500],
  ['90s', 90_000],
  ['2m50s', 170_000],
  ['2m 50s', 170_000],
  ['1.5h', 5_400_000],
  ['24h', 86_400_000],
  ['1d', 86_400_000],
  ['1d 2h 3m 4s 5ms', 93_784_005],
])('%s is %d ms', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each(['', ' ', '10', 's', '-1s', '1y', '1.5.2s', '1s2', '.5s', '5 minutes', '1e3s', '٣s'])(
  '"%s" is no duration',
  (text) => {
    expect(parseDurationMs(text)).toBeNull();
  },
);

test('a number of digits without end is no duration', () => {
  expect(parseDurationMs(`${'9'.repeat(400)}s`)).toBeNull();
});

test.each([
  [0, '0s'],
  [200, '200ms'],
  [170_000, '2m50s'],
  [90_061_001, '25h1m1s1ms'],
  [-10_000, '-10s'],
])('%d ms is written %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('what is written is read back as the same duration', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
      expect(parseDurationMs(durationText(ms))).toBe(ms);
    }),
    { numRuns: 1_000 },
  );
});
