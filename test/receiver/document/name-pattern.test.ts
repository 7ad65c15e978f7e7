import { expect, test } from 'vitest';
import { fitsPattern } from '../../../receiver/document/name-pattern.ts';
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
