import type { Cluster } from './cluster.ts';
import { type ElasticsearchError, notPlayed } from './error-body.ts';
import type { FlavourTraits } from './flavour.ts';
import type { ElasticsearchRequest } from './request.ts';

/** What a request comes to. */
export interface Outcome {
  readonly status: number;
  /** Text is for people, as _cat answers it. */
  readonly body: object | string;
  /** In a word or two, for records. */
  readonly what: string;
  /** Names and values in turn, besides those of every answer. */
  readonly headers?: readonly string[];
}

/** What a handler works with. */
export interface Call {
  readonly request: ElasticsearchRequest;
  readonly cluster: Cluster;
  readonly traits: FlavourTraits;
  /** Of the path; `_all` where none is named. */
  readonly index: string;
  /** Of the path; null where none is named. */
  readonly id: string | null;
}

/** Answers one kind of request. */
export type Handler = (call: Call) => Outcome;

/** The outcome of a request that fails. */
export function failed({ status, type, body }: ElasticsearchError): Outcome {
  return { status, body, what: type };
}

/** The outcome of something that ocs-sim does not play. @param what `POST /x/_analyze`, `the setting index.codec` */
export function unplayed(what: string): Outcome {
  return failed(notPlayed(what));
}
