import type { ConnectionCounts } from './connection-book.ts';

/** One POST as the sender wants it made. */
export interface Post {
  /** Which OCS application sends: each has connections of its own. */
  readonly application: string;
  readonly uri: string;
  readonly body: string;
  /** Beside content type and length, which the transport sets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Real seconds from the moment the request goes out until the whole answer is there; also how long a connection may take. */
  readonly responseTimeoutSeconds: number;
  readonly poolSize: number;
  /** A tunnelling proxy for HTTPS; null for none. Plain HTTP never goes through it. */
  readonly proxy: string | null;
}

/** How the one attempt ended. */
export interface PostOutcome {
  readonly kind: 'answered' | 'refused' | 'reset' | 'timed out' | 'failed';
  /** Null unless answered. */
  readonly status: number | null;
  /**
   * What came back, unpacked: the begin of the body of an answer with 2xx, and of any other the reason that its body gives, in one
   * harmless line. Where there was no answer: why, in a sentence.
   */
  readonly detail: string;
  /** Bytes handed to the socket for this request, request line and headers included; null where it cannot be told. */
  readonly bytesOut: number | null;
  /** The connection that it went out on; absent where it was not sent. */
  readonly connection?: ConnectionUse;
  /** What a fault between sender and target did to this attempt, in a few words; absent where there was none. */
  readonly fault?: string;
  /** False where it is sure that not all of the request reached the target; absent where nobody on the way counted. */
  readonly whole?: boolean;
  /** Real milliseconds from the call to the end of the answer. */
  readonly durationMs: number;
}

/** Which connection carried a request. */
export interface ConnectionUse {
  /** From 1, over all connections of the transport. */
  readonly number: number;
  /** Which request of this connection it was, from 1. */
  readonly request: number;
}

/** Makes POSTs: one attempt each, whatever happens, and it never rejects. */
export interface Transport {
  post(post: Post): Promise<PostOutcome>;
  /** What became of its connections so far; absent where it makes none. */
  readonly connections?: ConnectionCounts;
  /** Ends all connections; requests under way end as `failed`, and so does every later one. */
  close(): Promise<void>;
}
