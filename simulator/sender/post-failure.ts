// Why a POST has no answer, in words for people and by kind: who ended it, and how far it came.

import { answerFault, readingFault } from './answer-fault.ts';
import type { Connection } from './connection.ts';
import { reasonOf } from './connection-reason.ts';
import type { Redact } from './redact.ts';
import type { PostOutcome } from './transport.ts';
import { ConnectTimeout } from './way-connector.ts';

/** What is known of an attempt that failed. */
export interface FailedAttempt {
  readonly error: Error;
  /** Null where none was made, or the request went out on none. */
  readonly connection: Connection | null;
  /** Of an answer whose head was read; null where there was none. */
  readonly status: number | null;
  /** How long the connection had lain idle; null where it carried no request before. */
  readonly idleMs: number | null;
  /** From the request to the failure. */
  readonly tookMs: number;
  /** The sender has been closed. */
  readonly closing: boolean;
  /** A certificate of the client was shown. */
  readonly certificateGiven: boolean;
  /** For words that are not ours. */
  readonly redact: Redact;
}

/** How it is told. */
export type Failure = Pick<PostOutcome, 'kind' | 'detail'>;

/** Of these the kind is known by the code of the error; all others are `failed`. */
const KINDS: Readonly<Record<string, PostOutcome['kind']>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_HEADERS_TIMEOUT: 'timed out',
  ETIMEDOUT: 'timed out',
};

/** Nothing of an answer within this time, on a connection that lay idle: the close was under way when the POST went out. */
const CLOSE_UNDER_WAY_MS = 1_000;
/** A connection that was used so shortly before has not lain idle. */
const IDLE_MS = 100;

/** Why an attempt failed. The library's own words stand in parentheses where they may tell more. */
export function failureOf(attempt: FailedAttempt): Failure {
  const { error, connection, closing, redact } = attempt;
  if (error instanceof ResponseTimeout)
    return { kind: 'timed out', detail: `${error.message}${after(attempt)}` };
  if (closing) return { kind: 'failed', detail: `ocs-sim broke it off, as it was ending${after(attempt)}` };
  if (connection === null) return unconnected(attempt);
  const headRead = attempt.status !== null && attempt.status >= 100;
  const fault = (headRead ? null : answerFault(connection.answer, redact)) ?? readingFault(error, redact);
  if (fault !== null && (connection.endedBy === null || !headRead))
    return { kind: 'failed', detail: `${fault}${headRead ? after(attempt) : ''}` };
  if (connection.endedBy !== null)
    return { kind: 'reset', detail: `${endedWords(attempt)}${after(attempt)}` };
  return { ...unconnected(attempt), detail: `${reasonOf(error, attempt)[0]}${after(attempt)}` };
}

function unconnected({ error, certificateGiven, redact }: FailedAttempt): Failure {
  if (error instanceof ConnectTimeout) return { kind: 'timed out', detail: error.message };
  const [reason] = reasonOf(error, { certificateGiven, redact });
  const { code, address, port } = error as { code?: string; address?: string; port?: number };
  // Of a name the address is news.
  const where = address === undefined || port === undefined ? '' : ` (${code} ${address}:${port})`;
  return { kind: KINDS[code ?? ''] ?? 'failed', detail: `${reason}${where}` };
}

function endedWords({ connection, status, idleMs, tookMs }: FailedAttempt): string {
  const { endedBy, answerBytes } = connection!;
  const did = endedBy === 'reset' ? 'reset the connection' : 'closed the connection';
  if (status !== null) return `the other side ${did} in the middle of its answer`;
  if (answerBytes > 0)
    return `the other side ${did} after ${answerBytes} bytes of an answer, within its headers`;
  if (idleMs === null) return `the other side ${did} without an answer`;
  if (idleMs >= IDLE_MS && tookMs < CLOSE_UNDER_WAY_MS)
    return `the other side ${endedBy} the idle connection as the POST was sent, ${secondsText(idleMs)} after its last answer: lost, as with a real OCS, which never sends again`;
  return `the other side ${did} without an answer, ${secondsText(idleMs)} after its last one on it`;
}

function secondsText(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function after({ status }: Pick<FailedAttempt, 'status'>): string {
  return status === null ? '' : `, after the status ${status}`;
}

/** Ends an attempt that has no whole answer in time. */
export class ResponseTimeout extends Error {
  override readonly name = 'ResponseTimeout';

  constructor(seconds: number) {
    super(`no complete answer within ${seconds} s`);
  }
}
