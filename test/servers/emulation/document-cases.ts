import { type Case, differing, documents, MAPPING, post, requests } from './asked.ts';

const FIRST_VALUES = [
  ...['true', '1', '-0', '1.0', '1e3', '0.85', '""', '"spring"', '"12"', '"1.5e3"', '"2026"', '"2026-01"'],
  ...['"2026-01-01"', '"2026-01-01T08:00:00.000Z"', '"2026-01-01T08:00:00+01:00"', '"2026-01-01T08:00"'],
  ...['"2026-01-01T08:00:00+0100"', '"2026-01-01T08"', '"2026-01-01T"', '"2026-01-01T24:00:00Z"'],
  ...['"2024-02-29"', '"2025-02-29"', '"2026-13-01"', '"2026-1-1"', '"2026-01-01 08:00:00"', '"2026-001"'],
  ...['"2026-01-01T25:00:00Z"', '"2026-01-01Z"', '"2026-01-01T08:00:00,5Z"', '"-2026-01-01"', '"2015/9/2"'],
  ...['"2026-01-01T08:00:00.1234567890Z"', '"12026-01-01"', '"1767225600000"', '"20260101"', '"2026-W01"'],
  ...['{}', '{"b":1}', '{"b":null}', '{"b":{}}', 'null', '[]', '[null,null]', '[[]]', '[{}]', '[{"b":null}]'],
  ...['[1.5,2.5]', '[1.5,2]', '[1,"x"]', '["x",1]', '[1,1,"x"]', '[null,[],[[7]]]', '[true,"x"]'],
  ...['[{"b":1},{"c":"x"}]', '[{"b":1},5]', '[5,{"b":1}]', '[{"b":0.5},{"b":1}]', '["2026-01-01","x"]'],
  ...['9223372036854775807', '9223372036854775808', '123456789012345678901234567890', '1e400', '-1e39'],
  ...['0.1e1', '1E5', '-0.0', '"日本語 العربية 🎉 \\" \\n \\u00fc"', `"${'x'.repeat(40_000)}"`],
];

/** What a field is first, and what comes into it then. */
const FIRST_THEN: readonly (readonly [first: string, ...then: readonly string[]])[] = [
  ['1', '"abc"', '"17"', '" 17 "', '"1.9"', '""', '" "', '"NaN"', '"1e3"', '"0x10"', '"+5"', '"5d"'],
  ['1', '0.85', '1e3', '-1.5', 'true', 'false', '{"b":1}', '{}', '[1,"2",null]', '[1,"x"]', '[[2]]', 'null'],
  ['1', '9223372036854775807', '9223372036854775808', '"9223372036854775808"', '1e19', '1e18', '"1e19"'],
  ['0.5', '1', '"0.3"', '""', '"abc"', '"NaN"', '"1e39"', '1e39', '1e400', 'true', '{"b":1}', '" 0.5f "'],
  ['"x"', '5', '0.5', 'true', '["a",1,false,null]', '{"b":1}', '{}', '{"b":[1,null]}', '[{"b":1}]', 'null'],
  ['true', 'false', '"true"', '""', '"yes"', '"TRUE"', '1', '0.5', '{"b":1}', '[true,"x"]'],
  ['"2026-01-01"', '"2026-01-02T00:00:00Z"', '1767225600000', '"1767225600000"', '"tomorrow"', '""', '" "'],
  ['"2026-01-01"', 'true', '0.5', '{"b":1}', '"2026/01/01"', '"2026-13-01"', '"2026"', '1e3'],
  ['{"b":1}', '5', '"x"', 'null', '[]', '[{"b":2},{"c":1}]', '[{"b":2},5]', '{"b":"x"}', '{"b":{"c":1}}'],
];

const NOT_DOCUMENTS: readonly string[] = [
  ...[
    '',
    '  \n',
    '[{"a":1}]',
    '5',
    '"x"',
    'null',
    'true',
    'a=1&b=2',
    'not json',
    '{"a":1',
    '{"a":1,}',
    '{"a":}',
  ],
  ...['{"a" 1}', '{a:1}', "{'a':1}", '{"a":"x', '{"a":"\\x"}', '{"a":"x\ny"}', '{"a":01}', '{"a":+1}'],
  ...[
    '{"a":1.}',
    '{"a":NaN}',
    '{"a":Infinity}',
    '{"a":undefined}',
    '{"a":1}{"a":2}',
    '{"a":1}[',
    '{"a":1} 5',
  ],
  ...['{"a":1} x', '{"a":1}}', '{"a":[1}}', '{"a":1,"a":2}', '{"o":{"a":1,"a":2}}', '{"a":"\\ud800"}'],
];

const NAMES = [
  ...['', ' ', 'a.', '.a', 'a..b', 'a. .b', ' a', 'a b', 'ü', '名', '*', '#', 'x,y', '-', '\\"', '_foo'],
  ...['_id', '_source', '_index', '_type', '_routing', '_version', '_seq_no', '_ignored', '_field_names'],
  ...['_nested_path', '_feature', '__proto__', 'constructor', 'n'.repeat(10_000)],
];

const objects = (levels: number): string => `${'{"o":'.repeat(levels)}1${'}'.repeat(levels)}`;
const lists = (levels: number): string => `{"l":${'['.repeat(levels)}1${']'.repeat(levels)}}`;
const fields = (count: number, value: string): string =>
  `{${Array.from({ length: count }, (_, index) => `"f${index}":${value}`).join()}}`;

const DATES = 'OpenSearch takes slashes for a date before it looks at the day; only it has a print_format';
const READER = 'its reader of JSON takes more than JSON, which a sender of JSON does not send';

/** Documents of every kind. */
export const DOCUMENT_CASES: readonly Case[] = [
  documents('first values', ...FIRST_VALUES.map((value, index) => `{"f${index}":${value}}`)),
  ...FIRST_THEN.map(([first, ...then]) =>
    documents(
      `a is ${first}, then ${then[0]} and others`,
      ...[first, ...then].map((value) => `{"a":${value},"z":1}`),
    ),
  ),
  documents('what is no document', ...NOT_DOCUMENTS),
  documents('names of fields', ...NAMES.map((name) => `{"${name}":1}`)),
  documents('names of fields within', ...NAMES.map((name) => `{"o":{"${name}":1}}`)),
  documents('null, a number, null, a text', '{"a":null}', '{"a":1}', '{"a":null}', '{"a":"x"}'),
  documents(
    'names with dots',
    ...[
      '{"a.b":1}',
      '{"a":{"b":2,"c":true}}',
      '{"a.b.c":1}',
      '{"a":5}',
      '{"a.b":{"c":1}}',
      '{"x":{"y.z":1}}',
    ],
    ...['{"x.y":1}', '{"x.y.z":"q"}', '{"a.n":null}', '{"p.q":null}', '{"a.b":[3,"x"]}', '{"r.s":[]}'],
    ...['{"c":1,"c.d":2}', '{"d.e":2,"d":1}', '{"0":1,"e":{"b":1},"e.b":"x"}', '{"t.u":{}}'],
  ),
  documents('a refused document maps nothing', '{"a":1}', '{"b":1,"a":"x","c":2}', '{"b":"text"}'),
  documents('a thousand fields', fields(1_000, '1'), '{"f0":1}', '{"another":1}'),
  documents('more than a thousand', fields(1_001, '1'), fields(501, '"x"'), '{"f0":1}'),
  documents('levels', objects(21), objects(20), objects(21), lists(20), lists(21)),
  documents('levels by dots', `{"${'o.'.repeat(19)}o":1}`, `{"${'p.'.repeat(20)}p":1}`),
  documents('lines', '{"a":1}', '{\n  "ü": "x",\n  "a": "y"\n}', '{\n "a": {}\n}', '{\n\n"a" 1}'),
  documents('long previews', '{"a":1}', `{"a":{"b":"${'y'.repeat(300)}","c":[1,2,{"d":null}]}}`),
  { ...documents('a thousand levels', objects(1_001)), only: 'opensearch' },
  requests('dates with slashes', post('{"a":"2015/09/02"}'), differing(MAPPING, DATES, 'opensearch')),
  requests(
    'an instant before 1970',
    post('{"a":"2026-01-01"}'),
    differing(post('{"a":-1}'), 'this release of Elasticsearch takes none', 'elasticsearch'),
  ),
  requests(
    'names of dots',
    ...['{".":1}', '{"..":1}', '{"o":{".":1}}'].map((body) =>
      differing(post(body), 'its error is one of Java', 'elasticsearch'),
    ),
  ),
  requests('days with slashes that are none', differing(post('{"a":"2015/02/30"}'), DATES)),
  requests(
    'hexadecimal numbers in strings',
    post('{"a":0.5}'),
    differing(post('{"a":"0x1p3"}'), 'nobody writes so'),
  ),
  requests('a comment', differing(post('{"a":1 /* one */}'), READER)),
  requests('a byte order mark', differing(post('\ufeff{"a":1}'), READER)),
  requests('UTF-16', differing(post(Buffer.from('{"a":1}', 'utf16le')), READER)),
  documents('bad UTF-8', Buffer.from('{"a":"\xff"}', 'latin1')),
  requests(
    'a count of documents',
    post('{"_doc_count":1}'),
    differing(MAPPING, 'what else is no field at the root is not known here', 'opensearch'),
  ),
];
