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
  more: { readonly cause?: Cause | null; readonly detail?: object; readonly root?: object } = {},
): ElasticsearchError {
  const what = { type, reason, ...more.detail };
  const { cause = null } = more;
  // The root is the innermost of its own exceptions; those of Java and of the reader of JSON are none.
  const innermost = cause !== null && OWN.has(cause.type) ? { type: cause.type, reason: cause.reason } : what;
  const root = more.root ?? innermost;
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

/** There is no such index. Documented. @param kind what was looked for: one document is asked of an expression */
export function indexNotFound(
  index: string,
  kind: 'index_or_alias' | 'index_expression' = 'index_or_alias',
): ElasticsearchError {
  return errorBody(404, 'index_not_found_exception', `no such index [${index}]`, {
    detail: { ...aboutIndex(index), 'resource.type': kind },
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

/** The type of errors about what ocs-sim does not play, which no search engine has. */
export const NOT_PLAYED = 'not_played_by_ocs_sim';

/**
 * What ocs-sim does not play, in the shape that clients read errors in; neither the status nor the type is one of Elasticsearch's.
 * @param what `POST /x/_analyze`, `the setting index.codec`
 */
export function notPlayed(what: string): ElasticsearchError {
  const reason = `ocs-sim does not play ${what}. This answer is ocs-sim's own: a real search engine may answer otherwise.`;
  return errorBody(501, NOT_PLAYED, reason);
}

/** An index that does not let this be done now. Documented: index blocks. */
export function blocked(
  index: string,
  block: { readonly status: number; readonly said: string },
): ElasticsearchError {
  return errorBody(block.status, 'cluster_block_exception', `index [${index}] blocked by: [${block.said}];`);
}
