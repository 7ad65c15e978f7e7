// Where records lie in one file of a journal: one entry for a block of lines, so that the index of a day stays small.

import type { JournalGap } from '../journal.ts';
import type { ReceivedRecord } from '../record.ts';
import type { SegmentSum } from './line.ts';

/** Lines that are read at a time. */
export interface Block {
  /** Number of its first record. */
  readonly first: number;
  readonly offset: number;
}

/** A block is begun once the one before it has so many bytes. */
const BLOCK_BYTES = 64 * 1024;

/** How a file looked from outside; while that is the same, so is what it holds. */
export interface FileStamp {
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** A file of a journal. Its blocks are known once it was written or scanned by this process. */
export class Segment {
  /** The number that the file is named after: no record in it is lower. */
  readonly first: number;
  path: string;
  /** Bytes that are sure to be there. */
  bytes: number;
  /** Null until the file is scanned. */
  blocks: Block[] | null;
  /** Number of its last record; `first - 1` where there is none, or none known. */
  last: number;
  records = 0;
  /** When its first and its last record came, on the receiver's clock. */
  firstAtMs = 0;
  lastAtMs = 0;
  /** See `LineDigest`; null while it is written to, or where nobody knows. */
  digest: string | null = null;
  /** Null while it is written to. */
  stamp: FileStamp | null = null;
  /** What was once written to it, where that is not what it holds now. */
  written: SegmentSum | null = null;
  /** Numbers that it should hold and does not. */
  missing: readonly JournalGap[] = [];
  /** What is odd about the file although no record is missing for it; for people, a line each. */
  remarks: readonly string[] = [];

  constructor(first: number, path: string, bytes: number, blocks: Block[] | null) {
    this.first = first;
    this.path = path;
    this.bytes = bytes;
    this.blocks = blocks;
    this.last = first - 1;
  }

  /** Takes in a record that was written at an offset; they come in the order in which they lie there. */
  add({ number, receivedAtMs }: Pick<ReceivedRecord, 'number' | 'receivedAtMs'>, offset: number): void {
    this.blocks ??= [];
    addToBlocks(this.blocks, number, offset, false);
    this.last = number;
    if (this.records === 0) this.firstAtMs = receivedAtMs;
    this.lastAtMs = receivedAtMs;
    this.records += 1;
  }

  get sum(): SegmentSum {
    const { first, last, records, digest } = this;
    return { first, last, records, digest };
  }

  get compressed(): boolean {
    return isCompressed(this.path);
  }

  /** The bytes of a block, from its offset to that of the next one. */
  endOf(block: number): number {
    return this.blocks![block + 1]?.offset ?? this.bytes;
  }
}

/** Notes where a record lies. In a compressed file each piece is a block, whatever its size. */
export function addToBlocks(blocks: Block[], number: number, offset: number, compressed: boolean): void {
  const last = blocks.at(-1);
  if (last === undefined || offset - last.offset >= (compressed ? 1 : BLOCK_BYTES))
    blocks.push({ first: number, offset });
}

/** Index of the last item whose `first` is not above a number; -1 where there is none. */
export function lastBeginningAt(items: readonly { readonly first: number }[], number: number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.first <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const DIGITS = 12;

/** The name of the file that begins with a number. */
export function segmentName(first: number): string {
  return `${String(first).padStart(DIGITS, '0')}.ndjson`;
}

/** What a compressed file is called besides. */
export const COMPRESSED = '.gz';

/** Whether a file of a journal is compressed. */
export function isCompressed(path: string): boolean {
  return path.endsWith(COMPRESSED);
}

/** The number that a file is named after; null for a file that is none of a journal's. */
export function numberOfSegment(name: string): number | null {
  const digits = /^(\d{12,15})\.ndjson(?:\.gz)?$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
