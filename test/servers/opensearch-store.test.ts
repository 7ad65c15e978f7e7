// The store of Elasticsearch and OpenSearch against a real node: what it makes there, gives back, finds, and leaves alone.

import { expect, onTestFinished, test } from 'vitest';
import { type Contract, contractOf, type JsonValue } from '../../receiver/contract/contract.ts';
import { LONGEST_KEYWORD } from '../../receiver/contract/derive/elasticsearch-mapping.ts';
import type { Facts } from '../../receiver/contract/facts.ts';
import { RELEASE_NAMES } from '../../receiver/contract/releases.ts';
import { applySite, loadContract } from '../../receiver/contract/site.ts';
import { readSiteFile } from '../../receiver/contract/site-file.ts';
import {
  DIAL_MODES,
  EVENT_NAMES,
  GROUP_STATES,
  OPTIMIZATION_METHODS,
} from '../../receiver/contract/vocabulary.ts';
import { bodyBuilder } from '../../simulator/sender/build.ts';
import { openElasticsearchStore } from '../../simulator/store/elasticsearch/elasticsearch-store.ts';
import { indexNameTrouble } from '../../simulator/store/elasticsearch/index-name.ts';
import { openStore } from '../../simulator/store/open-store.ts';
import type { Store, StoredDocument } from '../../simulator/store/store.ts';
import { type IndexSettings, plainTarget } from '../../simulator/target/target.ts';
import { TargetClient } from '../../simulator/target/target-client.ts';
import { newIndexName, OPENSEARCH } from '../support/servers/provided.ts';

interface Told {
  readonly status: number;
  readonly text: string;
}

/** The node as anybody talks to it; what a test creates there is gone after it. */
function aNode() {
  const url = OPENSEARCH.url();
  const client = new TargetClient({
    origin: url,
    headers: {},
    tls: null,
    secrets: [],
    way: null,
    proxy: null,
    timeoutSeconds: 20,
  });
  const name = newIndexName();
  const ask = async (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: string,
  ): Promise<Told> => {
    const answer = await client.request({ method, url: url + path, ...(body === undefined ? {} : { body }) });
    if ('trouble' in answer) throw new Error(answer.trouble.message);
    return answer;
  };
  onTestFinished(async () => {
    await ask('DELETE', `/${name}`);
    await client.close();
  });
  return {
    name,
    client,
    ask,
    post: async (store: Store, body: string): Promise<Told> => ask('POST', new URL(store.url).pathname, body),
    /** All at once, in this order; the node treats each as it treats a POST. */
    bulk: async (index: string, bodies: readonly string[]): Promise<string | null> => {
      const lines = bodies.map((body) => `{"create":{}}\n${body}\n`).join('');
      const { text } = await ask('POST', `/${index}/_bulk`, lines);
      const { errors, items } = JSON.parse(text) as { errors: boolean; items: readonly unknown[] };
      expect(items).toHaveLength(bodies.length);
      return errors ? text.slice(text.indexOf('"error"'), text.indexOf('"error"') + 500) : null;
    },
    store: (index: Partial<IndexSettings> = {}, contract: Contract = contractOf()): Store =>
      openElasticsearchStore(
        {
          ...plainTarget(url),
          kind: 'elasticsearch',
          index: { name: name.replace('states', '{run}'), mapping: 'contract', keep: false, ...index },
        },
        { contract, runWord: 'states', client },
      ),
    exists: async (): Promise<boolean> => (await ask('GET', `/${name}`)).status === 200,
  };
}

async function allOf(store: Store): Promise<readonly StoredDocument[]> {
  const documents: StoredDocument[] = [];
  for await (const document of store.documents()) documents.push(document);
  return documents;
}

const NAMES = [
  'Spring@Agents East',
  '2026-11-22',
  '7001',
  'true',
  '',
  'O\'Brien "quoted"\n\t\\',
  'кампания 漢字 🎉',
];
const LONG_NAMES = ['x', 'é', '漢', '🎉'].map((letter) => letter.repeat(10_240 / letter.length));

/** Facts of every kind that a campaign group can be in, in every situation. */
function everything(): readonly Facts[] {
  const situations = EVENT_NAMES.flatMap((event) =>
    GROUP_STATES.flatMap((state) =>
      DIAL_MODES.map((mode) => ({ event, state: state.name, dialMode: mode.name })),
    ),
  );
  const numbers = [0, 0.85, null, 1, -1, 1e-300, 1.7976931348623157e308, 600, 0.1 + 0.2];
  return situations.map((situation, index) => {
    const number = (shift: number): number | null => numbers[(index + shift) % numbers.length]!;
    const name = (shift: number): string => NAMES[(index + shift) % NAMES.length]!;
    return {
      ...situation,
      tenantName: name(0),
      tenantCcid: name(1),
      campaignGroupName: name(2),
      campaignGroupGuid: name(3),
      groupName: name(4),
      campaignName: index % 3 === 0 ? null : name(5),
      campaignTemplateName: index % 4 === 0 ? null : name(6),
      queueName: name(7),
      optimizeBy: OPTIMIZATION_METHODS[index % OPTIMIZATION_METHODS.length]!.name,
      optimizeGoal: [0, 85, -1, 2_147_483_648, Number.MAX_SAFE_INTEGER][index % 5]!,
      busyFactor: number(0),
      hitRatio: number(1),
      overdialRate: number(2),
      timeToComplete: number(3),
      info: index % 8 === 0 ? LONG_NAMES[(index / 8) % LONG_NAMES.length]! : name(8),
      callingLists: Array.from({ length: [0, 1, 3, 40][index % 4]! }, (_, list) => ({
        callingListName: name(list),
        callingListDbid: list * 2 ** 40,
        hitRatio: number(list),
        timeToComplete: number(list + 1),
      })),
    };
  });
}

function siteContract(text: string): Contract {
  const { site } = readSiteFile({ name: 'site.yaml', text: `contract: Example Bank\n${text}` });
  return applySite(contractOf(), site!).contract!;
}

OPENSEARCH.describe('an index with the mapping of the contract', () => {
  test.each([
    ...RELEASE_NAMES.map((release): [string, Contract] => [release, contractOf(release)]),
    ['Example Bank', loadContract({ file: 'scenarios/contracts/example-bank.yaml' }).contract!],
    ['a site that says -1 for unassigned', siteContract('unassigned: { value: -1 }')],
    ['a site that says n/a for unassigned', siteContract('unassigned: { value: n/a }')],
    ['a site that says false for unassigned', siteContract('unassigned: { value: false }')],
    ['a site that says null for unassigned', siteContract('unassigned: null')],
  ])('takes everything that the contract can produce, and has not drifted then: %s', async (_, contract) => {
    const node = aNode();
    const store = node.store({}, contract);
    expect(await store.prepare()).toBeNull();
    const bodies = [
      ...new Set(
        everything()
          .map(bodyBuilder(contract))
          .map((body) => JSON.stringify(body)),
      ),
    ];
    expect(bodies.length).toBeGreaterThan(300);
    expect(await node.bulk(node.name, bodies)).toBeNull();
    expect(await store.refresh(bodies.length)).toBeNull();
    expect((await allOf(store)).map(({ body }) => JSON.stringify(body))).toEqual(bodies);
    expect(await store.drift()).toEqual([]);
  });

  test('finds names of 10 KB by their value, and keeps those that are too long for that', async () => {
    const node = aNode();
    const store = node.store();
    expect(await store.prepare()).toBeNull();
    const longest = ['x', '漢'].map((letter) => letter.repeat(LONGEST_KEYWORD));
    const tooLong = [...longest.map((name) => `${name}x`), '漢'.repeat(100_000)];
    const isFound = async (name: string): Promise<boolean> => {
      const query = { query: { term: { GSW_CAMPAIGN_NAME: name } } };
      const { text } = await node.ask('POST', `/${node.name}/_count`, JSON.stringify(query));
      return (JSON.parse(text) as { count: number }).count === 1;
    };
    for (const name of [...LONG_NAMES.slice(0, 3), ...longest, ...tooLong]) {
      expect((await node.post(store, JSON.stringify({ GSW_CAMPAIGN_NAME: name }))).status).toBe(201);
    }
    expect(await store.refresh(8)).toBeNull();
    for (const name of [...LONG_NAMES.slice(0, 3), ...longest]) expect(await isFound(name)).toBe(true);
    for (const name of tooLong) expect(await isFound(name)).toBe(false);
    const kept = (await allOf(store)).map(
      ({ body }) => (body as Record<string, JsonValue>).GSW_CAMPAIGN_NAME,
    );
    expect(kept).toEqual([...LONG_NAMES.slice(0, 3), ...longest, ...tooLong]);
  });

  test('keeps what the contract does not know, whatever its first value was', async () => {
    const node = aNode();
    const store = node.store();
    expect(await store.prepare()).toBeNull();
    const bodies = [
      '{"NEW":0}',
      '{"NEW":"text"}',
      '{"NEW":{"a":[1]}}',
      '{"NEW":"2026-11-22"}',
      '{"NEW":0.5}',
    ];
    for (const body of bodies) expect((await node.post(store, body)).status).toBe(201);
    expect(await store.refresh(bodies.length)).toBeNull();
    expect((await allOf(store)).map(({ body }) => JSON.stringify(body))).toEqual(bodies);
    expect(await store.drift()).toEqual([]);
  });
});

OPENSEARCH.describe('an index that is left to its first document', () => {
  test('cuts fractions off after a first 0, and refuses a text: the drift says so', async () => {
    const node = aNode();
    const store = node.store({ mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    expect(await node.exists()).toBe(false);
    const statuses: number[] = [];
    for (const ratio of [null, 0, 0.85, 'n/a', 0.5])
      statuses.push((await node.post(store, JSON.stringify({ GSW_STAT_HIT_RATIO: ratio }))).status);
    expect(statuses).toEqual([201, 201, 201, 400, 201]);
    expect(await store.refresh(4)).toBeNull();
    expect((await allOf(store)).map(({ body }) => body)).toEqual(
      [null, 0, 0.85, 0.5].map((ratio) => ({ GSW_STAT_HIT_RATIO: ratio })),
    );
    const drifts = await store.drift();
    expect(drifts.find(({ field }) => field === 'GSW_STAT_HIT_RATIO')).toEqual({
      field: 'GSW_STAT_HIT_RATIO',
      wanted: 'double',
      found: 'long',
      consequence: 'fractions are cut off in searches and sums: 0.85 counts as 0, and 1 more value likewise',
    });
    expect(drifts.find(({ field }) => field === 'GSW_CAMPAIGN_NAME')).toMatchObject({ found: null });
    const sum = { size: 0, aggs: { all: { sum: { field: 'GSW_STAT_HIT_RATIO' } } } };
    const { text } = await node.ask('POST', `/${node.name}/_search`, JSON.stringify(sum));
    expect(JSON.parse(text)).toMatchObject({ aggregations: { all: { value: 0 } } });
  });

  test('takes a name that looks like a date for one, and refuses the empty name after it', async () => {
    const node = aNode();
    const store = node.store({ mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    expect((await node.post(store, '{"GSW_CAMPAIGN_NAME":"2026-11-22"}')).status).toBe(201);
    expect((await node.post(store, '{"GSW_CAMPAIGN_NAME":""}')).status).toBe(400);
    expect((await node.post(store, '{"GSW_CAMPAIGN_NAME":"Spring"}')).status).toBe(400);
    expect((await store.drift()).find(({ field }) => field === 'GSW_CAMPAIGN_NAME')).toMatchObject({
      wanted: 'keyword',
      found: 'date',
    });
  });

  test('is not there where nothing was sent, and holds nothing', async () => {
    const node = aNode();
    const store = node.store({ mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    expect(await store.refresh(0)).toBeNull();
    expect(await allOf(store)).toEqual([]);
    expect(await store.drift()).toEqual([]);
    await store.close();
  });

  test('is not made where the node makes none by itself: each POST is refused', async () => {
    const node = aNode();
    const settings = (value: string | null): string =>
      JSON.stringify({ persistent: { 'action.auto_create_index': value } });
    await node.ask('PUT', '/_cluster/settings', settings(`-${node.name},+*`));
    onTestFinished(async () => {
      await node.ask('PUT', '/_cluster/settings', settings(null));
    });
    const store = node.store({ mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    const { status, text } = await node.post(store, '{}');
    expect(status).toBe(404);
    expect(text).toContain('which forbids automatic creation of the index');
    expect(store.idFrom(text)).toBeNull();
  });
});

/** With a type for what else the first documents of several shards would each give another one. */
function sharded(shards: number): string {
  const properties = { GSW_STAT_HIT_RATIO: { type: 'double' } };
  return JSON.stringify({ settings: { number_of_shards: shards }, mappings: { properties } });
}

OPENSEARCH.describe('what is read back', () => {
  const bodies = Array.from({ length: 5_000 }, (_, n) =>
    JSON.stringify({
      n,
      GSW_STAT_HIT_RATIO: n / 7,
      GSW_INFO: null,
      GSW_CALLING_LISTS: [],
      name: `№ ${n} "\u0001"`,
    }),
  );

  test('is every document as it came, in the order in which they came', async () => {
    const node = aNode();
    const store = node.store();
    expect(await store.prepare()).toBeNull();
    expect(await node.bulk(node.name, bodies)).toBeNull();
    expect(await store.refresh(5_000)).toBeNull();
    expect((await allOf(store)).map(({ body }) => JSON.stringify(body))).toEqual(bodies);
  });

  test('bears the ids that the answers told', async () => {
    const node = aNode();
    const store = node.store();
    expect(await store.prepare()).toBeNull();
    const ids: (string | null)[] = [];
    for (const body of bodies.slice(0, 5)) ids.push(store.idFrom((await node.post(store, body)).text));
    expect(new Set(ids).size).toBe(5);
    expect(await store.refresh(5)).toBeNull();
    expect((await allOf(store)).map(({ id }) => id)).toEqual(ids);
  });

  test('of three shards is everything once, about in order', async () => {
    const node = aNode();
    expect((await node.ask('PUT', `/${node.name}`, sharded(3))).status).toBe(200);
    const store = node.store({ name: node.name });
    expect(await store.prepare()).toBeNull();
    expect(await node.bulk(node.name, bodies)).toBeNull();
    expect(await store.refresh(5_000)).toBeNull();
    const read = (await allOf(store)).map(({ body }) => (body as { n: number }).n);
    expect([...read].sort((a, b) => a - b)).toEqual(bodies.map((_, n) => n));
    const farthest = Math.max(...read.map((n, position) => Math.abs(n - position)));
    // Documents are spread by chance: some hundred of 5,000 is what chance makes of it.
    expect(farthest).toBeLessThan(1_000);
  });

  test.each([1, 3])('of a shared index of %d shards is only what came since', async (shards) => {
    const node = aNode();
    expect((await node.ask('PUT', `/${node.name}`, sharded(shards))).status).toBe(200);
    expect(await node.bulk(node.name, bodies.slice(0, 500))).toBeNull();
    const store = node.store({ name: node.name });
    expect(await store.prepare()).toBeNull();
    expect(await node.bulk(node.name, bodies.slice(500, 700))).toBeNull();
    expect(await store.refresh(200)).toBeNull();
    const read = (await allOf(store)).map(({ body }) => (body as { n: number }).n);
    expect(read.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => 500 + n));
    await store.close();
    expect(await node.exists()).toBe(true);
  });

  test('of an alias is what the index behind it holds', async () => {
    const node = aNode();
    const alias = `${node.name}-alias`;
    await node.ask('PUT', `/${node.name}`, JSON.stringify({ aliases: { [alias]: {} } }));
    const store = node.store({ name: alias });
    expect(await store.prepare()).toBeNull();
    expect((await node.post(store, '{"n":1}')).status).toBe(201);
    expect(await store.refresh(1)).toBeNull();
    expect(await allOf(store)).toMatchObject([{ body: { n: 1 } }]);
  });
});

OPENSEARCH.describe('after the run', () => {
  test.each(['contract', 'dynamic'] as const)('an index of the run is gone, mapping %s', async (mapping) => {
    const node = aNode();
    const store = node.store({ mapping });
    expect(await store.prepare()).toBeNull();
    expect((await node.post(store, '{}')).status).toBe(201);
    expect(await node.exists()).toBe(true);
    await store.close();
    expect(await node.exists()).toBe(false);
  });

  test('an index that is to be kept is there', async () => {
    const node = aNode();
    const store = node.store({ keep: true });
    expect(await store.prepare()).toBeNull();
    await store.close();
    expect(await node.exists()).toBe(true);
  });

  test("an index of somebody else is there, though it has the run's own name", async () => {
    const node = aNode();
    expect((await node.ask('PUT', `/${node.name}`, '{}')).status).toBe(200);
    for (const mapping of ['contract', 'dynamic'] as const) {
      const store = node.store({ mapping });
      expect(await store.prepare()).toMatchObject({ code: 'INDEX_EXISTS' });
      await store.close();
    }
    expect(await node.exists()).toBe(true);
  });
});

OPENSEARCH.describe('the name of an index', () => {
  test.each([
    'OCS',
    'a b',
    'a*',
    'a?',
    'a"',
    'a<',
    'a>',
    'a|',
    'a,b',
    'a#b',
    'a:b',
    'a\\b',
    '+a',
    '-a',
    'é'.repeat(128),
  ])('is refused by the node as it is by us: %s', async (name) => {
    const { status, text } = await aNode().ask('PUT', `/${encodeURIComponent(name)}`, '{}');
    expect([status, text]).toEqual([400, expect.stringContaining('invalid_index_name_exception')]);
    expect(indexNameTrouble(name)).not.toBeNull();
  });
});

OPENSEARCH.describe('a managed store', () => {
  const sent = [1, 2, 3, 4].map((n) => JSON.stringify({ n }));
  /** As a pipeline makes it; the node of the tests has no processors. */
  const stamped = (body: string): string => body.replace('{', '{"@timestamp":"2026-01-01T00:00:00Z",');

  test('behind an alias with a write index is read over all its indices, a rollover in the middle included', async () => {
    const node = aNode();
    const alias = (isWritten: boolean): string =>
      JSON.stringify({
        aliases: { [node.name]: { is_write_index: isWritten } },
        settings: { number_of_shards: 1 },
      });
    for (const number of [1, 2]) await node.ask('PUT', `/${node.name}-00000${number}`, alias(number === 2));
    onTestFinished(async () => {
      await node.ask('DELETE', `/${node.name}-*`);
    });
    await node.ask('POST', `/${node.name}-000001/_doc?refresh=true`, '{"old":1}');
    await node.ask('POST', `/${node.name}/_doc?refresh=true`, '{"old":2}');
    const store = node.store({ name: node.name, mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    for (const body of sent.slice(0, 2)) expect((await node.post(store, body)).status).toBe(201);
    expect((await node.ask('POST', `/${node.name}/_rollover`)).status).toBe(200);
    for (const body of sent.slice(2)) expect((await node.post(store, body)).status).toBe(201);
    expect(await store.refresh(4)).toBeNull();
    expect((await allOf(store)).map(({ body }) => JSON.stringify(body))).toEqual(sent);
  });

  test('that is a data stream is read over all its generations, without what its pipeline adds', async () => {
    const node = aNode();
    onTestFinished(async () => {
      await node.ask('DELETE', `/_data_stream/${node.name}`);
      await node.ask('DELETE', `/_index_template/${node.name}`);
    });
    const index = {
      index_patterns: [node.name],
      data_stream: {},
      template: { settings: { number_of_shards: 1 } },
    };
    expect((await node.ask('PUT', `/_index_template/${node.name}`, JSON.stringify(index))).status).toBe(200);
    expect((await node.ask('PUT', `/_data_stream/${node.name}`)).status).toBe(200);
    const target = {
      ...plainTarget(OPENSEARCH.url()),
      kind: 'elasticsearch' as const,
      index: { name: node.name, mapping: 'dynamic' as const, keep: true },
      addedFields: ['@timestamp'],
    };
    const store = await openStore(target, { contract: contractOf(), runWord: 'x', client: node.client });
    if ('kind' in store) throw new Error(store.message);
    expect(await store.prepare()).toBeNull();
    for (const body of sent.slice(0, 2)) expect((await node.post(store, stamped(body))).status).toBe(201);
    expect((await node.ask('POST', `/${node.name}/_rollover`)).status).toBe(200);
    for (const body of sent.slice(2)) expect((await node.post(store, stamped(body))).status).toBe(201);
    expect(await store.refresh(4)).toBeNull();
    expect((await allOf(store)).map(({ body }) => JSON.stringify(body))).toEqual(sent);
    expect((await store.drift()).map(({ field }) => field)).not.toContain('@timestamp');
  });

  test('whose index disables _source is not compared', async () => {
    const node = aNode();
    await node.ask('PUT', `/${node.name}`, JSON.stringify({ mappings: { _source: { enabled: false } } }));
    const store = node.store({ name: node.name, mapping: 'dynamic' });
    expect(await store.prepare()).toBeNull();
    expect((await node.post(store, sent[0]!)).status).toBe(201);
    expect(await store.refresh(1)).toBeNull();
    await expect(allOf(store)).rejects.toMatchObject({ trouble: { code: 'NOT_HANDED_OUT' } });
  });

  test('that takes a notification after its sender gave up is given time to do so', async () => {
    const node = aNode();
    const store = node.store();
    expect(await store.prepare()).toBeNull();
    const late = (async () => {
      await node.ask('POST', `/_cluster/health?wait_for_nodes=99&timeout=700ms`);
      await node.post(store, sent[0]!);
    })();
    expect(await store.refresh(0, 1)).toBeNull();
    await late;
    expect((await allOf(store)).map(({ body }) => JSON.stringify(body))).toEqual([sent[0]]);
  });
});
