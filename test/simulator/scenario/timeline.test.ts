import { expect, test } from 'vitest';
import {
  NetworkFaultRecorder,
  type TimelineFacts,
  TimelineRecorder,
} from '../../../simulator/scenario/timeline.ts';

const UNKNOWN = { busyFactor: null, hitRatio: null, overdialRate: null, timeToComplete: null } as const;
const LOADED = { state: 'Active', dialMode: 'NoDialMode', ...UNKNOWN } as const;
const DIALING = { state: 'Running', dialMode: 'Predict', ...UNKNOWN } as const;

test('state changes are kept as they were, periodic messages are counted', () => {
  const recorder = new TimelineRecorder('spring');
  recorder.add({ ...LOADED, event: 'loaded' }, 0);
  recorder.add({ ...LOADED, event: 'periodic' }, 10_000);
  recorder.add({ ...DIALING, event: 'started' }, 15_000);
  recorder.add({ ...DIALING, event: 'periodic', busyFactor: 0.5, hitRatio: 0.3 }, 20_000);
  expect(recorder.timeline).toEqual({
    label: 'spring',
    events: [
      { atMs: 0, event: 'loaded', state: 'Active', dialMode: null },
      { atMs: 15_000, event: 'started', state: 'Running', dialMode: 'Predict' },
    ],
    eventsLeftOut: 0,
    periodicMessages: 2,
    statistics: [{ ...UNKNOWN, atMs: 20_000, busyFactor: 0.5, hitRatio: 0.3 }],
  });
});

test('statistics are kept while the group dials and one of them is known', () => {
  const recorder = new TimelineRecorder('spring');
  const messages: readonly TimelineFacts[] = [
    { ...LOADED, event: 'periodic', hitRatio: 0.3 },
    { ...DIALING, event: 'periodic' },
    { ...DIALING, event: 'periodic', timeToComplete: 0 },
  ];
  messages.forEach((message, index) => {
    recorder.add(message, index);
  });
  expect(recorder.timeline.statistics).toEqual([{ ...UNKNOWN, atMs: 2, timeToComplete: 0 }]);
});

test('of more than 200 changes the first and the last are kept, and the others are counted', () => {
  const recorder = new TimelineRecorder('spring');
  for (let n = 0; n < 500; n += 1)
    recorder.add(n % 2 === 0 ? { ...DIALING, event: 'started' } : { ...LOADED, event: 'stopped' }, n);
  const { events, eventsLeftOut } = recorder.timeline;
  expect([events.length, events.at(-1)?.atMs, eventsLeftOut]).toEqual([200, 499, 300]);
});

test('a state that a periodic message is the first to report is a change, once', () => {
  const recorder = new TimelineRecorder('spring');
  recorder.add({ ...LOADED, event: 'loaded' }, 0);
  recorder.add({ ...LOADED, event: 'periodic' }, 10);
  recorder.add({ ...LOADED, state: 'WaitingUnload', event: 'periodic' }, 20);
  recorder.add({ ...LOADED, state: 'WaitingUnload', event: 'periodic' }, 30);
  recorder.add({ ...LOADED, state: 'NotLoaded', event: 'unloaded' }, 40);
  const { events, periodicMessages } = recorder.timeline;
  expect([events.map(({ event, state }) => [event, state]), periodicMessages]).toEqual([
    [
      ['loaded', 'Active'],
      ['periodic', 'WaitingUnload'],
      ['unloaded', 'NotLoaded'],
    ],
    3,
  ]);
});

test('a network fault lasts until another one takes its place, there is none, or the run ends', () => {
  const recorder = new NetworkFaultRecorder();
  recorder.change('stalled', 10);
  recorder.change('stalled', 20);
  recorder.change('connections refused', 30);
  recorder.change(null, 40);
  recorder.change(null, 50);
  recorder.change('stalled', 60);
  expect(recorder.faults(70)).toEqual({
    leftOut: 0,
    spans: [
      { fault: 'stalled', fromMs: 10, untilMs: 30 },
      { fault: 'connections refused', fromMs: 30, untilMs: 40 },
      { fault: 'stalled', fromMs: 60, untilMs: 70 },
    ],
  });
});

test.each([255, 256, 1_000, 8_640, 100_000])(
  'a curve of %d messages stays small, begins at its begin, is evenly spaced and reaches to its end',
  (count) => {
    const recorder = new TimelineRecorder('spring');
    for (let n = 0; n < count; n += 1)
      recorder.add({ ...DIALING, event: 'periodic', busyFactor: n / count }, n);
    const { statistics, periodicMessages } = recorder.timeline;
    expect(periodicMessages).toBe(count);
    expect(statistics.length).toBeGreaterThanOrEqual(128);
    expect(statistics.length).toBeLessThan(256);
    const gaps = new Set(statistics.slice(1).map(({ atMs }, index) => atMs - statistics[index]!.atMs));
    const [gap] = gaps;
    expect([statistics[0]!.atMs, gaps.size]).toEqual([0, 1]);
    expect(count - statistics.at(-1)!.atMs).toBeLessThanOrEqual(gap!);
  },
);
