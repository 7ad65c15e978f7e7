// What is asked and done besides indexing documents.

import { outline } from '../../json/outline.ts';
import type { Cluster } from './cluster.ts';
import { type ElasticsearchError, errorBody, indexNotFound } from './error-body.ts';
import type { FlavourTraits, Words } from './flavour.ts';
import { type BadMapping, isRecord, mappingJson, readMapping } from './given-mapping.ts';
import { IndexState } from './index-state.ts';
import { failed, type Outcome } from './outcome.ts';
import type { ElasticsearchRequest } from './request.ts';

/** Levels of a mapping in JSON, which is worked through by recursion. */
const MOST_DEEP = 100;

/**
 * GET /: which version this is.
 * @assumption the names, and what of the build is said: clients look at the version and the tagline at most
 */
export function information({ version, title }: FlavourTraits): Outcome {
  const isOpenSearch = title === 'OpenSearch';
  const body = {
    name: 'ocs-sim',
    cluster_name: 'ocs-sim',
    cluster_uuid: '_na_',
    version: isOpenSearch ? { distribution: 'opensearch', number: version } : { number: version },
    tagline: isOpenSearch ? 'The OpenSearch Project: https://opensearch.org/' : 'You Know, for Search',
  };
  return { status: 200, body, what: 'information' };
}

/** GET /_cluster/health: yellow as soon as there is an index, for its copy has no second node. */
export function health(cluster: Cluster): Outcome {
  const shards = cluster.matching('*').length;
  const body = {
    cluster_name: 'ocs-sim',
    status: shards === 0 ? 'green' : 'yellow',
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    active_primary_shards: shards,
    active_shards: shards,
    unassigned_shards: shards,
  };
  return { status: 200, body, what: 'health' };
}

/** The indices that are meant; an error where a name without a pattern means none. */
function meant(
  expression: string,
  cluster: Cluster,
): readonly (readonly [string, IndexState])[] | ElasticsearchError {
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

/** GET /<index>/_mapping. */
export function mappings(expression: string, cluster: Cluster): Outcome {
  const indices = meant(expression, cluster);
  if ('type' in indices) return failed(indices);
  const body = Object.fromEntries(
    indices.map(([name, { mapping }]) => [name, { mappings: mappingJson(mapping) }]),
  );
  return { status: 200, body, what: 'mapping' };
}

/**
 * GET /<index>.
 * @assumption of the settings only the numbers of shards and copies
 */
export function about(expression: string, cluster: Cluster): Outcome {
  const indices = meant(expression, cluster);
  if ('type' in indices) return failed(indices);
  const settings = { index: { number_of_shards: '1', number_of_replicas: '1' } };
  const body = Object.fromEntries(
    indices.map(([name, { mapping }]) => [name, { aliases: {}, mappings: mappingJson(mapping), settings }]),
  );
  return { status: 200, body, what: 'index' };
}

/**
 * GET /<index>/_count.
 * @assumption documents are counted at once, as after a refresh
 */
export function count(expression: string, cluster: Cluster): Outcome {
  const indices = meant(expression, cluster);
  if ('type' in indices) return failed(indices);
  const shards = indices.length;
  const total = indices.reduce((sum, [, index]) => sum + index.documents, 0);
  const body = { count: total, _shards: { total: shards, successful: shards, skipped: 0, failed: 0 } };
  return { status: 200, body, what: 'count' };
}

/** POST /<index>/_refresh, which has nothing to do. */
export function refreshed(expression: string, cluster: Cluster): Outcome {
  const indices = meant(expression, cluster);
  if ('type' in indices) return failed(indices);
  const { length } = indices;
  return {
    status: 200,
    body: { _shards: { total: 2 * length, successful: length, failed: 0 } },
    what: 'refresh',
  };
}

/**
 * PUT /<index>, with `mappings` or without.
 * @assumption of the settings and aliases that come with it nothing is looked at
 */
export function created(
  name: string,
  { body }: ElasticsearchRequest,
  cluster: Cluster,
  { words }: FlavourTraits,
): Outcome {
  if (cluster.get(name) !== undefined) {
    const detail = { index_uuid: '_na_', index: name };
    const reason = `index [${name}/_na_] already exists`;
    return failed(errorBody(400, 'resource_already_exists_exception', reason, { detail }));
  }
  const given = body.length === 0 ? {} : jsonOf(body);
  if (!isRecord(given) || (given.mappings !== undefined && !isRecord(given.mappings)))
    return failed(errorBody(400, 'parse_exception', 'request body is not an object with mappings'));
  const unknown = Object.keys(given).find((key) => !OF_CREATE.has(key));
  if (unknown !== undefined)
    return failed(errorBody(400, 'parse_exception', `unknown key [${unknown}] for create index`));
  const mapping = readMapping(isRecord(given.mappings) ? given.mappings : {});
  if ('kind' in mapping) return failed(badMapping(mapping, words));
  const index = cluster.create(name, mapping, words);
  if (!(index instanceof IndexState)) return failed(index);
  const answer = { acknowledged: true, shards_acknowledged: true, index: name };
  return { status: 200, body: answer, what: 'index created' };
}

/** Documented with the create index API. */
const OF_CREATE: ReadonlySet<string> = new Set(['mappings', 'settings', 'aliases']);

function badMapping({ cause, whenParsed }: BadMapping, words: Words): ElasticsearchError {
  if (!whenParsed) return errorBody(400, cause.type, cause.reason);
  const reason = `Failed to parse mapping${words === '7' ? ' [_doc]' : ''}: ${cause.reason}`;
  return errorBody(400, 'mapper_parsing_exception', reason, { cause });
}

/** DELETE /<index>. */
export function deleted(expression: string, cluster: Cluster): Outcome {
  const indices = meant(expression, cluster);
  if ('type' in indices) return failed(indices);
  cluster.delete(indices.map(([name]) => name));
  return { status: 200, body: { acknowledged: true }, what: 'index deleted' };
}

function jsonOf(body: Buffer): unknown {
  if (outline(body, MOST_DEEP).deepest > MOST_DEEP) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
