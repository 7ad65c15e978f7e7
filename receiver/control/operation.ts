import type { ErrorCode } from './messages.ts';
import type { Parameter, Query } from './query.ts';
import type { Refusal } from './refusal.ts';

/** A request to the API, already admitted and with its query read. */
export interface Call {
  /** What stands in place of `{name}` in the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The body as text; empty where there is none. */
  readonly body: string;
  /** The header of that name. */
  readonly lastEventId: string | null;
  /** Aborts once nobody waits for the answer any more. */
  readonly gone: AbortSignal;
}

/** A JSON answer. */
export interface JsonAnswer {
  readonly kind: 'json';
  readonly status: number;
  readonly body: unknown;
}

/** An answer that is written while it is made. */
export interface StreamAnswer {
  readonly kind: 'stream';
  readonly mediaType: string;
  /** Under which name a browser keeps it; null: it is to be read, not kept. */
  readonly fileName: string | null;
  readonly chunks: AsyncIterable<string>;
}

export type Answer = JsonAnswer | StreamAnswer | Refusal;

export function json(body: unknown, status = 200): JsonAnswer {
  return { kind: 'json', status, body };
}

/** One answer that is no error, for the OpenAPI document. */
export interface DescribedAnswer {
  readonly about: string;
  /** Name of a schema, or of none where the answer is no JSON. */
  readonly schema: string | null;
  /** Default `application/json`. */
  readonly mediaTypes?: readonly string[];
}

/** One operation of the API: how it is asked, what it answers, and what it does. The server and the OpenAPI document are made of these. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind the prefix, with `{name}` for what is taken from it. */
  readonly path: string;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly description?: string;
  readonly pathParameters?: readonly Parameter[];
  readonly parameters: readonly Parameter[];
  /** Null where it takes no body. */
  readonly body: {
    readonly about: string;
    readonly schema: Readonly<Record<string, unknown>>;
    readonly examples: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
  } | null;
  /** By status. */
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
  /** Errors of its own; those that any operation may answer are not listed. */
  readonly errors: readonly ErrorCode[];
  /** Requests of it that may be open at a time; more are answered `too-many`. Default: what the server keeps of any. */
  readonly atOnce?: number;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}
