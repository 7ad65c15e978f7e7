// What a request gets that no rule is about: what the receiver answers as.

import type { ReceivedRecord } from '../journal/record.ts';

/** A request whose answer is not decided yet. */
export type UnansweredRecord = Omit<ReceivedRecord, 'reply'>;

/** Status, headers and body of an answer. */
export interface UsualAnswer {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Null for the receiver's own small JSON body. */
  readonly body: string | null;
  /** For `ReplyTaken.manner`. */
  readonly manner: string;
}

/** What the receiver answers as. */
export interface AnswersAs {
  /** Whether a request is one that brings a notification: only those are subject to the reply plan, and counted by it. */
  brings(method: string, path: string): boolean;
  /** The answer; whatever state there is takes the request in. */
  answer(record: UnansweredRecord): UsualAnswer;
  /** Goes back to the state of the beginning. */
  reset(): void;
}

/** Any POST is fine, anything else is not. */
export const PLAIN: AnswersAs = {
  brings: (method) => method === 'POST',
  answer: ({ method }) =>
    method === 'POST'
      ? { status: 200, headers: [], body: null, manner: 'as usual' }
      : { status: 405, headers: ['Allow', 'POST'], body: null, manner: 'not a POST' },
  reset: () => {},
};
