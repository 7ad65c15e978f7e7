import type { ElasticsearchError } from './error-body.ts';

/** What a request comes to. */
export interface Outcome {
  readonly status: number;
  readonly body: object;
  /** In a word or two, for records. */
  readonly what: string;
  /** Names and values in turn, besides those of every answer. */
  readonly headers?: readonly string[];
}

/** The outcome of a request that fails. */
export function failed({ status, type, body }: ElasticsearchError): Outcome {
  return { status, body, what: type };
}
