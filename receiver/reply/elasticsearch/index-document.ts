import { isUtf8 } from 'node:buffer';
import type { Cluster } from './cluster.ts';
import { type ElasticsearchError, errorBody, refusalBody } from './error-body.ts';
import type { FlavourTraits } from './flavour.ts';
import { IndexState } from './index-state.ts';
import type { ElasticsearchRequest } from './request.ts';
import { takeDocument } from './take-document.ts';

/** A document that was taken in, and the answer to it. */
export interface DocumentTaken {
  readonly status: 200 | 201;
  readonly result: 'created' | 'updated';
  readonly body: object;
  /** Where the document can be found from now on. */
  readonly location: string;
}

const JSON_TYPE = /^application\/(?:json|vnd\.elasticsearch\+json)[\t ]*(?:;|$)/i;

/**
 * Takes a document into its index, which is made if need be, also where the document is refused then.
 * @param givenId null where Elasticsearch is to make one up
 * @param onlyCreate refuses one that is there
 */
export function indexDocument(
  cluster: Cluster,
  flavour: FlavourTraits,
  name: string,
  givenId: string | null,
  onlyCreate: boolean,
  { body, contentType, query }: ElasticsearchRequest,
): DocumentTaken | ElasticsearchError {
  if (body.length === 0) return errorBody(400, 'parse_exception', 'request body is required');
  if (contentType === null || !JSON_TYPE.test(contentType)) {
    const problem = contentType === null ? 'is missing' : `[${contentType}] is not supported`;
    const error = `Content-Type header ${problem}`;
    return { status: 406, type: 'media_type_header_exception', body: { error, status: 406 } };
  }
  const index = cluster.get(name) ?? cluster.create(name, { fields: new Map(), dynamic: 'true' });
  if (!(index instanceof IndexState)) return index;
  const id = givenId ?? cluster.newId();
  if (Buffer.byteLength(id) > 512) {
    const reason = `Validation Failed: 1: id [${id}] is too long, must be no longer than 512 bytes but was: ${Buffer.byteLength(id)};`;
    return errorBody(400, 'action_request_validation_exception', reason);
  }
  if (!isUtf8(body)) {
    const cause = { type: 'json_parse_exception', reason: 'Invalid UTF-8' };
    return errorBody(400, flavour.parsingException, 'failed to parse', { cause });
  }
  const verdict = takeDocument(body.toString('utf8'), id, index.mapping);
  if (verdict.kind === 'refused') return refusalBody(verdict, flavour);
  const current = index.versionOf(id);
  if (onlyCreate && current !== null) {
    const reason = `[${id}]: version conflict, document already exists (current version [${current}])`;
    const detail = { index_uuid: '_na_', shard: '0', index: name };
    return errorBody(409, 'version_conflict_engine_exception', reason, { detail });
  }
  if (verdict.added.size > 0) {
    const fields = new Map([...index.mapping.fields, ...verdict.added]);
    index.mapping = { ...index.mapping, fields };
  }
  const { result, version, seqNo } = index.index(givenId);
  const refresh = query.get('refresh');
  return {
    status: result === 'created' ? 201 : 200,
    result,
    location: `/${encodeURIComponent(name)}/_doc/${encodeURIComponent(id)}`,
    body: {
      _index: name,
      ...(flavour.hasType ? { _type: '_doc' } : {}),
      _id: id,
      _version: version,
      result,
      ...(refresh === '' || refresh === 'true' ? { forced_refresh: true } : {}),
      // One node: the copy of the shard has nowhere to be.
      _shards: { total: 2, successful: 1, failed: 0 },
      _seq_no: seqNo,
      _primary_term: 1,
    },
  };
}
