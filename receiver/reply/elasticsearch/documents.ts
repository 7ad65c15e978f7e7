// Documents one by one: put, got and deleted.

import { blocked, type ElasticsearchError, errorBody, indexNotFound, notPlayed } from './error-body.ts';
import type { FlavourTraits } from './flavour.ts';
import { takeIn } from './index-document.ts';
import { blockOf } from './index-settings.ts';
import type { HeldDocument, IndexState } from './index-state.ts';
import { type Call, failed, type Outcome } from './outcome.ts';
import { Source } from './source.ts';

const JSON_TYPE = /^application\/(?:json|vnd\.elasticsearch\+json)[\t ]*(?:;|$)/i;
/** 7 takes lines of JSON anywhere. */
const JSON_TYPE_7 = /^application\/(?:json|x-ndjson)[\t ]*(?:;|$)/i;

/** POST /<index>/_doc, PUT /<index>/_doc/<id>, PUT /<index>/_create/<id>. */
export function putDocument({ request, cluster, traits, index, id }: Call): Outcome {
  const { body, query, segments, contentType } = request;
  if (body.length === 0) return failed(errorBody(400, 'parse_exception', 'request body is required'));
  const badType = contentTypeProblem(contentType, traits);
  if (badType !== null) return failed(badType);
  const creates = segments[1] === '_create' || query.get('op_type') === 'create';
  const wish = { action: creates ? 'create' : 'index', index, id, asked: query } as const;
  const outcome = takeIn(cluster, traits, wish, body);
  if ('type' in outcome) return failed(outcome);
  const { status, result, location } = outcome;
  return { status, body: outcome.body, what: result, headers: status === 201 ? ['Location', location] : [] };
}

/** DELETE /<index>/_doc/<id>. */
export function deleteDocument({ request, cluster, traits, index, id }: Call): Outcome {
  if (cluster.get(index) === undefined) return failed(indexNotFound(index, 'index_expression'));
  const wish = { action: 'delete', index, id, asked: request.query } as const;
  const outcome = takeIn(cluster, traits, wish, Buffer.alloc(0));
  return 'type' in outcome
    ? failed(outcome)
    : { status: outcome.status, body: outcome.body, what: outcome.result };
}

/** GET /<index>/_doc/<id>. */
export function getDocument(call: Call): Outcome {
  const { index, id, traits, request } = call;
  const found = heldOf(call);
  if ('type' in found) return failed(found);
  const { document } = found;
  const type = traits.hasType ? { _type: '_doc' } : {};
  if (document === null)
    return { status: 404, body: { _index: index, ...type, _id: id, found: false }, what: 'not found' };
  const source = request.query.get('_source') === 'false' ? {} : { _source: new Source(document.source) };
  const { version, seqNo } = document;
  const head = { _index: index, ...type, _id: id, _version: version, _seq_no: seqNo, _primary_term: 1 };
  return { status: 200, body: { ...head, found: true, ...source }, what: 'document' };
}

/** GET /<index>/_source/<id>. */
export function getSource(call: Call): Outcome {
  const found = heldOf(call);
  if ('type' in found) return failed(found);
  if (found.document !== null)
    return { status: 200, body: new Source(found.document.source), what: 'source' };
  const { index, id, traits } = call;
  const reason = `Document not found [${index}]/${traits.hasType ? '[_doc]/' : ''}[${id}]`;
  return failed(errorBody(404, 'resource_not_found_exception', reason));
}

type Found = { readonly document: (HeldDocument & { readonly source: Buffer }) | null };

function heldOf({ cluster, index: name, id, request: { query } }: Call): Found | ElasticsearchError {
  const asked = [
    'routing',
    'stored_fields',
    'version',
    'version_type',
    '_source_includes',
    '_source_excludes',
  ];
  const unread = asked.find((each) => query.has(each));
  if (unread !== undefined) return notPlayed(`the parameter [${unread}] of reading a document`);
  const source = query.get('_source') ?? '';
  if (!['', 'true', 'false'].includes(source)) return notPlayed('a part of a source (_source)');
  const index = cluster.get(name);
  if (index === undefined) return indexNotFound(name, 'index_expression');
  const block = blockOf(index.settings, 'read');
  if (block !== null) return blocked(name, block);
  const held = index.held(id!);
  if (held === undefined && index.forgotten > 0) return noLongerHeld(name, index);
  return { document: held?.source == null ? null : { ...held, source: held.source } };
}

/** What was given up to make room cannot be told from what never came. */
export function noLongerHeld(name: string, { forgotten }: IndexState): ElasticsearchError {
  return notPlayed(
    `reading [${name}] back: the newest documents are held only, and ${forgotten} of it made room`,
  );
}

/** Why a body of a type is not read; null where it is. */
export function contentTypeProblem(
  contentType: string | null,
  { words }: FlavourTraits,
): ElasticsearchError | null {
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
