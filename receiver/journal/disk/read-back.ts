import { basename } from 'node:path';
import type { Gaps } from '../gaps.ts';
import type { JournalPage, JournalRange } from '../journal.ts';
import type { RecentContents } from '../received.ts';
import type { ReceivedRecord } from '../record.ts';
import { decodeRecord, linesOf } from './line.ts';
import { stampOf } from './manifest.ts';
import { indexSegment, readStretch } from './read-segment.ts';
import { COMPRESSED, lastBeginningAt, type Segment } from './segment-index.ts';
import { reasonOf } from './trouble.ts';

/** What there is to read, as it grows. */
export interface Readable {
  readonly segments: readonly Segment[];
  readonly gaps: Gaps;
  readonly startNumber: number;
  /** The highest number that was recorded or lost; what is above it is still on its way. */
  readonly lastNumber: number;
  readonly contents: RecentContents;
}

/** Numbers that lie in one block of lines, or in none. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  /** Null where there are no lines for them. */
  readonly block: {
    readonly segment: Segment;
    readonly path: string;
    readonly offset: number;
    readonly bytes: number;
    /** What stands behind it in the file is not the file's own. */
    readonly upTo: number;
  } | null;
}

const DAMAGED = 'the lines that held them are damaged';
const FILE_GONE = 'the file that held them is no longer there';

/** Reads records back from the files. What turns out to be unreadable becomes a gap; nothing here rejects. */
export class ReadBack {
  readonly #readable: Readable;

  constructor(readable: Readable) {
    this.#readable = readable;
  }

  /** The record of a number; null where there is none. */
  async record(number: number): Promise<ReceivedRecord | null> {
    const { startNumber, lastNumber } = this.#readable;
    if (number < startNumber || number > lastNumber) return null;
    const stretch = await this.#stretchAt(number);
    return (await this.#page(stretch, number, number, 'asc')).records[0] ?? null;
  }

  /** See `Journal.pages`. */
  async *pages({ from = 1, to = Number.POSITIVE_INFINITY, order = 'asc' }: JournalRange) {
    const first = Math.max(from, this.#readable.startNumber);
    const last = Math.min(to, this.#readable.lastNumber);
    let at = order === 'asc' ? first : last;
    while (at >= first && at <= last) {
      const stretch = await this.#stretchAt(at);
      const page = await this.#page(
        stretch,
        Math.max(first, stretch.first),
        Math.min(last, stretch.last),
        order,
      );
      yield page;
      at = order === 'asc' ? page.last + 1 : page.first - 1;
    }
  }

  /** The stretch that a number lies in. */
  async #stretchAt(number: number): Promise<Stretch> {
    const { segments, lastNumber } = this.#readable;
    const index = lastBeginningAt(segments, number);
    const segment = segments[index];
    const behind = (segments[index + 1]?.first ?? lastNumber + 1) - 1;
    if (segment === undefined) return { first: 1, last: behind, block: null };
    try {
      await indexSegment(segment).catch((error: unknown) => {
        if (!isPackedNow(segment, error)) throw error;
        return indexSegment(segment);
      });
    } catch (error) {
      this.#lose(segment.first, behind, unreadable(error, segment.path));
      return { first: segment.first, last: behind, block: null };
    }
    // It was compressed meanwhile, which made its blocks known.
    const blocks = segment.blocks!;
    const at = lastBeginningAt(blocks, number);
    const last = (blocks[at + 1]?.first ?? behind + 1) - 1;
    if (at === -1) return { first: segment.first, last, block: null };
    const { first, offset } = blocks[at]!;
    const bytes = segment.endOf(at) - offset;
    return { first, last, block: { segment, path: segment.path, offset, bytes, upTo: segment.last } };
  }

  async #page({ block }: Stretch, first: number, last: number, order: 'asc' | 'desc'): Promise<JournalPage> {
    const records: ReceivedRecord[] = [];
    const known = this.#readable.gaps.within(first, last);
    let reason = block === null ? FILE_GONE : `${DAMAGED}: ${basename(block.path)}`;
    if (block !== null) {
      try {
        const bytes = await readStretch(block.path, block.offset, block.bytes);
        for (const line of linesOf(bytes).lines) {
          // Numbers only rise: a line that somebody doubled is no second request.
          const lowest = (records.at(-1)?.number ?? first - 1) + 1;
          if (line.kind !== 'record' || line.number < lowest || line.number > Math.min(last, block.upTo))
            continue;
          if (known.some((gap) => gap.first <= line.number && line.number <= gap.last)) continue;
          const text = bytes.subarray(line.offset, line.offset + line.bytes);
          records.push(decodeRecord(text, this.#readable.contents));
        }
      } catch (error) {
        // It was compressed while it was read, by this process or by another one that uses the folder.
        if (block.segment.path !== block.path || isPackedNow(block.segment, error))
          return this.#pageOfMany(first, last, order);
        reason = unreadable(error, block.path);
      }
    }
    let expected = first;
    for (const { number } of records) {
      this.#lose(expected, number - 1, reason);
      expected = number + 1;
    }
    this.#lose(expected, last, reason);
    const gaps = this.#readable.gaps.within(first, last);
    return order === 'asc'
      ? { first, last, records, gaps }
      : { first, last, records: records.reverse(), gaps: gaps.toReversed() };
  }

  /** A page of numbers that lie in one stretch no longer. */
  async #pageOfMany(first: number, last: number, order: 'asc' | 'desc'): Promise<JournalPage> {
    const pages: JournalPage[] = [];
    for (let at = first; at <= last; at = pages.at(-1)!.last + 1) {
      const stretch = await this.#stretchAt(at);
      pages.push(await this.#page(stretch, at, Math.min(last, stretch.last), 'asc'));
    }
    const records = pages.flatMap((page) => page.records);
    const gaps = this.#readable.gaps.within(first, last);
    return order === 'asc'
      ? { first, last, records, gaps }
      : { first, last, records: records.toReversed(), gaps: gaps.toReversed() };
  }

  /** Adds what is not known to be missing yet. A reset may have come meanwhile: what lies before it is no gap. */
  #lose(first: number, last: number, reason: string): void {
    const { gaps, startNumber } = this.#readable;
    const from = Math.max(first, startNumber);
    if (from <= last) gaps.add({ first: from, last, reason });
  }
}

/** Whether a file that is not there any more is there compressed; it is read then. */
function isPackedNow(segment: Segment, error: unknown): boolean {
  const packed = `${segment.path}${COMPRESSED}`;
  if (segment.compressed || (error as NodeJS.ErrnoException).code !== 'ENOENT' || stampOf(packed) === null)
    return false;
  segment.path = packed;
  segment.blocks = null;
  return true;
}

function unreadable(error: unknown, path: string): string {
  const { code, why } = reasonOf(error);
  const name = basename(path);
  return code === 'ENOENT'
    ? `${FILE_GONE}: ${name}`
    : `the file that holds them cannot be read: ${why} (${code}): ${name}`;
}
