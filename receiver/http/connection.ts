import type { IncomingMessage } from 'node:http';

/** A body that is still coming in. */
export interface Reading {
  readonly request: IncomingMessage;
  readonly requestOnConnection: number;
  readonly chunks: Buffer[];
  /** Bytes in `chunks`, never more than the limit. */
  keptBytes: number;
  /** Bytes that came, kept or not. */
  bodyBytes: number;
}

/** What is known of an open connection. */
export interface Connection {
  /** From 1, in the order in which they were accepted. */
  readonly number: number;
  requests: number;
  /** Requests that have had their answer, or as much of one as the plan gives. */
  answered: number;
  /** More than one only while requests that came in one packet are taken apart. */
  readonly readings: Set<Reading>;
  /** Cancels the answers that are due later. */
  readonly delayed: Set<() => void>;
}

export function newConnection(number: number): Connection {
  return { number, requests: 0, answered: 0, readings: new Set(), delayed: new Set() };
}

/** Keeps what the limit leaves room for, and counts the rest. */
export function addChunk(reading: Reading, chunk: Buffer, limitBytes: number): void {
  reading.bodyBytes += chunk.length;
  const room = limitBytes - reading.keptBytes;
  if (room <= 0) return;
  const kept = chunk.length <= room ? chunk : Buffer.from(chunk.subarray(0, room));
  reading.chunks.push(kept);
  reading.keptBytes += kept.length;
}

/** The bytes kept, in one piece. */
export function keptBody({ chunks }: Reading): Buffer {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
