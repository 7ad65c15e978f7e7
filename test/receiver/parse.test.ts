import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, MAX_DUPLICATE_KEYS, parseBody } from '../../receiver/parse.ts';
import fc from '../support/fast-check.ts';

const parse = (body: string | Uint8Array) => parseBody(Buffer.from(body));
const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('What a body turned out to be', () => {
  test('an object, with its values', () => {
    expect(parse(' {"a": [1, null, "x"]} \n')).toEqual({
      kind: 'object',
      value: { a: [1, null, 'x'] },
      duplicateKeys: [],
    });
  });

  test.each([
    ['', 'empty', 'no body'],
    [' \n ', 'malformed JSON', 'expected a value, found the end of the body at line 2, column 2 (offset 3)'],
    ['[]', 'not an object', 'it is a list'],
    ['null', 'not an object', 'it is null'],
    ['"x"', 'not an object', 'it is a text'],
    ['1e3', 'not an object', 'it is a number'],
    ['true', 'not an object', 'it is true'],
    [Buffer.from([0x22, 0xff, 0x22]), 'invalid UTF-8', 'byte 0xff at offset 1 does not belong there'],
    [
      Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
      'invalid UTF-8',
      'byte 0xed at offset 1 does not belong there',
    ],
    ['\ufeff{}', 'malformed JSON', 'it begins with a byte order mark (EF BB BF), which JSON must not'],
    [
      '{"a":1,}',
      'malformed JSON',
      'expected a key in double quotes, found "}" at line 1, column 8 (offset 7)',
    ],
    [
      "{\n  'a': 1\n}",
      'malformed JSON',
      'expected a key in double quotes, found "\'" at line 2, column 3 (offset 4)',
    ],
    ['{"a":NaN}', 'malformed JSON', 'expected a value, found "N" at line 1, column 6 (offset 5)'],
    ['{"a":01}', 'malformed JSON', 'expected "," or "}", found "1" at line 1, column 7 (offset 6)'],
    ['{"a" 1}', 'malformed JSON', 'expected ":" after the key, found "1" at line 1, column 6 (offset 5)'],
    ['{} {}', 'malformed JSON', 'expected the end, found "{" at line 1, column 4 (offset 3)'],
    [
      '{"a":"\n"}',
      'malformed JSON',
      'expected a character or escape that JSON allows, or the closing quote, found "\\n" at line 1, column 7 (offset 6)',
    ],
    [
      '{"a":"😀',
      'malformed JSON',
      'expected a character or escape that JSON allows, or the closing quote, found the end of the body at line 1, column 9 (offset 8)',
    ],
  ])('%j is not usable: %s', (body, problem, detail) => {
    expect(parse(body)).toEqual({ kind: 'unusable', problem, detail });
  });

  test('__proto__, constructor and lone surrogates are data', () => {
    const content = parse('{"__proto__":{"polluted":true},"constructor":1,"a":"\\ud800"}');
    if (content.kind !== 'object') throw new Error(content.detail);
    expect(Object.keys(content.value)).toEqual(['__proto__', 'constructor', 'a']);
    expect(content.value.a).toBe('\ud800');
    expect(content.duplicateKeys).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('the deepest allowed body is read, one level more is too deep', () => {
    expect(parse(nested(MAX_DEPTH)).kind).toBe('object');
    expect(parse(nested(MAX_DEPTH + 1))).toMatchObject({ problem: 'too deep' });
  });

  test.each([['['.repeat(100_000)], ['{"a":'.repeat(100_000)], [nested(100_000)]])(
    '100,000 levels neither crash nor hang',
    (body) => {
      expect(parse(body)).toMatchObject({ problem: 'too deep' });
    },
  );

  test('brackets and colons within a text count for nothing', () => {
    const body = JSON.stringify({ a: `${'[{'.repeat(200)}":"\\`, '{:"': 1 });
    expect(parse(body)).toEqual({ kind: 'object', value: JSON.parse(body), duplicateKeys: [] });
  });

  test('a text of four million characters in a malformed body is no trouble', () => {
    expect(parse(`{"a":"${'x'.repeat(4_000_000)}"`)).toMatchObject({ problem: 'malformed JSON' });
  });
});

describe('Keys that stand more than once', () => {
  test.each([
    ['{"a":1,"a":2}', ['a'], { a: 2 }],
    ['{"a":1,"\\u0061":2,"a":3}', ['a'], { a: 3 }],
    ['{"__proto__":1,"__proto__":2}', ['__proto__'], JSON.parse('{"__proto__":2}')],
    ['{"L":[{"N":1},{"N":1,"N":2}]}', ['L[1].N'], { L: [{ N: 1 }, { N: 2 }] }],
    ['{"L":[[{"x y":0,"x y":0}]]}', ['L[0][0]["x y"]'], { L: [[{ 'x y': 0 }]] }],
    ['{"a":{"b":1,"b":1},"a":{"b":1,"b":1}}', ['a.b', 'a'], { a: { b: 1 } }],
  ])('%s', (body, duplicateKeys, value) => {
    expect(parse(body)).toEqual({ kind: 'object', value, duplicateKeys });
  });

  test('a bounded number of them is named', () => {
    const members = Array.from({ length: 300 }, (_, index) => `"k${index}":1,"k${index}":2`);
    const content = parse(`{${members.join(',')}}`);
    expect(content.kind === 'object' && content.duplicateKeys.length).toBe(MAX_DUPLICATE_KEYS);
  });
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0a1-.e \ntrue') }),
      ),
      (body) => {
        expect(['object', 'unusable']).toContain(parse(body).kind);
      },
    ),
    { numRuns: 500 },
  );
});

test('every JSON object is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
      const body = JSON.stringify(value);
      expect(parse(body)).toEqual({ kind: 'object', value: JSON.parse(body), duplicateKeys: [] });
    }),
  );
});
