// Connections stay until the other side closes them: what the HTTP library would do of itself is not OCS.

import { setTimeout as pass } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { answerOf, rawServer } from '../../support/raw-server.ts';
import { openTransport, postTo } from './posting.ts';

const alone: typeof postTo = (uri, more) => postTo(uri, { ...more, poolSize: 1 });

test.each([
  ['says nothing about it, for longer than the 4 s after which the library would close', [], 4_300],
  ['asks for its close after 1 s', ['Keep-Alive: timeout=1'], 1_200],
  ['asks for its close after 2 s', ['Connection: keep-alive', 'Keep-Alive: timeout=2, max=5'], 50],
  ['asks for its close at once', ['Keep-Alive: timeout=0'], 50],
])('an idle connection is kept where the target %s', { timeout: 15_000 }, async (_what, headers, idleMs) => {
  await using server = await rawServer((socket) => void socket.write(answerOf(200, headers, 'ok')));
  await using transport = openTransport();
  expect(await transport.post(alone(server.url))).toMatchObject({ connection: { number: 1, request: 1 } });
  await pass(idleMs);
  expect(await transport.post(alone(server.url))).toMatchObject({
    status: 200,
    connection: { number: 1, request: 2 },
  });
  expect(server.connections).toBe(1);
  expect(transport.connections).toEqual({ opened: 1, reused: 1, closedByTarget: 0, closedBySender: 0 });
});

test.each(['closed', 'reset'] as const)(
  'a POST that meets the close of an idle connection (%s) is lost, told as that, and not sent again',
  async (how) => {
    await using server = await rawServer((socket, { number }) => {
      if (number !== 2) socket.write(answerOf(200));
      else if (how === 'closed') socket.end();
      else socket.resetAndDestroy();
    });
    await using transport = openTransport();
    await transport.post(alone(server.url, { body: '{"n":1}' }));
    await pass(150);
    expect(await transport.post(alone(server.url, { body: '{"n":2}' }))).toMatchObject({
      kind: 'reset',
      detail: expect.stringMatching(
        new RegExp(
          `^the other side ${how} the idle connection as the POST was sent, \\d+ ms after its last answer: lost, as with a real OCS, which never sends again$`,
        ),
      ),
    });
    expect(await transport.post(alone(server.url, { body: '{"n":3}' }))).toMatchObject({ status: 200 });
    expect(server.requests.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
    expect(transport.connections).toMatchObject({ opened: 2, reused: 1, closedByTarget: 1 });
  },
);

test('a connection that the target closed while it was idle is not used again', async () => {
  const closed: Promise<unknown>[] = [];
  await using server = await rawServer((socket) => {
    socket.write(answerOf(200));
    closed.push(new Promise((resolve) => socket.once('close', resolve)));
    setTimeout(() => socket.end(), 20);
  });
  await using transport = openTransport();
  await transport.post(alone(server.url));
  await closed[0];
  expect(await transport.post(alone(server.url))).toMatchObject({ status: 200, connection: { number: 2 } });
  expect(transport.connections).toMatchObject({ opened: 2, reused: 0, closedByTarget: 1 });
});

test.each([
  ['100', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['100 without a reason', 'HTTP/1.1 100\r\n\r\n'],
  ['102', 'HTTP/1.1 102 Processing\r\n\r\n'],
  ['103 with headers', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
  ['199', 'HTTP/1.1 199 Whatever\r\nX-A: b\r\n\r\n'],
  ['several', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n'],
])(
  'interim answers are followed by the real one: %s, in one piece and byte by byte',
  async (_what, interim) => {
    const whole = `${interim}${answerOf(201, [], 'made')}`;
    await using server = await rawServer(async (socket, { number }) => {
      if (number % 2 === 1) socket.write(whole);
      else
        for (const byte of whole)
          await new Promise((resolve) => socket.write(byte, () => setImmediate(resolve)));
    });
    await using transport = openTransport();
    for (let n = 1; n <= 4; n += 1)
      expect(await transport.post(alone(server.url))).toMatchObject({ status: 201, detail: 'made' });
    expect(server.connections).toBe(1);
  },
);

test('interim answers alone are no answer', async () => {
  await using server = await rawServer((socket) => void socket.end('HTTP/1.1 100 Continue\r\n\r\n'));
  await using transport = openTransport();
  expect(await transport.post(alone(server.url))).toMatchObject({ kind: 'reset', status: null });
});

test.each([
  ['TLS', Buffer.from([0x15, 3, 1, 0, 2, 2, 10]), /^it answered in TLS: .* write https instead of http/],
  ['HTTP/2', Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]), /^it answered in HTTP\/2 although/],
  [
    'SMTP',
    '220 mail.example ESMTP Postfix\r\n',
    /^it speaks SMTP, not HTTP: .*"220 mail.example ESMTP Postfix"/,
  ],
  ['FTP', '220 ProFTPD FTP Server ready\r\n', /^it speaks FTP, not HTTP/],
  ['Redis', "-ERR unknown command 'POST'\r\n", /^it speaks Redis, not HTTP/],
  ['POP3', '+OK ready\r\n', /^it speaks POP3/],
  ['MySQL', Buffer.from('J\0\0\0\n8.0.36\0', 'latin1'), /^it speaks MySQL/],
  [
    'garbage',
    Buffer.from([1, 2, 0, 0xff, 0x1b, 0x5b]),
    /^its answer is not HTTP: it begins with "\\u0001\\u0002/,
  ],
  [
    'no status line',
    '<html>hello</html>\r\n\r\n',
    /^its answer has no status line, as in HTTP\/0\.9: .*"<html>hello/,
  ],
  [
    'a status of 000',
    'HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n',
    /no valid status: "HTTP\/1\.1 000 Zero"/,
  ],
  ['a status of words', 'HTTP/1.1 OK\r\n\r\n', /no valid status: "HTTP\/1\.1 OK"; .*, not "OK"$/],
  ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n', /no valid status/],
  ['another version', 'HTTP/3.0 200 OK\r\n\r\n', /says version "3.0" in its status line/],
  [
    '101',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    /switches to another protocol, and nobody asked for that$/,
  ],
  [
    'headers without end',
    `HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    /^the headers of its answer are longer than 16 KiB$/,
  ],
  [
    'two equal lengths',
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok',
    /^its answer has the header Content-Length twice: "2" and "2"$/,
  ],
  [
    'two other lengths',
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok',
    /^its answer has the header Content-Length twice: "2" and "3"$/,
  ],
  [
    'a length of words',
    'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok',
    /Content-Length of its answer is no number of bytes: "many"/,
  ],
  [
    'a header without a name',
    'HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\n\r\nok',
    /no name and colon: "nonsense"/,
  ],
  [
    'a broken chunk',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n',
    /^the chunked body of its answer is broken/,
  ],
])('an answer that is none is described by what came: %s', async (_what, answer, detail) => {
  await using server = await rawServer((socket) => void socket.write(answer));
  await using transport = openTransport();
  const outcome = await transport.post(alone(server.url, { responseTimeoutSeconds: 2 }));
  expect(outcome).toMatchObject({ kind: 'failed', status: null, detail: expect.stringMatching(detail) });
  expect(server.requests).toHaveLength(1);
});

test('what the sender breaks off itself is not told as done by the target', async () => {
  await using server = await rawServer(() => {});
  const transport = openTransport();
  const post = transport.post(alone(server.url));
  await server.whenRequests(1);
  await transport.close();
  expect(await post).toMatchObject({ kind: 'failed', detail: 'ocs-sim broke it off, as it was ending' });
});

test('a connect time-out fires when it is due', async () => {
  await using transport = openTransport({
    origin: 'http://states.example',
    headers: {},
    tls: null,
    secrets: [],
    way: {
      leadTo: () => new Promise(() => {}),
      faultOn: () => null,
      throughFrom: () => null,
      refusedAt: () => null,
    },
  });
  const outcome = await transport.post(alone('http://states.example/', { responseTimeoutSeconds: 0.2 }));
  expect(outcome).toMatchObject({ kind: 'timed out' });
  expect(outcome.durationMs).toBeGreaterThanOrEqual(199);
  expect(outcome.durationMs).toBeLessThan(600);
});

test.each([
  [
    'a page with a title',
    'text/html',
    '<html><head><title>413 Request Entity Too Large</title></head><body>nginx</body></html>',
    '413 Request Entity Too Large',
  ],
  [
    'a page whose title says nothing',
    'text/html',
    '<title>Error</title><pre>Cannot POST &lt;x&gt;</pre>',
    'Cannot POST <x>',
  ],
  [
    'a page in another character set',
    'text/html; charset=iso-8859-1',
    Buffer.from('<p>Größe</p>', 'latin1'),
    'Größe',
  ],
  [
    'an innermost cause',
    'application/json',
    JSON.stringify({
      error: {
        type: 'a',
        reason: 'b',
        caused_by: { type: 'c', reason: 'd', caused_by: { type: 'e', reason: 'f' } },
      },
    }),
    'a: b: caused by e: f',
  ],
  ['text', 'text/plain', 'too\r\n\u001b[31m busy', 'too \\u001b[31m busy'],
])(
  'the reason that an error answer gives is read, compressed as well: %s',
  async (_what, type, body, reason) => {
    const bytes = Buffer.from(body as string);
    await using server = await rawServer((socket, { number }) => {
      const packed = number === 1 ? bytes : gzipSync(bytes);
      const encoding = number === 1 ? '' : 'Content-Encoding: gzip\r\n';
      socket.write(
        `HTTP/1.1 400 Bad\r\nContent-Type: ${type}\r\n${encoding}Content-Length: ${packed.length}\r\n\r\n`,
      );
      socket.write(packed);
    });
    await using transport = openTransport();
    for (let n = 1; n <= 2; n += 1)
      expect(await transport.post(alone(server.url))).toMatchObject({ status: 400, detail: reason });
  },
);

test('a compressed answer that cannot be unpacked says so', async () => {
  await using server = await rawServer(
    (socket) => void socket.write(answerOf(400, ['Content-Encoding: gzip'], 'not gzip')),
  );
  await using transport = openTransport();
  expect((await transport.post(alone(server.url))).detail).toMatch(
    /^the body of the answer cannot be read: .*gzip/,
  );
});
