import type { JsonObject } from '../contract/contract.ts';

/** Why a body is not a JSON object that can be judged. */
export type BodyProblem =
  | 'empty'
  | 'not let in'
  | 'cut short'
  | 'too large'
  | 'undecodable'
  | 'invalid UTF-8'
  | 'malformed JSON'
  | 'too deep'
  | 'not an object';

/** What the body of a notification turned out to be. A body with a problem is kept as it came, all the same. */
export type BodyContent =
  | {
      readonly kind: 'object';
      readonly value: JsonObject;
      /** Keys that stand more than once in one object, as paths such as `GSW_CALLING_LISTS[0].GSW_CALLING_LIST`; the last one counts. */
      readonly duplicateKeys: readonly string[];
    }
  | {
      readonly kind: 'unusable';
      readonly problem: BodyProblem;
      /** For people, one line. */
      readonly detail: string;
    };

/** What a request carries: a notification, or none, as a health check or a query does. The latter is kept and shown, never judged. */
export type Content = BodyContent | { readonly kind: 'no notification' };

/** Whether a request carries a notification, however malformed: expectations are about those alone. */
export function isNotification({ content }: { readonly content: Content }): boolean {
  return content.kind !== 'no notification';
}

/** What a rule of the reply plan may do to a request. */
export type FaultKind =
  | 'status'
  | 'headers'
  | 'body'
  | 'delay'
  | 'silence'
  | 'drip'
  | 'truncation'
  | 'malformed'
  | 'close'
  | 'reset'
  | 'garbage'
  | 'refusal';

/** What was done to a request instead of answering it as usual, as data; its delay and status stand in `ReplyTaken`. */
export interface AppliedFault {
  /** The name of the rule, or `rule 3`: the third that was set since the receiver was started. */
  readonly rule: string;
  /** At least one, in the order of the type. */
  readonly kinds: readonly FaultKind[];
  /** Over how many real milliseconds the answer dripped. */
  readonly dripMs?: number;
  /** Bytes that went out in place of an answer. */
  readonly garbageBytes?: number;
  /** For how many real milliseconds new connections were refused. */
  readonly refusedMs?: number;
  /** What was malformed. */
  readonly malformed?: string;
}

/** How the receiver answered, in the words of the reply plan. */
export interface ReplyTaken {
  /** Null where no status line went out: silence, or a reset before the headers. */
  readonly status: number | null;
  /** `as usual`, or what the reply plan did: `503`, `silence`, `reset before headers`, …; for people. */
  readonly manner: string;
  /** Real milliseconds that were waited first, as they were drawn. */
  readonly delayMs: number;
  /** Null where no rule of the reply plan applied. */
  readonly fault: AppliedFault | null;
}

/** One request as it came in. Never changed after it was made. */
export interface ReceivedRecord {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** Instant of arrival on the receiver's clock, in milliseconds since 1970: campaign time within a run, else wall-clock time. */
  readonly receivedAtMs: number;
  /**
   * The same instant on a clock that is never set, for whatever is an interval. Absent where `receivedAtMs` is on such a clock, as
   * campaign time is, and in journals of older versions.
   */
  readonly steadyAtMs?: number;
  /** From 1; which TCP connection brought it, and as the how-manieth request on it. */
  readonly connection: number;
  readonly requestOnConnection: number;
  readonly method: string;
  readonly path: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  /** The raw bytes, compressed if they came so; cut at the receiver's limit where the body was larger. */
  readonly body: Buffer;
  /** Bytes of body that arrived, kept or not. */
  readonly bodyBytes: number;
  /** The media type is not `application/json` (assumed to be OCS's). */
  readonly wrongContentType: boolean;
  /** Read from the body when it is asked for, so that a copy made by `{ ...record }` may lack it. */
  readonly content: Content;
  readonly reply: ReplyTaken;
}

/** When a record came, on the clock by which intervals are measured. */
export function arrivedAtMs({ steadyAtMs, receivedAtMs }: ReceivedRecord): number {
  return steadyAtMs ?? receivedAtMs;
}
