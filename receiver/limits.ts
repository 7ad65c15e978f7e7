import { DEFAULT_JOURNAL_LIMITS } from './journal/journal.ts';

/** How much the receiver takes and keeps, and how long it waits for it. Times are real milliseconds: network time. */
export interface ReceiverLimits {
  /** Bytes of one body that are kept; a larger one is read to its end, answered 413 and recorded. Default 16 MiB. */
  readonly bodyBytes: number;
  /**
   * Bytes of all bodies that are coming in at a time. Where another one needs room, the largest that stood still for longest is answered
   * 503 and recorded with its beginning. Default 256 MiB.
   */
  readonly incomingBytes: number;
  /** Bytes of request line and headers; a larger head is answered 431 and the attempt recorded. Default 16 KiB. */
  readonly headerBytes: number;
  /**
   * Connections open at a time. What comes on one beyond them is answered 503 and recorded, and the connection closed; of those
   * only a few wait at a time, and the others are dropped and counted. Default 12,000.
   */
  readonly connections: number;
  /** From the first byte of a head to its last, and from a new connection to its first head; then 408. Default 60 s. */
  readonly headMs: number;
  /** From the first byte of a request to its last; then 408. Default 5 min. */
  readonly requestMs: number;
  /**
   * At least so long a connection on which everything is answered may rest between requests; it is closed within half as long
   * again. Default 1 h: a notification that is on its way when its connection is closed is lost for ever.
   */
  readonly idleMs: number;
  /** Records that the journal keeps. Default 100,000. */
  readonly journalRecords: number;
  /** Bytes that the journal keeps, as they came. Default 128 MiB; what is made of them takes a few times as much memory. */
  readonly journalBytes: number;
}

/** The limits of a receiver that is told nothing about them. */
export const DEFAULT_RECEIVER_LIMITS: ReceiverLimits = {
  bodyBytes: 16 * 1024 * 1024,
  incomingBytes: 256 * 1024 * 1024,
  headerBytes: 16 * 1024,
  connections: 12_000,
  headMs: 60_000,
  requestMs: 300_000,
  idleMs: 3_600_000,
  journalRecords: DEFAULT_JOURNAL_LIMITS.records,
  journalBytes: DEFAULT_JOURNAL_LIMITS.bytes,
};
