import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { openStore } from '../../../simulator/store/open-store.ts';
import type { Store } from '../../../simulator/store/store.ts';
import type { EnvironmentTrouble } from '../../../simulator/target/environment-trouble.ts';
import { plainTarget, type Target } from '../../../simulator/target/target.ts';
import { TargetClient } from '../../../simulator/target/target-client.ts';

function opened(target: Target): Promise<Store | EnvironmentTrouble> {
  const client = new TargetClient({
    origin: new URL(target.url).origin,
    headers: target.headers,
    tls: null,
    way: null,
    secrets: target.secrets,
    proxy: null,
    timeoutSeconds: 5,
  });
  onTestFinished(() => client.close());
  return openStore(target, { contract: contractOf(), runWord: 'test-1', client });
}

const TARGET: Target = {
  ...plainTarget('http://127.0.0.1:9/in'),
  headers: { authorization: 'Bearer t0ken' },
  secrets: ['t0ken'],
};

test('A query over HTTP is asked with the headers of the target, and shows no secret', async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    const from = Number(new URL(request.url!, 'http://x').searchParams.get('from'));
    response.end(JSON.stringify(seen.length === 1 ? [] : ['a', 'b', 'c'].slice(from, from + 2)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  const store = await opened({
    ...TARGET,
    url,
    readBack: {
      kind: 'query',
      url: `${url}?from={from}&key=t0ken`,
      items: '$',
      body: '$',
      pageSize: 2,
      withinSeconds: 0,
    },
  });
  if ('kind' in store) throw new Error(store.message);
  expect(await store.prepare()).toBeNull();
  expect(await store.refresh(3)).toBeNull();
  const bodies: unknown[] = [];
  for await (const { body } of store.documents()) bodies.push(body);
  expect(bodies).toEqual(['a', 'b', 'c']);
  expect(new Set(seen)).toEqual(new Set(['Bearer t0ken']));
  expect(store.name).toBe(`the list at ${url}?from={from}&key=•••`);
  expect(store.url).toBe(url);
  await store.close();
});

test('Fields that the target adds by itself are no part of what it keeps', async () => {
  const given = [
    { a: 1, '@timestamp': '2026-01-01', ingest: { pipeline: 'x' } },
    { a: 2, ingest: { pipeline: 'x', other: 1 } },
    'text',
  ];
  const command = [
    process.execPath,
    '-e',
    given.map((each) => `console.log('${JSON.stringify(each)}')`).join(';'),
  ];
  const store = await opened({
    ...TARGET,
    addedFields: ['@timestamp', 'ingest.pipeline'],
    readBack: { kind: 'command', command, body: '$', withinSeconds: 5 },
  });
  if ('kind' in store) throw new Error(store.message);
  const bodies: unknown[] = [];
  for await (const { body } of store.documents()) bodies.push(body);
  expect(bodies).toEqual([{ a: 1 }, { a: 2, ingest: { other: 1 } }, 'text']);
});

test('A command is the store where the target says so', async () => {
  const command = [process.execPath, '-e', ''];
  const store = await opened({
    ...TARGET,
    readBack: { kind: 'command', command, body: '$', withinSeconds: 5 },
  });
  expect(store).toMatchObject({ name: `what ${process.execPath} prints`, url: TARGET.url });
});

test('An index is the store of Elasticsearch', async () => {
  const index = { name: 'ocs-sim-{run}', mapping: 'contract', keep: false } as const;
  const store = await opened({ ...TARGET, url: 'http://127.0.0.1:9', kind: 'elasticsearch', index });
  expect(store).toMatchObject({ url: 'http://127.0.0.1:9/ocs-sim-test-1/_doc' });
});

test('A path that cannot be read is trouble before anything is sent', async () => {
  const readBack = { kind: 'command', command: ['cat'], body: '$..', withinSeconds: 5 } as const;
  expect(await opened({ ...TARGET, readBack })).toMatchObject({
    kind: 'environment',
    code: 'BAD_PATH',
    message: 'the path of the body, $.., cannot be read',
  });
});

test('A target that says nothing of how to read back has no store', async () => {
  expect(await opened(TARGET)).toEqual({
    kind: 'environment',
    code: 'NO_STORE',
    message: 'what the target http://127.0.0.1:9/in keeps cannot be known',
    hint: 'say in its file how to read it back: readBack',
  });
});
