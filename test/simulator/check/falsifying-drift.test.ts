import { expect, test } from 'vitest';
import { falsifies } from '../../../simulator/check/falsifying-drift.ts';

const drift = (wanted: string | null, found: string | null, field = 'F') => ({
  field,
  wanted,
  found,
  consequence: '',
});

test.each([
  ['a fraction in a field of whole numbers', 'double', 'long', [{ F: 1 }, { F: 0.85 }]],
  ['a number held as text', 'double', 'text and keyword (ignore_above 256)', [{ F: 1 }]],
  ['a number held as a date', 'long', 'date', [{ F: 1 }]],
  ['a text held as a date', 'keyword', 'date', [{ F: '2026-05-01' }]],
  ['a whole number that a float makes another one of', 'long', 'float', [{ F: 2_147_483_647 }]],
])('%s falsifies', (_what, wanted, found, bodies) => {
  expect(falsifies(drift(wanted, found), bodies)).toBe(true);
});

test.each([
  ['a field of whole numbers that had whole numbers only', 'double', 'long', [{ F: 1 }, { F: null }]],
  ['a text held as another kind of text', 'keyword', 'text and keyword (ignore_above 256)', [{ F: 'x' }]],
  ['a fraction in less room', 'double', 'float', [{ F: 0.85 }, { F: 1e15 }]],
  ['a whole number in a double', 'long', 'double', [{ F: 2 ** 53 - 1 }]],
  ['a field that is not mapped', 'double', null, [{ F: 0.85 }]],
  ['a field that the contract does not have', null, 'long', [{ F: 0.85 }]],
  ['a list where a number is looked for', 'double', 'long', [{ F: [[]] }, { F: {} }, {}, 'text', null]],
])('%s does not', (_what, wanted, found, bodies) => {
  expect(falsifies(drift(wanted, found), bodies)).toBe(false);
});

test('values are looked for in the objects of lists', () => {
  const body = { LISTS: [{ RATIO: null }, { RATIO: 1 }, { RATIO: 0.3 }] };
  expect(falsifies(drift('double', 'long', 'LISTS.RATIO'), [body])).toBe(true);
  expect(falsifies(drift('double', 'long', 'LISTS.OTHER'), [body])).toBe(false);
});
