import { expect, test } from 'vitest';
import { type Random, randomFor } from '../../receiver/random.ts';
import fc from '../support/fast-check.ts';

const many = (draw: () => number, count = 20_000): readonly number[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

test('these are the numbers of seed 7, on every machine and in every version', () => {
  const random = randomFor(7, 'spring/guid');
  expect([random.integer(1, 1_000_000), random.integer(1, 1_000_000), random.uuid()]).toMatchInlineSnapshot(`
    [
      365388,
      383174,
      "7d088786-72db-464d-975f-5f1630d936fb",
    ]
  `);
});

test('the same seed and label give the same numbers; another seed or label gives others', () => {
  const draws = (random: Random): readonly number[] => many(random.next, 50);
  expect(draws(randomFor(7, 'spring'))).toEqual(draws(randomFor(7, 'spring')));
  expect(draws(randomFor(7, 'spring'))).not.toEqual(draws(randomFor(8, 'spring')));
  expect(draws(randomFor(7, 'spring'))).not.toEqual(draws(randomFor(7, 'autumn')));
});

test('a stream does not care how much is drawn from another', () => {
  const alone = many(randomFor(7, 'spring').next, 10);
  const [spring, autumn] = [randomFor(7, 'spring'), randomFor(7, 'autumn')];
  const beside = Array.from({ length: 10 }, () => {
    autumn.next();
    autumn.normal();
    return spring.next();
  });
  expect(beside).toEqual(alone);
});

test('uniform numbers lie in [0, 1) and spread evenly', () => {
  const values = many(randomFor(1, 'uniform').next);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  const tenths = values.reduce(
    (counts, value) => counts.with(Math.floor(value * 10), counts[Math.floor(value * 10)]! + 1),
    Array<number>(10).fill(0),
  );
  expect(Math.min(...tenths)).toBeGreaterThan(1_800);
});

test('normal numbers are finite, with mean 0 and variance 1', () => {
  const values = many(randomFor(1, 'normal').normal);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(Math.abs(mean(values))).toBeLessThan(0.03);
  expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.05);
});

test('an integer is within its bounds, both of which are drawn', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 0, max: 3 }),
      (seed, min, width) => {
        const random = randomFor(seed, 'integer');
        const drawn = new Set(many(() => random.integer(min, min + width), 200));
        expect([...drawn].sort((a, b) => a - b)).toEqual(
          Array.from({ length: width + 1 }, (_, i) => min + i),
        );
      },
    ),
  );
});

test('a UUID is a lower-case version 4 and no two are alike', () => {
  const random = randomFor(3, 'uuid');
  const uuids = Array.from({ length: 500 }, () => random.uuid());
  const wrong = uuids.filter(
    (uuid) => !/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(uuid),
  );
  expect([new Set(uuids).size, wrong]).toEqual([500, []]);
});
