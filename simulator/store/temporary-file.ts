import { closeSync, mkdtempSync, openSync, read, readSync, rmdirSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { StoreFailure } from './store.ts';

/** Bytes that are gathered before they are written, and that are read at a time. */
const CHUNK = 512 * 1024;
const BEGIN = 4 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota on the disk is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'it is not permitted',
  EPERM: 'it is not permitted',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'it is not a folder',
  EMFILE: 'the process has too many open files',
  EFBIG: 'the file would be larger than the system allows',
  EIO: 'the disk reports an error',
};

/** Trouble with a temporary file, in plain words. */
function fileTrouble(folder: string, error: unknown): EnvironmentTrouble {
  const { code = 'ERROR', message } = error as NodeJS.ErrnoException;
  return {
    kind: 'environment',
    code,
    message: `cannot keep the run's notifications in a temporary file in ${folder}: ${REASONS[code] ?? message}`,
    hint: 'make room there, or name another folder in the environment variable TMPDIR',
  };
}

/** How the file is written to; the disk's own unless something else is handed in. */
export type WriteBytes = (descriptor: number, bytes: Buffer, from: number, length: number) => number;

/** Where a temporary file is kept, and how it is written. */
export interface TemporaryFileOptions {
  /** The system's folder for temporary files if left out. */
  readonly folder?: string;
  readonly write?: WriteBytes;
}

/**
 * A file for one process and its life, in a folder of its own that only its owner may read. Where the system allows it, it has lost
 * its name before the first byte is in it, so that nothing stays behind however the process ends. Whatever goes wrong is thrown as a
 * StoreFailure, at once or by the next call.
 */
export class TemporaryFile {
  readonly #folder: string;
  readonly #write: WriteBytes;
  readonly #gathered = Buffer.allocUnsafe(CHUNK);
  /** For a single text: few are longer. */
  readonly #begin = Buffer.allocUnsafe(BEGIN);
  #used = 0;
  /** Bytes in the file, without those gathered. */
  #written = 0;
  #descriptor: number | null = null;
  /** What is to be removed at the end; empty where it is gone already. */
  #named: readonly string[] = [];
  #failure: StoreFailure | null = null;

  constructor({ folder = tmpdir(), write = writeSync }: TemporaryFileOptions = {}) {
    this.#folder = folder;
    this.#write = write;
    this.#guarded(() => {
      const own = mkdtempSync(join(folder, 'ocs-sim-'));
      this.#named = [join(own, 'kept'), own];
      this.#descriptor = openSync(this.#named[0]!, 'wx+', 0o600);
      this.#removeNames();
    });
  }

  /** Where the next text will be. */
  get end(): number {
    return this.#written + this.#used;
  }

  /** Adds a text in UTF-8 with its length before it; gives its place. */
  add(text: string): number {
    const at = this.end;
    // No character takes more than three bytes for each unit of its text.
    const most = 4 + text.length * 3;
    if (most > CHUNK - this.#used) this.#flush();
    if (most <= CHUNK) {
      const length = this.#gathered.write(text, this.#used + 4, 'utf8');
      this.#gathered.writeUInt32LE(length, this.#used);
      this.#used += 4 + length;
      return at;
    }
    const bytes = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
    bytes.writeUInt32LE(bytes.length - 4, 0);
    bytes.write(text, 4, 'utf8');
    this.#writeAll(bytes, bytes.length);
    return at;
  }

  /** The text at a place that `add` gave. */
  at(place: number): string {
    if (place >= this.#written) this.#flush();
    return this.#guarded(() => this.#bytesAt(this.#open(), place).toString('utf8'));
  }

  /** All texts that were added, also after a failure, as far as they can still be read; never throws. */
  *rescued(): Generator<string> {
    for (let place = 0; place < this.#written; ) {
      let bytes: Buffer;
      try {
        if (this.#descriptor === null) return;
        bytes = this.#bytesAt(this.#descriptor, place);
      } catch {
        break;
      }
      place += 4 + bytes.length;
      yield bytes.toString('utf8');
    }
    for (let start = 0; start < this.#used; ) {
      const end = start + 4 + this.#gathered.readUInt32LE(start);
      yield this.#gathered.toString('utf8', start + 4, end);
      start = end;
    }
  }

  /** All texts that are in it now, with their places, in the order of adding. */
  async *all(): AsyncGenerator<{ readonly place: number; readonly text: string }> {
    const end = this.end;
    this.#flush();
    let buffer = Buffer.allocUnsafe(CHUNK);
    let from = 0;
    let start = 0;
    let filled = 0;
    while (from < end) {
      const length = filled - start < 4 ? null : buffer.readUInt32LE(start);
      if (length !== null && filled - start >= 4 + length) {
        yield { place: from, text: buffer.toString('utf8', start + 4, start + 4 + length) };
        start += 4 + length;
        from += 4 + length;
        continue;
      }
      const rest = buffer.subarray(start, filled);
      const needed = 4 + (length ?? 0);
      // A new one where it must be larger, for a copy onto itself otherwise.
      if (needed > buffer.length) {
        buffer = Buffer.allocUnsafe(needed);
        buffer.set(rest);
      } else buffer.copyWithin(0, start, filled);
      [start, filled] = [0, rest.length];
      const got = await this.#read(buffer, filled, from + filled);
      if (got === 0) this.#fail(new Error('it ends too early'));
      filled += got;
    }
  }

  /** Ends it and removes whatever of it is left; never throws. */
  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    try {
      if (descriptor !== null) closeSync(descriptor);
    } catch {
      // It is not needed any more.
    }
    this.#removeNames();
  }

  #removeNames(): void {
    const [file, folder] = this.#named;
    if (file === undefined || folder === undefined) return;
    try {
      unlinkSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return;
    }
    try {
      rmdirSync(folder);
      this.#named = [];
    } catch {
      // Some systems keep an open file's folder: it goes with the file.
    }
  }

  /** The bytes of the text at a place of the file. */
  #bytesAt(descriptor: number, place: number): Buffer {
    const begin = this.#begin;
    const got = readSync(descriptor, begin, 0, begin.length, place);
    const end = 4 + (got < 4 ? Number.POSITIVE_INFINITY : begin.readUInt32LE(0));
    if (end <= got) return begin.subarray(4, end);
    if (got < begin.length) throw new Error('it ends too early');
    const bytes = Buffer.allocUnsafe(end);
    begin.copy(bytes);
    for (let filled = got; filled < end; ) {
      const more = readSync(descriptor, bytes, filled, end - filled, place + filled);
      if (more === 0) throw new Error('it ends too early');
      filled += more;
    }
    return bytes.subarray(4);
  }

  #read(buffer: Buffer, at: number, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      read(this.#open(), buffer, at, buffer.length - at, position, (error, got) => {
        if (error === null) resolve(got);
        else reject(new StoreFailure(fileTrouble(this.#folder, error)));
      });
    });
  }

  #flush(): void {
    if (this.#failure !== null) throw this.#failure;
    const used = this.#used;
    if (used > 0) this.#writeAll(this.#gathered, used);
    this.#used = 0;
  }

  #writeAll(bytes: Buffer, length: number): void {
    this.#guarded(() => {
      let wrote = 0;
      while (wrote < length) {
        const taken = this.#write(this.#open(), bytes, wrote, length - wrote);
        if (taken === 0) throw Object.assign(new Error('nothing more is taken'), { code: 'ENOSPC' });
        wrote += taken;
      }
      this.#written += length;
    });
  }

  #open(): number {
    if (this.#failure !== null) throw this.#failure;
    if (this.#descriptor === null) throw new Error('it is closed');
    return this.#descriptor;
  }

  #guarded<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      return this.#fail(error);
    }
  }

  #fail(error: unknown): never {
    // Half of a text may stand at its end now: nothing in it is trusted any more.
    this.#failure ??=
      error instanceof StoreFailure ? error : new StoreFailure(fileTrouble(this.#folder, error));
    throw this.#failure;
  }
}
