// POST /_bulk: documents line by line. Nothing of it is a notification, for OCS sends each by itself.

import { contentTypeProblem } from './documents.ts';
import { type ElasticsearchError, errorBody, notPlayed } from './error-body.ts';
import type { FlavourTraits } from './flavour.ts';
import { takeIn, type Wish } from './index-document.ts';
import { jsonOf } from './index-operations.ts';
import { isRecord } from './json-record.ts';
import { type Call, failed, type Outcome } from './outcome.ts';

interface Line {
  readonly wish: Wish;
  readonly source: Buffer;
}

/** What is read on a line before a document. Documented with the bulk API. */
const ON_LINE: ReadonlySet<string> = new Set([
  ...['_index', '_id', 'routing', 'version', 'version_type', 'if_seq_no', 'if_primary_term', 'pipeline'],
  'require_alias',
]);

/** POST or PUT /_bulk and /<index>/_bulk: what is wrong with the lines refuses all of it, what is wrong with a document only that. */
export function bulk({ request, cluster, traits, index }: Call): Outcome {
  const { body, contentType, query } = request;
  if (body.length === 0) return failed(errorBody(400, 'parse_exception', 'request body is required'));
  const badType = contentTypeProblem(traits.words === '8' ? withoutLines(contentType) : contentType, traits);
  if (badType !== null) return failed(badType);
  const lines = linesOf(body, request.segments.length === 1 ? null : index, query, traits);
  if ('type' in lines) return failed(lines);
  const items = lines.map(({ wish: asked, source }) => {
    const wish = { ...asked, id: asked.id ?? cluster.newId() };
    const taken = takeIn(cluster, traits, wish, source);
    if (!('type' in taken)) return { ok: true, [wish.action]: { ...taken.body, status: taken.status } };
    const { error } = taken.body as { readonly error: { readonly root_cause?: unknown } | string };
    const { root_cause: _, ...told } = typeof error === 'string' ? { root_cause: 0, reason: error } : error;
    const type = traits.hasType ? { _type: '_doc' } : {};
    const head = { _index: wish.index, ...type, _id: wish.id, status: taken.status };
    return { ok: false, [wish.action]: { ...head, error: told } };
  });
  const answer = {
    took: 0,
    errors: items.some(({ ok }) => !ok),
    items: items.map(({ ok: _, ...item }) => item),
  };
  return { status: 200, body: answer, what: `bulk of ${items.length}` };
}

/** 8 reads lines of JSON here, and nowhere else. */
function withoutLines(contentType: string | null): string | null {
  return contentType?.replace(/x-ndjson|vnd\.elasticsearch\+x-ndjson/i, 'json') ?? null;
}

function linesOf(
  body: Buffer,
  index: string | null,
  query: ReadonlyMap<string, string>,
  traits: FlavourTraits,
): readonly Line[] | ElasticsearchError {
  if (body.at(-1) !== NEWLINE) return argument('The bulk request must be terminated by a newline [\\n]');
  const lines: Line[] = [];
  let number = 0;
  for (let at = 0; at < body.length; ) {
    number += 1;
    const end = body.indexOf(NEWLINE, at);
    const line = body.subarray(at, end);
    at = end + 1;
    if (line.toString('latin1').trim() === '') continue;
    const read = wishOf(line, number, index, query, traits);
    if ('type' in read) return read;
    if (read.action === 'delete') {
      lines.push({ wish: read, source: line });
      continue;
    }
    const next = at >= body.length ? at : body.indexOf(NEWLINE, at);
    number += 1;
    if (at >= body.length) break;
    lines.push({ wish: read, source: body.subarray(at, next) });
    at = next + 1;
  }
  if (lines.length === 0) return invalid('no requests added');
  const nowhere = lines.flatMap(({ wish }, at) =>
    wish.index === '' ? [`${at + 1}: index is missing;`] : [],
  );
  if (nowhere.length > 0)
    return errorBody(400, 'action_request_validation_exception', `Validation Failed: ${nowhere.join('')}`);
  return lines;
}

const NEWLINE = 10;

/** What the line before a document says of it. */
function wishOf(
  line: Buffer,
  number: number,
  index: string | null,
  query: ReadonlyMap<string, string>,
  traits: FlavourTraits,
): Wish | ElasticsearchError {
  const said = jsonOf(line);
  const [entry, ...more] = isRecord(said) ? Object.entries(said) : [];
  if (entry === undefined) {
    if (said === undefined) return errorBody(400, 'json_parse_exception', 'the line is no JSON');
    return argument(`Malformed action/metadata line [${number}], expected FIELD_NAME but found [END_OBJECT]`);
  }
  const [action, given] = entry;
  if (action === 'update') return notPlayed('updates in a _bulk');
  if (action !== 'index' && action !== 'create' && action !== 'delete')
    return argument(
      `Malformed action/metadata line [${number}], expected one of [create, delete, index, update] but found [${action}]`,
    );
  if (!isRecord(given) || more.length > 0)
    return argument(
      `Malformed action/metadata line [${number}], expected START_OBJECT or END_OBJECT but found [${javaToken(given)}]`,
    );
  const asked = new Map([...query].filter(([name]) => name !== 'refresh' || action !== 'delete'));
  let [its, id]: [string, string | null] = [index ?? '', null];
  for (const [name, value] of Object.entries(given)) {
    if (isRecord(value) || Array.isArray(value))
      return argument(
        `Malformed action/metadata line [${number}], expected a simple value for field [${name}] but found [${javaToken(value)}]`,
      );
    if (!ON_LINE.has(name) && !(name === '_type' && traits.hasType))
      return argument(`Action/metadata line [${number}] contains an unknown parameter [${name}]`);
    if (name === '_index') its = String(value);
    else if (name === '_id') id = value === null ? null : String(value);
    else if (name !== '_type' && value !== null) asked.set(name, String(value));
  }
  if (action === 'delete' && id === null) return invalid('id is missing');
  return { action, index: its, id, asked };
}

function javaToken(value: unknown): string {
  if (isRecord(value)) return 'START_OBJECT';
  if (Array.isArray(value)) return 'START_ARRAY';
  if (typeof value === 'number') return 'VALUE_NUMBER';
  return typeof value === 'string' ? 'VALUE_STRING' : `VALUE_${String(value).toUpperCase()}`;
}

const argument = (reason: string): ElasticsearchError => errorBody(400, 'illegal_argument_exception', reason);
const invalid = (reason: string): ElasticsearchError =>
  errorBody(400, 'action_request_validation_exception', `Validation Failed: 1: ${reason};`);
