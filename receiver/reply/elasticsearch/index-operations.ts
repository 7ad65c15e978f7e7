// What is asked and done about the cluster and its indices.

import { outline } from '../../json/outline.ts';
import type { BadMapping } from './bad-mapping.ts';
import type { Cluster } from './cluster.ts';
import { blocked, type ElasticsearchError, errorBody, indexNotFound, notPlayed } from './error-body.ts';
import type { Words } from './flavour.ts';
import { mappingJson, readMapping } from './given-mapping.ts';
import { blockOf, changedSettings, DEFAULT_SETTINGS, settingOf, settingsJson } from './index-settings.ts';
import { IndexState } from './index-state.ts';
import { isRecord, type JsonRecord } from './json-record.ts';
import { type FieldLimits, MOST_FIELDS, MOST_LEVELS } from './merge-additions.ts';
import { type Call, failed, type Outcome, unplayed } from './outcome.ts';

/** Levels of a mapping in JSON, which is worked through by recursion. */
const MOST_DEEP = 100;
const UUID = 'b2NzLXNpbS1jbHVzdGVyLQ';

/** GET /: which version this is. */
export function information({ traits: { build, title } }: Call): Outcome {
  const isOpenSearch = title === 'OpenSearch';
  const body = {
    name: 'ocs-sim',
    cluster_name: 'ocs-sim',
    cluster_uuid: UUID,
    version: build,
    tagline: isOpenSearch ? 'The OpenSearch Project: https://opensearch.org/' : 'You Know, for Search',
  };
  return { status: 200, body, what: 'information' };
}

/** GET /_cluster/health: yellow as soon as an index wants a copy, which has no second node. */
export function health({ cluster, traits, index }: Call): Outcome {
  const indices = meant(index, cluster);
  if ('type' in indices) return failed(indices);
  const shards = indices.length;
  const missing = indices.reduce((sum, [, { copies }]) => sum + copies - 1, 0);
  const manager = { discovered_master: true, discovered_cluster_manager: true };
  const body = {
    cluster_name: 'ocs-sim',
    status: missing === 0 ? 'green' : 'yellow',
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    ...(traits.title === 'OpenSearch' ? manager : {}),
    active_primary_shards: shards,
    active_shards: shards,
    relocating_shards: 0,
    initializing_shards: 0,
    unassigned_shards: missing,
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: shards === 0 ? 100 : (100 * shards) / (shards + missing),
  };
  return { status: 200, body, what: 'health' };
}

/** GET /_nodes and /_nodes/http: one node, at no address, so that clients that look for others stay with this one. */
export function nodes({ traits }: Call): Outcome {
  const roles = ['data', 'ingest', traits.title === 'OpenSearch' ? 'cluster_manager' : 'master'];
  const node = { name: 'ocs-sim', version: traits.version, roles };
  const body = {
    _nodes: { total: 1, successful: 1, failed: 0 },
    cluster_name: 'ocs-sim',
    nodes: { 'ocs-sim': node },
  };
  return { status: 200, body, what: 'nodes' };
}

/** GET /_license, which OpenSearch has not. Documented: the basic licence. */
export function license({ traits, request }: Call): Outcome {
  if (traits.title === 'OpenSearch') return unplayed(`GET ${request.uri}`);
  const body = {
    license: { status: 'active', uid: UUID, type: 'basic', issued_to: 'ocs-sim', issuer: 'elasticsearch' },
  };
  return { status: 200, body, what: 'license' };
}

type Meant = readonly (readonly [string, IndexState])[];

/** The indices that are meant; an error where a name without a pattern means none. */
export function meant(expression: string, cluster: Cluster): Meant | ElasticsearchError {
  const hidden = expression.split(',').find((name) => name.startsWith('_') && name !== '_all');
  if (hidden !== undefined) {
    const reason = `Invalid index name [${hidden}], must not start with '_'.`;
    return errorBody(400, 'invalid_index_name_exception', reason, {
      detail: { index_uuid: '_na_', index: hidden },
    });
  }
  const missing = expression
    .split(',')
    .find((name) => name !== '_all' && !name.includes('*') && cluster.get(name) === undefined);
  return missing === undefined ? cluster.matching(expression) : indexNotFound(missing);
}

/** The indices that are meant, unless one of them does not let its metadata be read. */
function readable({ index, cluster, request }: Call): Meant | ElasticsearchError {
  const read = request.query.get('flat_settings') ?? request.query.get('include_defaults') ?? 'false';
  if (read !== 'false') return notPlayed('[flat_settings] and [include_defaults]');
  if (request.query.get('include_type_name') === 'true')
    return notPlayed('mapping types (include_type_name)');
  const indices = meantLeniently(index, cluster, request.query);
  if ('type' in indices) return indices;
  for (const [name, { settings }] of indices) {
    const block = blockOf(settings, 'metadata read');
    if (block !== null) return blocked(name, block);
  }
  return indices;
}

function meantLeniently(
  expression: string,
  cluster: Cluster,
  query: ReadonlyMap<string, string>,
): Meant | ElasticsearchError {
  const lenient = query.get('ignore_unavailable');
  if (lenient !== 'true' && lenient !== '') return meant(expression, cluster);
  return cluster.matching(expression);
}

function perIndex(call: Call, what: string, tell: (index: IndexState, name: string) => object): Outcome {
  const indices = readable(call);
  if ('type' in indices) return failed(indices);
  const body = Object.fromEntries(indices.map(([name, index]) => [name, tell(index, name)]));
  return { status: 200, body, what };
}

/** GET /<index>/_mapping. */
export function mappings(call: Call): Outcome {
  return perIndex(call, 'mapping', ({ mapping }) => ({ mappings: mappingJson(mapping) }));
}

/** GET /<index>/_settings. @assumption of the time at which an index was made nothing is known */
export function settings(call: Call): Outcome {
  return perIndex(call, 'settings', (index, name) => ({ settings: settingsOf(index, name, call) }));
}

/** GET /<index>/_alias: there are none. */
export function aliases(call: Call): Outcome {
  return perIndex(call, 'aliases', () => ({ aliases: {} }));
}

/** GET /<index>. */
export function about(call: Call): Outcome {
  return perIndex(call, 'index', (index, name) => ({
    aliases: {},
    mappings: mappingJson(index.mapping),
    settings: settingsOf(index, name, call),
  }));
}

function settingsOf({ settings: its, uuid }: IndexState, name: string, { traits }: Call): JsonRecord {
  const shown =
    traits.title === 'OpenSearch' ? new Map([...its, ['index.replication.type', 'DOCUMENT']]) : its;
  return settingsJson(shown, name, uuid, traits.created);
}

/** PUT /<index>/_settings. */
export function changeSettings({ index, cluster, request }: Call): Outcome {
  if (request.query.get('preserve_existing') === 'true') return unplayed('[preserve_existing] of settings');
  const indices = meantLeniently(index, cluster, request.query);
  if ('type' in indices) return failed(indices);
  if (request.body.length === 0) return failed(errorBody(400, 'parse_exception', 'request body is required'));
  const given = jsonOf(request.body);
  if (!isRecord(given)) return failed(errorBody(400, 'parse_exception', 'the body is no JSON object'));
  const said = isRecord(given.settings) ? given.settings : given;
  for (const [name, state] of indices) {
    const block = blockOf(state.settings, 'metadata write');
    // A block can be taken away, whatever it keeps from being done.
    const onlyBlocks = /^\{"(?:index\.)?blocks|^\{"index":\{"blocks/.test(JSON.stringify(said));
    if (block !== null && !onlyBlocks) return failed(blocked(name, block));
    const changed = changedSettings(state.settings, said, false);
    if ('type' in changed) return failed(changed);
    state.settings = changed;
    state.mapping = { ...state.mapping, rules: { ...state.mapping.rules, ...limitsOf(changed) } };
  }
  return { status: 200, body: { acknowledged: true }, what: 'settings changed' };
}

function limitsOf(its: ReadonlyMap<string, string>): FieldLimits {
  return {
    mostFields: settingOf(its, 'index.mapping.total_fields.limit', MOST_FIELDS),
    mostLevels: settingOf(its, 'index.mapping.depth.limit', MOST_LEVELS),
  };
}

/**
 * GET /<index>/_count.
 * @assumption documents are counted at once, as after a refresh
 */
export function count({ index, cluster, request }: Call): Outcome {
  const given = request.body.length === 0 ? {} : jsonOf(request.body);
  const all = isRecord(given) && JSON.stringify(given.query ?? { match_all: {} }) === '{"match_all":{}}';
  if (!all || request.query.has('q')) return unplayed('a query in _count');
  const indices = meantLeniently(index, cluster, request.query);
  if ('type' in indices) return failed(indices);
  const shards = indices.length;
  const total = indices.reduce((sum, [, { documents }]) => sum + documents, 0);
  const body = { count: total, _shards: { total: shards, successful: shards, skipped: 0, failed: 0 } };
  return { status: 200, body, what: 'count' };
}

/** POST /<index>/_refresh, which has nothing to do. */
export function refreshed({ index, cluster, request }: Call): Outcome {
  const indices = meantLeniently(index, cluster, request.query);
  if ('type' in indices) return failed(indices);
  const total = indices.reduce((sum, [, { copies }]) => sum + copies, 0);
  return {
    status: 200,
    body: { _shards: { total, successful: indices.length, failed: 0 } },
    what: 'refresh',
  };
}

/** GET /_cat/indices, as text or, with format=json, as a list. */
export function listed({ index, cluster, request: { query } }: Call): Outcome {
  const indices = meantLeniently(index, cluster, query);
  if ('type' in indices) return failed(indices);
  const unread = ['s', 'help', 'bytes', 'health', 'pri', 'time'].find(
    (name) => query.has(name) && name !== 's',
  );
  if (unread !== undefined) return unplayed(`the parameter [${unread}] of _cat/indices`);
  const columns = (query.get('h') ?? CAT_COLUMNS.join())
    .split(',')
    .map((name) => CAT_SHORT.get(name) ?? name);
  const strange = columns.find((name) => !CAT_COLUMNS.includes(name));
  if (strange !== undefined) return unplayed(`the column [${strange}] of _cat/indices`);
  const by = query.get('s') ?? 'index';
  if (by !== 'index' && by !== 'index:asc') return unplayed(`sorting _cat/indices by [${by}]`);
  const rows = indices.map(([name, state]): Readonly<Record<string, string>> => {
    const bytes = `${[...state.all()].reduce((sum, { source }) => sum + source.length, 0)}b`;
    return {
      health: state.copies === 1 ? 'green' : 'yellow',
      status: 'open',
      index: name,
      uuid: state.uuid,
      pri: '1',
      rep: String(state.copies - 1),
      'docs.count': String(state.documents),
      'docs.deleted': '0',
      'store.size': bytes,
      'pri.store.size': bytes,
    };
  });
  if (query.get('format') === 'json') {
    const body = rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
    return { status: 200, body, what: 'list of indices' };
  }
  const heads = Object.fromEntries(columns.map((name) => [name, name]));
  const isHeaded = query.has('v') && query.get('v') !== 'false';
  const table = [...(isHeaded ? [heads] : []), ...rows].map((row) => columns.map((name) => row[name]!));
  const widths = columns.map((_, at) => Math.max(0, ...table.map((cells) => cells[at]!.length)));
  const aligned = (cell: string, at: number): string =>
    RIGHT.test(columns[at]!) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!);
  const text = table.map((cells) => `${cells.map(aligned).join(' ')}\n`);
  return { status: 200, body: text.join(''), what: 'list of indices' };
}

const CAT_COLUMNS = [
  ...['health', 'status', 'index', 'uuid', 'pri', 'rep', 'docs.count', 'docs.deleted', 'store.size'],
  'pri.store.size',
];
/** Numbers. */
const RIGHT = /^(?:pri|rep|docs\..*|.*store\.size)$/;
const CAT_SHORT: ReadonlyMap<string, string> = new Map([
  ...(['i', 'idx'].map((short) => [short, 'index']) as [string, string][]),
  ['h', 'health'],
  ['s', 'status'],
  ['dc', 'docs.count'],
]);

/** PUT /<index>, with `mappings` and `settings` or without; aliases are not played. */
export function created({ index: name, request, cluster, traits: { words } }: Call): Outcome {
  if (cluster.get(name) !== undefined) {
    const detail = { index_uuid: '_na_', index: name };
    const reason = `index [${name}/_na_] already exists`;
    return failed(errorBody(400, 'resource_already_exists_exception', reason, { detail }));
  }
  const given = request.body.length === 0 ? {} : jsonOf(request.body);
  if (!isRecord(given) || (given.mappings !== undefined && !isRecord(given.mappings)))
    return failed(errorBody(400, 'parse_exception', 'request body is not an object with mappings'));
  const unknown = Object.keys(given).find((key) => !OF_CREATE.has(key));
  if (unknown !== undefined)
    return failed(errorBody(400, 'parse_exception', `unknown key [${unknown}] for create index`));
  if (isRecord(given.aliases) && Object.keys(given.aliases).length > 0) return unplayed('aliases');
  const its = changedSettings(DEFAULT_SETTINGS, isRecord(given.settings) ? given.settings : {}, true);
  if ('type' in its) return failed(its);
  const mapping = readMapping(isRecord(given.mappings) ? given.mappings : {}, limitsOf(its));
  if ('kind' in mapping) return failed(badMapping(mapping, words));
  const index = cluster.create(name, mapping, words, its);
  if (!(index instanceof IndexState)) return failed(index);
  const answer = { acknowledged: true, shards_acknowledged: true, index: name };
  return { status: 200, body: answer, what: 'index created' };
}

/** Documented with the create index API. */
const OF_CREATE: ReadonlySet<string> = new Set(['mappings', 'settings', 'aliases']);

function badMapping({ cause, whenParsed, unplayed: what }: BadMapping, words: Words): ElasticsearchError {
  if (what !== null) return notPlayed(what);
  if (!whenParsed) return errorBody(400, cause.type, cause.reason);
  const reason = `Failed to parse mapping${words === '7' ? ' [_doc]' : ''}: ${cause.reason}`;
  return errorBody(400, 'mapper_parsing_exception', reason, { cause });
}

/** DELETE /<index>. */
export function deleted({ index, cluster, request }: Call): Outcome {
  const indices = meantLeniently(index, cluster, request.query);
  if ('type' in indices) return failed(indices);
  for (const [name, { settings: its }] of indices) {
    const block = blockOf(
      new Map([...its].filter(([key]) => key !== 'index.blocks.read_only_allow_delete')),
      'metadata write',
    );
    if (block !== null) return failed(blocked(name, block));
  }
  cluster.delete(indices.map(([name]) => name));
  return { status: 200, body: { acknowledged: true }, what: 'index deleted' };
}

/** A body as JSON; undefined where it is none, or too deep. */
export function jsonOf(body: Buffer): unknown {
  if (outline(body, MOST_DEEP).deepest > MOST_DEEP) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
