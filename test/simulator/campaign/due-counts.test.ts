import { expect, test } from 'vitest';
import { randomFor } from '../../../receiver/random.ts';
import { DueCounts } from '../../../simulator/campaign/due-counts.ts';
import fc from '../../support/fast-check.ts';

test('what is put ahead comes due exactly then', () => {
  const due = new DueCounts(5);
  due.add(0, 2, 3);
  due.add(0, 5, 1);
  expect(due.lastAhead(0)).toBe(5);
  expect([1, 2, 3, 4, 5].map((tick) => due.take(tick))).toEqual([0, 3, 0, 0, 1]);
  expect([due.total, due.lastAhead(5)]).toEqual([0, 0]);
});

test('nothing comes due in the tick in which it begins', () => {
  const due = new DueCounts(2);
  due.add(7, 0, 4);
  expect(due.take(8)).toBe(4);
});

test('what would end last is removed first', () => {
  const due = new DueCounts(6);
  due.add(0, 1, 2);
  due.add(0, 4, 2);
  due.add(0, 6, 2);
  expect(due.removeLatest(0, 3)).toBe(3);
  expect([1, 2, 3, 4, 5, 6].map((tick) => due.take(tick))).toEqual([2, 0, 0, 1, 0, 0]);
  expect(due.removeLatest(6, 3)).toBe(0);
});

test('however many are spread, all come due once, between half and one and a half of the mean plus what is fixed', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 2, max: 200 }),
      fc.integer({ min: 0, max: 60 }),
      fc.nat(100_000),
      (seed, count, mean, fixed, start) => {
        const horizon = Math.ceil(mean * 1.5) + fixed + 2;
        const due = new DueCounts(horizon);
        due.spread(start, count, mean, fixed, randomFor(seed, 'spread'));
        expect(due.total).toBe(count);
        const ends: number[] = [];
        for (let ahead = 1; ahead <= horizon; ahead += 1) {
          const ended = due.take(start + ahead);
          if (ended > 0) ends.push(ahead);
        }
        expect(due.total).toBe(0);
        expect(ends.filter((ahead) => ahead < Math.floor(mean * 0.5) + fixed)).toEqual([]);
        expect(ends.filter((ahead) => ahead > Math.ceil(mean * 1.5) + fixed)).toEqual([]);
      },
    ),
  );
});
