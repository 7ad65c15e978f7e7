import { expect, test } from 'vitest';
import { Gaps } from '../../../receiver/journal/gaps.ts';
import fc from '../../support/fast-check.ts';

test('Gaps next to each other are one where the reason is the same', () => {
  const gaps = new Gaps();
  gaps.add({ first: 4, last: 6, reason: 'full' });
  gaps.add({ first: 1, last: 2, reason: 'full' });
  gaps.add({ first: 3, last: 3, reason: 'full' });
  gaps.add({ first: 7, last: 7, reason: 'damaged' });
  expect(gaps.all).toEqual([
    { first: 1, last: 6, reason: 'full' },
    { first: 7, last: 7, reason: 'damaged' },
  ]);
  expect(gaps.within(6, 20)).toEqual([
    { first: 6, last: 6, reason: 'full' },
    { first: 7, last: 7, reason: 'damaged' },
  ]);
});

test('Gaps cover exactly the numbers that were added, each with the reason that came first', () => {
  const gap = fc.record({
    first: fc.integer({ min: 1, max: 40 }),
    length: fc.integer({ min: 1, max: 9 }),
    reason: fc.constantFrom('full', 'damaged', 'gone'),
  });
  fc.assert(
    fc.property(fc.array(gap), fc.integer({ min: 1, max: 40 }), fc.nat({ max: 10 }), (added, from, more) => {
      const gaps = new Gaps();
      const model = new Map<number, string>();
      for (const { first, length, reason } of added) {
        gaps.add({ first, last: first + length - 1, reason });
        for (let n = first; n < first + length; n += 1) if (!model.has(n)) model.set(n, reason);
      }
      const numbers = (list: typeof gaps.all): [number, string][] =>
        list.flatMap(({ first, last, reason }) =>
          Array.from({ length: last - first + 1 }, (_, i): [number, string] => [first + i, reason]),
        );
      const sorted = [...model].toSorted(([a], [b]) => a - b);
      expect(numbers(gaps.all)).toEqual(sorted);
      expect(gaps.records).toBe(model.size);
      const to = from + more;
      expect(numbers(gaps.within(from, to))).toEqual(sorted.filter(([n]) => n >= from && n <= to));
    }),
  );
});
