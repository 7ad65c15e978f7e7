import { ask, type Case, differing, MAPPING, mapped, post, requests } from './asked.ts';

const NUMBERS = {
  ...{ i: { type: 'integer' }, s: { type: 'short' }, b: { type: 'byte' }, h: { type: 'half_float' } },
  ...{ d: { type: 'double' }, u: { type: 'unsigned_long' }, f: { type: 'float' } },
  x: { type: 'scaled_float', scaling_factor: 100 },
};

/** Without its other licence this release of Elasticsearch has no unsigned_long. */
const { u: _, ...SIGNED } = NUMBERS;

const NO_MAPPINGS: readonly object[] = [
  { properties: 5 },
  { properties: { a: {} } },
  { properties: { a: 5 } },
  { properties: { a: { type: 'Long!' } } },
  { properties: { a: { type: 'long' }, 'a.b': { type: 'long' } } },
  { properties: { '': { type: 'long' } } },
  { dynamic: 'maybe' },
  { nonsense: 1 },
  { properties: { a: { type: 'long', nonsense: 1 } } },
  { properties: Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`f${i}`, { type: 'long' }])) },
];
const LOOSE_MAPPINGS: readonly object[] = [
  { properties: { ' ': { type: 'long' } } },
  { properties: { 'a.': { type: 'long' } } },
  { properties: { a: { type: 'keyword', ignore_above: 'x' } } },
  { properties: { a: { type: 'date', format: 'nonsense{' } } },
];
const put = (mappings: object, index = '@') => ask('PUT', `/${index}`, JSON.stringify({ mappings }));

const BAD_NAMES = [
  ...[
    'Upper',
    '_under',
    '-dash',
    '+plus',
    '%2e',
    '%2e%2e',
    'a:b',
    'a%20b',
    'a%2cb',
    'a%23b',
    'a%3fb',
    'a%2ab',
  ],
  ...['%22', 'a%7cb', 'a%3c', 'a%5cb', 'a%2fb', 'a,b', '*', 'x'.repeat(256)],
];

const CHECKED = 'of a field only the type and what a document meets is looked at';
const CREATING = 'what is no mapping is refused, though not in the same words; settings are not kept';
const ROUTES = 'only what a sender of documents asks for is played';

/** Everything besides documents of all kinds: mappings, names, methods, parameters, headers. */
export const REQUEST_CASES: readonly Case[] = [
  mapped(
    'a given mapping',
    {
      properties: {
        k: { type: 'keyword' },
        n: { type: 'nested', properties: { r: { type: 'double' } } },
        at: { type: 'date', format: 'epoch_second' },
        t: { type: 'text', fields: { raw: { type: 'keyword' } } },
      },
    },
    ...[
      '{"k":1,"n":[{"r":0.5},{"r":"x"}]}',
      '{"at":"2026-01-01"}',
      '{"at":1767225600}',
      '{"at":"1767225600"}',
    ],
    ...[
      '{"at":1767225600.5}',
      '{"n":5}',
      '{"k":{"a":1}}',
      '{"k":["a",["b"]]}',
      '{"n":{"r":1e400}}',
      '{"t":5}',
    ],
  ),
  mapped(
    'dynamic: strict',
    { dynamic: 'strict', properties: { a: { type: 'long' }, o: { properties: {} } } },
    ...[
      '{"a":1,"b":2}',
      '{"o":{"c":1}}',
      '{"b.c":1}',
      '{"a":"x","b":1}',
      '{"b":null}',
      '{"b":[]}',
      '{"b":{}}',
    ],
  ),
  mapped(
    'dynamic: false',
    { dynamic: false, properties: { o: { dynamic: true, properties: {} }, a: { type: 'long' } } },
    ...['{"b":2,"o":{"c":1}}', '{"a":"x"}', '{"b":{"c":[{"":1}]}}', '{"":1}', '{"b.":1}', '{"o.d":1}'],
  ),
  mapped(
    'coerce: false',
    { properties: { i: { type: 'integer', coerce: false }, l: { type: 'long', coerce: false } } },
    ...['{"i":"1"}', '{"i":1.5}', '{"i":1.0}', '{"i":2147483648}', '{"l":"1"}', '{"l":1.5}', '{"l":true}'],
  ),
  mapped(
    'ignore_malformed',
    {
      properties: {
        l: { type: 'long', ignore_malformed: true },
        d: { type: 'date', ignore_malformed: true },
        b: { type: 'boolean' },
      },
    },
    ...['{"l":"abc","d":"x"}', '{"l":{}}', '{"d":{"a":1}}', '{"l":true}', '{"l":1e30}', '{"b":"x"}'],
  ),
  {
    ...mapped(
      'numbers of every size',
      { properties: NUMBERS },
      '{"i":2147483647,"s":32767,"b":127,"h":65504,"d":1e308,"u":18446744073709551615,"f":3.4e38,"x":1.234}',
      ...['{"i":2147483648}', '{"i":"2147483648"}', '{"i":1e10}', '{"i":3.7}', '{"i":"x"}', '{"i":"NaN"}'],
      ...[
        '{"i":"Infinity"}',
        '{"i":" 5 "}',
        '{"i":"5d"}',
        '{"i":true}',
        '{"s":32768}',
        '{"s":1e10}',
        '{"s":"x"}',
      ],
      ...[
        '{"s":"1e5"}',
        '{"s":{"a":1}}',
        '{"b":128}',
        '{"b":-129}',
        '{"b":"300"}',
        '{"b":"1e3"}',
        '{"b":1e10}',
      ],
      ...['{"h":65520}', '{"h":"70000"}', '{"h":"1e400"}', '{"d":1e309}', '{"d":"x"}', '{"d":{"a":1}}'],
      ...['{"u":-1}', '{"u":18446744073709551616}', '{"u":"x"}', '{"u":" 5 "}', '{"u":1.5}', '{"u":true}'],
      ...['{"x":"x"}', '{"x":1e400}', '{"x":"NaN"}', '{"x":true}', '{"f":"1e39"}'],
    ),
    only: 'opensearch',
  },
  mapped(
    'numbers of every size but unsigned',
    { properties: SIGNED },
    '{"i":2147483647,"s":32767,"b":127,"h":65504,"d":1e308,"f":3.4e38,"x":1.234}',
    ...['{"i":2147483648}', '{"i":"2147483648"}', '{"i":1e10}', '{"i":3.7}', '{"i":"x"}', '{"i":"NaN"}'],
    ...['{"i":"Infinity"}', '{"i":" 5 "}', '{"i":"5d"}', '{"i":true}', '{"s":1e10}', '{"s":"x"}'],
    ...[
      '{"s":"1e5"}',
      '{"s":{"a":1}}',
      '{"b":128}',
      '{"b":-129}',
      '{"b":"300"}',
      '{"b":"1e3"}',
      '{"b":1e10}',
    ],
    ...['{"h":65520}', '{"h":"70000"}', '{"h":"1e400"}', '{"d":1e309}', '{"d":"x"}', '{"d":{"a":1}}'],
    ...['{"x":"x"}', '{"x":1e400}', '{"x":"NaN"}', '{"x":true}', '{"f":"1e39"}'],
  ),
  mapped(
    'an object that is not looked at',
    { properties: { o: { type: 'object', enabled: false } } },
    ...['{"o":5}', '{"o":{"a":{"":1}}}', '{"o":[1,{"x":"y"}]}', '{"o.p":1}'],
  ),
  requests(
    'a keyword of 33 KB',
    put({ properties: { k: { type: 'keyword' } } }),
    differing(post(`{"k":"${'x'.repeat(33_000)}"}`), 'the index itself, which is not played, has limits too'),
  ),
  requests(
    'a mapping within a type',
    differing(put({ _doc: { properties: {} } }), 'its words name a parameter for types', 'elasticsearch'),
  ),
  requests('mappings that make no sense', ...NO_MAPPINGS.map((mappings) => put(mappings)), MAPPING),
  ...LOOSE_MAPPINGS.map((mappings) =>
    requests(`the mapping ${JSON.stringify(mappings)}`, differing(put(mappings), CHECKED)),
  ),
  requests(
    'creating an index',
    ask('PUT', '/@', '{"nonsense":{}}'),
    ...['PUT', 'PUT', 'HEAD'].map((method) => ask(method, '/@')),
    ...[MAPPING, ask('GET', '/@/_count'), ask('POST', '/@/_refresh')],
    ...['DELETE', 'DELETE', 'HEAD'].map((method) => ask(method, '/@')),
  ),
  requests(
    'creating an index with what is no mapping',
    ...['[]', '{"mappings":5}', '{'].map((body) => differing(ask('PUT', '/@', body), CREATING)),
    ask('PUT', '/@', '{"settings":{"number_of_replicas":0}}'),
    differing(ask('GET', '/@'), CREATING),
  ),
  requests(
    'an index that is not there',
    ...['/@/_mapping', '/@/_count', '/@', '/@*/_mapping', '/@*/_count'].map((path) => ask('GET', path)),
    ...[ask('POST', '/@/_refresh'), ask('DELETE', '/@'), ask('HEAD', '/@')],
    differing(ask('GET', '/_nonsense'), ROUTES),
  ),
  requests(
    'names of indices that cannot be',
    ...BAD_NAMES.flatMap((name) => [
      ask('POST', `/${name}/_doc`, '{"a":1}'),
      name === '_under' ? differing(ask('PUT', `/${name}`), ROUTES) : ask('PUT', `/${name}`),
    ]),
    differing(ask('DELETE', '/_under'), ROUTES),
  ),
  ...['.@', '@ü', '@'.padEnd(200, 'x')].map((name) =>
    requests(
      `an index called ${name.slice(0, 20)}`,
      ask('POST', `/${encodeURIComponent(name).replace('%40', '@')}/_doc`, '{"a":1}'),
      ask('DELETE', `/${encodeURIComponent(name).replace('%40', '@')}`),
    ),
  ),
  requests(
    'a document with an id',
    ask('PUT', '/@/_doc/1', '{"a":1}'),
    ask('PUT', '/@/_doc/1', '{"a":2}'),
    ask('PUT', '/@/_create/1', '{"a":3}'),
    ask('POST', '/@/_create/2', '{"a":3}'),
    ask('PUT', '/@/_doc/1?op_type=create', '{"a":2}'),
    ask('POST', '/@/_doc/3?refresh=true', '{"a":2}'),
    ask('GET', '/@/_count'),
    ask('PUT', '/@/_doc/4', '{"a":"x"}'),
    ask('POST', '/@/_doc?refresh', '{"a":2}'),
    ask('PUT', '/@/_doc/a%20b%2fc', '{"a":2}'),
    ask('PUT', `/@/_doc/${'i'.repeat(513)}`, '{"a":2}'),
  ),
  requests(
    'parameters',
    ...['nonsense=1', 'refesh=true', 'pretty', 'refresh=maybe', 'pipeline=none', 'op_type=nonsense'].map(
      (query) => ask('POST', `/@/_doc?${query}`, '{"a":1}'),
    ),
    ask('GET', '/@/_mapping?nonsense'),
    ask('POST', '/@/_doc?timeout=1x', '{"a":1}'),
  ),
  requests(
    'methods and paths',
    ...['PUT', 'GET', 'DELETE', 'PATCH', 'HEAD'].map((method) => ask(method, '/@/_doc')),
    ...['/@', '/@/_doc/1/2', '/@/_doc/'].map((path) => ask('POST', path, '{"a":1}')),
    ...['/@/_create', '/@/nonsense'].map((path) =>
      differing(ask('POST', path, '{"a":1}'), 'it has types still', 'elasticsearch'),
    ),
    differing(ask('POST', '/@/_nonsense', '{"a":1}'), ROUTES),
    ...[ask('OPTIONS', '/@/_doc'), ask('POST', '/', '{}')].map((asked) => differing(asked, ROUTES)),
  ),
  requests(
    'content types',
    ...[null, 'text/plain', 'application/json; charset=UTF-8', 'application/x-ndjson', 'nonsense', ''].map(
      (type) => ask('POST', '/@/_doc', '{"a":1}', type),
    ),
    ask('POST', '/@/_doc', '', null),
    ask('POST', '/@/_doc', '{"a":1}', 'APPLICATION/JSON'),
    differing(ask('POST', '/@/_doc', 'a: 1', 'application/yaml'), ROUTES),
  ),
];
