import { describe, expect, test } from 'vitest';
import { ANSWER_200, answerOf, rawServer } from '../../support/raw-server.ts';
import { openTransport, postTo } from './posting.ts';

describe('A request', () => {
  test('is this one, to the byte', async () => {
    await using server = await rawServer(ANSWER_200);
    await using transport = openTransport();
    const outcome = await transport.post(
      postTo(`http://127.0.0.1:${server.port}/states/_doc?refresh=true`, {
        body: '{"GSW_GROUP_NAME":"Größe 北"}',
      }),
    );
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, detail: 'ok' });
    const [request] = server.requests;
    expect(request!.head.split('\r\n')).toEqual([
      'POST /states/_doc?refresh=true HTTP/1.1',
      `host: 127.0.0.1:${server.port}`,
      'connection: keep-alive',
      'content-type: application/json',
      'content-length: 32',
    ]);
    expect(request!.body).toBe('{"GSW_GROUP_NAME":"Größe 北"}');
  });

  test('carries custom headers verbatim, in order and with their letters as they are', async () => {
    await using server = await rawServer(ANSWER_200);
    await using transport = openTransport();
    const headers = { 'X-Api-KEY': 'a;b, c="d"', authorization: 'Bearer  two spaces', 'X-Umlaut': 'Größe' };
    await transport.post(postTo(server.url, { headers }));
    const lines = server.requests[0]!.head.split('\r\n').slice(1);
    expect(lines.filter((line) => !/^(host|connection|content-)/.test(line))).toEqual([
      'X-Api-KEY: a;b, c="d"',
      'authorization: Bearer  two spaces',
      'X-Umlaut: Größe',
    ]);
  });

  test('has the content type of a custom header in place of its own, not beside it', async () => {
    await using server = await rawServer(ANSWER_200);
    await using transport = openTransport();
    await transport.post(
      postTo(server.url, { headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
    );
    const types = server.requests[0]!.head.split('\r\n').filter((line) => /^content-type/i.test(line));
    expect(types).toEqual(['Content-Type: application/json; charset=utf-8']);
  });
});

describe('Connections', () => {
  test('are kept and used again', async () => {
    await using server = await rawServer(ANSWER_200);
    await using transport = openTransport();
    for (let n = 1; n <= 5; n += 1) {
      expect(await transport.post(postTo(server.url, { poolSize: 1 }))).toMatchObject({ kind: 'answered' });
    }
    expect(server.requests.map((request) => request.connection)).toEqual([1, 1, 1, 1, 1]);
  });

  test.each([1, 2, 3])('are never more than the pool size: %d', async (poolSize) => {
    const waiting: (() => void)[] = [];
    await using server = await rawServer((socket) => {
      waiting.push(() => socket.write(answerOf(200)));
    });
    await using transport = openTransport();
    const posts = Array.from({ length: 7 }, (_, n) =>
      transport.post(postTo(server.url, { poolSize, body: `{"n":${n}}` })),
    );
    for (let answered = 0; answered < 7; ) {
      await server.whenRequests(Math.min(7, answered + poolSize));
      expect(server.requests.length).toBe(Math.min(7, answered + poolSize));
      const now = waiting.splice(0);
      answered += now.length;
      for (const answer of now) answer();
    }
    const outcomes = await Promise.all(posts);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(7).fill(200));
    expect(server.connections).toBe(poolSize);
    expect(outcomes.map((outcome) => outcome.bytesOut)).toEqual(Array(7).fill(server.bytes / 7));
  });

  test('are not shared between OCS applications, nor with what was sent before an option changed', async () => {
    await using server = await rawServer(ANSWER_200);
    await using transport = openTransport();
    const ways = [
      {},
      { application: 'OCServer_2' },
      { responseTimeoutSeconds: 7 },
      { poolSize: 1 },
      // A proxy is for https only.
      { proxy: 'http://127.0.0.1:1' },
    ];
    for (const way of ways)
      expect(await transport.post(postTo(server.url, way))).toMatchObject({ status: 200 });
    expect(new Set(server.requests.map((request) => request.connection)).size).toBe(server.connections);
    expect(server.connections).toBeGreaterThanOrEqual(4);
  });
});

describe('The response time-out', () => {
  test('counts from the moment a request goes out, not from when it began to wait for a connection', async () => {
    const held: (() => void)[] = [];
    await using server = await rawServer((socket, { number }) => {
      if (number === 1) held.push(() => socket.write(answerOf(200)));
    });
    await using transport = openTransport();
    const first = transport.post(postTo(server.url, { poolSize: 1, responseTimeoutSeconds: 0.1 }));
    await server.whenRequests(1);
    const second = transport.post(postTo(server.url, { poolSize: 1, responseTimeoutSeconds: 0.1 }));
    const outcomes = await Promise.all([first, second]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['timed out', 'timed out']);
    // The second waited for the first one's whole time-out before its own began.
    expect(outcomes[1].durationMs).toBeGreaterThanOrEqual(200);
    expect([server.requests.length, held.length]).toEqual([2, 1]);
  });

  test('is about the whole answer: one that drips is cut off', async () => {
    await using server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 5);
      socket.on('close', () => clearInterval(drip));
    });
    await using transport = openTransport();
    expect(await transport.post(postTo(server.url, { responseTimeoutSeconds: 0.06 }))).toMatchObject({
      kind: 'timed out',
      status: null,
      detail: 'no complete answer within 0.06 s, after the status 200',
    });
  });

  test('ends the connection, so that a late answer cannot be taken for that of the next request', async () => {
    const late: (() => void)[] = [];
    await using server = await rawServer((socket, { number }) => {
      if (number === 1) late.push(() => socket.write(answerOf(500, [], 'late')));
      else {
        for (const answer of late) answer();
        socket.write(answerOf(200, [], 'in time'));
      }
    });
    await using transport = openTransport();
    const one = { poolSize: 1, responseTimeoutSeconds: 0.04 };
    expect((await transport.post(postTo(server.url, one))).kind).toBe('timed out');
    expect(await transport.post(postTo(server.url, one))).toMatchObject({ status: 200, detail: 'in time' });
    expect(server.requests.map((request) => request.connection)).toEqual([1, 2]);
  });
});

describe('An answer', () => {
  test.each([200, 201, 204, 400, 404, 500])('with status %d is told with its status', async (status) => {
    await using server = await rawServer(
      (socket) =>
        void socket.write(
          status === 204 ? 'HTTP/1.1 204 No Content\r\n\r\n' : answerOf(status, [], '{"said":true}'),
        ),
    );
    await using transport = openTransport();
    expect(await transport.post(postTo(server.url))).toMatchObject({
      kind: 'answered',
      status,
      detail: status === 204 ? '' : '{"said":true}',
    });
  });

  test('that is only interim is followed by the real one', async () => {
    await using server = await rawServer(
      (socket) =>
        void socket.write(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${answerOf(201, [], 'made')}`),
    );
    await using transport = openTransport();
    expect(await transport.post(postTo(server.url))).toMatchObject({
      kind: 'answered',
      status: 201,
      detail: 'made',
    });
  });

  test('of any length is read to its end and kept in part', async () => {
    await using server = await rawServer(
      (socket) => void socket.write(answerOf(200, [], 'x'.repeat(300_000))),
    );
    await using transport = openTransport();
    const outcome = await transport.post(postTo(server.url, { poolSize: 1 }));
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(outcome.detail.length).toBeGreaterThanOrEqual(1_000);
    expect(outcome.detail.length).toBeLessThanOrEqual(4_000);
    await transport.post(postTo(server.url, { poolSize: 1 }));
    expect(server.connections).toBe(1);
  });
});

describe('What cannot be sent at all fails without a byte on the wire', () => {
  test.each([
    ['a URI that is none', 'nowhere', {}, /Invalid URL/],
    ['another protocol', 'ftp://127.0.0.1/', {}, /protocol/],
    ['a header that cannot be written', null, { headers: { 'x-broken': 'a\r\nb: c' } }, /header/],
    [
      'a header that frames the message otherwise',
      null,
      { headers: { 'content-length': '1' } },
      /content-length/,
    ],
  ])('%s', async (_what, uri, more, detail) => {
    await using server = await rawServer(ANSWER_200);
    await using transport = openTransport();
    const outcome = await transport.post(postTo(uri ?? server.url, more));
    expect(outcome).toMatchObject({
      kind: 'failed',
      status: null,
      bytesOut: 0,
      detail: expect.stringMatching(detail),
    });
    expect(server.requests).toEqual([]);
  });
});

test('closing ends what is under way as failed, and leaves no connection', async () => {
  await using server = await rawServer(() => {});
  const transport = openTransport();
  const posts = [
    transport.post(postTo(server.url, { poolSize: 1 })),
    transport.post(postTo(server.url, { poolSize: 1 })),
  ];
  await server.whenRequests(1);
  const [socket] = server.open;
  const gone = new Promise((resolve) => socket!.once('close', resolve));
  await transport.close();
  expect((await Promise.all(posts)).map((outcome) => outcome.kind)).toEqual(['failed', 'failed']);
  await gone;
  expect([server.requests.length, server.open.size]).toEqual([1, 0]);
});

test('after it was closed nothing goes out any more', async () => {
  await using server = await rawServer(ANSWER_200);
  const transport = openTransport();
  await transport.close();
  expect(await transport.post(postTo(server.url))).toMatchObject({
    kind: 'failed',
    detail: 'the sender has been closed',
    bytesOut: 0,
  });
  expect(server.connections).toBe(0);
});
