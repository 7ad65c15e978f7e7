import type { IncomingMessage } from 'node:http';
import type { ReceivedRecord } from '../journal/record.ts';
import type { Answer } from '../reply/answer.ts';
import { takeBody } from './body-reading.ts';
import type { Connection, ConnectionDenial, Reading } from './connection.ts';
import type { Refusal } from './refusal.ts';

/** How a request came to its end before it was complete. */
export interface CutShort {
  /** With which it is answered, if anybody is left to answer. */
  readonly status: Refusal['status'] | 503;
  /** For people. */
  readonly why: string;
  /** Its head was still coming: method, path and headers are empty. */
  readonly inHead: boolean;
}

/** A request that came to its end, one way or another. */
export interface Arrived {
  readonly connection: number;
  readonly requestOnConnection: number;
  readonly method: string;
  readonly path: string;
  /** `1.1` or `1.0`; empty where no head came. */
  readonly httpVersion: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly bodyBytes: number;
  /** Null where the body is complete. */
  readonly cutShort: CutShort | null;
  /** What stands against anything that comes on its connection; null for nothing. */
  readonly denial: ConnectionDenial | null;
  /** The body is not kept in full, because too much was coming in at the same time. */
  readonly noRoom: boolean;
  /** Whether anybody is left to answer. */
  readonly answerable: boolean;
}

/** A request that was recorded, or could not be, and how to answer it. */
export interface Taken {
  readonly record: ReceivedRecord;
  readonly answer: Answer;
}

/** Bytes that are kept of a body that never came in full: enough to see what it was, and no reason to send many large ones. */
const MOST_OF_CUT_SHORT = 64 * 1024;

/** A request as it stands at its end. */
export function arrivedOf(
  { number, denial }: Connection,
  reading: Reading,
  cutShort: CutShort | null,
  answerable: boolean,
): Arrived {
  const { request, requestOnConnection, bodyBytes, noRoom } = reading;
  return {
    connection: number,
    requestOnConnection,
    method: request.method ?? '',
    path: pathOf(request),
    httpVersion: request.httpVersion,
    headers: request.rawHeaders,
    body: takeBody(reading, cutShort === null ? undefined : MOST_OF_CUT_SHORT),
    bodyBytes,
    cutShort,
    denial,
    noRoom,
    answerable,
  };
}

/** What never became a request, as the last one on its connection; what came of its head is left out, for it may bear credentials. */
export function attemptOf(
  { number, denial, requests }: Connection,
  { status, reason }: Refusal,
  answerable: boolean,
): Arrived {
  return {
    connection: number,
    requestOnConnection: requests,
    method: '',
    path: '',
    httpVersion: '',
    headers: [],
    body: NO_BODY,
    bodyBytes: 0,
    cutShort: { status, why: reason, inHead: true },
    denial,
    noRoom: false,
    answerable,
  };
}

/** Whether it is answered that a request could not be recorded. */
export function isUnrecorded(taken: Taken | null): boolean {
  return taken?.answer.kind === 'status' && taken.answer.status === 507;
}

const NO_BODY = Buffer.alloc(0);

function pathOf(request: IncomingMessage & { readonly originalUrl?: string }): string {
  return request.originalUrl ?? request.url ?? '';
}
