import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalNumber,
  compareNumbers,
  ExactNumber,
  exactly,
  isInteger,
  parseJson,
} from '../../../receiver/document/exact-number.ts';
import { parseBody } from '../../../receiver/parse.ts';

const numberOf = (text: string) => exactly(text, Number(text));

describe('a number that no double is keeps its digits', () => {
  test.each([
    '9007199254740993',
    '-9007199254740993',
    '18446744073709551616',
    '1e400',
    '-1E+400',
    '1e-400',
    '0.1000000000000000055',
    '9007199254740992.5',
    '123456789012345678901234567890',
    '1e999999999999999999999',
  ])('%s', (text) => {
    const [value] = parseJson(`[${text}]`) as readonly unknown[];
    expect(value).toBeInstanceOf(ExactNumber);
    expect(String(value).toLowerCase().replace('+', '')).toBe(text.toLowerCase().replace('+', ''));
    expect(JSON.stringify({ value })).toBe(`{"value":${String(value)}}`);
  });

  test.each([
    '0',
    '-0',
    '1',
    '1.0',
    '1E5',
    '100000',
    '0.1',
    '0.30000000000000004',
    '0.10000000000000001',
    '9007199254740992',
    '1e308',
    '5e-324',
    '1e21',
  ])('%s is a plain number', (text) => {
    expect(parseJson(`[${text}]`)).toEqual([Number(text)]);
  });

  test('whatever a double is written as by JavaScript, or with 17 digits, is that double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
        expect(parseJson(`[${String(double)}]`)).toEqual([JSON.parse(String(double))]);
        if (!Number.isInteger(double)) expect(parseJson(`[${double.toPrecision(17)}]`)).toEqual([double]);
      }),
    );
  });

  test('digits within texts are none of its business', () => {
    const text = '{"a":"9007199254740993, 1e400",":1e400":[" 1e400"]}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });
});

test.each([
  ['9007199254740993', '9007199254740992', 1],
  ['9007199254740992', '9007199254740993', -1],
  ['-9007199254740993', '-9007199254740992', -1],
  ['1e400', '10e399', 0],
  ['1e400', '1e401', -1],
  ['-1e400', '1e400', -1],
  ['1e400', '5', 1],
  ['1e-400', '0', 1],
  ['-1e-400', '0', -1],
  ['0.1000000000000000055', '0.1', 1],
  ['1.0', '1', 0],
  ['1E5', '100000', 0],
  ['18446744073709551616', '18446744073709551616.0', 0],
])('%s beside %s is %i', (a, b, sign) => {
  expect(Math.sign(compareNumbers(numberOf(a), numberOf(b)))).toBe(sign);
  expect(canonicalNumber(numberOf(a)) === canonicalNumber(numberOf(b))).toBe(sign === 0);
});

test('numbers compare as their digits do, however many there are', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 25n), 10n ** 25n), fc.bigInt(-(10n ** 25n), 10n ** 25n), (a, b) => {
      const sign = a === b ? 0 : a < b ? -1 : 1;
      expect(Math.sign(compareNumbers(numberOf(String(a)), numberOf(String(b)))) + 0).toBe(sign);
      expect(isInteger(numberOf(String(a)))).toBe(true);
      expect(isInteger(numberOf(`${a}.5`))).toBe(false);
    }),
  );
});

test('a body of a hundred thousand usual numbers is read about as fast as by JSON.parse', () => {
  const text = JSON.stringify(
    Array.from({ length: 100_000 }, (_, index) => ({ a: index / 7, b: 'x', c: 12 })),
  );
  const best = (read: (text: string) => unknown): number =>
    Math.min(
      ...[1, 2, 3, 4].map(() => {
        const started = performance.now();
        read(text);
        return performance.now() - started;
      }),
    );
  expect(best(parseJson) / best(JSON.parse)).toBeLessThan(12);
  expect(parseBody(Buffer.from('{"a":1e400,"b":[9007199254740993]}'))).toEqual({
    kind: 'object',
    value: { a: new ExactNumber('1e400'), b: [new ExactNumber('9007199254740993')] },
    duplicateKeys: [],
  });
});
