import { unpackBody } from '../../document/content-encoding.ts';
import type { UnansweredRecord } from '../usual-answer.ts';

/** A request in the parts that decide what it asks for. */
export interface ElasticsearchRequest {
  readonly method: string;
  /** Decoded, without empty ones: `/states/_doc` is `['states', '_doc']`. */
  readonly segments: readonly string[];
  /** As it came, without the query. */
  readonly uri: string;
  readonly query: ReadonlyMap<string, string>;
  /** Without its Content-Encoding. */
  readonly body: Buffer;
  /** Why the encoding of the body could not be undone; null where it could. */
  readonly undecodable: string | null;
  /** Null where there is none. */
  readonly contentType: string | null;
}

/** Takes a request apart; what cannot be decoded stays as it is. */
export function requestOf({ method, path, headers, body }: UnansweredRecord): ElasticsearchRequest {
  const mark = path.indexOf('?');
  const uri = mark === -1 ? path : path.slice(0, mark);
  const query = new Map(mark === -1 ? [] : new URLSearchParams(path.slice(mark + 1)));
  const contentType = headers.findIndex(
    (header, index) => index % 2 === 0 && header.toLowerCase() === 'content-type',
  );
  const unpacked = unpackBody({ headers, body });
  return {
    method,
    segments: segmentsOf(uri),
    uri,
    query,
    body: unpacked.kind === 'bytes' ? unpacked.bytes : body,
    undecodable: unpacked.kind === 'bytes' ? null : unpacked.detail,
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

/** Whether a parameter that is either on or off is on: `?pretty` and `?pretty=true`. */
export function isOn(query: ReadonlyMap<string, string>, name: string): boolean {
  const value = query.get(name);
  return value === '' || value === 'true';
}
