import type { ReplyTaken } from '../journal/record.ts';

/** One way to answer a request. Delays are real milliseconds: they are network time, never campaign time. */
export type Answer = StatusAnswer | SilentAnswer | ResetBeforeHeaders | ResetAfterHeaders;

/** An ordinary answer, whatever its status. */
export interface StatusAnswer {
  readonly kind: 'status';
  readonly status: number;
  /** Names and values in turn; without Content-Length, Transfer-Encoding and Date. */
  readonly headers: readonly string[];
  /** Null for the receiver's own small JSON body: `{"recorded":17}`. */
  readonly body: string | null;
  readonly delayMs: number;
  /** For `ReplyTaken.manner`. */
  readonly manner: string;
}

/** Never answers and keeps the connection open until the client gives up or the receiver closes. */
export interface SilentAnswer {
  readonly kind: 'silence';
}

/** Ends the connection with RST, without a byte of answer. */
export interface ResetBeforeHeaders {
  readonly kind: 'reset before headers';
  readonly delayMs: number;
}

/** Sends status line, headers and half of the body, then RST. */
export interface ResetAfterHeaders {
  readonly kind: 'reset after headers';
  readonly status: number;
  readonly delayMs: number;
}

/** What a request gets that no rule is about. */
export const AS_USUAL: StatusAnswer = {
  kind: 'status',
  status: 200,
  headers: [],
  body: null,
  delayMs: 0,
  manner: 'as usual',
};

/** An answer by its status alone, or with what `more` says. */
export function statusAnswer(
  status: number,
  more: Partial<Omit<StatusAnswer, 'kind' | 'status'>> = {},
): StatusAnswer {
  return { kind: 'status', status, headers: [], body: null, delayMs: 0, manner: String(status), ...more };
}

/** The answer in the words of a record. */
export function replyTaken(answer: Answer): ReplyTaken {
  switch (answer.kind) {
    case 'status':
      return { status: answer.status, manner: answer.manner, delayMs: answer.delayMs };
    case 'silence':
      return { status: null, manner: 'silence', delayMs: 0 };
    case 'reset before headers':
      return { status: null, manner: answer.kind, delayMs: answer.delayMs };
    case 'reset after headers':
      return { status: answer.status, manner: answer.kind, delayMs: answer.delayMs };
  }
}
