/** The bytes of one body as they come in: kept up to a limit, counted to the end. */
export interface BodyReading {
  /** The first `keptBytes` bytes of it are the body; a first chunk is kept as it came. */
  kept: Buffer | null;
  keptBytes: number;
  /** Bytes that came, kept or not. */
  bodyBytes: number;
  /** Not all of it was kept, because too much was coming in at the same time. */
  noRoom: boolean;
}

/** Nothing has come yet. */
export function newBodyReading(): BodyReading {
  return { kept: null, keptBytes: 0, bodyBytes: 0, noRoom: false };
}

/**
 * Adds a chunk, as far as the limit leaves room. Chunks are put together at once, so that a body in a million crumbs takes no
 * more memory than its bytes do.
 */
export function addChunk(reading: BodyReading, chunk: Buffer, limitBytes: number): void {
  reading.bodyBytes += chunk.length;
  const room = limitBytes - reading.keptBytes;
  if (room <= 0) return;
  const part = chunk.length <= room ? chunk : chunk.subarray(0, room);
  const needed = reading.keptBytes + part.length;
  if (reading.kept === null) {
    reading.kept = part;
  } else {
    if (needed > reading.kept.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(limitBytes, Math.max(2 * reading.kept.length, needed)));
      reading.kept.copy(larger, 0, 0, reading.keptBytes);
      reading.kept = larger;
    }
    part.copy(reading.kept, reading.keptBytes);
  }
  reading.keptBytes = needed;
}

const EMPTY = Buffer.alloc(0);

/** The bytes kept, in memory of their own: a slice would hold on to all of the buffer that it was cut from. */
export function keptBody({ kept, keptBytes }: BodyReading): Buffer {
  if (kept === null) return EMPTY;
  if (kept.buffer.byteLength === keptBytes) return kept;
  const own = Buffer.allocUnsafeSlow(keptBytes);
  kept.copy(own, 0, 0, keptBytes);
  return own;
}
