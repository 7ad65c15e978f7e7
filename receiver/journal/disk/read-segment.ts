import { type FileHandle, open } from 'node:fs/promises';
import { PIECE_HEAD_BYTES, pieceBytes, unpackPiece } from './compressed-file.ts';
import { type Lines, linesOf } from './line.ts';
import { addToBlocks, type Block, isCompressed, type Segment } from './segment-index.ts';

/** Bytes that are read at a time; a longer line takes as much memory as it has. */
const CHUNK_BYTES = 1024 * 1024;
/** No line is longer: what is, is no line of a journal. */
const LONGEST_LINE_BYTES = 512 * 1024 * 1024;

/** What a scan of a file found at its end. */
export interface ScannedEnd {
  /** Bytes up to the end of the last line that has one. */
  readonly wholeBytes: number;
  readonly totalBytes: number;
  /** A part of it could not be unpacked. */
  readonly broken: boolean;
}

/** Hears of a stretch of whole lines. `at` is where it lies in the file: for a compressed one, where its piece begins. */
export type OnLines = (bytes: Buffer, lines: Lines, at: number) => void;

/**
 * Reads a stretch of a file; of a compressed one the piece that lies there, unpacked. Rejects with the system's error, also where the
 * file is shorter.
 */
export async function readStretch(path: string, offset: number, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const read = await readFully(file, offset, bytes);
    return isCompressed(path) ? await unpackPiece(read) : read;
  } finally {
    await file.close();
  }
}

/**
 * Reads a file from its beginning to its end and tells of the lines in it. What is between whole lines, or behind the last one, is
 * passed over. Rejects with the system's error.
 */
export async function scanFile(path: string, onLines: OnLines): Promise<ScannedEnd> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await (isCompressed(path) ? scanCompressed(file, size, onLines) : scanPlain(file, size, onLines));
  } finally {
    await file.close();
  }
}

async function scanPlain(file: FileHandle, size: number, onLines: OnLines): Promise<ScannedEnd> {
  let at = 0;
  let chunkBytes = CHUNK_BYTES;
  while (at < size) {
    const chunk = await readFully(file, at, Math.min(chunkBytes, size - at));
    const lines = linesOf(chunk);
    onLines(chunk, lines, at);
    at += lines.wholeBytes;
    if (lines.wholeBytes > 0) chunkBytes = CHUNK_BYTES;
    else if (at + chunk.length >= size) break;
    else if (chunkBytes < LONGEST_LINE_BYTES) chunkBytes *= 2;
    else at += chunk.length;
  }
  return { wholeBytes: at, totalBytes: size, broken: false };
}

async function scanCompressed(file: FileHandle, size: number, onLines: OnLines): Promise<ScannedEnd> {
  let at = 0;
  let broken = false;
  while (at < size) {
    const bytes =
      at + PIECE_HEAD_BYTES > size ? null : pieceBytes(await readFully(file, at, PIECE_HEAD_BYTES));
    if (bytes === null || at + bytes > size) return { wholeBytes: at, totalBytes: size, broken: true };
    try {
      const lines = await unpackPiece(await readFully(file, at, bytes));
      onLines(lines, linesOf(lines), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
      // The next piece may be sound: its place is known.
      broken = true;
    }
    at += bytes;
  }
  return { wholeBytes: at, totalBytes: size, broken };
}

/** Finds out where the records of a file lie, unless that is known. Numbers only rise: what was doubled or put elsewhere is passed over. */
export async function indexSegment(segment: Segment): Promise<void> {
  if (segment.blocks !== null) return;
  const { path } = segment;
  const blocks: Block[] = [];
  let last = segment.first - 1;
  const end = await scanFile(path, (_bytes, { lines }, at) => {
    for (const line of lines) {
      if (line.kind !== 'record' || line.number <= last) continue;
      addToBlocks(blocks, line.number, offsetIn(path, at, line.offset), isCompressed(path));
      last = line.number;
    }
  });
  // Another reader may have done it meanwhile, or the file was compressed.
  if (segment.blocks !== null || segment.path !== path) return;
  segment.blocks = blocks;
  segment.bytes = end.wholeBytes;
}

/** Where a line is found again: in a compressed file, by its piece. */
export function offsetIn(path: string, at: number, offset: number): number {
  return isCompressed(path) ? at : at + offset;
}

async function readFully(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(bytes);
  let read = 0;
  while (read < bytes) {
    const { bytesRead } = await file.read(buffer, read, bytes - read, offset + read);
    if (bytesRead === 0) throw Object.assign(new Error('the file is shorter than it was'), { code: 'SHORT' });
    read += bytesRead;
  }
  return buffer;
}
