import { expect, test } from 'vitest';
import { TimelineRecorder } from '../../../simulator/scenario/timeline.ts';

test('state changes are kept as they were, periodic messages are counted', () => {
  const recorder = new TimelineRecorder('spring');
  recorder.add('loaded', 0, null, null);
  recorder.add('periodic', 10_000, null, null);
  recorder.add('started', 15_000, 'Predict', null);
  recorder.add('periodic', 20_000, 'Predict', 0.5);
  expect(recorder.timeline).toEqual({
    label: 'spring',
    events: [
      { atMs: 0, event: 'loaded', dialMode: null },
      { atMs: 15_000, event: 'started', dialMode: 'Predict' },
    ],
    eventsLeftOut: 0,
    periodicMessages: 2,
    busy: [{ atMs: 20_000, busyFactor: 0.5 }],
  });
});

test('events beyond the first 200 are counted only', () => {
  const recorder = new TimelineRecorder('spring');
  for (let n = 0; n < 500; n += 1) recorder.add(n % 2 === 0 ? 'started' : 'stopped', n, null, null);
  const { events, eventsLeftOut } = recorder.timeline;
  expect([events.length, events.at(-1)?.atMs, eventsLeftOut]).toEqual([200, 199, 300]);
});

test.each([255, 256, 1_000, 8_640, 100_000])(
  'a busy curve of %d messages stays small, begins at its begin, is evenly spaced and reaches to its end',
  (count) => {
    const recorder = new TimelineRecorder('spring');
    for (let n = 0; n < count; n += 1) recorder.add('periodic', n, 'Predict', n / count);
    const { busy, periodicMessages } = recorder.timeline;
    expect(periodicMessages).toBe(count);
    expect(busy.length).toBeGreaterThanOrEqual(128);
    expect(busy.length).toBeLessThan(256);
    const gaps = new Set(busy.slice(1).map(({ atMs }, index) => atMs - busy[index]!.atMs));
    const [gap] = gaps;
    expect([busy[0]!.atMs, gaps.size]).toEqual([0, 1]);
    expect(count - busy.at(-1)!.atMs).toBeLessThanOrEqual(gap!);
  },
);
