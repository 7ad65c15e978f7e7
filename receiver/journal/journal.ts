// What was received, in the order of arrival: in memory (memory-journal.ts) or in a folder (disk/disk-journal.ts). A journal says
// plainly what it does not have: whatever reads back gets records and gaps, and a verdict that would need a gap is inconclusive.

import type { ReceivedRecord } from './record.ts';

/** Records that cannot be read (any more): those from the first to the last number, both included. */
export interface JournalGap {
  readonly first: number;
  readonly last: number;
  /** For people, one line. */
  readonly reason: string;
}

/** Why a record is not in the journal although it came. */
export interface NotRecorded {
  readonly kind: 'not recorded';
  /** The operating system's code, such as `ENOSPC`. */
  readonly code: string;
  /** For people, one line. */
  readonly reason: string;
}

/** A line at the end of a file that was not written to its end when the process or the machine went down. */
export interface TornLine {
  readonly file: string;
  /** Where it begins, in bytes. */
  readonly offset: number;
  readonly bytes: number;
}

/** Hears of a record once it is in the journal, and before its answer goes out. */
export type RecordListener = (record: ReceivedRecord) => void;

/** Hears of records that came and could not be recorded: nobody will ever hear of them otherwise. */
export type LossListener = (gap: JournalGap) => void;

/** Which records to read back; whatever is left out is not restricted. */
export interface JournalRange {
  /** The lowest number. */
  readonly from?: number;
  /** The highest number. */
  readonly to?: number;
  /** Which end comes first. Default `asc`, the oldest one. */
  readonly order?: 'asc' | 'desc';
}

/** A stretch of the journal: each number from `first` to `last` is either that of a record or lies within a gap. */
export interface JournalPage {
  readonly first: number;
  readonly last: number;
  /** In the order that was asked for. */
  readonly records: readonly ReceivedRecord[];
  /** Cut to the stretch, in the order that was asked for. */
  readonly gaps: readonly JournalGap[];
}

/**
 * What was received. What is synchronous here is about memory: `get`, `from` and iteration give the records that are at hand, which
 * in a folder are only the newest ones. `read` and `pages` give all there is, wherever it lies.
 */
export interface Journal extends Iterable<ReceivedRecord> {
  /** The folder it lies in; null for a journal in memory. */
  readonly folder: string | null;
  /** The number that the next record must bear; the first is 1. */
  readonly nextNumber: number;
  /** The highest number that is recorded or lost, 0 before there is one; numbers between it and the next one are still on their way. */
  readonly lastNumber: number;
  /** The number that the journal begins with: 1, or the one after the last reset. What lies before is no gap. */
  readonly startNumber: number;
  /** Records that can be read. */
  readonly size: number;
  /** Bytes that they take: in memory as `recordBytes` counts them, in a folder those of its files. */
  readonly bytes: number;
  /** What cannot be read since the start, in ascending order; neighbours with the same reason are one. */
  readonly gaps: readonly JournalGap[];
  /** What was found torn when a folder was opened. No record is missing for it: its answer had not gone out. */
  readonly torn: TornLine | null;
  /** What else was odd about the folder when it was opened, and cost no record; for people, a line each. */
  readonly remarks: readonly string[];
  /**
   * Takes a record in. `written` is called exactly once, when it is recorded or when it is sure that it will not be: at once for a
   * journal in memory, after the write (or the sync) for one in a folder. The listeners have heard of it by then.
   */
  append(record: ReceivedRecord, written?: (trouble: NotRecorded | null) => void): void;
  /** Gives the function that ends the subscription. */
  subscribe(listener: RecordListener, onLoss?: LossListener): () => void;
  /** The record of a number if it is at hand. */
  get(number: number): ReceivedRecord | null;
  /** The records at hand from a number on, those included that come while they are read. Default: all. */
  from(number?: number): IterableIterator<ReceivedRecord>;
  /** The record of a number; null where it lies in a gap, before the start, or has not come yet. */
  read(number: number): Promise<ReceivedRecord | null>;
  /**
   * Reads back in stretches of a bounded size, up to what was recorded when the reading began. Nothing is held between two of them,
   * so that a reader may take its time.
   */
  pages(range?: JournalRange): AsyncIterableIterator<JournalPage>;
  /**
   * Forgets what came so far, on purpose: no gap is left. Numbers go on; files keep what they have. Of what is still on its way to
   * the disk no listener hears any more, while its requests are answered as they would be.
   */
  reset(): void;
  /** Resolves once everything taken in is written or lost. What was recorded stays readable; nothing more is taken in. */
  close(): Promise<void>;
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
