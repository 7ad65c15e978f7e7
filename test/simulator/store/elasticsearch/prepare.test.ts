import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../../receiver/contract/contract.ts';
import { elasticsearchMapping } from '../../../../receiver/contract/derive/elasticsearch-mapping.ts';
import { type Answer, fakeCluster } from './fake-cluster.ts';
import {
  created,
  ELASTICSEARCH_8,
  elasticsearch,
  errorOf,
  found,
  indexOf,
  OPENSEARCH_IN_DISGUISE,
  REFRESHED,
} from './recorded.ts';

describe('an index of the run', () => {
  test('is created with the mapping of the contract, in one shard', async () => {
    await using cluster = await fakeCluster({ 'PUT /ocs-sim-x': [200, created('ocs-sim-x')] });
    const store = cluster.store();
    expect(await store.prepare()).toBeNull();
    expect(cluster.lines).toEqual(['GET /', 'GET /ocs-sim-x', 'PUT /ocs-sim-x']);
    expect(cluster.asked.at(-1)!.body).toEqual({
      settings: { number_of_shards: 1 },
      mappings: elasticsearchMapping(contractOf()),
    });
    expect(store.url).toBe(`${cluster.url}/ocs-sim-x/_doc`);
    expect(store.name).toBe(`index ocs-sim-x of OpenSearch 2.19.1 at ${cluster.url}`);
  });

  test('is left to the first document where the mapping is to be dynamic', async () => {
    await using cluster = await fakeCluster();
    expect(await cluster.store({ mapping: 'dynamic' }).prepare()).toBeNull();
    expect(cluster.lines).toEqual(['GET /', 'GET /ocs-sim-x']);
  });

  test.each(['contract', 'dynamic'] as const)('must not be there before, mapping %s', async (mapping) => {
    await using cluster = await fakeCluster({ 'GET /ocs-sim-x': [200, indexOf('ocs-sim-x')] });
    expect(await cluster.store({ mapping }).prepare()).toMatchObject({
      code: 'INDEX_EXISTS',
      message: "the index ocs-sim-x exists already, and a run's own index must not",
    });
    expect(cluster.lines).toEqual(['GET /', 'GET /ocs-sim-x']);
  });

  test('is named in trouble where the server does not create it', async () => {
    const reason = 'Failed to parse mapping [_doc]: Field [_id] is defined more than once';
    await using cluster = await fakeCluster({
      'PUT /ocs-sim-x': [400, errorOf(400, 'mapper_parsing_exception', reason)],
    });
    expect(await cluster.store().prepare()).toMatchObject({
      code: 'HTTP_400',
      message: `the index ocs-sim-x could not be created: ${cluster.url} answered 400, mapper_parsing_exception: ${reason}`,
    });
  });

  test('counts as not created where the server does not say that it is', async () => {
    await using cluster = await fakeCluster({
      'PUT /ocs-sim-x': [200, { ...created('ocs-sim-x'), acknowledged: false }],
    });
    const store = cluster.store();
    expect(await store.prepare()).toMatchObject({ code: 'HTTP_200' });
    await store.close();
    expect(cluster.lines).not.toContain('DELETE /ocs-sim-x');
  });

  test('of a bad name is not asked for', async () => {
    await using cluster = await fakeCluster();
    expect(await cluster.store({ name: 'OCS-{run}' }).prepare()).toMatchObject({ code: 'BAD_INDEX_NAME' });
    expect(cluster.asked).toEqual([]);
  });
});

describe('an alias', () => {
  test('for several indices, to none of which a POST can go, is trouble before anything is sent', async () => {
    await using cluster = await fakeCluster({
      'GET /states': [200, { ...aliased('states-1', {}), ...aliased('states-2', {}) }],
    });
    expect(await cluster.store({ name: 'states' }).prepare()).toMatchObject({
      code: 'NO_WRITE_INDEX',
      message:
        'the alias states stands for 2 indices (states-1, states-2), and none is its write index: every POST would be refused',
    });
  });

  test('with a write index is written to as an alias, and read from all its indices, the oldest first', async () => {
    await using cluster = await fakeCluster({
      'GET /states': [
        200,
        { ...aliased('states-2', { is_write_index: true }, '200'), ...aliased('states-1', {}, '100') },
      ],
      'POST /states/_refresh': [200, REFRESHED],
      'GET /states/_count': [200, { count: 2 }],
      'POST /states-1/_search': ({ body }) => [200, found('states-1', newer(body, [[3, { a: 1 }]]))],
      'POST /states-2/_search': ({ body }) => [200, found('states-2', newer(body, [[7, { a: 2 }]]))],
    });
    const store = cluster.store({ name: 'states', mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    expect(store.url).toBe(`${cluster.url}/states/_doc`);
    expect(store.remark).toBeNull();
    expect(cluster.lines).toEqual([
      'GET /',
      'GET /states',
      'POST /states/_refresh',
      'POST /states-1/_search',
      'POST /states-2/_search',
      'GET /states/_count',
    ]);
  });
});

/** The index behind the alias `states`. */
function aliased(name: string, alias: object, createdMs = '100'): Record<string, unknown> {
  const [index] = Object.values(indexOf(name, { uuid: name })) as [
    { readonly settings: { readonly index: object } },
  ];
  const settings = { index: { ...index.settings.index, creation_date: createdMs } };
  return { [name]: { ...index, aliases: { states: alias }, settings } };
}

/** Of some documents those that a search asks for. */
function newer(
  body: unknown,
  documents: readonly (readonly [number, unknown])[],
): readonly (readonly [number, unknown])[] {
  const { search_after: [from] = [-1] } = body as { readonly search_after?: readonly number[] };
  return documents.filter(([sequence]) => sequence > from!);
}

describe('an index that was there before', () => {
  test.each([
    ['contract', "states existed before the run: its own mapping holds, the contract's was not applied"],
    ['dynamic', null],
  ] as const)(
    'keeps its own mapping, which is said where another was asked for: %s',
    async (mapping, remark) => {
      await using cluster = await fakeCluster({
        'GET /states': [200, indexOf('states')],
        'POST /states/_refresh': [200, REFRESHED],
        'POST /states/_search': [200, found('states', [])],
      });
      const store = cluster.store({ name: 'states', mapping });
      expect(await store.prepare()).toBeNull();
      expect(store.remark).toBe(remark);
    },
  );

  test.each([
    [{ enabled: false }, 'disables _source'],
    [{ excludes: ['GSW_INFO'] }, 'leaves fields out of _source'],
    [{ includes: ['GSW_INFO'] }, 'leaves fields out of _source'],
  ])(
    'and does not give back what it keeps (%j) cannot be compared: nothing is called altered',
    async (source, why) => {
      await using cluster = await fakeCluster({
        'GET /states': [200, indexOf('states', { mappings: { _source: source } })],
        'POST /states/_refresh': [200, REFRESHED],
        'POST /states/_search': [200, found('states', [[0, null]])],
      });
      const store = cluster.store({ name: 'states', mapping: 'dynamic' });
      expect(await store.prepare()).toBeNull();
      const documents = store.documents()[Symbol.asyncIterator]();
      await expect(documents.next()).rejects.toMatchObject({
        trouble: {
          code: 'NOT_HANDED_OUT',
          message: `the index states does not give back its documents as they were sent: its mapping ${why}`,
        },
      });
    },
  );
});

test('A block of an index is told for what it is, not as a missing privilege', async () => {
  const reason = 'index [states] blocked by: [FORBIDDEN/9/index metadata (api)];';
  await using cluster = await fakeCluster({
    'GET /states': [403, errorOf(403, 'cluster_block_exception', reason)],
  });
  expect(await cluster.store({ name: 'states' }).prepare()).toMatchObject({
    code: 'HTTP_403',
    message: `a block of the cluster or index refuses GET /states: ${cluster.url} answered 403, cluster_block_exception: ${reason}`,
    hint: 'remove the block (index.blocks.*, or the read-only mode of a full disk), and try again',
  });
});

describe('the server', () => {
  test.each([
    ['Elasticsearch 7.17.29', elasticsearch('7.17.29')],
    ['Elasticsearch 8.12.1', ELASTICSEARCH_8],
    ['Elasticsearch 9.1.0', elasticsearch('9.1.0')],
    ['OpenSearch 7.10.2', OPENSEARCH_IN_DISGUISE],
  ])('is named: %s', async (name, root) => {
    await using cluster = await fakeCluster({ 'GET /': [200, root] });
    const store = cluster.store({ mapping: 'dynamic' });
    expect(store.name).toBe(`index ocs-sim-x at ${cluster.url}`);
    expect(await store.prepare()).toBeNull();
    expect(store.name).toBe(`index ocs-sim-x of ${name} at ${cluster.url}`);
  });

  test('may be reached under a path', async () => {
    await using cluster = await fakeCluster({
      'GET /search/': [200, ELASTICSEARCH_8],
      'GET /search/ocs-sim-x': [404, ''],
      'PUT /search/ocs-sim-x': [200, created('ocs-sim-x')],
    });
    const store = cluster.store({}, { url: `${cluster.url}/search/` });
    expect(await store.prepare()).toBeNull();
    expect(store.url).toBe(`${cluster.url}/search/ocs-sim-x/_doc`);
  });

  test.each<[what: string, answer: Answer, message: string]>([
    [
      'is too old',
      [200, elasticsearch('6.8.23')],
      'URL is Elasticsearch 6.8.23, which is too old to be read back',
    ],
    [
      'is another one',
      [200, '<html>It works!</html>'],
      'this is neither Elasticsearch nor OpenSearch: URL answered 200, <html>It works!</html>',
    ],
    [
      'is not ready',
      [503, errorOf(503, 'master_not_discovered_exception', 'null')],
      'the cluster is not ready: URL answered 503, master_not_discovered_exception: null',
    ],
  ])('%s: trouble', async (_, answer, message) => {
    await using cluster = await fakeCluster({ 'GET /': answer });
    const trouble = await cluster.store().prepare();
    expect(trouble?.message.replace(cluster.url, 'URL')).toBe(message);
  });

  test('is quoted in one line without what acts on a terminal, and not at length', async () => {
    await using cluster = await fakeCluster({
      'GET /': [200, `first\n\t second\u001b[31m ${'x'.repeat(1_000)}`],
    });
    const trouble = await cluster.store().prepare();
    expect(trouble?.message).toMatch(/answered 200, first second\\u001b\[31m x{300,400}…$/);
  });

  test('that repeats a secret is not quoted with it, wherever the quotation ends', async () => {
    const secret = 'a-very-long-secret-of-the-target';
    await using cluster = await fakeCluster({ 'GET /': [200, `${'x'.repeat(380)}${secret}`] });
    const trouble = await cluster.store({}, { secrets: [secret] }).prepare();
    expect(trouble?.message).toContain('xxx•••');
    expect(trouble?.message).not.toContain('a-very');
  });

  test('that is not there is trouble of the connection', async () => {
    const gone = await fakeCluster();
    const store = gone.store();
    await gone[Symbol.asyncDispose]();
    expect(await store.prepare()).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('credentials', () => {
  const basic = { authorization: `Basic ${Buffer.from('ocs:s3cret').toString('base64')}` };
  const missing = errorOf(
    401,
    'security_exception',
    'missing authentication credentials for REST request [/]',
  );
  const unable = errorOf(401, 'security_exception', 'unable to authenticate user [ocs] for REST request [/]');

  test.each<[what: string, headers: Record<string, string>, answer: Answer, begins: string]>([
    ['lacking', {}, [401, missing], 'credentials are needed: '],
    ['of a user', basic, [401, unable], 'the user "ocs" was not let in: '],
    ['of a user, by OpenSearch', basic, [401, 'Unauthorized'], 'the user "ocs" was not let in: '],
    [
      'a token',
      { Authorization: 'Bearer s3cret' },
      [401, unable],
      'the bearer of this token was not let in: ',
    ],
  ])('%s: refused in a sentence that holds no password', async (_, headers, answer, begins) => {
    await using cluster = await fakeCluster({ 'GET /': answer });
    const trouble = await cluster.store({}, { headers, secrets: ['s3cret'] }).prepare();
    expect(trouble).toMatchObject({ code: 'HTTP_401' });
    expect(trouble!.message.startsWith(begins)).toBe(true);
    expect(JSON.stringify(trouble)).not.toMatch(/s3cret|b2NzOnMzY3JldA/);
    expect(cluster.asked[0]!.headers.authorization).toBe(headers.authorization ?? headers.Authorization);
  });

  test('that do not suffice to create an index are named with what the server says', async () => {
    const reason =
      'no permissions for [indices:admin/create] and User [name=ocs, backend_roles=[], requestedTenant=null]';
    await using cluster = await fakeCluster({
      'PUT /ocs-sim-x': [403, errorOf(403, 'security_exception', reason)],
    });
    expect(await cluster.store({}, { headers: basic, secrets: ['s3cret'] }).prepare()).toEqual({
      kind: 'environment',
      code: 'HTTP_403',
      message: `the user "ocs" may not PUT /ocs-sim-x: ${cluster.url} answered 403, security_exception: ${reason}`,
      hint: 'grant it the privileges to create, read, refresh and delete the index',
    });
  });

  test('that do not even suffice to ask for the version say which privilege is lacking', async () => {
    await using cluster = await fakeCluster({ 'GET /': [403, errorOf(403, 'security_exception', 'no')] });
    expect(await cluster.store({}, { headers: basic }).prepare()).toMatchObject({
      hint: 'grant it the privilege "monitor" of the cluster',
    });
  });
});

describe('an index that other runs share', () => {
  test('is created where it is not there', async () => {
    await using cluster = await fakeCluster({ 'PUT /states': [200, created('states')] });
    expect(await cluster.store({ name: 'states' }).prepare()).toBeNull();
    expect(cluster.lines.at(-1)).toBe('PUT /states');
  });

  test('that cannot be refreshed is trouble', async () => {
    await using cluster = await fakeCluster({
      'GET /states': [200, indexOf('states')],
      'POST /states/_refresh': [200, { _shards: { ...REFRESHED._shards, failed: 1 } }],
    });
    const trouble = await cluster.store({ name: 'states' }).prepare();
    expect(trouble?.message).toContain('the index states could not be refreshed');
  });
});
