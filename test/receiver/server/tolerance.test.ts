import { describe, expect, test } from 'vitest';
import fc from '../../support/fast-check.ts';
import { post, rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

const LAST = '{"recorded":';

/** Sends bytes on a connection of their own and gives the first record and the answer. */
async function sent(bytes: string | Uint8Array, limits: { readonly bodyBytes?: number } = {}) {
  await using receiver = await startedReceiver({ nowMs: () => 1234, limits });
  const client = await rawClient(receiver.port);
  client.send(bytes);
  const record = await recordOf(receiver, 1);
  await client.until('\r\n\r\n');
  client.socket.destroy();
  return { record, status: Number(client.received.split(' ')[1]), answer: client.received };
}

const problemOf = ({ record }: Awaited<ReturnType<typeof sent>>) =>
  record.content.kind === 'unusable' ? record.content.problem : null;

describe('Whatever is posted is recorded as it came', () => {
  test('an ordinary notification, with bytes, headers, instant and connection', async () => {
    const { record, answer } = await sent(post('{"GSW_TENANT_NAME":"Acme"}'));
    const { flaw, ...facts } = { flaw: null, ...record };
    expect(flaw).toBeNull();
    expect(facts).toEqual({
      number: 1,
      receivedAtMs: 1234,
      connection: 1,
      requestOnConnection: 1,
      method: 'POST',
      path: '/states',
      headers: ['Host', 'receiver', 'Content-Type', 'application/json', 'Content-Length', '26'],
      body: Buffer.from('{"GSW_TENANT_NAME":"Acme"}'),
      bodyBytes: 26,
      wrongContentType: false,
      reply: { status: 200, manner: 'as usual', delayMs: 0, fault: null },
    });
    expect(record.content).toEqual({
      kind: 'object',
      value: { GSW_TENANT_NAME: 'Acme' },
      duplicateKeys: [],
    });
    expect(answer).toBe(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 14\r\nConnection: keep-alive\r\n\r\n{"recorded":1}',
    );
  });

  test.each([
    ['malformed JSON', '{"a":', 'malformed JSON'],
    ['an empty body', '', 'empty'],
    ['a list', '[]', 'not an object'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'invalid UTF-8'],
    ['JSON that is 100,000 deep', '['.repeat(100_000), 'too deep'],
  ])('%s', async (_what, body, problem) => {
    const received = await sent(post(body));
    expect(problemOf(received)).toBe(problem);
    expect(received.record.body).toEqual(Buffer.from(body));
    expect(received.answer).toContain('\r\n\r\n{"recorded":1}');
    expect(received.status).toBe(200);
  });

  test.each([
    ['text/plain', true],
    ['application/jsonp', true],
    ['text html;;', true],
    ['Application/JSON; charset=UTF-8', false],
  ])('a body said to be %s', async (type, wrong) => {
    const { record, status } = await sent(post('{}', [`Content-Type: ${type}`]));
    expect(record.wrongContentType).toBe(wrong);
    expect(record.content.kind).toBe('object');
    expect(status).toBe(200);
  });

  test('a body of no type at all', async () => {
    const { record } = await sent(post('{}', []));
    expect(record.wrongContentType).toBe(true);
    expect(record.content.kind).toBe('object');
  });

  test('a body in chunks', async () => {
    const { record } = await sent(
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n',
    );
    expect(record.body.toString()).toBe('{"a":1}');
    expect(record.bodyBytes).toBe(7);
  });

  test.each(['/%zz', '/a?b=c#d', '//', '*'])('a POST to %s', async (path) => {
    const { record, status } = await sent(
      Buffer.from(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`, 'latin1'),
    );
    expect(record.path).toBe(path);
    expect(status).toBe(200);
  });

  test('thousands of headers, all of them', async () => {
    const { record } = await sent(
      post(
        '{}',
        Array.from({ length: 2_500 }, () => 'a: b'),
      ),
    );
    expect(record.headers.filter((header) => header === 'a').length).toBe(2_500);
  });

  test('a request of HTTP/1.0 and one that asks to upgrade', async () => {
    const old = await sent('POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}');
    expect([old.status, old.record.body.toString()]).toEqual([200, '{}']);
    const upgrade = await sent(post('{}', ['Connection: Upgrade', 'Upgrade: websocket']));
    expect([upgrade.status, upgrade.record.body.toString()]).toEqual([200, '{}']);
  });

  test('a body of which the receiver keeps only a part, while it counts all of it', async () => {
    const received = await sent(post('x'.repeat(300_000)), { bodyBytes: 1_000 });
    expect(received.status).toBe(413);
    expect(problemOf(received)).toBe('too large');
    expect(received.record.body.length).toBe(1_000);
    expect(received.record.bodyBytes).toBe(300_000);
    expect(received.record.reply).toEqual({ status: 413, manner: 'too large', delayMs: 0, fault: null });
  });

  test('a body as large as the limit is whole', async () => {
    expect(problemOf(await sent(post(`{"a":"${'x'.repeat(992)}"}`), { bodyBytes: 1_000 }))).toBe(null);
  });
});

describe('Requests that are not a POST are answered 405 and recorded', () => {
  test.each(['GET', 'PUT', 'DELETE', 'PROPFIND', 'OPTIONS', 'PATCH'])('%s', async (method) => {
    const { record, status, answer } = await sent(
      `${method} /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect(record).toMatchObject({ method, path: '/x', reply: { status: 405, manner: 'not a POST' } });
    expect(status).toBe(405);
    expect(answer).toContain('Allow: POST\r\n');
  });

  test('CONNECT', async () => {
    const { record, status } = await sent('CONNECT db:5432 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(record).toMatchObject({ method: 'CONNECT', path: 'db:5432', reply: { status: 405 } });
    expect(status).toBe(405);
  });
});

test('A client that resets its CONNECT ends nothing but its own connection', async () => {
  await using receiver = await startedReceiver({
    onRecord: ({ method }) => {
      if (method === 'CONNECT') client.socket.resetAndDestroy();
    },
  });
  const client = await rawClient(receiver.port);
  client.send('CONNECT db:5432 HTTP/1.1\r\nHost: x\r\n\r\n');
  await client.ended;
  const next = await rawClient(receiver.port);
  next.send(post('{}'));
  await next.until('{"recorded":2}');
  expect(receiver.counts().troubles).toBe(0);
});

describe('A body that is cut short is recorded with what came', () => {
  const head = 'POST /states HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n';

  test('by a client that ends its direction and still listens: it is told', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.socket.end(`${head}{"a":`);
    const record = await recordOf(receiver, 1);
    expect(record.content).toEqual({
      kind: 'unusable',
      problem: 'cut short',
      detail: 'after 5 bytes: the request ended too early',
    });
    expect(record.body.toString()).toBe('{"a":');
    expect(record.reply).toEqual({ status: 400, manner: 'cut short', delayMs: 0, fault: null });
    expect((await client.ended).received).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(receiver.counts().refusedByParser).toBe(0);
  });

  test('by a client that resets the connection: nobody is left to answer', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send(`${head}{"a":`);
    const other = await rawClient(receiver.port);
    other.send(post('{}'));
    await other.until(LAST);
    client.socket.resetAndDestroy();
    const record = await recordOf(receiver, 2);
    expect(record).toMatchObject({ content: { problem: 'cut short' }, reply: { status: null } });
    await receiver.idle();
  });

  test('by a chunk that is no chunk', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n');
    const record = await recordOf(receiver, 1);
    expect(record.content).toMatchObject({ problem: 'cut short' });
    expect(record.body.toString()).toBe('{}');
    expect((await client.ended).received).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('by the receiver itself when it is closed', async () => {
    const receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send(`${head}{"a":`);
    const other = await rawClient(receiver.port);
    other.send(post('{}'));
    await other.until(LAST);
    await receiver.close();
    expect([...receiver.journal].map((record) => record.reply.status)).toEqual([200, null]);
  });
});

describe('What is no HTTP request is answered, counted and not recorded', () => {
  test.each([
    ['a line of nonsense', 'nonsense\r\n\r\n', '400', /^not HTTP: /],
    [
      'TLS',
      Buffer.from([0x16, 0x03, 0x01, 0x00, 0xa5, 0x01]),
      '400',
      /^the client speaks https, this port http$/,
    ],
    [
      'HTTP/2 without asking',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '400',
      /^the client speaks HTTP\/2, this port HTTP\/1\.1$/,
    ],
    [
      'the PROXY protocol as text',
      'PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\nPOST / HTTP/1.1\r\nHost: x\r\n\r\n',
      '400',
      /^a proxy sends the PROXY protocol/,
    ],
    [
      'the PROXY protocol in binary',
      Buffer.concat([
        Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1'),
        Buffer.from([0x21, 0x11, 0, 12, 127, 0, 0, 1, 127, 0, 0, 1, 0xdc, 4, 1, 0xbb]),
        Buffer.from('POST / HTTP/1.1\r\nHost: x\r\n\r\n'),
      ]),
      '400',
      /^a proxy sends the PROXY protocol \(version 2\)/,
    ],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n', '400', /^the client speaks SSH, this port HTTP$/],
  ])('%s', async (_what, bytes, status, reason) => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send(bytes);
    const { received } = await client.ended;
    expect(received.split(' ')[1]).toBe(status);
    expect(receiver.counts()).toMatchObject({ requests: 0, recorded: 0, refusedByParser: 1 });
    expect([...receiver.counts().refusals.keys()][0]).toMatch(reason);
  });

  test('a head that ends in the middle', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.socket.end('POST / HTTP/1.1\r\nHo');
    expect((await client.ended).received).toMatch(/^HTTP\/1\.1 400 /);
    expect([...receiver.counts().refusals]).toEqual([['the request ended too early', 1]]);
  });

  test('once for a connection, however much nonsense follows', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    for (let i = 0; i < 20; i += 1) client.send('nonsense\r\n\r\n'.repeat(5_000));
    await client.ended;
    expect(receiver.counts().refusedByParser).toBe(1);
  });

  test('a good request before it, in the same packet, is recorded and answered all the same', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send(Buffer.concat([post('{"a":1}'), post('{"a":2}'), Buffer.from('nonsense\r\n\r\n')]));
    const { received } = await client.ended;
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(receiver.counts()).toMatchObject({ requests: 2, recorded: 2, refusedByParser: 1 });
  });

  test('bytes by chance end nothing but their own connection', async () => {
    await using receiver = await startedReceiver();
    let rounds = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.string({ minLength: 1 })),
        async (bytes) => {
          rounds += 1;
          const client = await rawClient(receiver.port);
          client.socket.end(bytes);
          await client.ended;
        },
      ),
      { numRuns: 50, seed: 1 },
    );
    expect(rounds).toBe(50);
    const client = await rawClient(receiver.port);
    client.send(post('{"still":"here"}'));
    await client.until(LAST);
    client.socket.destroy();
    expect(receiver.counts().troubles).toBe(0);
  });
});

describe('Connections are kept', () => {
  test('requests on one connection are numbered, also when they come in one packet', async () => {
    await using receiver = await startedReceiver();
    const first = await rawClient(receiver.port);
    first.send(Buffer.concat([post('{"n":1}'), post('{"n":2}'), post('{"n":3}')]));
    const answers = await first.until('{"recorded":3}');
    expect(answers.match(/"recorded":\d/g)).toEqual(['"recorded":1', '"recorded":2', '"recorded":3']);
    const second = await rawClient(receiver.port);
    second.send(post('{}'));
    await second.until(LAST);
    expect([...receiver.journal].map((record) => [record.connection, record.requestOnConnection])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
    ]);
    expect(receiver.counts()).toMatchObject({ connections: 2, openConnections: 2 });
  });

  test('a client that waits for 100 Continue gets it', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n');
    await client.until('HTTP/1.1 100 Continue\r\n\r\n');
    client.send('{}');
    await client.until('{"recorded":1}');
  });

  test('a client that expects something unheard of is received all the same', async () => {
    const { status } = await sent(post('{}', ['Expect: miracles']));
    expect(status).toBe(200);
  });
});
