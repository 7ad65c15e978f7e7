import { expect, test } from 'vitest';
import { InOrder } from '../../../simulator/harness/in-order.ts';
import fc from '../../support/fast-check.ts';

function passed(numbers: readonly number[], most?: number): { during: number[]; all: number[] } {
  const all: number[] = [];
  const inOrder = new InOrder<{ number: number }>(({ number }) => all.push(number), most);
  for (const number of numbers) inOrder.add({ number });
  const during = [...all];
  inOrder.flush();
  return { during, all };
}

test('what is told out of order is passed on in the order of the numbers', () => {
  expect(passed([2, 1, 4, 5, 3])).toEqual({ during: [1, 2, 3, 4, 5], all: [1, 2, 3, 4, 5] });
});

test('what waits for a number that never comes is passed on at the end', () => {
  expect(passed([1, 3, 5, 4])).toEqual({ during: [1], all: [1, 3, 4, 5] });
});

test('whatever the order, each is passed on once, and in order where there is room', () => {
  const shuffled = fc
    .integer({ min: 1, max: 60 })
    .chain((length) => fc.shuffledSubarray(Array.from({ length }, (_, index) => index + 1)));
  fc.assert(
    fc.property(shuffled, fc.integer({ min: 1, max: 70 }), (numbers, most) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(passed(numbers).all).toEqual(sorted);
      expect(passed(numbers, most).all.toSorted((a, b) => a - b)).toEqual(sorted);
    }),
  );
});

test('order is given up before memory is', () => {
  const backwards = Array.from({ length: 10 }, (_, index) => 10 - index);
  const { during } = passed(backwards, 4);
  // At most four wait at any time.
  expect(during.length).toBeGreaterThanOrEqual(6);
});
