import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryJournal, type Journal, recordBytes } from '../../../receiver/journal/journal.ts';
import type { ReceivedRecord } from '../../../receiver/journal/record.ts';

function received(number: number, body = '{}'): ReceivedRecord {
  return {
    number,
    receivedAtMs: 0,
    connection: 1,
    requestOnConnection: number,
    method: 'POST',
    path: '/',
    headers: ['Host', 'x'],
    body: Buffer.from(body),
    bodyBytes: body.length,
    wrongContentType: false,
    content: { kind: 'object', value: {}, duplicateKeys: [] },
    reply: { status: 200, manner: 'as usual', delayMs: 0 },
  };
}

const numbers = (journal: Journal): number[] => [...journal].map((record) => record.number);

function filled(count: number, limits: { records: number; bytes: number }): Journal {
  const journal = createMemoryJournal(limits);
  for (let number = 1; number <= count; number += 1) journal.append(received(number));
  return journal;
}

describe('A journal', () => {
  test('gives back what it was given, in order', () => {
    const journal = filled(3, { records: 10, bytes: 1_000 });
    expect(numbers(journal)).toEqual([1, 2, 3]);
    expect(journal.get(2)).toEqual(received(2));
    expect(journal.get(4)).toBe(null);
    expect([...journal.from(2)].map((record) => record.number)).toEqual([2, 3]);
    expect([journal.size, journal.nextNumber, journal.gap]).toEqual([3, 4, null]);
  });

  test('forgets the oldest records beyond its number, and says which', () => {
    const journal = filled(10, { records: 4, bytes: 1_000 });
    expect(numbers(journal)).toEqual([7, 8, 9, 10]);
    expect(journal.gap).toEqual({ first: 1, last: 6 });
    expect(journal.get(6)).toBe(null);
  });

  test('forgets the oldest records beyond its bytes', () => {
    const one = recordBytes(received(1));
    const journal = filled(10, { records: 100, bytes: 3 * one });
    expect(numbers(journal)).toEqual([8, 9, 10]);
    expect(journal.bytes).toBe(3 * one);
  });

  test('cannot keep a record that is larger than all of it, and stays in use', () => {
    const journal = createMemoryJournal({ records: 10, bytes: 100 });
    const heard: number[] = [];
    journal.subscribe((record) => heard.push(record.number));
    journal.append(received(1, 'x'.repeat(200)));
    expect([journal.size, journal.bytes, journal.gap]).toEqual([0, 0, { first: 1, last: 1 }]);
    journal.append(received(2));
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
          const all = sizes.map((size, index) => received(index + 1, 'x'.repeat(size)));
          let kept: ReceivedRecord[] = [];
          const total = (list: ReceivedRecord[]): number =>
            list.reduce((sum, each) => sum + recordBytes(each), 0);
          for (const record of all) {
            journal.append(record);
            kept.push(record);
            while (kept.length > records || total(kept) > bytes) kept = kept.slice(1);
            expect([...journal]).toEqual(kept);
            expect(journal.bytes).toBe(total(kept));
            expect(journal.gap?.last ?? 0).toBe(record.number - kept.length);
          }
        },
      ),
    );
  });

  test('takes no record out of order', () => {
    const journal = filled(2, { records: 10, bytes: 1_000 });
    expect(() => journal.append(received(4))).toThrow('record 4 is out of order: 3 is due');
    expect(numbers(journal)).toEqual([1, 2]);
  });

  test('can be read while it grows and forgets', () => {
    const journal = filled(3, { records: 3, bytes: 1_000 });
    const seen: number[] = [];
    for (const record of journal) {
      seen.push(record.number);
      if (seen.length === 1) for (const number of [4, 5]) journal.append(received(number));
    }
    expect(seen).toEqual([1, 3, 4, 5]);
  });
});

describe('Listeners of a journal', () => {
  test('hear of every record in the order in which they subscribed, and no more once they have left', () => {
    const journal = createMemoryJournal();
    const heard: string[] = [];
    const leave = journal.subscribe((record) => heard.push(`first ${record.number}`));
    journal.subscribe((record) => heard.push(`second ${record.number}`));
    journal.append(received(1));
    leave();
    leave();
    journal.append(received(2));
    expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
  });

  test('find the record in the journal when they hear of it', () => {
    const journal = createMemoryJournal();
    const found: boolean[] = [];
    journal.subscribe((record) => found.push(journal.get(record.number) === record));
    journal.append(received(1));
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
    journal.append(received(1));
    expect([heard, troubles]).toEqual([[1], [trouble]]);
  });
});
