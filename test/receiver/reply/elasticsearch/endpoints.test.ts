import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { post, rawClient } from '../../../support/raw-client.ts';
import { startedReceiver } from '../../../support/started-receiver.ts';
import { elasticsearch, identifiers } from './calls.ts';

describe('A document', () => {
  test('is answered as Elasticsearch 8 answers it, with the identifiers of the seed', () => {
    const [first, second] = identifiers(7, 2);
    const { index } = elasticsearch('elasticsearch', new Map(), 7);
    const answer = index({ a: 1 });
    expect(answer).toEqual({
      status: 201,
      manner: 'Elasticsearch: created',
      headers: {
        'x-elastic-product': 'Elasticsearch',
        'content-type': 'application/json',
        location: `/states/_doc/${first}`,
      },
      body: {
        _index: 'states',
        _id: first,
        _version: 1,
        result: 'created',
        _shards: { total: 2, successful: 1, failed: 0 },
        _seq_no: 0,
        _primary_term: 1,
      },
    });
    expect(index({ a: 2 }).body).toMatchObject({ _id: second, _seq_no: 1 });
    expect(first).toMatch(/^[\w-]{20}$/);
  });

  test('that is refused takes no number, and its index is there all the same', () => {
    const { index, call } = elasticsearch();
    expect(index('{').status).toBe(400);
    expect(call('HEAD', '/states').status).toBe(200);
    index({ a: 1 });
    index({ a: 'x' });
    expect(index({ a: 2 }).body._seq_no).toBe(1);
    expect(call('GET', '/states/_count').body).toEqual({
      count: 2,
      _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    });
  });

  test('with an identifier is created once and then updated', () => {
    const { call } = elasticsearch();
    expect(call('PUT', '/states/_doc/1', { a: 1 })).toMatchObject({
      status: 201,
      body: { _id: '1', result: 'created', _version: 1 },
    });
    expect(call('POST', '/states/_doc/1', { a: 2 })).toMatchObject({
      status: 200,
      body: { result: 'updated', _version: 2, _seq_no: 1 },
    });
    expect(call('PUT', '/states/_create/1', { a: 3 })).toMatchObject({
      status: 409,
      body: {
        error: {
          type: 'version_conflict_engine_exception',
          reason: '[1]: version conflict, document already exists (current version [2])',
        },
      },
    });
    expect(call('GET', '/states/_count').body.count).toBe(1);
  });

  test.each<[string, string | Buffer, string, RegExp]>([
    ['nothing', ' ', 'document_parsing_exception', /^failed to parse, document is empty$/],
    ['half of one', '{"a":1', 'document_parsing_exception', /^\[1:7\] failed to parse$/],
    [
      'no object',
      '[1]',
      'document_parsing_exception',
      /^\[1:1\] Malformed content, must start with an object$/,
    ],
    ['a key twice', '{"a":1,"a":2}', 'document_parsing_exception', /^\[1:8\] failed to parse$/],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'document_parsing_exception', /^failed to parse$/],
    ['an empty name', '{"":1}', 'document_parsing_exception', /^\[1:5\] failed to parse$/],
    [
      'a metadata field',
      '{"_id":1}',
      'document_parsing_exception',
      /^\[1:8\] Field \[_id\] is a metadata field/,
    ],
    ['too deep a text', '['.repeat(100_000), 'document_parsing_exception', /^\[1:1001\] failed to parse$/],
    [
      'too deep an object',
      `${'{"a":'.repeat(25)}1${'}'.repeat(25)}`,
      'illegal_argument_exception',
      /^Limit of mapping depth \[20\] has been exceeded/,
    ],
    [
      'too many fields',
      JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`f${n}`, 1]))),
      'illegal_argument_exception',
      /^Limit of total fields \[1000\] has been exceeded$/,
    ],
  ])('that is %s is refused', (_what, body, type, reason) => {
    const { call, properties } = elasticsearch();
    const answer = call('POST', '/states/_doc', body);
    expect([answer.status, answer.body.status, answer.body.error.type]).toEqual([400, 400, type]);
    expect(answer.body.error.reason).toMatch(reason);
    expect(answer.body.error.root_cause).toEqual([{ type, reason: answer.body.error.reason }]);
    expect(properties()).toBe(undefined);
  });

  test.each([
    ['without a body', '', 'application/json', 400],
    ['without a content type', '{}', null, 406],
    ['with another content type', '{}', 'text/plain', 406],
  ])('%s is refused', (_what, body, type, status) => {
    const { call } = elasticsearch();
    expect(call('POST', '/states/_doc', body, type).status).toBe(status);
    expect(call('GET', '/states/_count').status).toBe(404);
  });
});

describe('A sender that has the wrong address is told so', () => {
  test.each([
    ['POST', '/', 405, 'Incorrect HTTP method for uri [/] and method [POST], allowed: [GET, HEAD]'],
    ['POST', '/states', 405, 'Incorrect HTTP method for uri [/states] and method [POST]'],
    [
      'GET',
      '/states/_doc',
      405,
      'Incorrect HTTP method for uri [/states/_doc] and method [GET], allowed: [POST]',
    ],
    ['POST', '/states/status', 400, 'no handler found for uri [/states/status] and method [POST]'],
    ['POST', '/a/b/c/d', 400, 'no handler found for uri [/a/b/c/d] and method [POST]'],
  ])('%s %s', (method, path, status, error) => {
    const answer = elasticsearch().call(method, path, '{}');
    expect(answer.status).toBe(status);
    expect(answer.body.error).toContain(error);
  });

  test.each([
    ['/States/_doc', 'Invalid index name [States], must be lowercase'],
    ['/_x/_doc', "Invalid index name [_x], must not start with '_', '-', or '+'"],
    ['/a%20b/_doc', 'Invalid index name [a b], must not contain the following characters'],
    ['/states/_doc?refersh=true', 'contains unrecognized parameter: [refersh]'],
  ])('POST %s', (path, reason) => {
    const answer = elasticsearch().call('POST', path, '{}');
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(reason).slice(1, -1));
  });
});

describe('What a test of a sender needs besides', () => {
  test('information, mappings, refresh, health, deleting', () => {
    const { call, index } = elasticsearch();
    expect(call('GET', '/').body).toMatchObject({
      version: { number: '8.19.0' },
      tagline: 'You Know, for Search',
    });
    index({ a: 1 }, '/east/_doc?refresh=true');
    index({ a: 1 }, '/west/_doc');
    expect(Object.keys(call('GET', '/_mapping').body)).toEqual(['east', 'west']);
    expect(Object.keys(call('GET', '/we*/_mapping').body)).toEqual(['west']);
    expect(call('POST', '/_count').body.count).toBe(2);
    expect(call('POST', '/east,west/_refresh').body).toEqual({
      _shards: { total: 4, successful: 2, failed: 0 },
    });
    expect(call('GET', '/_cluster/health').body.status).toBe('yellow');
    expect(call('PUT', '/east').body.error.type).toBe('resource_already_exists_exception');
    expect(call('GET', '/north/_count').body.error).toMatchObject({
      type: 'index_not_found_exception',
      reason: 'no such index [north]',
    });
    expect(call('DELETE', '/east').body).toEqual({ acknowledged: true });
    expect(call('HEAD', '/east').status).toBe(404);
    expect(call('PUT', '/deep', `{"mappings":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`).status).toBe(
      400,
    );
  });

  test('only as many indices as a node has room for', () => {
    const { index } = elasticsearch();
    for (let n = 0; n < 500; n += 1) index({}, `/i${n}/_doc`);
    expect(index({}, '/i500/_doc').body.error.reason).toBe(
      'Validation Failed: 1: this action would add [2] shards, but this cluster currently has [1000]/[1000] maximum normal shards open;',
    );
    expect(index({}, '/i499/_doc').status).toBe(201);
  });
});

describe('Older releases and OpenSearch', () => {
  test.each([
    ['elasticsearch-7', '7.17.0', '_doc'],
    ['opensearch', '2.19.0', undefined],
  ] as const)('%s', (flavour, version, type) => {
    const { call, index } = elasticsearch(flavour);
    expect(call('GET', '/').body.version.number).toBe(version);
    expect(index({ a: 1 }).body._type).toBe(type);
    expect(index({ a: 'abc' }).body.error).toMatchObject({
      type: 'mapper_parsing_exception',
      reason: expect.stringMatching(/^failed to parse field \[a\] of type \[long\]/),
    });
  });
});

describe('A receiver that answers as Elasticsearch', () => {
  const answerAs = { kind: 'elasticsearch', flavour: 'elasticsearch', indices: new Map() } as const;
  const at = (path: string, body: string): Buffer =>
    Buffer.from(post(body).toString('latin1').replace('/states ', `${path} `), 'latin1');

  test('records what it answered, and learns nothing from what a rule answered in its place', async () => {
    await using receiver = await startedReceiver({
      answerAs,
      replies: [
        {
          when: { nth: [1] },
          answer: { kind: 'status', status: 503, headers: [], body: null, delayMs: 0, manner: '503' },
        },
        { when: { nth: [3] }, answer: { kind: 'reset after headers', status: null, delayMs: 0 } },
      ],
    });
    const client = await rawClient(receiver.port);
    client.send(at('/states/_doc', '{"a":"never indexed"}'));
    await client.until('"recorded":1');
    client.send(Buffer.concat([at('/states/_doc', '{"a":1}'), at('/states/_doc', '{"a":2,"b":true}')]));
    await client.ended;
    const response = await fetch(`${receiver.url}/states/_mapping`);
    expect(await response.json()).toEqual({
      states: { mappings: { properties: { a: { type: 'long' }, b: { type: 'boolean' } } } },
    });
    expect(response.headers.get('x-elastic-product')).toBe('Elasticsearch');
    expect([...receiver.journal].map(({ reply }) => [reply.status, reply.manner])).toEqual([
      [503, '503'],
      [201, 'Elasticsearch: created'],
      [201, 'Elasticsearch: created, reset after headers'],
      [200, 'Elasticsearch: mapping'],
    ]);
  });

  test('forgets its indices when it is told to', async () => {
    await using receiver = await startedReceiver({ answerAs });
    const index = async (body: string) => {
      const response = await fetch(`${receiver.url}/states/_doc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return [response.status, ((await response.json()) as { _id?: string })._id];
    };
    const [first] = identifiers(1, 1);
    expect(await index('{"a":1}')).toEqual([201, first]);
    expect((await index('{"a":"x"}'))[0]).toBe(400);
    receiver.resetAnswers();
    expect(await index('{"a":"x"}')).toEqual([201, first]);
  });
});

describe('What is no notification', () => {
  test.each([
    '_search',
    '_bulk',
    '_msearch',
    '_sql',
    '_analyze',
    '_count',
    '_refresh',
    '_mget',
    '_validate/query',
  ])('POST %s, with an index or without', (path) => {
    const { answers } = elasticsearch();
    expect(answers.brings('POST', `/${path}`)).toBe(false);
    expect(answers.brings('POST', `/states/${path}?pretty`)).toBe(false);
  });

  test('but a document is one, and so is a POST to a wrong address', () => {
    const { answers } = elasticsearch();
    for (const path of ['/states/_doc', '/states/_doc/1', '/states/_create/1', '/states', '/', '/a/b'])
      expect(answers.brings('POST', path)).toBe(true);
    expect(answers.brings('PUT', '/states/_doc/1')).toBe(true);
    for (const [method, path] of [
      ['PUT', '/states'],
      ['GET', '/states/_doc/1'],
      ['DELETE', '/states/_doc/1'],
    ] as const)
      expect(answers.brings(method, path)).toBe(false);
  });
});

describe('What is not played', () => {
  test.each<[string, string, string]>([
    ['POST', '/states/_analyze', '{}'],
    ['PUT', '/_bulky', ''],
    ['GET', '/_nodes/stats', ''],
    ['PUT', '/states', '{"settings":{"codec":"best_compression"}}'],
    ['PUT', '/states', '{"mappings":{"properties":{"a":{"type":"geo_point"}}}}'],
    ['PUT', '/states', '{"mappings":{"properties":{"a":{"type":"date","format":"EEE yyyy"}}}}'],
    ['PUT', '/states', '{"mappings":{"_source":{"enabled":false}}}'],
    ['POST', '/states/_doc?routing=a', '{}'],
  ])('%s %s %s is said to be so, and not by Elasticsearch', (method, path, body) => {
    const answer = elasticsearch().call(method, path, body);
    expect(answer.status).toBe(501);
    expect(answer.headers).toMatchObject({ server: 'ocs-sim' });
    expect(answer.headers).not.toHaveProperty('x-elastic-product');
    expect(answer.body.error.type).toBe('not_played_by_ocs_sim');
    expect(answer.body.error.reason).toMatch(/^ocs-sim does not play /);
  });
});

test('a compressed document is unpacked, and numbers come back digit by digit', async () => {
  await using receiver = await startedReceiver({
    answerAs: { kind: 'elasticsearch', flavour: 'elasticsearch', indices: new Map() },
  });
  const send = (body: Buffer) =>
    fetch(`${receiver.url}/states/_doc/1`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(body),
    });
  expect((await send(gzipSync('{"n":9007199254740993,"d":1.10}'))).status).toBe(201);
  expect((await send(Buffer.from('no gzip'))).status).toBe(400);
  const found = await fetch(`${receiver.url}/states/_source/1`);
  expect(await found.text()).toBe('{"n":9007199254740993,"d":1.10}');
});
