import type { Diagnostic } from '../document/diagnostic.ts';
import { lineColumn } from '../document/place.ts';
import type { ErrorCode, ErrorMessage, ProblemMessage } from './messages.ts';

/** A request to the API that is not carried out, and why: a value, for it is nothing unusual. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly problems: readonly ProblemMessage[];
}

/** The HTTP status of each error. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400,
  'bad-query': 400,
  'bad-document': 422,
  'no-such-path': 404,
  'no-such-method': 405,
  'no-such-record': 404,
  'record-gone': 410,
  'no-such-group': 404,
  'no-such-rule': 404,
  conflict: 409,
  'host-not-allowed': 421,
  'origin-not-allowed': 403,
  'token-needed': 401,
  'body-too-large': 413,
  'head-too-large': 431,
  'too-slow': 408,
  'too-many': 503,
  'internal-error': 500,
};

export function refusal(
  code: ErrorCode,
  message: string,
  more: { readonly hint?: string; readonly problems?: readonly ProblemMessage[] } = {},
): Refusal {
  return { kind: 'refused', code, message, hint: more.hint ?? null, problems: more.problems ?? [] };
}

/** The body of the answer. */
export function errorMessage({ code, message, hint, problems }: Refusal): ErrorMessage {
  return { error: { code, message, hint, problems } };
}

/** Complaints that are told; who sends more mistakes hears of the first ones. */
const MOST_PROBLEMS = 100;

/** Complaints about a document with their places in numbers. */
export function problemMessages(diagnostics: readonly Diagnostic[]): readonly ProblemMessage[] {
  return diagnostics.slice(0, MOST_PROBLEMS).map(problemMessage);
}

function problemMessage(diagnostic: Diagnostic): ProblemMessage {
  const { code, severity, place, message, expected, hint } = diagnostic;
  const { line, column } = lineColumn(place.source, place.start);
  return { code, severity, line, column, message, expected: expected ?? null, hint: hint ?? null };
}
