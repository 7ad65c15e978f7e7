// A small file beside the newest one of a journal: how much of it has been answered for. Without it, a file that lost its end between
// two lines, or altogether, would look as if its records had never come.

import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineBuffer, linesOf, noteText, type Tail } from './line.ts';

/** What it is called. */
export const TAIL_NAME = 'tail.json';
/** Written in one piece, always as long: less than a sector, so that it is there as a whole or as it was before. */
const TAIL_BYTES = 400;

/** Writes the tail of a journal. What cannot be written is passed over: the records are where they should be all the same. */
export class TailFile {
  readonly #path: string;
  readonly #lines = new LineBuffer(TAIL_BYTES);
  readonly #bytes = Buffer.alloc(TAIL_BYTES, ' ');
  /** Bytes of the line that stands in them. */
  #length = 0;
  #file: number | null = null;

  constructor(folder: string) {
    this.#path = join(folder, TAIL_NAME);
  }

  /** Takes the place of what stood there; handed to the operating system when this returns. */
  write(tail: Tail): void {
    try {
      this.#file ??= openSync(this.#path, 'w', 0o600);
      this.#lines.clear();
      this.#lines.add(noteText({ tail }));
      const line = this.#lines.bytes;
      const length = line.copy(this.#bytes, 0, 0, line.length - 1);
      if (length < this.#length) this.#bytes.fill(' ', length, this.#length);
      this.#length = length;
      this.#bytes[TAIL_BYTES - 1] = 0x0a;
      writeSync(this.#file, this.#bytes, 0, TAIL_BYTES, 0);
    } catch {
      // The next one tries again.
    }
  }

  /** Writes the last one and waits until the disk has it. */
  close(tail: Tail): void {
    this.write(tail);
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    try {
      fsyncSync(file);
    } catch {
      // Not every disk can.
    }
    closeSync(file);
  }
}

/** What the tail of a folder says; null where there is none, `damaged` where it cannot be read. Rejects with the system's error. */
export async function readTail(folder: string): Promise<Tail | null | 'damaged'> {
  const bytes = await readFile(join(folder, TAIL_NAME)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  const [line] = linesOf(Buffer.concat([bytes, Buffer.from('\n')])).lines;
  return line?.kind === 'tail' ? line.tail : 'damaged';
}
