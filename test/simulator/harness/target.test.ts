import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { closedPort } from '../../support/raw-server.ts';
import { HEAD, played, scenarioOf } from './playing.ts';

interface Target extends AsyncDisposable {
  readonly url: string;
  readonly bodies: readonly string[];
}

/** An external system: any plain HTTP server. */
async function target(answer: (response: ServerResponse, count: number) => void): Promise<Target> {
  const bodies: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      answer(response, bodies.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/states/_doc`,
    bodies,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const created = (response: ServerResponse): void => void response.writeHead(201).end('{"result":"created"}');

const LOADED_FOR_25_S = `${HEAD}
steps:
  - load: spring
  - expect: { event: loaded, group: spring }
  - wait: 25s
  - unload: spring
`;

test('A target that takes everything is judged by its answers', async () => {
  await using system = await target(created);
  const bodies: string[] = [];
  const result = await played(
    `${LOADED_FOR_25_S}
expect:
  - order: [loaded, periodic, periodic, unloaded]
    group: spring
    strict: true
  - lost: none
  - fieldSets: all
`,
    { destination: { kind: 'target', url: system.url }, onSettled: ({ body }) => bodies.push(body!) },
  );
  expect(result.judged.map(({ verdict }) => [verdict.status, verdict.summary])).toEqual(
    result.judged.map(({ verdict }) => ['passed', verdict.summary]),
  );
  expect([result.status, result.judged.length]).toEqual(['passed', 4]);
  expect(system.bodies).toEqual(bodies);
  expect(result.receiver).toEqual({ kind: 'target', url: system.url });
  expect(result.counts).toMatchObject({ intended: 4, attempted: 4, delivered: 4, recorded: null, strays: 0 });
  expect([...result.counts.outcomes]).toEqual([['answered 201', 4]]);
});

test('What a target answers with 503 is lost, and not sent again', async () => {
  await using system = await target((response, count) =>
    count === 2 ? void response.writeHead(503, { 'Retry-After': '0' }).end('busy') : created(response),
  );
  const result = await played(`${LOADED_FOR_25_S}\nexpect: [{ lost: none }]\n`, {
    destination: { kind: 'target', url: system.url },
  });
  expect(result.status).toBe('failed');
  expect(result.lost).toMatchObject([
    {
      number: 2,
      event: 'periodic',
      atMs: 10_000,
      outcome: { kind: 'answered', status: 503, detail: 'busy' },
    },
  ]);
  expect(system.bodies).toHaveLength(4);
});

test("Behind a target the sender's records tell that nothing was sent twice", async () => {
  await using system = await target(created);
  const result = await played(`${LOADED_FOR_25_S}\nexpect: [{ attempts: exactly one }]\n`, {
    destination: { kind: 'target', url: system.url },
  });
  expect(result.status).toBe('passed');
  expect(result.judged[1]!.verdict.summary).toContain("from the sender's records");
});

test('What a scenario tells the receiver a target cannot hear, so the run is not passed', async () => {
  await using system = await target(created);
  const steps = LOADED_FOR_25_S.replace('steps:', 'steps:\n  - reply: 503\n  - receiver: down');
  const result = await played(`${steps}\nexpect: [{ lost: none }]\n`, {
    destination: { kind: 'target', url: system.url },
  });
  expect(result).toMatchObject({ status: 'inconclusive', unheard: 2 });
  expect(result.reason).toContain('a target answers as it likes');
});

describe('A target that never answers', () => {
  const silent = LOADED_FOR_25_S.replace('http-response-timeout: 5', 'http-response-timeout: 0.03').replace(
    /.*- expect.*\n/,
    '',
  );

  test.each([
    ['lost: none', 'failed'],
    // Whatever is wanted or not wanted there may have arrived, for all that anybody can know.
    ['order: [loaded, unloaded]', 'inconclusive'],
    ['fieldSets: all', 'inconclusive'],
    ['attempts: exactly one', 'inconclusive'],
    ['count: { atLeast: 1 }', 'inconclusive'],
    ['count: none', 'inconclusive'],
    ['count: { atMost: 3 }', 'inconclusive'],
  ])('never passes what is expected of arrivals: %s', async (expectation, status) => {
    await using system = await target(() => {});
    const result = await played(`${silent}\nexpect: [{ ${expectation} }]\n`, {
      destination: { kind: 'target', url: system.url },
    });
    expect([expectation, result.judged[0]!.verdict.status]).toEqual([expectation, status]);
    expect(result.status).toBe('failed');
    expect([...result.counts.outcomes]).toEqual([['timed out', 4]]);
    expect(system.bodies).toHaveLength(4);
  });

  test('fails what a step waits for', async () => {
    await using system = await target(() => {});
    const result = await played(
      LOADED_FOR_25_S.replace('http-response-timeout: 5', 'http-response-timeout: 0.03'),
      { destination: { kind: 'target', url: system.url } },
    );
    expect(['failed', 'inconclusive']).toContain(result.status);
    expect(result.judged).toHaveLength(2);
  });
});

describe('A target that cannot be reached', () => {
  test('is trouble with the environment, and nothing is played', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/states`;
    const bodies: unknown[] = [];
    const result = await runScenario(await scenarioOf(LOADED_FOR_25_S), {
      destination: { kind: 'target', url },
      onBody: (...body) => void bodies.push(body),
    });
    expect(result).toEqual({
      kind: 'environment',
      code: 'ECONNREFUSED',
      message: `the target ${url} cannot be reached: the connection was refused`,
      hint: 'is it running, and is the port right?',
    });
    expect(bodies).toEqual([]);
  });

  test('because there is no such host says so', async () => {
    const result = await runScenario(await scenarioOf(LOADED_FOR_25_S), {
      destination: { kind: 'target', url: 'http://no-such-host.invalid/' },
    });
    expect(result).toMatchObject({
      kind: 'environment',
      hint: expect.stringMatching(/host name|name server/),
    });
  });
});

test('Without any destination every notification counts as delivered and none is expected to be recorded', async () => {
  const result = await played(`${LOADED_FOR_25_S}\nexpect: [{ lost: none }, { attempts: exactly one }]\n`, {
    destination: { kind: 'none' },
  });
  expect(result.counts).toMatchObject({ attempted: 4, delivered: 4, recorded: null, bytesOut: 0 });
  expect(result.judged.map(({ verdict }) => verdict.status)).toEqual(['passed', 'passed', 'passed']);
});
