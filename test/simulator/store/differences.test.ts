import { expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { parseJson } from '../../../receiver/document/exact-number.ts';
import { canonicalText, contentKey } from '../../../simulator/store/content-key.ts';
import { differencesOf, eachDifference, patternText } from '../../../simulator/store/differences.ts';
import { sameJson } from '../../../simulator/store/same-json.ts';
import fc from '../../support/fast-check.ts';

test.each<[title: string, kind: string, pairs: readonly (readonly [sent: JsonValue, stored: JsonValue])[]]>([
  [
    'a number became text',
    'number became text',
    [
      [85, '85'],
      [0.85, '0.85'],
      [0.85, '0,85'],
      [0.1, '0.10000000149'],
      [1e21, '1e+21'],
      [-3, ' -3 '],
    ],
  ],
  [
    'a text became a number',
    'text became number',
    [
      ['85', 85],
      ['0012', 12],
      ['2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1)],
      ['2026-01-01T00:00:00+01:00', Date.UTC(2025, 11, 31, 23) / 1_000],
    ],
  ],
  [
    'null became another value',
    'null became another value',
    [
      [null, ''],
      [null, 0],
      [null, 'null'],
      [null, []],
    ],
  ],
  [
    'another value became null',
    'another value became null',
    [
      [0, null],
      ['', null],
      [[], null],
    ],
  ],
  [
    'a number lost precision',
    'precision',
    [
      [0.1, 0.10000000149],
      [0.85, Math.fround(0.85)],
      [0.123456, 0.1235],
      [0.123456, 0.1234],
      [0.85, 0],
      [0.85, 1],
      [612.5, 612],
      [2 ** 53 - 1, 2 ** 53],
      [16_777_217, 16_777_216],
      [1_234_567_891, 1_234_567_936],
      [1.7976931348623157e308, 1.797693e308],
      [-0, 0],
    ],
  ],
  [
    'an instant in another time zone',
    'time zone',
    [
      ['2026-01-01T10:00:00+01:00', '2026-01-01T09:00:00Z'],
      ['2026-01-01T10:00:00Z', '2026-01-01T10:00:00+00:00'],
      ['2026-01-01T10:00:00', '2026-01-01T10:00:00Z'],
      ['2026-01-01T10:00:00.250', '2026-01-01 08:00:00.25'],
      ['2026-01-01T10:00:00Z', '2026-01-01T15:45:00Z'],
      ['2026-01-01T23:30+0530', '2026-01-01T18:00Z'],
    ],
  ],
  [
    'an instant lost digits of its second',
    'precision',
    [
      ['2026-01-01T10:00:00.123456Z', '2026-01-01T10:00:00.123Z'],
      ['2026-01-01T10:00:00.000Z', '2026-01-01T10:00:00Z'],
    ],
  ],
  [
    'another type',
    'other type',
    [
      [1, true],
      [true, 'true'],
      [85, 'eighty-five'],
      [85, '86'],
      ['Spring', 7],
      [{}, []],
      ['[]', []],
      [1, [1]],
      [Date.UTC(2026, 0, 1), '2026-01-01'],
    ],
  ],
  [
    'another value',
    'other value',
    [
      [85, 86],
      [600, 0],
      [0.3, 0.4],
      [0, 1e-9],
      [true, false],
      ['Spring', 'spring'],
      ['2026-01-01T10:00:00Z', '2026-01-01T10:07:00Z'],
      ['2026-01-01T10:00:00Z', '2026-01-09T10:00:00Z'],
      ['2026-01-01T10:00:00Z', '2026-01-01 10:00:00Z'],
      ['2026-99-01T10:00:00Z', '2026-98-01T10:00:00Z'],
    ],
  ],
])('%s', (_, kind, pairs) => {
  expect(pairs.length).toBeGreaterThan(1);
  expect(pairs.map(([sent, stored]) => [sent, stored, differencesOf({ it: sent }, { it: stored })])).toEqual(
    pairs.map(([sent, stored]) => [sent, stored, [{ path: '$.it', kind, sent, stored }]]),
  );
});

test('A null that was dropped is missing, and what was put in is added', () => {
  expect(differencesOf({ a: null, b: 1 }, { b: 1, c: null })).toEqual([
    { path: '$.a', kind: 'missing', sent: null, stored: undefined },
    { path: '$.c', kind: 'added', sent: undefined, stored: null },
  ]);
});

test('Objects have no order, lists have', () => {
  expect(differencesOf({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
  expect(differencesOf({ a: [{ x: 1, y: 2 }, 5] }, { a: [5, { y: 2, x: 1 }] })).toEqual([
    { path: '$.a', kind: 'order', sent: [{ x: 1, y: 2 }, 5], stored: [5, { y: 2, x: 1 }] },
  ]);
});

test('A list that lost an item in its middle is shorter, and nothing else', () => {
  expect(differencesOf({ lists: ['A', 'B', 'C'] }, { lists: ['A', 'C'] })).toEqual([
    { path: '$.lists', kind: 'length', sent: 3, stored: 2 },
  ]);
  expect(differencesOf([1, 2, 3], [1, 9, 3, 4])).toEqual([
    { path: '$', kind: 'length', sent: 3, stored: 4 },
    { path: '$[1]', kind: 'other value', sent: 2, stored: 9 },
  ]);
});

test('A field of a list item is named with its position, an odd name in quotes', () => {
  const sent = { GSW_CALLING_LISTS: [{ a: 1 }, { "it's": 0.5 }] };
  const stored = { GSW_CALLING_LISTS: [{ a: 1 }, { "it's": '0.5' }] };
  expect(differencesOf(sent, stored).map(({ path }) => path)).toEqual(["$.GSW_CALLING_LISTS[1]['it\\'s']"]);
  const patterns: string[] = [];
  eachDifference(sent, stored, (way) => patterns.push(patternText(way)));
  expect(patterns).toEqual(["$.GSW_CALLING_LISTS[*]['it\\'s']"]);
});

test('Names that mean something in JavaScript are names like any other', () => {
  const sent = JSON.parse('{"__proto__": 1, "constructor": {"toString": 2}}') as JsonValue;
  expect(differencesOf(sent, {}).map(({ path, kind }) => [path, kind])).toEqual([
    ['$.__proto__', 'missing'],
    ['$.constructor', 'missing'],
  ]);
  expect(sameJson(sent, JSON.parse(canonicalText(sent)) as JsonValue)).toBe(true);
});

test('Ten thousand differences are cut off at a hundred, and all are told to whoever counts', () => {
  const sent = Array.from({ length: 10_000 }, (_, index) => index);
  const stored = sent.map(String);
  expect(differencesOf(sent, stored).length).toBe(100);
  let told = 0;
  eachDifference(sent, stored, () => {
    told += 1;
  });
  expect(told).toBe(10_000);
});

test('A value a hundred thousand levels deep is compared like any other', () => {
  const deep = (inner: string): JsonValue =>
    JSON.parse(`${'[{"a":'.repeat(50_000)}${inner}${'}]'.repeat(50_000)}`) as JsonValue;
  expect(differencesOf(deep('1'), deep('1'))).toEqual([]);
  expect(sameJson(deep('1'), deep('1'))).toBe(true);
  expect(contentKey(deep('1'))).not.toBe(contentKey(deep('2')));
  const [difference] = differencesOf(deep('1'), deep('"1"'));
  expect(difference).toMatchObject({ kind: 'number became text', sent: 1, stored: '1' });
  expect(difference!.path).toMatch(/^\$\[0\]\.a\[0\]\.a.*…$/);
  expect(difference!.path.length).toBeLessThan(400);
});

/** The same value, with the members of every object in another order. */
function turned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, turned(inner)] as const);
  return JSON.parse(
    `{${members
      .reverse()
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`)
      .join(',')}}`,
  ) as JsonValue;
}

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

test('A value and the same in another order have no differences, and one key', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(differencesOf(value, turned(value))).toEqual([]);
      expect(sameJson(value, turned(value))).toBe(true);
      expect(contentKey(value)).toBe(contentKey(turned(value)));
    }),
  );
});

test('Whatever is not the same has a difference and another key, and what is the same has none', () => {
  const small = fc.jsonValue({
    maxDepth: 2,
    stringUnit: fc.constantFrom('a', '1'),
  }) as fc.Arbitrary<JsonValue>;
  fc.assert(
    fc.property(small, small, (one, other) => {
      const same = canonicalText(one) === canonicalText(other);
      expect(sameJson(one, other)).toBe(same);
      expect(differencesOf(one, other).length === 0).toBe(same);
      expect(contentKey(one) === contentKey(other)).toBe(same);
    }),
    { numRuns: 1_000 },
  );
});

test('Every difference names a value that is there', () => {
  fc.assert(
    fc.property(anyJson, anyJson, (one, other) => {
      for (const { sent, stored, kind } of differencesOf(one, other)) {
        expect(sent === undefined).toBe(kind === 'added');
        expect(stored === undefined).toBe(kind === 'missing');
      }
    }),
  );
});

test.each([
  ['9007199254740993', '9007199254740993', null],
  ['9007199254740993', '9007199254740992', 'precision'],
  ['9007199254740993', '"9007199254740993"', 'number became text'],
  ['1e400', '10e399', null],
  ['1e400', 'null', 'another value became null'],
  ['1e400', '1e401', 'other value'],
  ['{"a":[1e400]}', '{"a":[1e400]}', null],
  ['0.1000000000000000055', '0.1', 'precision'],
])('%s kept as %s: %s, with all of their digits', (sent, stored, kind) => {
  const [a, b] = [parseJson(`[${sent}]`), parseJson(`[${stored}]`)] as [JsonValue, JsonValue];
  expect(sameJson(a, b)).toBe(kind === null);
  expect(contentKey(a) === contentKey(b)).toBe(kind === null);
  const differences = differencesOf(a, b);
  expect(differences.map((each) => each.kind)).toEqual(kind === null ? [] : [kind]);
});
