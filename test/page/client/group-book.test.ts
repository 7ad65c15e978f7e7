import { expect, test } from 'vitest';
import { Groups } from '../../../receiver/control/groups.ts';
import type { RecordSummary } from '../../../receiver/control/messages.ts';
import { statisticsReader } from '../../../receiver/control/subject.ts';
import { GroupBook } from '../../../receiver/page/client/group-book.js';
import { CONTRACT } from '../../receiver/expect/observations.ts';

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

test('the time line is the same live and after a reload, an unload that waits for calls included', () => {
  const told = [
    ['loaded', null],
    ['periodic', 'Active'],
    ['stopped', 'Active'],
    ['periodic', 'WaitingUnload'],
    ['periodic', 'WaitingUnload'],
    ['unloaded', null],
  ] as const;
  const [live, reloaded] = [new GroupBook(), new GroupBook()];
  const groups = new Groups(statisticsReader(CONTRACT));
  told.forEach(([event, state], index) => {
    const number = index + 1;
    const about = { group: 'Spring', tenant: 'A', event, state, dialMode: null };
    live.add([{ number, receivedAtMs: number, ...about } as unknown as RecordSummary]);
    groups.add(number, number, about, {});
  });
  reloaded.setAll(groups.message(100));
  const [group] = live.groups;
  expect(group!.stages.map(({ number, state }) => [number, state])).toEqual([
    [1, 'Active'],
    [3, 'Active'],
    [4, 'WaitingUnload'],
    [6, 'NotLoaded'],
  ]);
  expect(reloaded.groups[0]!.stages).toEqual(group!.stages);
});

test('a record without a tenant makes no twin of the only group of its name', () => {
  expect(told('A', null, 'A')).toEqual([['A', 3]]);
  expect(told(null, 'A', 'A', null)).toEqual([['A', 4]]);
});
