// What is played, in one table: methods, path, who answers, and which parameters that one reads. What is not in it is refused in
// ocs-sim's own words.

import { closestWord } from '../../document/closest-word.ts';
import { bulk } from './bulk.ts';
import { deleteDocument, getDocument, getSource, putDocument } from './documents.ts';
import { errorBody } from './error-body.ts';
import {
  about,
  aliases,
  changeSettings,
  count,
  created,
  deleted,
  health,
  information,
  license,
  listed,
  mappings,
  nodes,
  refreshed,
  settings,
} from './index-operations.ts';
import { type Call, failed, type Handler, type Outcome, unplayed } from './outcome.ts';
import { isOn } from './request.ts';
import { search } from './search.ts';

/** What one kind of request leads to. */
interface Route {
  readonly methods: readonly string[];
  /** `{index}` and `{id}` stand for any segment. */
  readonly path: readonly string[];
  readonly handle: Handler;
  /** What it reads besides `EVERYWHERE`. */
  readonly parameters: readonly string[];
}

/** Common options of all requests. Documented. */
const EVERYWHERE = ['pretty', 'human', 'error_trace', 'filter_path', 'format'];
const INDICES = ['ignore_unavailable', 'allow_no_indices', 'expand_wildcards'];
const TIMES = ['timeout', 'master_timeout'];
const WRITING = [
  ...['refresh', 'timeout', 'wait_for_active_shards', 'routing', 'pipeline', 'op_type', 'version'],
  ...['version_type', 'if_seq_no', 'if_primary_term', 'require_alias'],
];
const READING = [
  ...['refresh', 'routing', 'preference', 'realtime', 'stored_fields', 'version', 'version_type'],
  ...['_source', '_source_includes', '_source_excludes'],
];
const SEARCHING = [
  ...[
    'size',
    'from',
    'q',
    'sort',
    'track_total_hits',
    'preference',
    'allow_partial_search_results',
    'routing',
  ],
  ...['rest_total_hits_as_int', 'version', 'seq_no_primary_term', 'scroll', 'search_type', 'request_cache'],
  ...['_source', '_source_includes', '_source_excludes', 'typed_keys', 'timeout'],
  ...['ccs_minimize_roundtrips', 'max_concurrent_shard_requests', 'batched_reduce_size'],
];
const CAT = ['v', 'h', 's', 'help', 'bytes', 'time', 'health', 'pri', 'local', 'master_timeout'];

const READS = 'GET HEAD';
const ROUTES: readonly Route[] = [
  on(READS, '/', information),
  on(READS, '/_cluster/health', health, [
    ...TIMES,
    ...['level', 'local', 'wait_for_status', 'wait_for_nodes'],
  ]),
  on(READS, '/_cluster/health/{index}', health, [...TIMES, ...['level', 'local', 'wait_for_status']]),
  on('GET', '/_nodes', nodes, TIMES),
  on('GET', '/_nodes/http', nodes, TIMES),
  on('GET', '/_license', license, ['local', 'accept_enterprise']),
  on(READS, '/_cat/indices', listed, [...CAT, ...INDICES]),
  on(READS, '/_cat/indices/{index}', listed, [...CAT, ...INDICES]),
  ...onIndices(READS, '_mapping', mappings, [...INDICES, 'local', 'master_timeout', 'include_type_name']),
  ...onIndices('GET POST', '_count', count, [...INDICES, 'preference', 'routing', 'q']),
  ...onIndices('GET POST', '_refresh', refreshed, INDICES),
  ...onIndices('GET POST', '_search', search, [...INDICES, ...SEARCHING]),
  ...onIndices(READS, '_settings', settings, [
    ...INDICES,
    'flat_settings',
    'include_defaults',
    'local',
    'master_timeout',
  ]),
  ...onIndices('PUT', '_settings', changeSettings, [
    ...INDICES,
    ...TIMES,
    'preserve_existing',
    'flat_settings',
  ]),
  ...onIndices(READS, '_alias', aliases, [...INDICES, 'local']),
  on('POST PUT', '/_bulk', bulk, [
    'refresh',
    'timeout',
    'wait_for_active_shards',
    'routing',
    'pipeline',
    'require_alias',
  ]),
  on('POST PUT', '/{index}/_bulk', bulk, [
    'refresh',
    'timeout',
    'wait_for_active_shards',
    'routing',
    'pipeline',
    'require_alias',
  ]),
  on('PUT', '/{index}', created, [...TIMES, 'wait_for_active_shards', 'include_type_name']),
  on(READS, '/{index}', about, [
    ...INDICES,
    'flat_settings',
    'include_defaults',
    'local',
    'master_timeout',
    'include_type_name',
  ]),
  on('DELETE', '/{index}', deleted, [...INDICES, ...TIMES]),
  on('POST', '/{index}/_doc', putDocument, WRITING),
  on('PUT POST', '/{index}/_doc/{id}', putDocument, WRITING),
  on(READS, '/{index}/_doc/{id}', getDocument, READING),
  on(
    'DELETE',
    '/{index}/_doc/{id}',
    deleteDocument,
    WRITING.filter((name) => name !== 'op_type' && name !== 'pipeline' && name !== 'require_alias'),
  ),
  on(
    'PUT POST',
    '/{index}/_create/{id}',
    putDocument,
    WRITING.filter((name) => name !== 'op_type'),
  ),
  on(READS, '/{index}/_source/{id}', getSource, READING),
];

/** Methods that the engines know at a path beside those that are played there. */
const ELSEWHERE: ReadonlyMap<string, readonly string[]> = new Map([
  ['_mapping', ['PUT', 'POST']],
  ['_alias', ['PUT', 'POST', 'DELETE']],
]);

function on(methods: string, path: string, handle: Handler, parameters: readonly string[] = []): Route {
  return { methods: methods.split(' '), path: segmentsIn(path), handle, parameters };
}

/** Of all indices by leaving their names out. */
function onIndices(
  methods: string,
  endpoint: string,
  handle: Handler,
  parameters: readonly string[],
): Route[] {
  return [`/${endpoint}`, `/{index}/${endpoint}`].map((path) => on(methods, path, handle, parameters));
}

function segmentsIn(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function routesAt(segments: readonly string[]): readonly Route[] {
  // Names of interfaces are no names of indices: what is not played must not be taken for a bad index.
  const isInterface = segments.length === 1 && segments[0]!.startsWith('_') && segments[0] !== '_all';
  return ROUTES.filter(
    ({ path }) =>
      path.length === segments.length &&
      path.every((each, at) => (each.startsWith('{') ? !(isInterface && at === 0) : each === segments[at])),
  );
}

/**
 * Whether a request carries a notification: a document for an index, one by one, or a POST to no interface at all, which is a sender
 * with a wrong address. Searches, counts, bulks and the like carry none.
 */
export function carriesNotification(method: string, segments: readonly string[]): boolean {
  if (method !== 'POST' && method !== 'PUT') return false;
  const isInterface = segments.some((segment) => segment.startsWith('_') && !DOCUMENTS.has(segment));
  if (segments[1] === '_doc' || segments[1] === '_create') return true;
  return method === 'POST' && !isInterface;
}

const DOCUMENTS: ReadonlySet<string> = new Set(['_doc', '_create', '_all']);

/** Answers a request by the route that it leads to. */
export function outcomeOf(call: Omit<Call, 'index' | 'id'>): Outcome {
  const { request } = call;
  const { method, segments, uri, query } = request;
  const routes = routesAt(segments);
  if (routes.length === 0) {
    if (segments.some((segment) => segment.startsWith('_') && !DOCUMENTS.has(segment)))
      return unplayed(`${method} ${uri}`);
    const error = `no handler found for uri [${uri}] and method [${method}]`;
    return { status: 400, body: { error }, what: 'no handler found' };
  }
  const route = routes.find(({ methods }) => methods.includes(method));
  if (route === undefined) {
    const allowed = [...new Set(routes.flatMap(({ methods }) => methods))];
    if (segments.some((segment) => ELSEWHERE.get(segment)?.includes(method)))
      return unplayed(`${method} ${uri}`);
    const error = `Incorrect HTTP method for uri [${uri}] and method [${method}], allowed: [${allowed.join(', ')}]`;
    return {
      status: 405,
      body: { error, status: 405 },
      what: 'incorrect method',
      headers: ['Allow', allowed.join(',')],
    };
  }
  const unknown = unknownParameter(query, [...EVERYWHERE, ...route.parameters]);
  if (unknown !== null) {
    const reason = `request [${uri}] contains unrecognized parameter: [${unknown.name}]${unknown.hint}`;
    return failed(errorBody(400, 'illegal_argument_exception', reason));
  }
  if (isOn(query, 'error_trace')) return unplayed('stack traces in errors (error_trace)');
  const format = query.get('format') ?? 'json';
  if (format !== 'json' && !(format === 'text' && segments[0] === '_cat'))
    return unplayed(`the format ${format}`);
  if (request.undecodable !== null)
    return failed(
      errorBody(400, 'illegal_argument_exception', `the body cannot be unpacked: ${request.undecodable}`),
    );
  const named = (name: string): string | null => {
    const at = route.path.indexOf(name);
    return at === -1 ? null : segments[at]!;
  };
  return route.handle({ ...call, index: named('{index}') ?? '_all', id: named('{id}') });
}

/** The first parameter that is not read here, and what may be meant. @assumption that what is near here is near there */
function unknownParameter(query: ReadonlyMap<string, string>, known: readonly string[]) {
  const name = [...query.keys()].find((each) => !known.includes(each));
  if (name === undefined) return null;
  const meant = closestWord(name, known);
  return { name, hint: meant === undefined ? '' : ` -> did you mean [${meant}]?` };
}
