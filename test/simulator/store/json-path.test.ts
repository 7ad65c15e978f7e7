import { expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { readJsonPath, valuesAt } from '../../../simulator/store/json-path.ts';

const ANSWER: JsonValue = {
  took: 3,
  items: [{ body: { a: 1 } }, { body: { a: 2 } }, 'text'],
  'two words': { "it's": ['x', 'y'] },
  pages: [{ items: [1, 2] }, { items: [3] }, { other: [4] }],
  größe: 5,
};

test.each<[path: string, values: readonly JsonValue[]]>([
  ['$', [ANSWER]],
  ['$.took', [3]],
  ['$.items[1].body.a', [2]],
  ['$.items[*].body', [{ a: 1 }, { a: 2 }]],
  ["$['two words']['it\\'s'][0]", ['x']],
  ['$["two words"]["it\'s"][*]', ['x', 'y']],
  ['$.pages[*].items[*]', [1, 2, 3]],
  ['$.pages.*.items[0]', [1, 3]],
  ['$.größe', [5]],
  ['$.items[3]', []],
  ['$.items.length', []],
  ['$.constructor', []],
  ['$.took.more', []],
])('%s leads to what is there', (text, values) => {
  const path = readJsonPath(text);
  expect(path).not.toBeNull();
  expect(valuesAt(ANSWER, path!)).toEqual(values);
});

test.each([
  '',
  'items',
  '.items',
  '$items',
  '$.',
  '$..items',
  '$[',
  '$[-1]',
  '$[a]',
  '$.items[',
  '$[0:2]',
  '$[?(@.a)]',
])('"%s" is no path', (text) => {
  expect(readJsonPath(text)).toBeNull();
});
