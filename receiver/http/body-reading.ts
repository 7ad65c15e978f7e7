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

/** Larger bodies grow in place by as much, in memory that goes back to the system without waiting for the garbage collector. */
const STEP_BYTES = 64 * 1024;

/** Nothing has come yet. */
export function newBodyReading(): BodyReading {
  return { kept: null, keptBytes: 0, bodyBytes: 0, noRoom: false };
}

/**
 * Adds a chunk, as far as the limit leaves room. Chunks are put together at once, so that a body in a million crumbs takes no
 * more memory than its bytes do.
 * @param mostBytes that one body may ever have
 */
export function addChunk(
  reading: BodyReading,
  chunk: Buffer,
  limitBytes: number,
  mostBytes = limitBytes,
): void {
  reading.bodyBytes += chunk.length;
  const room = limitBytes - reading.keptBytes;
  if (room <= 0) return;
  const part = chunk.length <= room ? chunk : chunk.subarray(0, room);
  const needed = reading.keptBytes + part.length;
  if (reading.kept === null) {
    reading.kept = part;
  } else {
    const capacity = capacityFor(reading, chunk, limitBytes);
    if (capacity > reading.kept.length) grow(reading, reading.kept, capacity, mostBytes);
    reading.kept.set(part, reading.keptBytes);
  }
  reading.keptBytes = needed;
}

/** Bytes of memory that a body takes with another chunk, as far as the limit leaves room. */
export function capacityFor({ kept, keptBytes }: BodyReading, chunk: Buffer, limitBytes: number): number {
  const needed = Math.min(limitBytes, keptBytes + chunk.length);
  if (kept === null || needed <= kept.length) return kept?.length ?? needed;
  const capacity =
    needed > STEP_BYTES ? Math.ceil(needed / STEP_BYTES) * STEP_BYTES : Math.max(2 * kept.length, needed);
  return Math.min(limitBytes, capacity);
}

function grow(reading: BodyReading, kept: Buffer, capacity: number, mostBytes: number): void {
  const { buffer } = kept;
  if (buffer instanceof ArrayBuffer && buffer.resizable) {
    buffer.resize(capacity);
    reading.kept = Buffer.from(buffer, 0, capacity);
    return;
  }
  reading.kept =
    capacity <= STEP_BYTES
      ? Buffer.allocUnsafeSlow(capacity)
      : Buffer.from(new ArrayBuffer(capacity, { maxByteLength: mostBytes }), 0, capacity);
  reading.kept.set(kept.subarray(0, reading.keptBytes));
}

const EMPTY = Buffer.alloc(0);

/**
 * Ends a reading: gives the bytes kept, `atMost` so many, in memory of their own, since a slice would hold on to all of the buffer that it
 * was cut from.
 */
export function takeBody(reading: BodyReading, atMost = Number.POSITIVE_INFINITY): Buffer {
  const { kept } = reading;
  const bytes = Math.min(reading.keptBytes, atMost);
  reading.kept = null;
  if (kept === null) return EMPTY;
  const { buffer } = kept;
  const isResizable = buffer instanceof ArrayBuffer && buffer.resizable;
  if (buffer.byteLength === bytes && !isResizable) return kept;
  const own = Buffer.allocUnsafeSlow(bytes);
  own.set(kept.subarray(0, bytes));
  if (isResizable) buffer.transferToFixedLength(0);
  return own;
}
