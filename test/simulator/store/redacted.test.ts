import { expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { redactor } from '../../../simulator/sender/redact.ts';
import { redactedValue } from '../../../simulator/store/redacted.ts';

const redact = redactor(['s3"cret', '4711']);

test.each<readonly [JsonValue | undefined, JsonValue | undefined]>([
  [undefined, undefined],
  [null, null],
  ['Bearer s3"cret', 'Bearer •••'],
  [
    { b: 's3"cret', a: [1] },
    { a: [1], b: '•••' },
  ],
  [{ 's3"cret': true }, { '•••': true }],
  [4711, '•••'],
  [[1, 4711], '[1,•••]'],
])('%j is shown as %j', (value, shown) => {
  expect(redactedValue(value, redact)).toEqual(shown);
});

test('What holds no secret is shown as it is, however deep', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as JsonValue;
  expect(redactedValue(deep, redact)).toBe(deep);
});
