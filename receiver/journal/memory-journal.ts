import {
  DEFAULT_JOURNAL_LIMITS,
  type Journal,
  type JournalGap,
  type JournalLimits,
  type JournalPage,
  type JournalRange,
  type ListenerTrouble,
} from './journal.ts';
import { Listeners } from './listeners.ts';
import { RecentRecords } from './recent-records.ts';
import type { ReceivedRecord } from './record.ts';

/** A page ends with so many records, or with that record by which it has so many bytes of bodies. */
const PAGE_RECORDS = 256;
const PAGE_BYTES = 1024 * 1024;

/**
 * A journal in memory, bounded, so that a run of any length stays flat: what it drops becomes a gap. Without `onTrouble` a
 * listener's error goes on to whoever appends.
 */
export function createMemoryJournal(
  limits: JournalLimits = DEFAULT_JOURNAL_LIMITS,
  onTrouble?: ListenerTrouble,
): Journal {
  const recent = new RecentRecords(limits);
  const listeners = new Listeners(onTrouble);
  const reason = `the journal in memory keeps ${limits.records} records and ${limits.bytes} bytes`;
  let start = 1;
  let next = 1;

  const gaps = (): readonly JournalGap[] =>
    recent.oldest > start ? [{ first: start, last: recent.oldest - 1, reason }] : [];

  /** As of now: what is dropped while somebody reads shows in the pages still to come. */
  function page(first: number, last: number, order: 'asc' | 'desc'): JournalPage {
    const records: ReceivedRecord[] = [];
    for (const record of recent.from(first)) {
      if (record.number > last) break;
      records.push(record);
    }
    const cut = gaps()
      .map((gap) => ({ ...gap, first: Math.max(gap.first, first), last: Math.min(gap.last, last) }))
      .filter((gap) => gap.first <= gap.last);
    return { first, last, records: order === 'asc' ? records : records.reverse(), gaps: cut };
  }

  /** The number with which a page ends that begins with a record at hand. */
  function endOf(begin: number, step: 1 | -1, last: number): number {
    let end = begin;
    let bytes = recent.get(end)?.body.length ?? 0;
    for (let count = 1; count < PAGE_RECORDS && end !== last && bytes < PAGE_BYTES; count += 1) {
      end += step;
      bytes += recent.get(end)?.body.length ?? 0;
    }
    return end;
  }

  async function* pages({ from = 1, to = Number.POSITIVE_INFINITY, order = 'asc' }: JournalRange = {}) {
    const first = Math.max(from, start);
    const last = Math.min(to, next - 1);
    if (order === 'asc') {
      for (let at = first; at <= last; ) {
        // What is dropped is one stretch, however long it is.
        const end = recent.oldest > last ? last : endOf(Math.max(at, recent.oldest), 1, last);
        yield page(at, end, order);
        at = end + 1;
      }
    } else {
      for (let at = last; at >= first; ) {
        const lowest = Math.max(first, recent.oldest);
        const end = at <= lowest ? lowest : endOf(at, -1, lowest);
        const begin = end === lowest ? first : end;
        yield page(begin, at, order);
        at = begin - 1;
      }
    }
  }

  return {
    folder: null,
    torn: null,
    remarks: [],
    get nextNumber() {
      return next;
    },
    get lastNumber() {
      return next - 1;
    },
    get startNumber() {
      return start;
    },
    get size() {
      return recent.size;
    },
    get bytes() {
      return recent.bytes;
    },
    get gaps() {
      return gaps();
    },
    append(record, written) {
      if (record.number !== next) throw new Error(`record ${record.number} is out of order: ${next} is due`);
      next += 1;
      recent.add(record);
      listeners.tell(record);
      written?.(null);
    },
    subscribe: (listener, onLoss) => listeners.add(listener, onLoss),
    get: (number) => recent.get(number),
    from: (number) => recent.from(number),
    read: async (number) => recent.get(number),
    pages,
    reset() {
      start = next;
      recent.clear(next);
    },
    close: async () => {},
    [Symbol.iterator]: () => recent.from(),
  };
}
