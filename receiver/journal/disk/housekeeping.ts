// What happens to the closed files of a journal: they are compressed when there is little else to do, and deleted when the journal is
// to keep no more, or nothing as old.

import { rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { HostTime } from '../../wall-clock.ts';
import { compressFile } from './compress-file.ts';
import { PIECE_BYTES } from './compressed-file.ts';
import type { Retention } from './disk-journal-options.ts';
import { stampOf, UNKNOWN_STAMP } from './manifest.ts';
import { COMPRESSED, type Segment } from './segment-index.ts';

/** The journal as its housekeeper sees it. */
export interface House {
  readonly segments: Segment[];
  readonly retention: Retention;
  /** Bytes that the file that is written to may still take. */
  readonly segmentBytes: number;
  /** The receiver's clock. */
  readonly nowMs: () => number;
  /** Null: nothing is compressed, and ages are looked at when a file is closed only. */
  readonly after: HostTime['after'] | null;
  readonly lastNumber: () => number;
  /** The file that is written to; null where there is none. */
  readonly written: () => Segment | null;
  /** Begins a new file with the next record; false where that cannot be just now. */
  readonly leave: () => boolean;
  /** Numbers that are gone, and why. */
  readonly expired: (first: number, last: number, reason: string) => void;
  readonly save: () => void;
}

/** How the reason of a gap begins whose records were deleted on purpose. */
export const EXPIRED = 'expired';
const TOO_BIG = `${EXPIRED}: the journal has reached its largest size`;
const TOO_OLD = `${EXPIRED}: the journal keeps nothing as old`;

/** Smaller files, such as a start without much traffic leaves, stay as they are: there is little to gain. */
const COMPRESSED_FROM_BYTES = PIECE_BYTES;
/** After each piece of 256 KiB, while requests come in: it takes 2 to 5 ms. The longer one is for thousands of requests a second. */
const REST_MS = 200;
const LONG_REST_MS = 3_000;
const MANY_REQUESTS = 400;
const LONGEST_BETWEEN_LOOKS_MS = 60_000;
/** A file is closed once it spans this part of the age, or has this part of the size, so that the rest is kept. */
export const PARTS = 8;

/** Keeps the folder small. */
export class Housekeeper {
  readonly #house: House;
  readonly #leftAlone = new Set<Segment>();
  #closing = false;
  #expiring = false;
  #compressing: Promise<void> | null = null;
  #cancelLook: () => void = () => {};
  #wake: () => void = () => {};
  /** The newest number when a piece was compressed last. */
  #seen = 0;

  constructor(house: House) {
    this.#house = house;
    this.#lookAgain();
  }

  /** Another file was closed. */
  look(): void {
    if (this.#closing) return;
    this.#expire();
    this.#compress();
  }

  /** Whether the file that is written to is to be closed because of its age. */
  isDue({ records, firstAtMs }: Segment): boolean {
    const { retention, nowMs } = this.#house;
    return retention.ageMs !== undefined && records > 0 && nowMs() - firstAtMs >= retention.ageMs / PARTS;
  }

  /** Ends all of it; what is half compressed is begun anew with the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#cancelLook();
    this.#wake();
    await this.#compressing;
  }

  #lookAgain(): void {
    const { after, retention } = this.#house;
    if (after === null || retention.ageMs === undefined) return;
    const ms = Math.max(10, Math.min(LONGEST_BETWEEN_LOOKS_MS, retention.ageMs / PARTS));
    this.#cancelLook = after(ms, () => {
      this.look();
      this.#lookAgain();
    });
  }

  #expire(): void {
    if (this.#expiring) return;
    this.#expiring = true;
    const { segments, written, leave, lastNumber, expired, save } = this.#house;
    const gone: Segment[] = [];
    for (let reason = this.#reason(); reason !== null; reason = this.#reason()) {
      if (segments[0] === written() && !leave()) break;
      const oldest = segments.shift()!;
      gone.push(oldest);
      expired(oldest.first, (segments[0]?.first ?? lastNumber() + 1) - 1, reason);
    }
    if (gone.length > 0) {
      save();
      for (const { path } of gone) rmSync(path, { force: true });
    }
    this.#expiring = false;
  }

  /** Why the oldest file has to go; null where it may stay. */
  #reason(): string | null {
    const { segments, retention, segmentBytes, nowMs, written } = this.#house;
    const [oldest] = segments;
    if (oldest === undefined) return null;
    const { bytes, ageMs } = retention;
    if (ageMs !== undefined && oldest.records > 0 && nowMs() - oldest.lastAtMs >= ageMs) return TOO_OLD;
    if (bytes === undefined || oldest === written()) return null;
    const closed = segments.reduce((sum, each) => sum + (each === written() ? 0 : each.bytes), 0);
    // The newest file may become one line larger than it should.
    return closed + 2 * segmentBytes > bytes ? TOO_BIG : null;
  }

  #compress(): void {
    const { after, segments, written } = this.#house;
    if (after === null || this.#compressing !== null || this.#closing) return;
    const next = segments.find(
      (each) =>
        !each.compressed &&
        each !== written() &&
        each.digest !== null &&
        each.bytes >= COMPRESSED_FROM_BYTES &&
        !this.#leftAlone.has(each),
    );
    if (next === undefined) return;
    this.#compressing = this.#compressOne(next, next.digest!)
      .catch(() => void this.#leftAlone.add(next))
      .finally(() => {
        this.#compressing = null;
        this.#compress();
      });
  }

  async #compressOne(segment: Segment, digest: string): Promise<void> {
    const { path } = segment;
    const packed = `${path}${COMPRESSED}`;
    const unfinished = `${packed}.tmp`;
    const made = await compressFile(path, unfinished, digest, () => this.#rest());
    if (made === null || !this.#house.segments.includes(segment)) {
      this.#leftAlone.add(segment);
      await rm(unfinished, { force: true });
      return;
    }
    await rename(unfinished, packed);
    segment.path = packed;
    segment.blocks = made.blocks;
    segment.bytes = made.bytes;
    segment.stamp = stampOf(packed) ?? UNKNOWN_STAMP;
    // Only then: of the two the one that is whole is read, whenever the process ends.
    this.#house.save();
    await rm(path, { force: true });
  }

  /** Lets requests go first. */
  async #rest(): Promise<'go on' | 'give up'> {
    const { lastNumber, after } = this.#house;
    const before = this.#seen;
    this.#seen = lastNumber();
    if (this.#seen !== before && !this.#closing) {
      await new Promise<void>((resolve) => {
        const cancel = after!(this.#seen - before > MANY_REQUESTS ? LONG_REST_MS : REST_MS, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    return this.#closing ? 'give up' : 'go on';
  }
}
