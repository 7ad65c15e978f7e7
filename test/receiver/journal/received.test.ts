import { expect, test } from 'vitest';
import { Received, RecentContents } from '../../../receiver/journal/received.ts';
import { unusable } from '../../../receiver/parse.ts';
import { someRecord } from './some-record.ts';

test('A body is read when somebody asks, and not again for those who ask soon after', () => {
  const record = someRecord(1, '{"a":1}');
  const { content } = record;
  expect(content).toEqual({ kind: 'object', value: { a: 1 }, duplicateKeys: [] });
  expect(record.content).toBe(content);
});

test('The contents of a whole day are not kept: those asked for long ago are read again', () => {
  const contents = new RecentContents();
  const records = Array.from(
    { length: 100 },
    (_, n) => new Received(someRecord(n + 1, `{"n":${n}}`), contents),
  );
  const first = records.map(({ content }) => content);
  expect(records[99]!.content).toBe(first[99]);
  expect(records[0]!.content).not.toBe(first[0]);
  expect(records[0]!.content).toEqual(first[0]);
});

test('What is wrong with a body for another reason than its bytes stays what it is', () => {
  const flaw = unusable('cut short', 'after 2 bytes: the connection was closed');
  expect(someRecord(1, '{}', { flaw }).content).toBe(flaw);
});
