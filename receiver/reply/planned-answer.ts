// What a rule says about the answer: data, with chance and templates still in it. settle-answer.ts makes an `Answer` of it.

import type { Delivery, SilentAnswer, StatusAnswer } from './answer.ts';
import type { PlannedDelay } from './delay.ts';
import type { TemplateKind } from './template.ts';

/** An answer as a rule plans it. */
export type PlannedAnswer =
  | PlannedStatus
  | SilentAnswer
  | PlannedNoAnswer
  | PlannedGarbage
  | PlannedRefusal
  | PlannedReset;

/** As `StatusAnswer`, with what is settled only when a request comes. */
export interface PlannedStatus extends Omit<StatusAnswer, 'status' | 'delayMs' | 'delivery'> {
  /** Null for the status, headers and body of the usual answer, which is then delivered as planned here. */
  readonly status: number | null;
  readonly delayMs: PlannedDelay;
  /** Default: whole. */
  readonly delivery?: Delivery;
  /** Says that placeholders in body and headers are to be filled in, and what the body is. */
  readonly template?: TemplateKind;
}

/** Ends the connection without a byte of answer. */
export interface PlannedNoAnswer {
  readonly kind: 'reset before headers' | 'close before headers';
  readonly delayMs: PlannedDelay;
}

/** Sends status line, headers and half of the body, then RST. */
export interface PlannedReset {
  readonly kind: 'reset after headers';
  /** Null for the usual answer's. */
  readonly status: number | null;
  readonly delayMs: PlannedDelay;
}

/** Random bytes in place of an answer, always the same for the same seed. */
export interface PlannedGarbage {
  readonly kind: 'garbage';
  readonly bytes: number;
  readonly delayMs: PlannedDelay;
}

/** Ends every connection and refuses new ones for a while. */
export interface PlannedRefusal {
  readonly kind: 'refusal';
  readonly forMs: number;
  readonly delayMs: PlannedDelay;
}
