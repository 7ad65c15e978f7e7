// The list of a journal's closed files: what each holds and how it looked from outside, so that a file that was touched since is read
// in full when the folder is opened, and the others need not be.

import { closeSync, fsyncSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JournalGap } from '../journal.ts';
import { FORMAT, LineBuffer, linesOf, noteText, type SegmentSum } from './line.ts';
import type { FileStamp, Segment } from './segment-index.ts';

/** What it is called. */
export const MANIFEST_NAME = 'manifest.json';

/** A closed file. */
export interface ManifestEntry extends SegmentSum {
  /** What was once written to it; the rest of the entry is about what was found in it last. */
  readonly written: SegmentSum;
  readonly file: string;
  readonly stamp: FileStamp;
  readonly lastAtMs: number;
  readonly missing: readonly JournalGap[];
  readonly remarks: readonly string[];
}

/** What a journal's folder should hold, but for the file that is written to. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly journal: string;
  /** No number below it is given again. */
  readonly next: number;
  readonly start: number;
  readonly gaps: readonly JournalGap[];
  readonly segments: readonly ManifestEntry[];
  /** What files held that are gone or were replaced. */
  readonly lost: readonly SegmentSum[];
}

/** A manifest as it was found, and when it was written, on the disk's clock. */
export interface FoundManifest {
  readonly manifest: Manifest;
  readonly mtimeMs: number;
}

/** The entry of a closed file; null where it is not known how it looks. */
export function entryOf(segment: Segment): ManifestEntry | null {
  const { stamp, lastAtMs, missing, remarks, sum } = segment;
  const file = basename(segment.path);
  return stamp === null
    ? null
    : { ...sum, written: segment.written ?? sum, file, stamp, lastAtMs, missing, remarks };
}

/** Of a file that somebody changed: no file looks like that, so that it is read in full. */
export const UNKNOWN_STAMP: FileStamp = { bytes: -1, mtimeMs: 0, ctimeMs: 0, ino: 0 };

/** How a file looks from outside; null where there is none. */
export function stampOf(path: string): FileStamp | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined
    ? null
    : { bytes: found.size, mtimeMs: found.mtimeMs, ctimeMs: found.ctimeMs, ino: found.ino };
}

/**
 * Takes the place of the manifest that there was, as a whole. What cannot be written is passed over: then more is read when the folder
 * is opened again.
 * @param durable waits until the disk has it
 */
export function writeManifest(folder: string, manifest: Manifest, durable: boolean): void {
  const path = join(folder, MANIFEST_NAME);
  const lines = new LineBuffer();
  lines.add(noteText({ manifest }));
  try {
    const file = openSync(`${path}.tmp`, 'w', 0o600);
    try {
      for (let at = 0; at < lines.used; ) at += writeSync(file, lines.bytes, at);
      if (durable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.tmp`, path);
  } catch {
    // The files vouch for each other all the same: see `SegmentHead.before`.
  }
}

/** The manifest of a folder; null where there is none, `damaged` where it cannot be read. Rejects with the system's error. */
export async function readManifest(folder: string): Promise<FoundManifest | null | 'damaged'> {
  const path = join(folder, MANIFEST_NAME);
  try {
    const [bytes, { mtimeMs }] = [await readFile(path), await stat(path)];
    const [line] = linesOf(Buffer.concat([bytes, Buffer.from('\n')])).lines;
    if (line?.kind !== 'manifest') return 'damaged';
    const manifest = line.manifest as Manifest;
    return manifest.format === FORMAT ? { manifest, mtimeMs } : 'damaged';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
