import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWER_200, answerOf, closedPort, rawServer } from '../../support/raw-server.ts';
import { selfMadeCertificate } from '../../support/self-made-certificate.ts';
import { tunnellingProxy } from '../../support/tunnelling-proxy.ts';
import { openTransport, postTo } from './posting.ts';

const trusted = selfMadeCertificate();
const ofAnotherHost = selfMadeCertificate('states.example');
const unknown = selfMadeCertificate();

// As NODE_EXTRA_CA_CERTS does for a process.
const before = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...before, trusted.cert, ofAnotherHost.cert]));
afterAll(() => setDefaultCACertificates(before));

describe('A receiver that speaks https', () => {
  test('gets the same request as over http, on connections that are kept', async () => {
    await using server = await rawServer(ANSWER_200, { tls: trusted });
    await using transport = openTransport();
    for (const n of [1, 2]) {
      expect(await transport.post(postTo(server.url, { poolSize: 1, body: `{"n":${n}}` }))).toMatchObject({
        kind: 'answered',
        status: 200,
      });
    }
    expect(server.requests.map(({ body, connection }) => [body, connection])).toEqual([
      ['{"n":1}', 1],
      ['{"n":2}', 1],
    ]);
    expect(server.requests[0]!.head).toMatch(/^POST \/states HTTP\/1\.1\r\n/);
  });

  test.each([
    [
      'its certificate is not trusted',
      unknown,
      /^its certificate is not accepted: it is self-signed, and not trusted here$/,
    ],
    [
      'its certificate is for another host',
      ofAnotherHost,
      /^its certificate is not accepted: it is for another host than 127\.0\.0\.1$/,
    ],
  ])('is not sent anything where %s, and the outcome says so', async (_why, tls, detail) => {
    await using server = await rawServer(ANSWER_200, { tls });
    const transport = openTransport();
    const outcome = await transport.post(postTo(server.url));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'failed', status: null, detail: expect.stringMatching(detail) });
    expect([server.requests, server.bytes, server.connections]).toEqual([[], 0, 1]);
  });

  test('that speaks http after all is told from one that is down', async () => {
    await using server = await rawServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), {
      onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    });
    const transport = openTransport();
    const outcome = await transport.post(postTo(server.url.replace('http:', 'https:')));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'failed', status: null });
    expect(outcome.detail).toBe('it does not speak TLS there');
    expect(server.connections).toBe(1);
  });
});

test('A receiver that wants https and is spoken to in http and answers with a TLS alert is told as one that speaks https', async () => {
  // A fatal alert, as OpenSSL and Java send it.
  const alert = Buffer.from([0x15, 3, 3, 0, 2, 2, 80]);
  await using server = await rawServer((socket) => void socket.end(alert));
  const transport = openTransport();
  const outcome = await transport.post(postTo(server.url));
  await transport.close();
  expect(outcome).toMatchObject({
    kind: 'failed',
    detail: 'it answered in TLS: it speaks https on this port; write https instead of http in the URL',
  });
});

describe('With http-proxy', () => {
  test('https goes through a tunnel that is kept, and the proxy sees nothing of what is inside', async () => {
    await using server = await rawServer(ANSWER_200, { tls: trusted });
    await using proxy = await tunnellingProxy();
    await using transport = openTransport();
    const post = postTo(server.url, { poolSize: 1, proxy: `http://127.0.0.1:${proxy.port}` });
    const outcomes = [await transport.post(post), await transport.post(post)];
    expect(outcomes.map((outcome) => outcome.status)).toEqual([200, 200]);
    expect(proxy.requests.map((request) => request.head.split('\r\n')[0])).toEqual([
      `CONNECT 127.0.0.1:${server.port} HTTP/1.1`,
    ]);
    expect([server.requests.length, server.connections, proxy.connections]).toEqual([2, 1, 1]);
  });

  test('http goes straight to the receiver', async () => {
    await using server = await rawServer(ANSWER_200);
    await using proxy = await tunnellingProxy();
    await using transport = openTransport();
    const outcome = await transport.post(postTo(server.url, { proxy: `http://127.0.0.1:${proxy.port}` }));
    expect([outcome.status, server.requests.length, proxy.connections]).toEqual([200, 1, 0]);
  });

  test('a proxy that will not join is asked once, and says why', async () => {
    await using server = await rawServer(ANSWER_200, { tls: trusted });
    await using proxy = await rawServer((socket) => void socket.end(answerOf(403)));
    const transport = openTransport();
    const outcome = await transport.post(postTo(server.url, { proxy: `http://127.0.0.1:${proxy.port}` }));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'failed', status: null, detail: expect.stringContaining('403') });
    expect([proxy.requests.length, server.connections]).toEqual([1, 0]);
  });

  test('a proxy that is down is a refused connection', async () => {
    await using server = await rawServer(ANSWER_200, { tls: trusted });
    const transport = openTransport();
    const outcome = await transport.post(
      postTo(server.url, { proxy: `http://127.0.0.1:${await closedPort()}` }),
    );
    await transport.close();
    expect([outcome.kind, server.connections]).toEqual(['refused', 0]);
  });

  test('a proxy that never answers is asked once, and not waited for longer than a receiver', async () => {
    await using proxy = await rawServer(() => {});
    const transport = openTransport();
    const outcome = await transport.post(
      postTo('https://127.0.0.1:1/states', {
        proxy: `http://127.0.0.1:${proxy.port}`,
        responseTimeoutSeconds: 0.05,
      }),
    );
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'timed out', status: null, bytesOut: 0 });
    expect(proxy.requests.length).toBe(1);
  });

  test('a proxy that hangs up is asked once', async () => {
    await using proxy = await rawServer((socket) => socket.resetAndDestroy());
    const transport = openTransport();
    const outcome = await transport.post(
      postTo('https://127.0.0.1:1/states', { proxy: `http://127.0.0.1:${proxy.port}` }),
    );
    await transport.close();
    expect(outcome).toMatchObject({ status: null });
    expect(['reset', 'failed']).toContain(outcome.kind);
    expect(proxy.requests.length).toBe(1);
  });

  test('a header that belongs to the proxy fails the request, not the sender', async () => {
    await using proxy = await tunnellingProxy();
    await using transport = openTransport();
    const outcome = await transport.post(
      postTo('https://127.0.0.1:1/states', {
        proxy: `http://127.0.0.1:${proxy.port}`,
        headers: { 'Proxy-Authorization': 'Basic eDp5' },
      }),
    );
    expect(outcome).toMatchObject({ kind: 'failed', detail: expect.stringContaining('Proxy-Authorization') });
    expect(proxy.connections).toBe(0);
  });
});
