import { describe, expect, test } from 'vitest';
import { type Journal, recordBytes } from '../../../receiver/journal/journal.ts';
import { createMemoryJournal } from '../../../receiver/journal/memory-journal.ts';
import type { ReceivedRecord } from '../../../receiver/journal/record.ts';
import fc from '../../support/fast-check.ts';
import { pagesOf, readBack, someRecord } from './some-record.ts';

const numbers = (journal: Journal): number[] => [...journal].map((record) => record.number);

function filled(count: number, limits: { records: number; bytes: number }): Journal {
  const journal = createMemoryJournal(limits);
  for (let number = 1; number <= count; number += 1) journal.append(someRecord(number));
  return journal;
}

describe('A journal', () => {
  test('gives back what it was given, in order', () => {
    const journal = filled(3, { records: 10, bytes: 1_000 });
    expect(numbers(journal)).toEqual([1, 2, 3]);
    expect(journal.get(2)).toEqual(someRecord(2));
    expect(journal.get(4)).toBe(null);
    expect([...journal.from(2)].map((record) => record.number)).toEqual([2, 3]);
    expect([journal.size, journal.nextNumber, journal.gaps]).toEqual([3, 4, []]);
  });

  test('forgets the oldest records beyond its number, and says which', () => {
    const journal = filled(10, { records: 4, bytes: 1_000 });
    expect(numbers(journal)).toEqual([7, 8, 9, 10]);
    expect(journal.gaps).toEqual([
      { first: 1, last: 6, reason: 'the journal in memory keeps 4 records and 1000 bytes' },
    ]);
    expect(journal.get(6)).toBe(null);
  });

  test('forgets the oldest records beyond its bytes', () => {
    const one = recordBytes(someRecord(1));
    const journal = filled(10, { records: 100, bytes: 3 * one });
    expect(numbers(journal)).toEqual([8, 9, 10]);
    expect(journal.bytes).toBe(3 * one);
  });

  test('cannot keep a record that is larger than all of it, and stays in use', () => {
    const journal = createMemoryJournal({ records: 10, bytes: 100 });
    const heard: number[] = [];
    journal.subscribe((record) => heard.push(record.number));
    journal.append(someRecord(1, 'x'.repeat(200)));
    expect([journal.size, journal.bytes, journal.gaps]).toMatchObject([0, 0, [{ first: 1, last: 1 }]]);
    journal.append(someRecord(2));
    expect(numbers(journal)).toEqual([2]);
    expect(heard).toEqual([1, 2]);
  });

  test('is what the newest records that fit are, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 50 })),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 200 }),
        (sizes, records, bytes) => {
          const journal = createMemoryJournal({ records, bytes });
          const all = sizes.map((size, index) => someRecord(index + 1, 'x'.repeat(size)));
          let kept: ReceivedRecord[] = [];
          const total = (list: ReceivedRecord[]): number =>
            list.reduce((sum, each) => sum + recordBytes(each), 0);
          for (const record of all) {
            journal.append(record);
            kept.push(record);
            while (kept.length > records || total(kept) > bytes) kept = kept.slice(1);
            expect([...journal]).toEqual(kept);
            expect(journal.bytes).toBe(total(kept));
            expect(journal.gaps[0]?.last ?? 0).toBe(record.number - kept.length);
          }
        },
      ),
    );
  });

  test('takes no record out of order', () => {
    const journal = filled(2, { records: 10, bytes: 1_000 });
    expect(() => journal.append(someRecord(4))).toThrow('record 4 is out of order: 3 is due');
    expect(numbers(journal)).toEqual([1, 2]);
  });

  test('can be read while it grows and forgets', () => {
    const journal = filled(3, { records: 3, bytes: 1_000 });
    const seen: number[] = [];
    for (const record of journal) {
      seen.push(record.number);
      if (seen.length === 1) for (const number of [4, 5]) journal.append(someRecord(number));
    }
    expect(seen).toEqual([1, 3, 4, 5]);
  });
});

describe('Reading back from memory', () => {
  test.each([
    ['asc', [6, 7, 8, 9, 10], ['1-5']],
    ['desc', [10, 9, 8, 7, 6], ['1-5']],
  ] as const)('gives what is left and the gap, in the order %s', async (order, wanted, gaps) => {
    const journal = filled(10, { records: 5, bytes: 1_000 });
    const read = await readBack(journal, { order });
    expect(read.numbers).toEqual(wanted);
    expect(read.gaps.map((gap) => gap.split(' ')[0])).toEqual(gaps);
    expect((await readBack(journal, { order, from: 7, to: 8 })).numbers.toSorted()).toEqual([7, 8]);
    expect((await journal.read(7))?.number).toBe(7);
    expect(await journal.read(5)).toBe(null);
  });

  test('covers every number once, in pages, whatever was dropped', async () => {
    for (const order of ['asc', 'desc'] as const) {
      const pages = await pagesOf(filled(2_000, { records: 1_500, bytes: 100_000 }), { order });
      expect(pages.length).toBeGreaterThan(3);
      const ascending = order === 'asc' ? pages : pages.toReversed();
      expect([ascending[0]!.first, ascending.at(-1)!.last]).toEqual([1, 2_000]);
      expect(ascending.slice(1).map(({ first }) => first)).toEqual(
        ascending.slice(0, -1).map(({ last }) => last + 1),
      );
      expect(ascending.flatMap(({ records }) => records).length).toBe(1_500);
    }
  });

  test('begins anew after a reset, without a gap', async () => {
    const journal = filled(10, { records: 5, bytes: 1_000 });
    journal.reset();
    expect([journal.startNumber, journal.nextNumber, journal.size, journal.gaps]).toEqual([11, 11, 0, []]);
    journal.append(someRecord(11));
    expect(await readBack(journal)).toEqual({ numbers: [11], gaps: [] });
  });
});

describe('Listeners of a journal', () => {
  test('hear of every record in the order in which they subscribed, and no more once they have left', () => {
    const journal = createMemoryJournal();
    const heard: string[] = [];
    const leave = journal.subscribe((record) => heard.push(`first ${record.number}`));
    journal.subscribe((record) => heard.push(`second ${record.number}`));
    journal.append(someRecord(1));
    leave();
    leave();
    journal.append(someRecord(2));
    expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
  });

  test('find the record in the journal when they hear of it', () => {
    const journal = createMemoryJournal();
    const found: boolean[] = [];
    journal.subscribe((record) => found.push(journal.get(record.number) === record));
    journal.append(someRecord(1));
    expect(found).toEqual([true]);
  });

  test('hear of it although another one throws', () => {
    const troubles: unknown[] = [];
    const journal = createMemoryJournal(undefined, (error) => troubles.push(error));
    const heard: number[] = [];
    const trouble = new Error('no ear');
    journal.subscribe(() => {
      throw trouble;
    });
    journal.subscribe((record) => heard.push(record.number));
    journal.append(someRecord(1));
    expect([heard, troubles]).toEqual([[1], [trouble]]);
  });
});
