import { ask, type Case, differing, MAPPING, mapped, post, requests } from './asked.ts';

const settings = (given: object) => ask('PUT', '/@', JSON.stringify({ settings: given }));
const change = (given: object) => ask('PUT', '/@/_settings', JSON.stringify(given));
const search = (body: object, query = '') => ask('POST', `/@/_search${query}`, JSON.stringify(body));
const put = (path: string, body = '{"a":1}') => ask('PUT', `/@/${path}`, body);
const bulk = (...lines: readonly string[]) =>
  ask('POST', '/@/_bulk', lines.map((line) => `${line}\n`).join(''), 'application/x-ndjson');

const WORDS = 'ocs-sim says in its own words what it does not play';
const notPlayed = (name: string, ...asked: Parameters<typeof ask>[]) =>
  requests(name, ...asked.map((each) => differing(ask(...each), WORDS)));

/** Documents that are read back, bulks, settings, and what a mapping says about new fields. */
export const READ_BACK_CASES: readonly Case[] = [
  requests(
    'documents got by their ids',
    ...[put('_doc/1', '{"a":1, "big":12345678901234567890}'), put('_doc/2'), put('_doc/1', '{"b":"x"}')],
    ...['1', '2', '3'].flatMap((id) => ['_doc', '_source'].map((way) => ask('GET', `/@/${way}/${id}`))),
    ...['1', '3'].flatMap((id) => [ask('HEAD', `/@/_doc/${id}`), ask('GET', `/@/_doc/${id}?_source=false`)]),
    ...[ask('DELETE', '/@/_doc/1'), ask('DELETE', '/@/_doc/1'), ask('GET', '/@/_doc/1'), put('_doc/1')],
    ...[ask('DELETE', '/@/_doc/9'), put('_create/9'), ask('POST', '/@/_refresh'), ask('GET', '/@/_count')],
  ),
  requests(
    'documents of an index that is not there',
    ...['_doc/1', '_source/1', '_search', '_settings', '_alias'].map((path) => ask('GET', `/@/${path}`)),
    ask('DELETE', '/@/_doc/1'),
  ),
  requests(
    'searches',
    ...[
      put('_doc/1', '{"a":1}'),
      put('_doc/2', '{"a":2}'),
      put('_doc/3', '{"a":3}'),
      ask('POST', '/@/_refresh'),
    ],
    ...[ask('GET', '/@/_search'), search({}), search({ query: { match_all: {} } }), search({}, '?size=1')],
    ...[search({ size: 0 }), search({ size: 1, from: 1 }), search({}, '?from=2&size=5'), search({ from: 7 })],
    ...[['1', '3', '9'], [], ['2']].map((values) => search({ query: { ids: { values } } })),
    ...['2', { value: '2' }, '9'].map((_id) => search({ query: { term: { _id } } })),
    search({ query: { terms: { _id: ['1', '2'] } } }),
    ...[true, false, 2, 3].map((track_total_hits) => search({ track_total_hits })),
    ...['asc', 'desc'].map((order) => search({ sort: [{ _seq_no: { order } }] })),
    search({ sort: [{ _seq_no: { order: 'asc', unmapped_type: 'long' } }], search_after: [0], size: 1 }),
    search({ sort: [{ _seq_no: 'desc' }], search_after: [2], _source: false }),
    search({ version: true, seq_no_primary_term: true }),
    search({ from: 9_999, size: 2 }),
    ...['size=x', 'from=x', 'nonsense=1'].map((query) => search({}, `?${query}`)),
    ask('GET', '/@/_count?filter_path=count'),
    ...['hits.total', 'hits.hits._id', '**._source', '-took,-hits.hits', 'nothing'].map((path) =>
      ask('GET', `/@/_search?filter_path=${path}`),
    ),
  ),
  requests(
    'searching what is empty',
    settings({}),
    ask('GET', '/@/_search'),
    search({ sort: [{ _seq_no: { order: 'desc', unmapped_type: 'long' } }] }),
  ),
  requests(
    'a bulk',
    bulk(
      '{"index":{"_id":"1"}}',
      '{"a":1}',
      '{"create":{"_id":"1"}}',
      '{"a":1}',
      '{"create":{}}',
      '{"a":"x"}',
    ),
    bulk('{"delete":{"_id":"1"}}', '{"delete":{"_id":"9"}}', '{"index":{"_id":"2"}}', '{"b":1}'),
    bulk('{"index":{}}', '{"a":', '{"index":{}}', '[]', '{"index":{"_id":3}}', '{"c":1}'),
    bulk('{"index":{"_id":"2","if_seq_no":0,"if_primary_term":1}}', '{"b":1}'),
    bulk(
      '{"index":{"_id":"2","version":7,"version_type":"external"}}',
      '{"b":1}',
      '',
      '{"index":{"_id":"4"}}',
      '{}',
    ),
    ...[MAPPING, ask('POST', '/@/_refresh'), ask('GET', '/@/_count')],
  ),
  requests(
    'what is no bulk',
    ask('POST', '/@/_bulk', '{"index":{}}'),
    ...[
      differing(bulk('{"foo":{}}', '{}'), 'it says that nothing was added', 'elasticsearch'),
      bulk('{"index":5}', '{}'),
      bulk('{"index":{"_id":"1","nonsense":1}}', '{}'),
    ],
    ...[bulk('nonsense', '{}'), bulk('{"index":{"_id":{}}}', '{}'), bulk(''), bulk('{"delete":{}}')],
    ask('POST', '/_bulk', '{"index":{}}\n{}\n'),
    ask('POST', '/_bulk', ''),
    ask('POST', '/@/_bulk', '{"index":{}}\n{}\n', 'text/plain'),
    ask('GET', '/@/_bulk'),
  ),
  requests(
    'versions',
    ...[
      put('_doc/1'),
      put('_doc/1?if_seq_no=0&if_primary_term=1'),
      put('_doc/1?if_seq_no=0&if_primary_term=1'),
    ],
    ...[
      put('_doc/1?if_seq_no=0'),
      put('_doc/1?if_primary_term=1'),
      put('_doc/7?if_seq_no=4&if_primary_term=1'),
    ],
    ...[put('_doc/1?version=3'), put('_doc/1?version=9&version_type=external')],
    ...[put('_doc/1?version=9&version_type=external'), put('_doc/1?version=9&version_type=external_gte')],
    ...[put('_doc/1?version_type=external'), put('_doc/1?version=x'), put('_doc/1?version_type=bad')],
    ...[put('_doc/1?if_seq_no=x&if_primary_term=1'), put('_create/1?version=4')],
    ask('DELETE', '/@/_doc/1?if_seq_no=0&if_primary_term=1'),
    ask('DELETE', '/@/_doc/1?version=10&version_type=external'),
  ),
  requests(
    'parameters of writing',
    ...['require_alias=true', 'require_alias=x', 'timeout=1x', 'timeout=1', 'wait_for_active_shards=x'].map(
      (query) => ask('POST', `/@/_doc?${query}`, '{}'),
    ),
    ...[
      'timeout=1s',
      'require_alias=false',
      'wait_for_active_shards=1',
      'refresh=wait_for',
      'human',
      'pretty=true',
    ].map((query) => put(`_doc/1?${query}`)),
    put('_doc/1?filter_path=result,_shards.total'),
    put('_doc/1?filter_path=-_shards,-_seq_no'),
  ),
  requests(
    'settings',
    settings({
      number_of_replicas: 0,
      'index.refresh_interval': '5s',
      mapping: { total_fields: { limit: 2 } },
    }),
    ...[post('{"a":1,"b":2}'), post('{"c":1}'), ask('POST', '/@/_refresh'), ask('GET', '/@/_count')],
    ...[
      change({ index: { number_of_replicas: 1 } }),
      change({ 'index.mapping.total_fields.limit': 3 }),
      post('{"c":1}'),
    ],
    ...[
      change({ 'mapping.total_fields.limit': null }),
      post('{"d":1,"e":1}'),
      MAPPING,
      ask('GET', '/@/_alias'),
    ],
    change({ 'index.number_of_replicas': 'x' }),
  ),
  requests(
    'a depth of three',
    settings({ 'index.mapping.depth.limit': 3 }),
    post('{"a":{"b":{"c":1}}}'),
    post('{"d":{"e":{"f":{"g":1}}}}'),
    MAPPING,
  ),
  ...[
    { 'index.mapping.total_fields.limit': 'x' },
    { 'mapping.depth.limit': 0 },
    { 'blocks.write': 'maybe' },
  ].map((given) => requests(`the settings ${JSON.stringify(given)}`, settings(given))),
  ...['write', 'read_only', 'read', 'metadata', 'read_only_allow_delete'].map((block) =>
    requests(
      `an index with the block ${block}`,
      ...[
        put('_doc/1?refresh'),
        change({ [`index.blocks.${block}`]: true }),
        put('_doc/2?refresh'),
        ask('DELETE', '/@/_doc/1?refresh'),
      ],
      ...[
        ask('GET', '/@/_doc/1'),
        ask('GET', '/@/_search'),
        MAPPING,
        ask('GET', '/@/_settings?filter_path=*.settings.index.blocks'),
      ],
      ...[
        bulk('{"index":{}}', '{}'),
        ask('DELETE', '/@'),
        change({ [`index.blocks.${block}`]: null }),
        put('_doc/2'),
      ],
    ),
  ),
  mapped('date_detection: false', { date_detection: false }, '{"n":"2026-01-01"}', '{"n":"Spring"}'),
  mapped(
    'numeric_detection',
    { numeric_detection: true },
    '{"a":"1","b":"1.5","c":"1e3","d":"x","e":" 1","f":"99999999999999999999"}',
    '{"a":"x"}',
  ),
  requests(
    'dynamic_date_formats',
    ask('PUT', '/@', JSON.stringify({ mappings: { dynamic_date_formats: ['dd.MM.yyyy', 'yyyy'] } })),
    post('{"a":"31.12.2026","b":"2026-01-01","c":"2026"}'),
    differing(post('{"a":"x"}'), 'where a single format gives up is not said here'),
    differing(MAPPING, 'only it has a print_format', 'opensearch'),
  ),
  mapped('no dynamic_date_formats', { dynamic_date_formats: [] }, '{"a":"2026-01-01"}'),
  mapped('meta', { _meta: { by: 'us' } }, '{"a":1}'),
  mapped(
    'dynamic templates',
    {
      dynamic_templates: [
        { whole: { match_mapping_type: 'long', match: 'n_*', unmatch: '*_x', mapping: { type: 'integer' } } },
        {
          inner: {
            path_match: 'o.*',
            path_unmatch: 'o.not.*',
            match_mapping_type: '*',
            mapping: { type: 'keyword' },
          },
        },
        { names: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 10 } } },
        { same: { match_mapping_type: 'double', mapping: { type: '{dynamic_type}', index: false } } },
        {
          object: {
            match: 'closed',
            match_mapping_type: 'object',
            mapping: { type: 'object', enabled: false },
          },
        },
      ],
    },
    ...[
      '{"n_a":1,"n_x":1,"s":"x","d":1.5,"t":"2026-01-01"}',
      '{"o":{"a":1,"b":"x"}}',
      '{"closed":{"a":{"":1}}}',
    ],
    ...['{"n_b":3000000000}', '{"b":true,"l":["x"]}'],
  ),
  ...[{ date_detection: 'x' }, { numeric_detection: 5 }].map((given) =>
    requests(`the mapping ${JSON.stringify(given)}`, ask('PUT', '/@', JSON.stringify({ mappings: given }))),
  ),
  mapped(
    'addresses',
    { properties: { i: { type: 'ip' } } },
    ...[
      '"127.0.0.1"',
      '"::1"',
      '"x"',
      '5',
      'true',
      '{}',
      '""',
      '"fe80::1%eth0"',
      '"1.2.3"',
      '["::1","x"]',
    ].map((value) => `{"i":${value}}`),
  ),
  mapped('types that are none', { properties: { a: { type: 'nonsense' } } }),
  requests(
    'not to be found by names of its own',
    ask('GET', '/_cat/indices/@?h=index,health,pri,rep,docs.count'),
    put('_doc/1'),
    ask('POST', '/@/_refresh'),
    ask('GET', '/_cat/indices/@?h=index,health,pri,rep,docs.count'),
    ask('GET', '/_cat/indices/@?h=index,docs.count&format=json'),
    ask('GET', '/_cat/indices/@?v&h=index,docs.count'),
    ask('GET', '/_cluster/health/@?filter_path=-*percent*,-*tasks,-*millis,-*fetch,-*_shards'),
  ),
  notPlayed(
    'what is not played',
    ...([
      ['POST', '/_nodes/hot_threads'],
      ['GET', '/_nodes/stats'],
      ['POST', '/@/_analyze', '{"text":"x"}'],
      ['POST', '/_msearch', '{}\n{}\n'],
      ['PUT', '/_template/t', '{"index_patterns":["zz"]}'],
      ['POST', '/_aliases', '{"actions":[]}'],
      ['PUT', '/@', '{"settings":{"codec":"best_compression"}}'],
      ['GET', '/_cat/health'],
      ['POST', '/@/_search', '{"query":{"match":{"a":"b"}}}'],
    ] satisfies Parameters<typeof ask>[]),
  ),
];
