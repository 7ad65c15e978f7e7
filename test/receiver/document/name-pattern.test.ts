import { expect, test } from 'vitest';
import { fitsPattern, isPattern, literalName } from '../../../receiver/document/name-pattern.ts';
import fc from '../../support/fast-check.ts';

test.each([
  ['spring', 'spring', true],
  ['spring', 'Spring', false],
  ['*', '', true],
  ['s*', 'spring', true],
  ['*ring', 'spring', true],
  ['s*i*g', 'spring', true],
  ['a*a', 'a', false],
  ['a.c', 'abc', false],
  ['*b*b*', 'abc', false],
])('%s and %s', (pattern, name, fits) => {
  expect(fitsPattern(pattern, name)).toBe(fits);
});

test('a pattern fits what the regular expression with .* for every * fits', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  fc.assert(
    fc.property(short, short, (pattern, name) => {
      const reference = new RegExp(`^${pattern.replaceAll('*', '[\\s\\S]*')}$`);
      expect(fitsPattern(pattern, name)).toBe(reference.test(name));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['a\\*b*', 'a*bc', true],
  ['a\\*b*', 'axbc', false],
  ['\\\\*', '\\anything', true],
  ['\\\\*', 'anything', false],
  ['\\\\\\*', '\\*', true],
  ['DOMAIN\\user', 'DOMAIN\\user', true],
  ['a\\\\b', 'a\\\\b', true],
])('a star after a backslash is meant literally: %s and %s', (pattern, name, fits) => {
  expect(fitsPattern(pattern, name)).toBe(fits);
});

test('a text without a star of its own is one name', () => {
  expect(['a*', 'a\\*', 'a', '\\\\*'].map(isPattern)).toEqual([true, false, false, true]);
  expect(['a', 'a\\*', '\\\\\\*'].map(literalName)).toEqual(['a', 'a*', '\\*']);
});
