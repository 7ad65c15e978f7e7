import { type FileHandle, open } from 'node:fs/promises';
import { type Line, linesOf } from './line.ts';
import type { Segment } from './segment-index.ts';

/** Bytes that are read at a time; a longer line takes as much memory as it has. */
const CHUNK_BYTES = 1024 * 1024;

/** What a scan of a file found at its end. */
export interface ScannedEnd {
  /** Bytes up to the end of the last line that has one. */
  readonly wholeBytes: number;
  readonly totalBytes: number;
}

/** Reads a stretch of a file. Rejects with the system's error, also where the file is shorter. */
export async function readStretch(path: string, offset: number, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    return await readFully(file, offset, bytes);
  } finally {
    await file.close();
  }
}

/**
 * Reads a file from its beginning to its end and tells of every whole line in it, with the offset within the file. What is between
 * whole lines, or behind the last one, is passed over. Rejects with the system's error.
 */
export async function scanFile(
  path: string,
  onLine: (line: Line, offset: number) => void,
): Promise<ScannedEnd> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let at = 0;
    let chunkBytes = CHUNK_BYTES;
    while (at < size) {
      const chunk = await readFully(file, at, Math.min(chunkBytes, size - at));
      const { lines, wholeBytes } = linesOf(chunk);
      for (const line of lines) onLine(line, at + (line.kind === 'record' ? line.offset : 0));
      at += wholeBytes;
      if (wholeBytes > 0) chunkBytes = CHUNK_BYTES;
      else if (at + chunk.length >= size) break;
      else chunkBytes *= 2;
    }
    return { wholeBytes: at, totalBytes: size };
  } finally {
    await file.close();
  }
}

/** Finds out where the records of a file lie, unless that is known. */
export async function indexSegment(segment: Segment): Promise<void> {
  if (segment.blocks !== null) return;
  const found: { number: number; offset: number }[] = [];
  await scanFile(segment.path, (line, offset) => {
    if (line.kind === 'record') found.push({ number: line.number, offset });
  });
  // Another reader may have done it meanwhile.
  if (segment.blocks !== null) return;
  segment.blocks = [];
  for (const { number, offset } of found) segment.add(number, offset);
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
