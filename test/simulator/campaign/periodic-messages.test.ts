import { expect, test } from 'vitest';
import fc from '../../support/fast-check.ts';
import { GroupUnderTest } from './group-under-test.ts';

function loaded(intervalSeconds = 10): GroupUnderTest {
  const spring = new GroupUnderTest();
  spring.intervalSeconds = intervalSeconds;
  spring.clock.moveTo(3_000);
  spring.group.execute({ name: 'Load' });
  return spring;
}

test('periodic messages come at load + n x interval, from the first interval until the unload', () => {
  const spring = loaded();
  expect(spring.clock.pending).toEqual(['periodic message of spring']);
  spring.clock.moveTo(44_000);
  spring.group.execute({ name: 'Unload' });
  spring.clock.moveTo(200_000);
  expect(spring.periodicSeconds).toEqual([13, 23, 33, 43]);
});

test('they go on through start, stop and the waiting for calls', () => {
  const spring = loaded(30);
  spring.group.execute({ name: 'StartDialing', mode: 'Progress' });
  spring.clock.moveTo(150_000);
  spring.group.execute({ name: 'Unload' });
  spring.clock.moveTo(1_200_000);
  const states = spring.reports.map(({ facts }) => `${facts.event} in ${facts.state}`);
  expect(states.slice(0, 7)).toEqual([
    'loaded in Active',
    'started in Running',
    'periodic in Running',
    'periodic in Running',
    'periodic in Running',
    'periodic in Running',
    'stopped in Active',
  ]);
  const waiting = states.slice(7, -1);
  expect(waiting.length).toBeGreaterThan(2);
  expect(new Set(waiting)).toEqual(new Set(['periodic in WaitingUnload']));
  expect(states.at(-1)).toBe('unloaded in NotLoaded');
  expect(spring.clock.pending).toEqual([]);
});

test('a new interval counts from the moment of the change', () => {
  const spring = loaded();
  spring.clock.moveTo(27_500);
  spring.intervalSeconds = 60;
  spring.group.intervalChanged();
  spring.clock.moveTo(150_000);
  expect(spring.periodicSeconds).toEqual([13, 23, 87.5, 147.5]);
});

test('an interval of 0 turns them off, and a later one on again', () => {
  const spring = loaded(0);
  expect(spring.clock.pending).toEqual([]);
  spring.clock.moveTo(50_000);
  spring.intervalSeconds = 5;
  spring.group.intervalChanged();
  spring.clock.moveTo(56_000);
  spring.intervalSeconds = 0;
  spring.group.intervalChanged();
  spring.clock.moveTo(100_000);
  expect(spring.periodicSeconds).toEqual([55]);
});

test('a change of the interval does not wake a group that is not loaded', () => {
  const spring = new GroupUnderTest();
  spring.group.intervalChanged();
  expect(spring.clock.pending).toEqual([]);
});

test('an interval that is changed by what a message sets off has the last word', () => {
  const spring = loaded();
  spring.onReport = ({ facts }) => {
    if (facts.event !== 'periodic' || spring.intervalSeconds === 20) return;
    spring.intervalSeconds = 20;
    spring.group.intervalChanged();
  };
  spring.clock.moveTo(60_000);
  expect(spring.periodicSeconds).toEqual([13, 33, 53]);
});

test('a message due at the very instant of an unload comes if it was set before the unload was', () => {
  const before = loaded();
  before.clock.at(13_000, 'unload', () => before.group.execute({ name: 'Unload' }));
  before.clock.moveTo(60_000);
  expect(before.story).toEqual([
    '3 s loaded (Active)',
    '13 s periodic (Active)',
    '13 s unloaded (NotLoaded)',
  ]);

  const after = new GroupUnderTest();
  after.clock.at(13_000, 'unload', () => after.group.execute({ name: 'Unload' }));
  after.clock.moveTo(3_000);
  after.group.execute({ name: 'Load' });
  after.clock.moveTo(60_000);
  expect(after.story).toEqual(['3 s loaded (Active)', '13 s unloaded (NotLoaded)']);
});

test('a clock that fires late neither loses messages nor makes later ones drift', () => {
  const spring = loaded();
  spring.clock.moveTo(14_000);
  spring.clock.wakeLateAt(47_200);
  spring.clock.moveTo(64_000);
  expect(spring.periodicSeconds).toEqual([13, 47.2, 47.2, 47.2, 53, 63]);
});

test('whatever the interval and the length of the load, there is one message for each whole interval', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 7_200 }), (interval, length) => {
      const spring = loaded(interval);
      spring.clock.moveTo(3_000 + length * 1_000 + 500);
      spring.group.execute({ name: 'Unload' });
      spring.clock.moveTo(100_000_000);
      const expected = Array.from(
        { length: Math.floor(length / interval) },
        (_, n) => 3 + (n + 1) * interval,
      );
      expect(spring.periodicSeconds).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
