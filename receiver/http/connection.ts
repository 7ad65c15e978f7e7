import type { IncomingMessage } from 'node:http';
import type { BodyReading } from './body-reading.ts';

/** A request that is still coming in. */
export interface Reading extends BodyReading {
  readonly request: IncomingMessage;
  readonly requestOnConnection: number;
}

/** What is known of an open connection. */
export interface Connection {
  /** From 1, in the order in which they were accepted. */
  readonly number: number;
  requests: number;
  /** Requests that have had their answer, or as much of one as the plan gives; silence is none. */
  answered: number;
  /** Bytes came that are no HTTP: nothing more is taken from it. */
  refused: boolean;
  /** More than one only while requests that came in one packet are taken apart. */
  readonly readings: Set<Reading>;
  /** Cancels the answers that are due later. */
  readonly delayed: Set<() => void>;
}

/** A connection that was just accepted. */
export function newConnection(number: number): Connection {
  return { number, requests: 0, answered: 0, refused: false, readings: new Set(), delayed: new Set() };
}
