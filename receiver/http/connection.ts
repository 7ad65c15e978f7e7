import type { IncomingMessage } from 'node:http';
import type { BodyReading } from './body-reading.ts';

/** Why nothing that comes on a connection is taken for a notification. */
export type ConnectionDenial =
  | 'too many connections'
  | 'client certificate missing'
  | 'client certificate not trusted';

/** A request that is still coming in. */
export interface Reading extends BodyReading {
  readonly request: IncomingMessage;
  readonly requestOnConnection: number;
}

/** What is known of an open connection. */
export interface Connection {
  /** From 1, in the order in which they were accepted. */
  readonly number: number;
  /** Null for one that is like any other. */
  readonly denial: ConnectionDenial | null;
  requests: number;
  /** Requests that have had their answer, or as much of one as the plan gives; silence is none. */
  answered: number;
  /** Requests that were handed over and are not recorded yet. */
  unrecorded: number;
  /** What waits until there are none of these. */
  whenRecorded: (() => void)[];
  /** Bytes came that are no HTTP: nothing more is taken from it. */
  refused: boolean;
  /** More than one only while requests that came in one packet are taken apart. */
  readonly readings: Set<Reading>;
  /** Cancels the answers that are due later. */
  readonly delayed: Set<() => void>;
  /** Requests at the last sweep for idle connections, and how many sweeps in a row have found nothing new. */
  requestsSwept: number;
  sweepsAtRest: number;
}

/** A connection that was just accepted. */
export function newConnection(number: number, denial: ConnectionDenial | null): Connection {
  return {
    number,
    denial,
    requests: 0,
    answered: 0,
    unrecorded: 0,
    whenRecorded: [],
    refused: false,
    readings: new Set(),
    delayed: new Set(),
    requestsSwept: -1,
    sweepsAtRest: 0,
  };
}
