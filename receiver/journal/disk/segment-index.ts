// Where records lie in one file of a journal: one entry for a block of lines, so that the index of a day stays small.

/** Lines that are read at a time. */
export interface Block {
  /** Number of its first record. */
  readonly first: number;
  readonly offset: number;
}

/** A block is begun once the one before it has so many bytes. */
const BLOCK_BYTES = 64 * 1024;

/** A file of a journal. Its blocks are known once it was written or scanned by this process. */
export class Segment {
  /** The number that the file is named after: no record in it is lower. */
  readonly first: number;
  readonly path: string;
  /** Bytes that are sure to be there. */
  bytes: number;
  /** Null until the file is scanned. */
  blocks: Block[] | null;
  /** Number of its last record; `first - 1` where there is none, or none known. */
  last: number;

  constructor(first: number, path: string, bytes: number, blocks: Block[] | null) {
    this.first = first;
    this.path = path;
    this.bytes = bytes;
    this.blocks = blocks;
    this.last = first - 1;
  }

  /** Takes in a record that lies at an offset; they come in the order in which they lie there. */
  add(number: number, offset: number): void {
    this.blocks ??= [];
    const { length } = this.blocks;
    if (length === 0 || offset - this.blocks[length - 1]!.offset >= BLOCK_BYTES)
      this.blocks.push({ first: number, offset });
    this.last = number;
  }

  /** The bytes of a block, from its offset to that of the next one. */
  endOf(block: number): number {
    return this.blocks![block + 1]?.offset ?? this.bytes;
  }
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

/** The number that a file is named after; null for a file that is none of a journal's. */
export function numberOfSegment(name: string): number | null {
  const digits = /^(\d{12,15})\.ndjson$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
