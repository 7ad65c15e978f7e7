// An answer as it is carried out: nothing in it is left to chance or to a later moment. What a rule plans is in planned-answer.ts.

/** One way to answer a request. Delays are real milliseconds: they are network time, never campaign time. */
export type Answer = StatusAnswer | SilentAnswer | NoAnswer | GarbageAnswer | RefusingAnswer;

/** Parts of an answer that can be wrong in the eyes of HTTP. */
export const MALFORMED_PARTS = ['status line', 'header', 'two lengths', 'chunk size'] as const;

/** A part of an answer that is wrong in the eyes of HTTP. */
export type MalformedPart = (typeof MALFORMED_PARTS)[number];

/** How an answer goes out. */
export type Delivery =
  | { readonly kind: 'whole' }
  /** Headers at once, then the body in so many pieces, the last one `overMs` later. */
  | { readonly kind: 'drip'; readonly overMs: number; readonly pieces: number }
  /** Only the beginning of the body, under a Content-Length that says so: HTTP is content, JSON is not. */
  | { readonly kind: 'truncated'; readonly keep: { readonly share: number } | { readonly bytes: number } }
  /** Something that is no HTTP, then the end of the connection. */
  | { readonly kind: 'malformed'; readonly part: MalformedPart }
  /** Half of the body, then the end of the connection (FIN). */
  | { readonly kind: 'close mid-body' }
  /** The whole answer, which promises to keep the connection, then its end (FIN). */
  | { readonly kind: 'close after answer' }
  /** Half of the body, then RST. */
  | { readonly kind: 'reset after headers' };

/** The usual delivery. */
export const WHOLE: Delivery = { kind: 'whole' };

/** An answer with a status line. */
export interface StatusAnswer {
  readonly kind: 'status';
  readonly status: number;
  /** Names and values in turn; without Content-Length and Transfer-Encoding. */
  readonly headers: readonly string[];
  /** Null for the receiver's own small JSON body: `{"recorded":17}`. */
  readonly body: string | null;
  readonly delayMs: number;
  /** For `ReplyTaken.manner`. */
  readonly manner: string;
  readonly delivery: Delivery;
}

/** Never answers and keeps the connection open until the client gives up or the receiver closes. */
export interface SilentAnswer {
  readonly kind: 'silence';
}

/** Ends the connection without a byte of answer: with RST, or with FIN as a server that was shut down. */
export interface NoAnswer {
  readonly kind: 'reset before headers' | 'close before headers';
  readonly delayMs: number;
}

/** Bytes that are no HTTP, then the end of the connection. */
export interface GarbageAnswer {
  readonly kind: 'garbage';
  readonly bytes: Buffer;
  readonly delayMs: number;
}

/** Ends every connection, and refuses new ones for a while, as a process that is being restarted. */
export interface RefusingAnswer {
  readonly kind: 'refusal';
  readonly forMs: number;
  readonly delayMs: number;
}

/** An answer by its status alone, or with what `more` says. */
export function statusAnswer(
  status: number,
  more: Partial<Omit<StatusAnswer, 'kind' | 'status'>> = {},
): StatusAnswer {
  return {
    kind: 'status',
    status,
    headers: [],
    body: null,
    delayMs: 0,
    manner: String(status),
    delivery: WHOLE,
    ...more,
  };
}
