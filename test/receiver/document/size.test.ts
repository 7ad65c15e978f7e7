import { describe, expect, test } from 'vitest';
import { parseSize, sizeText } from '../../../receiver/document/size.ts';
import fc from '../../support/fast-check.ts';

describe('A size', () => {
  test.each([
    ['0', 0],
    ['4096', 4_096],
    ['100 B', 100],
    ['64kB', 64_000],
    ['1.5 MB', 1_500_000],
    ['16MiB', 16_777_216],
    ['1gib', 1_073_741_824],
    ['0.5 B', 0],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  test.each([
    '',
    ' ',
    'B',
    '-1 B',
    '1 k',
    '1 TB',
    '1.5.2 kB',
    '1 kB/s',
    '1e3 B',
    '.5 MB',
    `${'9'.repeat(400)} B`,
  ])('is not "%s"', (text) => {
    expect(parseSize(text)).toBeNull();
  });

  test.each([
    [0, '0 B'],
    [100, '100 B'],
    [64_000, '64 kB'],
    [1_500_000, '1500 kB'],
    [16_777_216, '16 MiB'],
    [5_000_000_000, '5 GB'],
  ])('of %d bytes is written %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  test('that is written is read back', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (bytes) => parseSize(sizeText(bytes)) === bytes));
  });
});
