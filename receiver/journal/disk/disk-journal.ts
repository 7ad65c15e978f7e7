// A journal in a folder. Records wait for the end of the turn, go to the file in one write, and only then does anybody hear of them:
// the listeners first, then whoever answers the request. In memory there are only the newest ones, and where the others lie.

import { join } from 'node:path';
import { Gaps } from '../gaps.ts';
import type {
  Journal,
  JournalGap,
  JournalLimits,
  JournalPage,
  JournalRange,
  LossListener,
  NotRecorded,
  RecordListener,
} from '../journal.ts';
import { Listeners } from '../listeners.ts';
import { RecentContents } from '../received.ts';
import { RecentRecords } from '../recent-records.ts';
import type { ReceivedRecord } from '../record.ts';
import type { FolderContents } from './account.ts';
import { HOST_DISK } from './disk.ts';
import type { DiskJournalOptions, DiskJournalSurroundings, Durability } from './disk-journal-options.ts';
import type { FolderLock } from './folder-lock.ts';
import { Housekeeper, PARTS } from './housekeeping.ts';
import { FORMAT, noteText, recordText, type SegmentSum, type Tail } from './line.ts';
import { entryOf, stampOf, UNKNOWN_STAMP, writeManifest } from './manifest.ts';
import { ReadBack } from './read-back.ts';
import { type Segment, segmentName } from './segment-index.ts';
import { SegmentWriter, type WriteResult } from './segment-writer.ts';
import { TailFile } from './tail-file.ts';
import { notRecorded } from './trouble.ts';

const SEGMENT_BYTES = 64 * 1024 * 1024;
const AT_HAND: JournalLimits = { records: 1_000, bytes: 4 * 1024 * 1024 };

/** A record whose line is still to be written. */
interface Waiting {
  readonly text: string;
  readonly record: ReceivedRecord;
  readonly written: ((trouble: NotRecorded | null) => void) | undefined;
}

/** A journal in a folder that is ours: see `openDiskJournal`. */
export class DiskJournal implements Journal {
  readonly folder: string;
  readonly torn: Journal['torn'];
  readonly remarks: Journal['remarks'];
  /** Tells this journal from others. */
  readonly #id: string;
  readonly #durability: Durability;
  readonly #afterThisTurn: DiskJournalSurroundings['afterThisTurn'];
  readonly #lock: FolderLock;
  readonly #segments: Segment[];
  readonly #gaps: Gaps;
  readonly #lost: readonly SegmentSum[];
  readonly #tail: TailFile;
  readonly #recent: RecentRecords;
  readonly #listeners: Listeners;
  readonly #writer: SegmentWriter;
  readonly #readBack: ReadBack;
  readonly #housekeeper: Housekeeper;
  #start: number;
  /** The next number to be given. */
  #next: number;
  /** The highest number that was recorded or lost. */
  #last: number;
  readonly #waiting: Waiting[] = [];
  /** What was lost and is not told by a line yet. */
  readonly #untold = new Gaps();
  #resetIsUntold = false;
  #flushIsDue = false;
  #syncing = false;
  #closed = false;
  #closing: Promise<void> | null = null;
  #whenDone: (() => void) | null = null;

  constructor(
    { journal: id, segments, nextNumber, startNumber, gaps, torn, remarks, lost }: FolderContents,
    lock: FolderLock,
    options: DiskJournalOptions,
    { afterThisTurn, contents = new RecentContents(), onTrouble, ...time }: DiskJournalSurroundings,
  ) {
    const { folder, durability = 'write', retention = {}, disk = HOST_DISK } = options;
    const segmentBytes = Math.min(
      options.segmentBytes ?? SEGMENT_BYTES,
      (retention.bytes ?? Number.POSITIVE_INFINITY) / PARTS,
    );
    this.folder = folder;
    this.torn = torn;
    this.remarks = remarks;
    this.#id = id;
    this.#lost = lost;
    this.#tail = new TailFile(folder);
    this.#durability = durability;
    this.#afterThisTurn = afterThisTurn;
    this.#lock = lock;
    this.#segments = segments;
    this.#gaps = gaps;
    this.#start = startNumber;
    this.#next = nextNumber;
    this.#last = nextNumber - 1;
    this.#recent = new RecentRecords(options.atHand ?? AT_HAND);
    this.#recent.clear(nextNumber);
    this.#listeners = new Listeners(onTrouble);
    this.#writer = new SegmentWriter({
      disk,
      segmentBytes,
      pathOf: (first) => join(folder, segmentName(first)),
      onNew: (segment) => this.#begin(segment),
      onClosed: (segment, digest, changed) => this.#end(segment, digest, changed),
      isDue: (segment) => this.#housekeeper.isDue(segment),
      head: ({ first }) => {
        const before = segments.findLast((each) => each.first < first);
        return {
          format: FORMAT,
          journal: id,
          first,
          previous: before?.first ?? null,
          ...(before === undefined ? {} : { before: before.written ?? before.sum }),
          start: this.#start,
          gaps: gaps.all,
        };
      },
    });
    const journal = this;
    this.#readBack = new ReadBack({
      segments,
      gaps,
      contents,
      get startNumber() {
        return journal.#start;
      },
      get lastNumber() {
        return journal.#last;
      },
    });
    this.#housekeeper = new Housekeeper({
      segments,
      retention,
      segmentBytes,
      nowMs: time.nowMs ?? (() => 0),
      after: time.after ?? null,
      lastNumber: () => this.#last,
      written: () => this.#writer.segment,
      leave: () => {
        if (this.#syncing) return false;
        this.#writer.close();
        return true;
      },
      expired: (first, last, reason) => {
        const from = Math.max(first, this.#start);
        if (from <= last) gaps.add({ first: from, last, reason });
      },
      save: () => this.#saveManifest(false),
    });
    this.#saveManifest(false);
    this.#tail.write(this.#tailNow(false));
    this.#housekeeper.look();
  }

  get nextNumber(): number {
    return this.#next;
  }

  get lastNumber(): number {
    return this.#last;
  }

  get startNumber(): number {
    return this.#start;
  }

  get size(): number {
    return Math.max(0, this.#last + 1 - this.#start) - this.#gaps.records;
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get gaps(): readonly JournalGap[] {
    return this.#gaps.all;
  }

  append(record: ReceivedRecord, written?: (trouble: NotRecorded | null) => void): void {
    if (record.number !== this.#next)
      throw new Error(`record ${record.number} is out of order: ${this.#next} is due`);
    this.#next += 1;
    const waiting = { text: recordText(record), record, written };
    if (this.#closed) {
      this.#lose([waiting], CLOSED);
      return;
    }
    this.#waiting.push(waiting);
    this.#flushSoon();
  }

  subscribe(listener: RecordListener, onLoss?: LossListener): () => void {
    return this.#listeners.add(listener, onLoss);
  }

  get(number: number): ReceivedRecord | null {
    return this.#recent.get(number);
  }

  from(number?: number): IterableIterator<ReceivedRecord> {
    return this.#recent.from(number);
  }

  [Symbol.iterator](): IterableIterator<ReceivedRecord> {
    return this.#recent.from();
  }

  async read(number: number): Promise<ReceivedRecord | null> {
    return this.#recent.get(number) ?? this.#readBack.record(number);
  }

  pages(range: JournalRange = {}): AsyncIterableIterator<JournalPage> {
    return this.#readBack.pages(range);
  }

  reset(): void {
    this.#start = this.#next;
    this.#gaps.clear();
    this.#untold.clear();
    this.#recent.clear(this.#next);
    this.#resetIsUntold = true;
    this.#flushSoon();
  }

  close(): Promise<void> {
    this.#closing ??= new Promise<void>((resolve) => {
      this.#whenDone = resolve;
      this.#flush();
    }).then(async () => {
      this.#closed = true;
      await this.#housekeeper.close();
      this.#writer.close();
      this.#saveManifest(true);
      this.#tail.close(this.#tailNow(true));
      await this.#lock.release();
    });
    return this.#closing;
  }

  #begin(segment: Segment): void {
    // One of the same name held nothing, and has stepped aside.
    if (this.#segments.at(-1)?.first === segment.first) this.#segments.pop();
    this.#segments.push(segment);
  }

  #end(segment: Segment, digest: string | null, changedByOthers: boolean): void {
    segment.digest = digest;
    segment.stamp = (changedByOthers ? null : stampOf(segment.path)) ?? UNKNOWN_STAMP;
    // Where its lines lie now is found out when somebody reads them.
    if (changedByOthers) segment.blocks = null;
    this.#saveManifest(false);
    this.#housekeeper.look();
  }

  /** @param durable waits until the disk has it */
  #saveManifest(durable: boolean): void {
    const manifest = {
      format: FORMAT,
      journal: this.#id,
      next: this.#last + 1,
      start: this.#start,
      gaps: this.#gaps.all,
      segments: this.#segments.map(entryOf).filter((entry) => entry !== null),
      lost: this.#lost,
    };
    writeManifest(this.folder, manifest, durable);
  }

  #tailNow(closed: boolean): Tail {
    const newest = this.#segments.at(-1);
    const { first, records, last } = newest?.written ?? newest ?? { first: 0, records: 0, last: 0 };
    return {
      journal: this.#id,
      segment: first,
      records,
      last,
      next: this.#last + 1,
      start: this.#start,
      closed,
    };
  }

  #flushSoon(): void {
    if (this.#flushIsDue) return;
    this.#flushIsDue = true;
    this.#afterThisTurn(() => {
      this.#flushIsDue = false;
      this.#flush();
    });
  }

  /** Writes what waits. While a sync is under way everything waits: the next one then has all of it. */
  #flush(): void {
    if (this.#syncing || this.#closed) return;
    do this.#writeSome();
    while (this.#waiting.length > 0 && !this.#syncing);
    if (!this.#syncing) this.#whenDone?.();
  }

  #writeSome(): void {
    const start = this.#start;
    const notes = this.#untold.all.map((gap) => noteText({ gap }));
    if (this.#resetIsUntold) notes.unshift(noteText({ reset: { start } }));
    const texts = [...notes, ...this.#waiting.map(({ text }) => text)];
    if (texts.length === 0) return;
    const result = this.#writer.write(texts, this.#waiting[0]?.record.number ?? this.#next);
    const batch = this.#waiting.splice(0, Math.max(0, result.tried - notes.length));
    const settle = (failure: unknown): void => {
      const offsets = failure === null ? result.offsets : [];
      // A reset may have come while the disk was busy.
      if (offsets.length >= notes.length && this.#start === start) {
        this.#untold.clear();
        this.#resetIsUntold = false;
      }
      const recorded = Math.max(0, offsets.length - notes.length);
      this.#settle(batch, recorded, { ...result, error: failure ?? result.error }, notes.length);
    };
    if (this.#durability === 'write' || result.offsets.length === 0) {
      settle(null);
      return;
    }
    this.#syncing = true;
    this.#writer.sync((failure) => {
      this.#syncing = false;
      settle(failure);
      // What is only owed waits after a failure for the next record, or a bad disk would be tried without end.
      if (failure === null || this.#waiting.length > 0) this.#flush();
      else this.#whenDone?.();
    });
  }

  /**
   * @param recorded so many of the batch stand in the file
   * @param notes lines that were written before those of the batch
   */
  #settle(batch: readonly Waiting[], recorded: number, result: WriteResult, notes: number): void {
    const { segment, offsets, end, error } = result;
    if (segment !== null && offsets.length > 0 && recorded + notes > 0) segment.bytes = end;
    for (const [index, { record }] of batch.slice(0, recorded).entries())
      segment!.add(record, offsets[notes + index]!);
    this.#last = batch.at(-1)?.record.number ?? this.#last;
    // Before anybody hears of them: what is answered for is never more than the tail says.
    this.#tail.write(this.#tailNow(false));
    for (const { record, written } of batch.slice(0, recorded)) {
      if (record.number >= this.#start) {
        this.#recent.add(record);
        this.#listeners.tell(record);
      }
      written?.(null);
    }
    this.#lose(batch.slice(recorded), error);
  }

  #lose(batch: readonly Waiting[], error: unknown): void {
    if (batch.length === 0) return;
    const trouble = notRecorded(error);
    const gap = {
      first: batch[0]!.record.number,
      last: batch.at(-1)!.record.number,
      reason: trouble.reason,
    };
    this.#last = gap.last;
    if (gap.last >= this.#start) {
      const since = { ...gap, first: Math.max(gap.first, this.#start) };
      this.#gaps.add(since);
      this.#untold.add(since);
      this.#listeners.tellLoss(since);
    }
    for (const { written } of batch) written?.(trouble);
  }
}

const CLOSED = Object.assign(new Error('the journal is closed'), { code: 'CLOSED' });
