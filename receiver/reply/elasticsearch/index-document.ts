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
/** 7 takes lines of JSON anywhere. */
const JSON_TYPE_7 = /^application\/(?:json|x-ndjson)[\t ]*(?:;|$)/i;

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
  const badType = contentTypeProblem(contentType, flavour);
  if (badType !== null) return badType;
  const badParameter = parameterProblem(query);
  if (badParameter !== null) return badParameter;
  const index =
    cluster.get(name) ?? cluster.create(name, { fields: new Map(), dynamic: 'true' }, flavour.words);
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
  const verdict = takeDocument(body.toString('utf8'), id, index.mapping, flavour);
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
    location: `/${encodeURIComponent(name)}/_doc/${encodeURIComponent(id).replaceAll('%20', '+')}`,
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

function contentTypeProblem(contentType: string | null, { words }: FlavourTraits): ElasticsearchError | null {
  if (words === '7' && contentType !== null && !contentType.includes('/')) {
    const reason = `invalid Content-Type header [${contentType}]`;
    return errorBody(400, 'content_type_header_exception', `java.lang.IllegalArgumentException: ${reason}`, {
      cause: { type: 'illegal_argument_exception', reason },
    });
  }
  if (contentType !== null && (words === '7' ? JSON_TYPE_7 : JSON_TYPE).test(contentType)) return null;
  const problem =
    contentType === null && words === '8' ? 'is missing' : `[${contentType ?? ''}] is not supported`;
  const error = `Content-Type header ${problem}`;
  return { status: 406, type: 'media_type_header_exception', body: { error, status: 406 } };
}

/** Of the parameters those that can be wrong without a name that is. */
function parameterProblem(query: ReadonlyMap<string, string>): ElasticsearchError | null {
  const [refresh, type, pipeline] = [query.get('refresh'), query.get('op_type'), query.get('pipeline')];
  const reason =
    type !== undefined && type !== 'create' && type !== 'index'
      ? `opType must be 'create' or 'index', found: [${type}]`
      : refresh !== undefined && !REFRESH.has(refresh)
        ? `Unknown value for refresh: [${refresh}].`
        : pipeline !== undefined && pipeline !== '_none'
          ? `pipeline with id [${pipeline}] does not exist`
          : null;
  return reason === null ? null : errorBody(400, 'illegal_argument_exception', reason);
}

const REFRESH: ReadonlySet<string> = new Set(['', 'true', 'false', 'wait_for']);
