import { closestWord } from '../../document/closest-word.ts';
import type { UnansweredRecord } from '../usual-answer.ts';

/** A request in the parts that decide what it asks for. */
export interface ElasticsearchRequest {
  readonly method: string;
  /** Decoded, without empty ones: `/states/_doc` is `['states', '_doc']`. */
  readonly segments: readonly string[];
  /** As it came, without the query. */
  readonly uri: string;
  readonly query: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Null where there is none. */
  readonly contentType: string | null;
}

/** What every request may ask for, and what a document's may besides. Documented as common options and with the index API. */
const PARAMETERS: ReadonlySet<string> = new Set([
  ...['pretty', 'human', 'error_trace', 'filter_path', 'format'],
  ...[
    'refresh',
    'timeout',
    'wait_for_active_shards',
    'routing',
    'pipeline',
    'op_type',
    'version',
    'version_type',
  ],
  ...[
    'if_seq_no',
    'if_primary_term',
    'require_alias',
    'master_timeout',
    'ignore_unavailable',
    'allow_no_indices',
  ],
]);

/** Takes a request apart; what cannot be decoded stays as it is. */
export function requestOf({ method, path, headers, body }: UnansweredRecord): ElasticsearchRequest {
  const mark = path.indexOf('?');
  const uri = mark === -1 ? path : path.slice(0, mark);
  const query = new Map(mark === -1 ? [] : new URLSearchParams(path.slice(mark + 1)));
  const contentType = headers.findIndex(
    (header, index) => index % 2 === 0 && header.toLowerCase() === 'content-type',
  );
  return {
    method,
    segments: segmentsOf(uri),
    uri,
    query,
    body,
    contentType: contentType === -1 ? null : headers[contentType + 1]!,
  };
}

/** The decoded segments of a path, with or without a query. */
export function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/\?.*$/s, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        return segment;
      }
    });
}

/** The first parameter that nothing is known of; null for none. */
export function unknownParameter({ query }: ElasticsearchRequest): string | null {
  return [...query.keys()].find((name) => !PARAMETERS.has(name)) ?? null;
}

/** The parameter that a misspelt one may stand for. @assumption that what is near here is near there */
export function parameterMeant(misspelt: string): string | undefined {
  return closestWord(misspelt, [...PARAMETERS]);
}
