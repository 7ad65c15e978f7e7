import type { Cause } from './check-value.ts';
import type { FlavourTraits } from './flavour.ts';
import type { DocumentVerdict } from './take-document.ts';

/** An error as Elasticsearch words it, and the status that goes with it. */
export interface ElasticsearchError {
  readonly status: number;
  readonly type: string;
  readonly body: object;
}

/** `{error: {root_cause, type, reason, …}, status}`: documented by examples all over the reference. */
export function errorBody(
  status: number,
  type: string,
  reason: string,
  more: { readonly cause?: Cause | null; readonly detail?: object } = {},
): ElasticsearchError {
  const what = { type, reason, ...more.detail };
  const { cause = null } = more;
  // The root is the innermost of its own exceptions; those of Java and of the reader of JSON are none.
  const root = cause !== null && OWN.has(cause.type) ? { type: cause.type, reason: cause.reason } : what;
  const caused = cause === null ? {} : { caused_by: cause };
  return { status, type, body: { error: { root_cause: [root], ...what, ...caused }, status } };
}

const OWN: ReadonlySet<string> = new Set(['mapper_parsing_exception', 'parse_exception']);

/** The error for a document that does not fit. */
export function refusalBody(
  { what, reason, at, cause }: Extract<DocumentVerdict, { kind: 'refused' }>,
  { parsingException, namesPlaces }: FlavourTraits,
): ElasticsearchError {
  const worded = namesPlaces && at !== null ? `[${at}] ${reason}` : reason;
  switch (what) {
    case 'parsing':
      return errorBody(400, parsingException, worded, { cause });
    case 'strict':
      return errorBody(400, 'strict_dynamic_mapping_exception', worded);
    case 'limit':
      return errorBody(400, 'illegal_argument_exception', reason);
  }
}

/** There is no such index. Documented. */
export function indexNotFound(index: string): ElasticsearchError {
  return errorBody(404, 'index_not_found_exception', `no such index [${index}]`, {
    detail: aboutIndex(index),
  });
}

/** What an error says besides about an index. @assumption that the index has no identifier, as where it does not exist */
export function aboutIndex(index: string): object {
  return {
    'resource.type': 'index_or_alias',
    'resource.id': index,
    index_uuid: '_na_',
    index,
  };
}
