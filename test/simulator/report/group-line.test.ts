import { describe, expect, test } from 'vitest';
import type { GroupState } from '../../../receiver/contract/vocabulary.ts';
import { activityLine, eventLine, faultLine, faultNames } from '../../../simulator/report/group-line.ts';
import { PLAIN_STYLE } from '../../../simulator/report/style.ts';
import type { Timeline, TimelineEvent } from '../../../simulator/scenario/timeline.ts';

type Told = readonly [atMs: number, event: TimelineEvent['event'], state: GroupState];

function timelineOf(events: readonly Told[], eventsLeftOut = 0): Timeline {
  return {
    label: 'spring',
    events: events.map(([atMs, event, state]) => ({
      atMs,
      event,
      state,
      dialMode: state === 'Running' ? 'Predict' : null,
    })),
    eventsLeftOut,
    periodicMessages: 0,
    statistics: [],
  };
}

const WAITING: readonly Told[] = [
  [0, 'loaded', 'Active'],
  [20, 'started', 'Running'],
  [50, 'stopped', 'Active'],
  [60, 'periodic', 'WaitingUnload'],
  [90, 'unloaded', 'NotLoaded'],
];

test('an unload that waits for calls has a line and a name of its own', () => {
  const timeline = timelineOf(WAITING);
  expect(activityLine(timeline, 100, 20, PLAIN_STYLE)).toBe('────━━━━━━──╌╌╌╌╌╌  ');
  expect(eventLine(timeline, 100, 100, 110)).toBe(
    'loaded              started Predict               stopped   waiting to unload             unloaded',
  );
});

describe('the names below a line', () => {
  const ends = ['unloaded', 'unloaded forcefully'] as const;
  test.each(ends)('never leave out that the group was %s', (end) => {
    for (let columns = 10; columns <= 140; columns += 1) {
      for (let changes = 0; changes <= 12; changes += 1) {
        const between = Array.from(
          { length: changes },
          (_, index): Told => [index, 'general info', 'Active'],
        );
        const timeline = timelineOf([[0, 'loaded', 'Active'], ...between, [100, end, 'NotLoaded']]);
        const line = eventLine(timeline, 100, columns, columns + 10);
        expect(line).toContain(end.slice(0, columns - 2));
        expect(line.length).toBeLessThanOrEqual(columns + 10);
      }
    }
  });

  test('keep the first and the last, and the ends of loads before what lies between', () => {
    const timeline = timelineOf([
      [0, 'loaded', 'Active'],
      [5, 'general info', 'Active'],
      [20, 'unloaded forcefully', 'NotLoaded'],
      [40, 'loaded', 'Active'],
      [45, 'started', 'Running'],
      [100, 'unloaded', 'NotLoaded'],
    ]);
    expect(eventLine(timeline, 100, 40, 50)).toBe('loaded  unloaded forcefully     unloaded +3 more');
  });
});

test('the time of changes that were left out is dotted', () => {
  const timeline = timelineOf(
    [
      [0, 'loaded', 'Active'],
      [50, 'started', 'Running'],
      [90, 'unloaded', 'NotLoaded'],
    ],
    7,
  );
  expect(activityLine(timeline, 100, 10, PLAIN_STYLE)).toBe('─────···· ');
});

test('a network fault stands with its name at the time when it was in force, however short it was', () => {
  const faults = {
    spans: [
      { fromMs: 20, untilMs: 60, fault: 'connections refused' },
      { fromMs: 90, untilMs: 90, fault: 'stalled' },
    ],
    leftOut: 0,
  };
  expect(faultLine(faults, 100, 20, PLAIN_STYLE)).toBe('    ▒▒▒▒▒▒▒▒      ▒ ');
  expect(faultNames(faults, 100, 60, 70)).toBe(
    '            connections refused                      stalled',
  );
});
