import { expect, test } from 'vitest';
import type { RecordSummary } from '../../../receiver/control/messages.ts';
import { GroupBook } from '../../../receiver/page/client/group-book.js';

function told(...tenants: readonly (string | null)[]): readonly (readonly [string | null, number])[] {
  const book = new GroupBook();
  const records = tenants.map((tenant, index) => ({
    number: index + 1,
    receivedAtMs: index,
    group: 'Spring',
    tenant,
    event: 'loaded',
    state: 'Active',
    dialMode: null,
  }));
  book.add(records as unknown as readonly RecordSummary[]);
  return book.groups.map(({ tenant, count }) => [tenant, count]);
}

test('groups of two tenants with one name are two groups', () => {
  expect(told('A', 'B', 'A')).toEqual([
    ['A', 2],
    ['B', 1],
  ]);
});

test('a record without a tenant makes no twin of the only group of its name', () => {
  expect(told('A', null, 'A')).toEqual([['A', 3]]);
  expect(told(null, 'A', 'A', null)).toEqual([['A', 4]]);
});
