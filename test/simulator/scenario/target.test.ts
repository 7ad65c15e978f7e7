import { describe, expect, test } from 'vitest';
import { resolveTarget, shortList } from '../../../simulator/scenario/target.ts';
import fc from '../../support/fast-check.ts';

const LABELS = ['bank-1', 'bank-2', 'bank-10', 'spring', 'spring.v2'];

const resolved = (...names: readonly string[]) =>
  resolveTarget(
    names.map((value, index) => ({
      value,
      place: { source: { name: 'test', text: names.join() }, start: index, end: index + 1 },
    })),
    LABELS,
  );

describe('A target means', () => {
  test.each([
    [['spring'], ['spring']],
    [['bank-*'], ['bank-1', 'bank-2', 'bank-10']],
    [['*'], LABELS],
    [['*g*'], ['spring', 'spring.v2']],
    [['spring.v2'], ['spring.v2']],
  ])('%j: %j', (names, labels) => {
    expect(resolved(...names)).toEqual({ labels, problems: [] });
  });

  test('each group once, in the order of the scenario, however it is named', () => {
    expect(resolved('spring', 'bank-2', 'bank-*', 'spring').labels).toEqual([
      'bank-1',
      'bank-2',
      'bank-10',
      'spring',
    ]);
  });

  test('nothing that merely looks like it: a dot is a dot', () => {
    expect(resolved('spring?v2').labels).toEqual([]);
    expect(resolved('springXv2').labels).toEqual([]);
  });
});

describe('A name that means no group', () => {
  test('is a problem at its place, beside the others that do', () => {
    const { labels, problems } = resolved('sprnig', 'bank-1');
    expect(labels).toEqual(['bank-1']);
    expect(problems).toMatchObject([
      {
        code: 'unknown-group',
        severity: 'error',
        message: 'there is no group "sprnig"',
        hint: 'did you mean "spring"?',
        place: { start: 0 },
      },
    ]);
    expect(problems[0]!.expected).toContain('bank-1, bank-2, bank-10, spring, spring.v2');
  });

  test('but stands for counted groups says how these are called', () => {
    expect(resolved('bank').problems).toMatchObject([
      { hint: '"bank" stands for bank-1 to bank-10: write bank-*' },
    ]);
  });

  test('or a pattern that fits none is a problem, too', () => {
    expect(resolved('shop-*').problems).toMatchObject([{ message: 'there is no group "shop-*"' }]);
  });
});

test('a list that is long is cut short', () => {
  expect(shortList(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(shortList(['a', 'b'], 2)).toBe('a, b');
});

test('whatever names there are, the labels are some of the scenario, each once, in its order', () => {
  const names = fc.array(fc.oneof(fc.constantFrom(...LABELS, '*', 'bank*', 'x'), fc.string()), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(names, (given) => {
      const { labels, problems } = resolved(...given);
      expect(labels).toEqual(LABELS.filter((label) => labels.includes(label)));
      expect(problems.length).toBeLessThanOrEqual(given.length);
      expect(labels.length + problems.length).toBeGreaterThanOrEqual(given.length > 0 ? 1 : 0);
    }),
  );
});
