import { expect, test } from 'vitest';
import type { Timer } from '../../../simulator/time/clock.ts';
import { TimerQueue } from '../../../simulator/time/timer-queue.ts';
import fc from '../../support/fast-check.ts';

type Operation =
  | { readonly kind: 'add'; readonly atMs: number }
  | { readonly kind: 'cancel'; readonly index: number }
  | { readonly kind: 'take' };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add' as const), atMs: fc.integer({ min: 0, max: 9 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), index: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'take' as const }) },
);

test('timers come out by instant, and those of one instant in the order in which they were added', () => {
  const queue = new TimerQueue();
  for (const [atMs, label] of [
    [5, 'c'],
    [1, 'a'],
    [5, 'd'],
    [1, 'b'],
  ] as const)
    queue.add(atMs, label, () => {});
  const labels = [queue.take(), queue.take(), queue.take(), queue.take(), queue.take()].map(
    (timer) => timer?.label,
  );
  expect(labels).toEqual(['a', 'b', 'c', 'd', undefined]);
});

test('looking at the next timer leaves it where it is', () => {
  const queue = new TimerQueue();
  queue.add(3, 'only', () => {});
  expect([queue.peek()?.label, queue.peek()?.label, queue.take()?.label, queue.peek()]).toEqual([
    'only',
    'only',
    'only',
    undefined,
  ]);
});

test('a queue that was cleared is empty and can be used again', () => {
  const queue = new TimerQueue();
  queue.add(1, 'before', () => {});
  queue.clear();
  expect(queue.peek()).toBeUndefined();
  queue.add(2, 'after', () => {});
  expect(queue.take()?.label).toBe('after');
});

test('whatever is added, cancelled and taken, a sorted list gives the same timers in the same order', () => {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 80 }), (operations) => {
      const queue = new TimerQueue();
      const handles: Timer[] = [];
      let list: { readonly atMs: number; readonly id: number }[] = [];
      const takeBoth = (): void => {
        list.sort((a, b) => a.atMs - b.atMs || a.id - b.id);
        const expected = list.shift();
        expect(queue.take()?.label).toBe(expected === undefined ? undefined : String(expected.id));
      };
      for (const step of operations) {
        if (step.kind === 'add') {
          list.push({ atMs: step.atMs, id: handles.length });
          handles.push(queue.add(step.atMs, String(handles.length), () => {}));
        } else if (step.kind === 'cancel') {
          // One that has been taken already is cancelled without any effect.
          handles[step.index]?.cancel();
          list = list.filter((each) => each.id !== step.index);
        } else takeBoth();
      }
      while (list.length > 0) takeBoth();
      expect(queue.take()).toBeUndefined();
    }),
  );
});
