import { LineDigest } from './digest.ts';
import type { Disk, SegmentFile } from './disk.ts';
import { LineBuffer, noteText, type SegmentHead } from './line.ts';
import { Segment } from './segment-index.ts';

/** How a write ended. Items are whole or not there at all. */
export interface WriteResult {
  /** The file that was written to; null where there was none to be had. */
  readonly segment: Segment | null;
  /** Items that were tried: not all of them where they are many. */
  readonly tried: number;
  /** Offsets of those that were written, one an item, the first ones of the items. */
  readonly offsets: readonly number[];
  /** Where the file ends now. */
  readonly end: number;
  /** Why the others of those tried were not written; null where all were. */
  readonly error: unknown;
}

/** What a writer needs to know and to tell. */
export interface WriterSurroundings {
  readonly disk: Disk;
  /** A new file is begun once one has so many bytes. */
  readonly segmentBytes: number;
  /** Where a new file is to be made that is named after a number. */
  readonly pathOf: (first: number) => string;
  /** It was made. */
  readonly onNew: (segment: Segment) => void;
  /** Nothing more is written to it. The digest is null where a failed sync left open which lines are there. */
  readonly onClosed: (segment: Segment, digest: string | null, changedByOthers: boolean) => void;
  /** A file that has so many bytes is left sooner than `segmentBytes` says. */
  readonly isDue: (segment: Segment) => boolean;
  /** What a new file begins with. */
  readonly head: (segment: Segment) => SegmentHead;
}

/** Bytes of one write, roughly. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Writes lines to the end of a journal, one file after another, and leaves no half of a line behind. */
export class SegmentWriter {
  readonly #surroundings: WriterSurroundings;
  readonly #lines = new LineBuffer();
  #file: SegmentFile | null = null;
  #segment: Segment | null = null;
  /** Bytes of the file, those that are not synced yet included. */
  #size = 0;
  /** Something stands in the file that does not belong there: it is not written to again. */
  #spoilt = false;
  /** Of the lines in the file; null where nobody knows which they are. */
  #digest: LineDigest | null = null;

  constructor(surroundings: WriterSurroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Writes the first of some lines, as many as one write may take. Never throws.
   * @param first names a new file, should one be due
   */
  write(texts: readonly string[], first: number): WriteResult {
    const lines = this.#lines;
    const ends: number[] = [];
    const crcs: string[] = [];
    lines.clear();
    try {
      const [file, segment] = this.#ready(first);
      const headCrc =
        this.#size > 0 ? '' : lines.add(noteText({ segment: this.#surroundings.head(segment) }));
      const headEnd = lines.used;
      for (const text of texts) {
        crcs.push(lines.add(text));
        ends.push(lines.used);
        if (lines.used - headEnd >= MOST_BYTES) break;
      }
      const { wrote, error } = writeAll(file, lines.bytes);
      const from = this.#size;
      const whole = ends.filter((end) => end <= wrote);
      const keep = whole.at(-1) ?? (headEnd <= wrote ? headEnd : 0);
      this.#size += keep;
      if (keep > 0) this.#digest?.add(headCrc + crcs.slice(0, whole.length).join(''));
      if (wrote > keep) this.#cut(file);
      return {
        segment,
        tried: ends.length,
        offsets: whole.map((_, index) => from + (index === 0 ? headEnd : ends[index - 1]!)),
        end: from + keep,
        error,
      };
    } catch (error) {
      return { segment: null, tried: texts.length, offsets: [], end: 0, error };
    }
  }

  /** Calls back once what was written is on the disk. Where it did not get there, it is taken back, as far as that can be done. */
  sync(done: (error: unknown) => void): void {
    const [file, segment] = [this.#file!, this.#segment!];
    file.sync((error) => {
      if (error !== null) {
        // What a failed sync leaves in a file nobody knows; a second one may even succeed. So it is not written to again.
        this.#size = segment.bytes;
        this.#cut(file);
        this.#spoilt = true;
        this.#digest = null;
      }
      done(error);
    });
  }

  /** The file that is written to; null before there is one. */
  get segment(): Segment | null {
    return this.#segment;
  }

  close(): void {
    this.#leave(this.#file !== null && this.#wasChanged(this.#file));
  }

  #ready(first: number): [SegmentFile, Segment] {
    const { segmentBytes } = this.#surroundings;
    if (this.#file !== null) {
      const changed = this.#wasChanged(this.#file);
      if (this.#spoilt || changed || this.#size >= segmentBytes || this.#surroundings.isDue(this.#segment!))
        this.#leave(changed);
    }
    if (this.#file === null) {
      const path = this.#surroundings.pathOf(first);
      this.#file = this.#surroundings.disk.create(path);
      this.#segment = new Segment(first, path, 0, []);
      this.#size = 0;
      this.#digest = new LineDigest();
      this.#surroundings.onNew(this.#segment);
    }
    return [this.#file, this.#segment!];
  }

  /** Somebody deleted it, cut it or wrote to it: what is added there might never be found again. */
  #wasChanged(file: SegmentFile): boolean {
    const { size, named } = file.state();
    return !named || size !== this.#size;
  }

  #cut(file: SegmentFile): void {
    try {
      file.truncate(this.#size);
    } catch {
      // The half of a line stays at its end, where it is seen for what it is.
      this.#spoilt = true;
    }
  }

  /** @param changed by somebody else */
  #leave(changed: boolean): void {
    const [file, segment, digest] = [this.#file, this.#segment, this.#digest];
    this.#file = null;
    this.#segment = null;
    this.#spoilt = false;
    this.#digest = null;
    try {
      file?.close();
    } catch {
      // Whatever was written has been answered for already.
    }
    if (segment !== null) this.#surroundings.onClosed(segment, digest?.hex() ?? null, changed);
  }
}

function writeAll(file: SegmentFile, bytes: Buffer): { readonly wrote: number; readonly error: unknown } {
  let wrote = 0;
  try {
    while (wrote < bytes.length) {
      const taken = file.write(wrote === 0 ? bytes : bytes.subarray(wrote));
      if (taken === 0) throw Object.assign(new Error('nothing more is taken'), { code: 'ENOSPC' });
      wrote += taken;
    }
    return { wrote, error: null };
  } catch (error) {
    return { wrote, error };
  }
}
