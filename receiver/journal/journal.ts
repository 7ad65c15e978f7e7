import type { ReceivedRecord } from './record.ts';

/** Numbers of the first and the last record that the journal no longer has. */
export interface JournalGap {
  readonly first: number;
  readonly last: number;
}

export type RecordListener = (record: ReceivedRecord) => void;

/**
 * What was received, in the order of arrival. Listeners hear of every record; those who come later read what is still kept, and
 * `gap` says plainly what is not. Everything is synchronous, so that nobody sees a record before its place in the order is sure.
 */
export interface Journal extends Iterable<ReceivedRecord> {
  /** The number that the next record must bear; the first is 1. */
  readonly nextNumber: number;
  /** Records kept. */
  readonly size: number;
  /** Bytes kept, as `recordBytes` counts them. */
  readonly bytes: number;
  /** Null as long as nothing was dropped. */
  readonly gap: JournalGap | null;
  /** Keeps a record, dropping the oldest ones where a limit asks for it, then tells the listeners in the order in which they came. */
  append(record: ReceivedRecord): void;
  /** Gives the function that ends the subscription. */
  subscribe(listener: RecordListener): () => void;
  /** The record of a number; null where it was dropped or has not come yet. */
  get(number: number): ReceivedRecord | null;
  /** The records from a number on, those included that come while it is read; what was dropped is left out. Default 1. */
  from(number?: number): IterableIterator<ReceivedRecord>;
}

/** The oldest records go when there are more than so many, or when they take more bytes than so many. */
export interface JournalLimits {
  readonly records: number;
  readonly bytes: number;
}

/** 100,000 records or 128 MiB of them, whichever comes first. */
export const DEFAULT_JOURNAL_LIMITS: JournalLimits = { records: 100_000, bytes: 128 * 1024 * 1024 };

/** What a record counts against the limit: body, path and headers as they came. In memory all of a record takes about 3 KB for an ordinary notification. */
export function recordBytes({ body, path, headers }: ReceivedRecord): number {
  let bytes = body.length + path.length;
  for (const header of headers) bytes += header.length;
  return bytes;
}

/** What to do about a listener that throws: the others still hear of the record. */
export type ListenerTrouble = (error: unknown) => void;

/** A journal in memory, bounded, so that a run of any length stays flat. Without `onTrouble` a listener's error goes on to whoever appends. */
export function createMemoryJournal(
  limits: JournalLimits = DEFAULT_JOURNAL_LIMITS,
  onTrouble: ListenerTrouble = rethrow,
): Journal {
  const kept = new Map<number, ReceivedRecord>();
  let oldest = 1;
  let next = 1;
  let bytes = 0;
  let listeners: readonly RecordListener[] = [];

  function dropOldest(): void {
    bytes -= recordBytes(kept.get(oldest)!);
    kept.delete(oldest);
    oldest += 1;
  }

  function* from(number = 1): IterableIterator<ReceivedRecord> {
    for (let at = Math.max(number, oldest); at < next; at = Math.max(at + 1, oldest)) yield kept.get(at)!;
  }

  return {
    get nextNumber() {
      return next;
    },
    get size() {
      return kept.size;
    },
    get bytes() {
      return bytes;
    },
    get gap() {
      return oldest === 1 ? null : { first: 1, last: oldest - 1 };
    },
    append(record) {
      if (record.number !== next) throw new Error(`record ${record.number} is out of order: ${next} is due`);
      next += 1;
      kept.set(record.number, record);
      bytes += recordBytes(record);
      while (kept.size > limits.records || (bytes > limits.bytes && kept.size > 0)) dropOldest();
      for (const listener of listeners) {
        try {
          listener(record);
        } catch (error) {
          onTrouble(error);
        }
      }
    },
    subscribe(listener) {
      const own: RecordListener = (record) => listener(record);
      listeners = [...listeners, own];
      return () => {
        listeners = listeners.filter((each) => each !== own);
      };
    },
    get: (number) => kept.get(number) ?? null,
    from,
    [Symbol.iterator]: () => from(),
  };
}

function rethrow(error: unknown): never {
  throw error;
}
