import { describe, expect, test } from 'vitest';
import {
  DEFAULT_EPOCH_MS,
  logInstantText,
  parseInstantMs,
  sinceEpochText,
} from '../../../simulator/time/instant.ts';

test('campaign time begins on the first of January 2026 in UTC', () => {
  expect(logInstantText(DEFAULT_EPOCH_MS)).toBe('2026-01-01T00:00:00.000');
});

test('an instant in the log is told in UTC to the millisecond', () => {
  expect(logInstantText(DEFAULT_EPOCH_MS + 150_007)).toBe('2026-01-01T00:02:30.007');
});

test.each([
  [0, '00:00:00.000'],
  [150_000, '00:02:30.000'],
  [86_399_999, '23:59:59.999'],
  [86_400_000, '1d 00:00:00.000'],
  [-1_500, '-00:00:01.500'],
])('%d milliseconds since the epoch read %s', (ms, text) => {
  expect(sinceEpochText(ms)).toBe(text);
});

describe('A date and time in a scenario', () => {
  test.each([
    ['2026-03-01', Date.UTC(2026, 2, 1)],
    ['2026-03-01T08:00', Date.UTC(2026, 2, 1, 8)],
    ['2026-03-01T08:00:30', Date.UTC(2026, 2, 1, 8, 0, 30)],
    ['2026-03-01T08:00:30.5Z', Date.UTC(2026, 2, 1, 8, 0, 30, 500)],
    ['2026-03-01T08:00:00+02:00', Date.UTC(2026, 2, 1, 6)],
  ])('%s is read, without a zone as UTC', (text, ms) => {
    expect(parseInstantMs(text)).toBe(ms);
  });

  test.each([
    '',
    'today',
    '2026',
    '01.03.2026',
    '2026-13-01',
    '2026-02-30',
    '2026-02-29',
    '2026-04-31T00:00Z',
    '2026-00-01',
    '2026-03-01T25:00',
    '2026-03-01T24:00',
    '2026-03-01T08:60',
    '2026-03-01T08:00:61Z',
    '2026-03-01T08:00+25:00',
    '2026-03-01T08:00+02:60',
    '+275761-01-01',
    '275761-01-01',
    'NaN',
    '2026-03-01 08:00',
  ])('"%s" is none', (text) => {
    expect(parseInstantMs(text)).toBeNull();
  });
});
