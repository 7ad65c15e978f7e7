import { expect, test } from 'vitest';
import {
  type DocumentValue,
  lineAndColumn,
  readDocument,
} from '../../../../receiver/reply/elasticsearch/read-document.ts';
import fc from '../../../support/fast-check.ts';

function plain(value: DocumentValue): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'integer':
    case 'decimal':
      return JSON.parse(value.text);
    case 'list':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries(value.members.map(({ name, value: inner }) => [name, plain(inner)]));
    default:
      return value.value;
  }
}

test('reads whatever JSON.parse reads as the same, and each value where it stands', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.nat(3), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const document = readDocument(text);
      if (document.kind === 'no document') throw new Error(document.message);
      expect(plain(document)).toEqual(JSON.parse(text));
      expect(JSON.parse(text.slice(document.start, document.end))).toEqual(JSON.parse(text));
    }),
  );
});

test('refuses whatever JSON.parse refuses', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '"', '}', ']', ',', ':', '\\', '0', 'x'),
      (json, at, put) => {
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + put + json.slice(cut + 1);
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        const document = readDocument(text);
        // A key that comes twice is refused where it stands, whatever is wrong behind it.
        const refused = document.kind === 'no document' ? document.why.split(' ')[0] : null;
        const reasons = ['syntax', 'end', 'extra', 'duplicate'];
        expect(parses ? [null, 'duplicate'] : reasons).toContain(refused);
      },
    ),
    { numRuns: 1_000 },
  );
});

test.each([
  ['{"a":1', 'end'],
  ['{"a":"x', 'end'],
  ['{"a":1,}', 'syntax'],
  ['{} x', 'extra'],
  ['{}}', 'extra'],
  ['{}{}', 'extra START_OBJECT'],
  ['{}[', 'extra START_ARRAY'],
  ['{} "x"', 'extra VALUE_STRING'],
  ['{} 1', 'extra VALUE_NUMBER'],
  ['{} null', 'extra VALUE_NULL'],
])('%s is none because of %s', (text, why) => {
  expect(readDocument(text)).toMatchObject({ kind: 'no document', why });
});

test('what follows a key that comes twice is not looked at', () => {
  expect(readDocument('{"a":1,"a":')).toMatchObject({ why: 'duplicate', at: 7 });
});

test('takes a string of many megabytes, all of it escapes', () => {
  const text = `{"a":"${'\\"'.repeat(2_000_000)}"}`;
  const document = readDocument(text);
  expect(document.kind).toBe('object');
});

test('counts lines and columns from 1, columns in bytes', () => {
  const text = '{\n  "ü": "x",\n\t"y": 1\n}';
  expect(lineAndColumn(text, 0)).toBe('1:1');
  expect(lineAndColumn(text, text.indexOf('"x"'))).toBe('2:9');
  expect(lineAndColumn(text, text.indexOf('1'))).toBe('3:7');
});
