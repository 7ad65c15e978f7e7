import { describe, expect, test } from 'vitest';
import { StoreFailure } from '../../../../simulator/store/store.ts';
import { type Answer, type Asked, allOf, fakeCluster } from './fake-cluster.ts';
import { created, ELASTICSEARCH_8, errorOf, found, INDEXED, indexOf, REFRESHED } from './recorded.ts';

interface Query {
  readonly size: number;
  readonly sort: readonly [{ readonly _seq_no: { readonly order: 'asc' | 'desc' } }];
  readonly search_after?: readonly [number];
}

/** A shard that holds documents `{n}` with these sequence numbers. */
function shardWith(
  numbers: readonly number[],
  index = 'ocs-sim-x',
  source = (n: number): unknown => ({ n }),
) {
  return ({ body }: Pick<Asked, 'body'>): Answer => {
    const { size, sort, search_after: [after] = [-1] } = body as Query;
    const ordered = sort[0]._seq_no.order === 'asc' ? numbers : [...numbers].reverse();
    const page = ordered.filter((number) => number > after).slice(0, size);
    return [
      200,
      found(
        index,
        page.map((number) => [number, source(number)]),
      ),
    ];
  };
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const preferenceOf = ({ path }: Asked): string | null =>
  new URLSearchParams(path.split('?')[1]).get('preference');
const bodiesOf = (documents: readonly { readonly body: unknown }[]): unknown[] =>
  documents.map(({ body }) => body);

/** What is asked in every test of a run's own index. */
const OWN = {
  'PUT /ocs-sim-x': [200, created('ocs-sim-x')],
  'POST /ocs-sim-x/_refresh': [200, REFRESHED],
} as const;

/** Absent at first, then there. */
function appearing(index: object): () => Answer {
  let times = 0;
  return () => {
    times += 1;
    return times === 1 ? [404, ''] : [200, index];
  };
}

describe('the documents of an index', () => {
  test('come page by page in the order in which the shard took them, gaps between their numbers or not', async () => {
    const numbers = upTo(5_000).filter((n) => n % 7 !== 3);
    await using cluster = await fakeCluster({
      ...OWN,
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
      'POST /ocs-sim-x/_search': shardWith(numbers),
    });
    const store = cluster.store();
    await store.prepare();
    expect(await store.refresh(numbers.length)).toBeNull();
    expect(bodiesOf(await allOf(store))).toEqual(numbers.map((n) => ({ n })));
    const pages = cluster.asked.filter(({ path }) => path.includes('_search'));
    expect(pages.map(({ body }) => (body as Query).size)).toEqual([100, 400, 1_600, 2_000, 2_000]);
    expect(pages.every(({ path }) => path.includes('allow_partial_search_results=false'))).toBe(true);
  });

  test('are read in shorter pages the larger they are', async () => {
    const large = (n: number): unknown => ({ n, name: 'x'.repeat(50_000) });
    await using cluster = await fakeCluster({
      ...OWN,
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
      'POST /ocs-sim-x/_search': shardWith(upTo(250), 'ocs-sim-x', large),
    });
    const store = cluster.store();
    await store.prepare();
    expect(await allOf(store)).toHaveLength(250);
    const sizes = cluster.asked.flatMap(({ path, body }) =>
      path.includes('_search') ? [(body as Query).size] : [],
    );
    expect(sizes.slice(0, 2)).toEqual([100, 39]);
    expect(Math.max(...sizes.slice(1))).toBe(39);
  });

  test('are asked of the primary copy in OpenSearch, and of any in Elasticsearch', async () => {
    const asked = async (answers: Record<string, Answer>): Promise<string | null> => {
      await using cluster = await fakeCluster({
        ...OWN,
        'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
        'POST /ocs-sim-x/_search': shardWith([0]),
        ...answers,
      });
      const store = cluster.store();
      await store.prepare();
      expect(await allOf(store)).toHaveLength(1);
      return preferenceOf(cluster.asked.at(-1)!);
    };
    expect(await asked({})).toBe('_shards:0|_primary');
    expect(await asked({ 'GET /': [200, ELASTICSEARCH_8] })).toBe('_shards:0');
  });

  test('of several shards are taken from each in turn', async () => {
    const held: Record<string, readonly number[]> = { '0': [0, 3, 6, 9], '1': [1, 4], '2': [2, 5, 8] };
    await using cluster = await fakeCluster({
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x', { shards: 3 })),
      'POST /ocs-sim-x/_search': (asked) => {
        const [, shard] = /^_shards:(\d)/.exec(preferenceOf(asked)!)!;
        return shardWith(held[shard!]!)(asked);
      },
    });
    const store = cluster.store({ mapping: 'dynamic' });
    await store.prepare();
    expect(bodiesOf(await allOf(store)).map((body) => (body as { n: number }).n)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 8, 9,
    ]);
  });

  test('are none where no document made the index', async () => {
    await using cluster = await fakeCluster();
    const store = cluster.store({ mapping: 'dynamic' });
    await store.prepare();
    expect(await store.refresh(0)).toBeNull();
    expect(await allOf(store)).toEqual([]);
    expect(await store.drift()).toEqual([]);
  });

  test('are fetched one page ahead of whoever reads them, and no further', async () => {
    const second = Promise.withResolvers<void>();
    let pages = 0;
    await using cluster = await fakeCluster({
      ...OWN,
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
      'POST /ocs-sim-x/_search': (asked) => {
        pages += 1;
        if (pages === 2) second.resolve();
        return shardWith(upTo(5_000))(asked);
      },
    });
    const store = cluster.store();
    await store.prepare();
    let read = 0;
    for await (const document of store.documents()) {
      expect(document.body).toEqual({ n: read });
      read += 1;
      if (read === 1) await second.promise;
      expect(pages).toBeLessThanOrEqual(read <= 100 ? 2 : 3);
      if (read === 500) break;
    }
    expect(read).toBe(500);
  });

  test('have no body where the index is told to keep none', async () => {
    await using cluster = await fakeCluster({
      ...OWN,
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
      'POST /ocs-sim-x/_search': shardWith([0], 'ocs-sim-x', () => undefined),
    });
    const store = cluster.store();
    await store.prepare();
    expect(bodiesOf(await allOf(store))).toEqual([null]);
  });
});

describe('an answer that is no page of the index', () => {
  const hits = (...all: readonly unknown[]): object => ({
    ...(found('ocs-sim-x', []) as object),
    hits: { hits: all },
  });

  test.each<readonly [string, (asked: Pick<Asked, 'body'>) => Answer]>([
    ['that has no hits at all', () => [200, { ...(found('ocs-sim-x', []) as object), hits: {} }]],
    ['whose hits have no sequence numbers', () => [200, hits({ _id: 'a', _source: {} })]],
    [
      'that is the same again and again',
      ({ body }) => [
        200,
        found(
          'ocs-sim-x',
          upTo((body as Query).size).map(() => [7, {}]),
        ),
      ],
    ],
  ])('ends the reading: one %s', async (_what, answer) => {
    await using cluster = await fakeCluster({
      ...OWN,
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
      'POST /ocs-sim-x/_search': answer,
    });
    const store = cluster.store();
    await store.prepare();
    const reading = allOf(store);
    await expect(reading).rejects.toThrow(StoreFailure);
    await expect(reading).rejects.toThrow('shard 0 of the index ocs-sim-x could not be read');
  });
});

describe('a shared index', () => {
  test('gives back what came since the run began, by each shard', async () => {
    const held: number[][] = [[0, 1, 2], [], [0]];
    await using cluster = await fakeCluster({
      'GET /states': [200, indexOf('states', { shards: 3 })],
      'POST /states/_refresh': [200, REFRESHED],
      'POST /states/_search': (asked) => {
        const [, shard] = /^_shards:(\d)/.exec(preferenceOf(asked)!)!;
        return shardWith(held[Number(shard)]!, 'states')(asked);
      },
    });
    const store = cluster.store({ name: 'states' });
    expect(await store.prepare()).toBeNull();
    for (const [shard, number] of [
      [0, 3],
      [1, 0],
      [2, 1],
      [0, 5],
    ] as const)
      held[shard]!.push(number);
    expect(bodiesOf(await allOf(store))).toEqual([{ n: 3 }, { n: 0 }, { n: 1 }, { n: 5 }]);
    await store.close();
    expect(cluster.lines.filter((line) => !/^(?:GET|POST) /.test(line))).toEqual([]);
  });

  test('that was made anew during the run is read from its beginning', async () => {
    let uuid = 'first';
    await using cluster = await fakeCluster({
      'GET /states': () => [200, indexOf('states', { uuid })],
      'POST /states/_refresh': [200, REFRESHED],
      'POST /states/_search': (asked) => shardWith(uuid === 'first' ? [0, 1, 2] : [0], 'states')(asked),
    });
    const store = cluster.store({ name: 'states' });
    await store.prepare();
    uuid = 'second';
    expect(bodiesOf(await allOf(store))).toEqual([{ n: 0 }]);
  });

  test('known by an alias is read under its own name', async () => {
    await using cluster = await fakeCluster({
      'GET /states': [200, indexOf('states-000001')],
      'POST /states/_refresh': [200, REFRESHED],
      'POST /states-000001/_search': shardWith([], 'states-000001'),
    });
    const store = cluster.store({ name: 'states' });
    expect(await store.prepare()).toBeNull();
    expect(store.url).toBe(`${cluster.url}/states/_doc`);
    expect(await allOf(store)).toEqual([]);
  });
});

describe('a store that stops answering in the middle', () => {
  test.each<[what: string, answer: Answer, reason: string]>([
    [
      'a shard is lost',
      [
        503,
        {
          error: {
            root_cause: [],
            type: 'search_phase_execution_exception',
            reason: 'all shards failed',
            failed_shards: [
              {
                shard: 0,
                index: 'ocs-sim-x',
                reason: { type: 'no_shard_available_action_exception', reason: 'gone' },
              },
            ],
          },
          status: 503,
        },
      ],
      'no_shard_available_action_exception: gone',
    ],
    [
      'it is overloaded',
      [429, errorOf(429, 'circuit_breaking_exception', 'too large')],
      'circuit_breaking_exception',
    ],
    [
      'the index is gone',
      [404, errorOf(404, 'index_not_found_exception', 'no such index [ocs-sim-x]')],
      'no such index',
    ],
    [
      'a shard is not searched',
      [200, { timed_out: false, _shards: { total: 0, successful: 0 }, hits: { hits: [] } }],
      '200',
    ],
    ['time ran out', [200, { ...found('ocs-sim-x', []), timed_out: true }], 'answered 200'],
  ])('%s: a StoreFailure says why', async (_, answer, reason) => {
    const first = shardWith(upTo(150));
    await using cluster = await fakeCluster({
      ...OWN,
      'GET /ocs-sim-x': appearing(indexOf('ocs-sim-x')),
      'POST /ocs-sim-x/_search': (asked) =>
        (asked.body as Query).search_after![0] === -1 ? first(asked) : answer,
    });
    const store = cluster.store();
    await store.prepare();
    const read: unknown[] = [];
    const reading = (async () => {
      for await (const document of store.documents()) read.push(document);
    })();
    const failure = await reading.then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StoreFailure);
    expect((failure as StoreFailure).message).toContain('shard 0 of the index ocs-sim-x could not be read');
    expect((failure as StoreFailure).message).toContain(reason);
    expect(read).toHaveLength(100);
  });
});

describe('the answer to a POST', () => {
  test.each([
    ['OpenSearch', INDEXED.opensearch, '5xtqA6IBZeIajSYPagUs'],
    ['Elasticsearch 7', INDEXED.elasticsearch7, 'W0tpsmIBdwcYyG50zbta'],
    ['a gateway that formats', '{\n  "_index" : "x",\n  "_id" : "-BtqA6_1"\n}', '-BtqA6_1'],
    ['an id of somebody else', '{"_id":"a\\"b\\\\"}', 'a"b\\'],
  ])('of %s says the id', async (_, answer, id) => {
    await using cluster = await fakeCluster();
    expect(cluster.store().idFrom(answer)).toBe(id);
  });

  test.each(['', 'ok', '{"result":"created"}', '{"_id":"5xtqA6IBZe'])('says no id: %s', async (answer) => {
    await using cluster = await fakeCluster();
    expect(cluster.store().idFrom(answer)).toBeNull();
  });
});

describe('an index is deleted', () => {
  const answers = {
    ...OWN,
    'DELETE /ocs-sim-x': [200, { acknowledged: true }],
    'DELETE /states': [200, { acknowledged: true }],
    'PUT /states': [200, created('states')],
  } as const;

  test.each([
    ['created by the run', { mapping: 'contract', keep: false }, ['DELETE /ocs-sim-x']],
    ['made by its first document', { mapping: 'dynamic', keep: false }, ['DELETE /ocs-sim-x']],
    ['shared, though created by the run', { name: 'states', keep: false }, []],
    ['to be kept', { mapping: 'contract', keep: true }, []],
    [
      'shared, and perhaps made by the document of another',
      { name: 'states', mapping: 'dynamic', keep: false },
      [],
    ],
  ] as const)('%s', async (_, index, deleted) => {
    await using cluster = await fakeCluster(answers);
    const store = cluster.store(index);
    expect(await store.prepare()).toBeNull();
    await store.close();
    await store.close();
    expect(cluster.lines.filter((line) => line.startsWith('DELETE'))).toEqual(deleted);
  });

  test('never where nothing was prepared', async () => {
    await using cluster = await fakeCluster(answers);
    await cluster.store().close();
    expect(cluster.asked).toEqual([]);
  });

  test('never where the server refused to create it', async () => {
    await using cluster = await fakeCluster({
      ...answers,
      'PUT /ocs-sim-x': [
        400,
        errorOf(400, 'resource_already_exists_exception', 'index [ocs-sim-x/u] already exists'),
      ],
    });
    const store = cluster.store();
    expect(await store.prepare()).toMatchObject({ code: 'HTTP_400' });
    await store.close();
    expect(cluster.lines.filter((line) => line.startsWith('DELETE'))).toEqual([]);
  });
});
