// A cluster that answers what a test says, and tells what it was asked.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { contractOf } from '../../../../receiver/contract/contract.ts';
import { openElasticsearchStore } from '../../../../simulator/store/elasticsearch/elasticsearch-store.ts';
import type { Store } from '../../../../simulator/store/store.ts';
import { type IndexSettings, plainTarget, type Target } from '../../../../simulator/target/target.ts';
import { TargetClient } from '../../../../simulator/target/target-client.ts';
import { noSuchIndex, OPENSEARCH_2 } from './recorded.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A status with a body: JSON, or text as it is. */
export type Answer = readonly [status: number, body: unknown];

/** Answers by `METHOD /path`, without the query; null: none at all. */
export type Answers = Readonly<Record<string, Answer | ((asked: Asked) => Answer | null)>>;

export interface FakeCluster extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** `GET /`, in their order; without queries. */
  readonly lines: readonly string[];
  /** The store of a run with the word `x` that uses it. */
  store(index?: Partial<IndexSettings>, target?: Partial<Target>): Store;
}

/** Without an answer of its own `GET /` is OpenSearch, and an index is not there. */
export async function fakeCluster(answers: Answers = {}): Promise<FakeCluster> {
  const asked: Asked[] = [];
  const clients: TargetClient[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = await text(request);
    const question: Asked = { method, path, headers, body: body === '' ? null : JSON.parse(body) };
    asked.push(question);
    const name = path.replace(/\?.*$/s, '');
    const own = answers[`${method} ${name}`];
    const usual: Answer = name === '/' ? [200, OPENSEARCH_2] : [404, noSuchIndex(name.split('/')[1]!)];
    const answer = own === undefined ? usual : typeof own === 'function' ? own(question) : own;
    if (answer === null) return;
    const [status, said] = answer;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    get lines() {
      return asked.map(({ method, path }) => `${method} ${path.replace(/\?.*$/s, '')}`);
    },
    store(index = {}, given = {}) {
      const target: Target = {
        ...plainTarget(url),
        kind: 'elasticsearch',
        index: { name: 'ocs-sim-{run}', mapping: 'contract', keep: false, ...index },
        ...given,
      };
      const { headers, tls, secrets } = target;
      const client = new TargetClient({
        origin: url,
        headers,
        tls,
        secrets,
        way: null,
        proxy: null,
        timeoutSeconds: 10,
      });
      clients.push(client);
      return openElasticsearchStore(target, { contract: contractOf(), runWord: 'x', client });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Everything that a store gives back. */
export async function allOf(
  store: Store,
): Promise<readonly { readonly id: string | null; readonly body: unknown }[]> {
  const documents = [];
  for await (const document of store.documents()) documents.push(document);
  return documents;
}
